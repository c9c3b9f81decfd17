//! `cargo xtask test`: every suite that exists, one total.

use crate::{Stop, bindings, ios, process, swift, wasm};
use std::{collections::BTreeSet, fmt, process::Command};

/// A suite of tests in one language.
struct Suite {
    name: &'static str,
    run: fn(&mut Tally) -> Result<(), Stop>,
}

/// The suites whose sources exist. A new binding adds its suite here.
const SUITES: [Suite; 8] = [
    Suite { name: "rust", run: rust },
    Suite { name: "wasm", run: wasm::node },
    Suite { name: "browser", run: wasm::browser },
    Suite { name: "kotlin", run: bindings::kotlin::test },
    Suite { name: "python", run: bindings::python::test },
    Suite { name: "android", run: bindings::android::test },
    Suite { name: "swift", run: swift::suite },
    Suite { name: "ios", run: ios::suite },
];

/// The suites' names, for messages.
#[must_use]
pub fn names() -> String {
    SUITES.map(|suite| suite.name).join(", ")
}

/// Runs the suites, or the one named, and prints the total. `false` if anything failed.
pub fn run(only: Option<&str>) -> Result<bool, Stop> {
    let mut tally = Tally::default();
    suites(only, &mut tally)?;
    Ok(tally.close())
}

/// Runs the suites, or the one named, into a tally.
pub(crate) fn suites(only: Option<&str>, tally: &mut Tally) -> Result<(), Stop> {
    if let Some(name) = only.filter(|name| SUITES.iter().all(|suite| suite.name != *name)) {
        return Err(Stop::Usage(format!("there is no suite `{name}` yet; there is: {}", names())));
    }
    for suite in SUITES.iter().filter(|suite| only.is_none_or(|name| suite.name == name)) {
        tally.attempt(suite.name, suite.run);
    }
    Ok(())
}

fn rust(tally: &mut Tally) -> Result<(), Stop> {
    tally.cargo_test("rust: everything", &["--workspace", "--all-features"])?;
    tally.cargo_test("rust: the core with no features", &["-p", "sipar", "--no-default-features"])?;
    for features in core_features()? {
        let args = ["check", "--quiet", "-p", "sipar", "--no-default-features", "--features", &features];
        let ok = process::run(&mut process::cargo(&args))?;
        tally.step(&format!("rust: the core with features [{features}]"), ok);
    }
    Ok(())
}

/// Every set of the core's features that differs once what they imply is added, as cargo takes it: `a,b`.
pub(crate) fn core_features() -> Result<Vec<String>, Stop> {
    let metadata = process::output(&mut process::cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(Stop::failed)?;
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let core = packages.iter().find(|package| package["name"] == "sipar");
    let features = core.and_then(|package| package["features"].as_object());
    let features = features.ok_or_else(|| Stop::failed("`cargo metadata` lists no features of the package sipar"))?;
    let implied = |name: &str| -> Vec<String> {
        let list = features.get(name).and_then(|list| list.as_array());
        list.into_iter().flatten().filter_map(|item| item.as_str()).map(String::from).collect()
    };
    // What carries types to other languages adds derives and no behaviour: being built with all features is enough.
    let own = |name: &&String| !["default", "uniffi"].contains(&name.as_str());
    let names: Vec<String> = features.keys().filter(own).cloned().collect();
    Ok(powerset(&names, implied).into_iter().map(|set| set.join(",")).collect())
}

/// Every subset of the names, closed under `implied`; what implication makes equal is there once.
fn powerset(names: &[String], implied: impl Fn(&str) -> Vec<String>) -> BTreeSet<Vec<String>> {
    (0..1_u32 << names.len())
        .map(|bits| {
            let mut todo: Vec<String> =
                (0..).zip(names).filter(|(i, _)| bits >> i & 1 == 1).map(|(_, n)| n.clone()).collect();
            let mut set = BTreeSet::new();
            while let Some(name) = todo.pop() {
                if names.contains(&name) && set.insert(name.clone()) {
                    todo.extend(implied(&name));
                }
            }
            set.into_iter().collect()
        })
        .collect()
}

/// Tests counted over all runs, and what failed without being a test.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    broken: Vec<String>,
}

impl Tally {
    /// Runs `cargo test` to its end, whatever fails, and adds its results.
    fn cargo_test(&mut self, name: &str, args: &[&str]) -> Result<(), Stop> {
        let failed = self.failed;
        let args = [&["test", "--no-fail-fast"], args].concat();
        let ok = process::run_reading(&mut process::cargo(&args), |line| self.read(line))?;
        // Something that did not build, or a test that took its process down, prints no result.
        self.step(name, ok || self.failed > failed);
        Ok(())
    }

    /// Adds a line of `cargo test`'s output, if it is a result.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ').map(|(n, what)| (n.parse().unwrap_or(0), what)) {
                Some((n, "passed")) => self.passed += n,
                Some((n, "failed")) => self.failed += n,
                Some((n, "ignored")) => self.skipped += n,
                _ => {}
            }
        }
    }

    /// Adds what a test runner counted, and notes the run as a failed step if it failed without naming a test.
    pub(crate) fn count(&mut self, name: &str, [passed, failed, skipped]: [u64; 3], ok: bool) {
        self.passed += passed;
        self.failed += failed;
        self.skipped += skipped;
        self.step(name, (ok && passed > 0) || failed > 0);
    }

    /// Runs `node --test` to its end and adds its results.
    pub(crate) fn node_test(&mut self, name: &str, command: &mut Command) -> Result<(), Stop> {
        let (passed, failed) = (self.passed, self.failed);
        let ok = process::run_reading(command, |line| self.read_node(line))?;
        // No test at all is a failure, too: then a file was not found, or the process was taken down.
        self.step(name, (ok && self.passed > passed) || self.failed > failed);
        Ok(())
    }

    /// Adds a line of `node --test`'s output, if it is part of its total.
    fn read_node(&mut self, line: &str) {
        match line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' ')) {
            Some(("pass", n)) => self.passed += n.parse().unwrap_or(0),
            Some(("fail" | "cancelled", n)) => self.failed += n.parse().unwrap_or(0),
            Some(("skipped" | "todo", n)) => self.skipped += n.parse().unwrap_or(0),
            _ => {}
        }
    }

    /// Says aloud that a suite did not run on this machine, and counts it as skipped.
    pub(crate) fn not_run(&mut self, name: &str, why: &str) {
        eprintln!("\nNOT RUN: the suite `{name}`: {why}");
        self.skipped += 1;
    }

    /// Notes how a step that holds no tests went. A failed one counts as one failure and is named at the end.
    pub(crate) fn step(&mut self, name: &str, ok: bool) {
        if !ok {
            self.failed += 1;
            self.broken.push(name.to_owned());
        }
    }

    /// Runs a step that holds no tests.
    pub(crate) fn check(&mut self, name: &str, run: impl FnOnce() -> Result<bool, Stop>) {
        self.attempt(name, |tally| {
            tally.step(name, run()?);
            Ok(())
        });
    }

    /// Runs what may stop; a stop is a failure like any other and ends nothing but this.
    fn attempt(&mut self, name: &str, run: impl FnOnce(&mut Tally) -> Result<(), Stop>) {
        eprintln!("\n== {name}");
        if let Err(stop) = run(self) {
            eprintln!("{stop}");
            self.step(name, false);
        }
    }

    /// Names what failed and prints the total as the last line. `false` if anything failed.
    pub(crate) fn close(&self) -> bool {
        if !self.broken.is_empty() {
            eprintln!("\nfailed: {}", self.broken.join("; "));
        }
        println!("{self}");
        self.failed == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn results_of_all_runs_are_summed() {
        let tally = tally(&[
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test a ... test result: ok. 9 passed;",
            "test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ]);
        assert_eq!(tally.to_string(), "7 passed, 2 failed, 1 skipped");
        assert!(!tally.close());
    }

    #[test]
    fn the_total_of_node_is_added() {
        let mut tally = Tally::default();
        let lines =
            ["✔ pass 7", "ℹ tests 9", "ℹ pass 6", "ℹ fail 1", "ℹ cancelled 1", "ℹ skipped 1", "ℹ duration_ms 12"];
        lines.iter().for_each(|line| tally.read_node(line));
        assert_eq!(tally.to_string(), "6 passed, 2 failed, 1 skipped");
        tally.not_run("browser", "no browser");
        assert_eq!(tally.to_string(), "6 passed, 2 failed, 2 skipped");
    }

    #[test]
    fn nothing_skipped_is_not_mentioned() {
        assert_eq!(
            tally(&["test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured"]).to_string(),
            "3 passed, 0 failed"
        );
    }

    #[test]
    fn a_step_that_fails_counts_and_is_named() {
        let mut tally = Tally::default();
        tally.step("formatting", true);
        assert!(tally.close());
        tally.check("lints", || Err(Stop::failed("no such tool")));
        assert_eq!(
            (tally.to_string().as_str(), tally.broken.as_slice()),
            ("0 passed, 1 failed", &["lints".to_owned()][..])
        );
        assert!(!tally.close());
    }

    #[test]
    fn a_suite_that_does_not_exist_is_an_error_that_names_those_that_do() {
        let error = suites(Some("cobol"), &mut Tally::default()).unwrap_err();
        assert!(matches!(&error, Stop::Usage(text) if text.contains("cobol") && text.contains("rust")), "{error}");
    }

    #[test]
    fn features_that_imply_others_make_fewer_sets() {
        let names = ["compile", "serde", "source"].map(String::from);
        let sets =
            powerset(&names, |name| if name == "compile" { vec!["source".into(), "dep:fst".into()] } else { vec![] });
        let sets: Vec<String> = sets.iter().map(|set| set.join("+")).collect();
        assert_eq!(sets, ["", "compile+serde+source", "compile+source", "serde", "serde+source", "source"]);
    }
}
