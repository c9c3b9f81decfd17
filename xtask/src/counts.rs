//! `cargo xtask counts`: instructions that scoring fixed texts takes, beside those in `benches/baseline.json`.
//!
//! Instructions are the same however busy the machine is, so CI can hold the scorer to them; times it could not. They
//! differ between compilers, and the baseline counts only for the one it was made with.

use crate::{
    Mode, Stop,
    process::{self, cargo, tool},
    test::Tally,
};
use serde_json::{Map, Value, json};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A case may take so many percent more a byte than the baseline says.
const LIMIT: f64 = 3.0;
const BASELINE: &str = "benches/baseline.json";
/// The function whose instructions count.
const COUNTED: &str = "sipar_bench::counts::counted*";
/// The function around it, once a case. It cannot be the same: of two options for one name valgrind takes one.
const CASE: &str = "sipar_bench::counts::Case::run*";
const NO_VALGRIND: &str = "valgrind does not start; on Debian: apt-get install valgrind";

/// What one case took.
#[derive(Clone, Debug, PartialEq)]
struct Count {
    name: String,
    bytes: u64,
    instructions: u64,
}

/// Counts, and writes the baseline or compares. `false` if a case has become too slow.
pub fn run(root: &Path, mode: Mode) -> Result<bool, Stop> {
    let Some(valgrind) = valgrind() else { return Err(Stop::failed(NO_VALGRIND)) };
    let rustc = rustc()?;
    let counts = count(root)?;
    let path = root.join(BASELINE);
    if mode == Mode::Write {
        let text = serde_json::to_string_pretty(&baseline(&counts, &rustc, &valgrind)).map_err(Stop::failed)?;
        fs::write(&path, text + "\n").map_err(Stop::failed)?;
        eprintln!("{BASELINE} is written");
        return Ok(true);
    }
    let baseline = read(&path)?;
    let good = compare(&baseline, &counts);
    if let Some(why) = other_compiler(&baseline, &rustc) {
        eprintln!("NOT JUDGED: {why}");
        return Ok(true);
    }
    Ok(good)
}

/// The same as a step of CI, which says aloud where it cannot judge.
pub(crate) fn judge(root: &Path, tally: &mut Tally) {
    const NAME: &str = "instruction counts";
    if valgrind().is_none() {
        return tally.not_run(NAME, NO_VALGRIND);
    }
    match (read(&root.join(BASELINE)), rustc()) {
        (Ok(baseline), Ok(rustc)) => match other_compiler(&baseline, &rustc) {
            Some(why) => tally.not_run(NAME, &why),
            None => tally.check(NAME, || run(root, Mode::Check)),
        },
        (Err(stop), _) | (_, Err(stop)) => tally.check(NAME, || Err(stop)),
    }
}

fn valgrind() -> Option<String> {
    let output = Command::new("valgrind").arg("--version").output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The compiler with its host and its backend, in one line.
fn rustc() -> Result<String, Stop> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let all = process::output(&mut tool(rustc, &["-vV"]))?;
    let wanted = |line: &&str| ["rustc ", "host: ", "LLVM version: "].iter().any(|start| line.starts_with(start));
    Ok(all.lines().filter(wanted).collect::<Vec<_>>().join("; "))
}

/// Why the baseline says nothing about what this compiler makes.
fn other_compiler(baseline: &Value, rustc: &str) -> Option<String> {
    let made_with = baseline["rustc"].as_str().unwrap_or_default();
    (made_with != rustc).then(|| {
        format!("instructions were not compared: {BASELINE} was made with `{made_with}`, and here is `{rustc}`")
    })
}

/// Builds what is counted and runs it under valgrind, which starts a new part whenever a case ends.
fn count(root: &Path) -> Result<Vec<Count>, Stop> {
    let build = ["build", "--release", "-p", "sipar-bench", "--no-default-features", "--bin", "sipar-counts"];
    if !process::run(&mut cargo(&build))? {
        return Err(Stop::failed("what is to be counted does not build"));
    }
    let folder = root.join("target/counts");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Stop::failed)?;
    }
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    let parts = folder.join("part");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let program = target.join("release/sipar-counts");
    let mut valgrind = tool("valgrind", &["--quiet", "--tool=callgrind"]);
    valgrind
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={CASE}"))
        .arg(format!("--callgrind-out-file={}", parts.display()));
    let lines = process::output(valgrind.arg(program))?;
    (1..)
        .zip(lines.lines())
        .map(|(number, line)| {
            let part = folder.join(format!("part.{number}"));
            let part = fs::read_to_string(&part)
                .map_err(|error| Stop::Failed(format!("no part {number} of the profile: {error}")))?;
            counted(line, &part).ok_or_else(|| Stop::Failed(format!("nothing was counted for `{line}`")))
        })
        .collect()
}

/// A case from the line that the program printed and the part of the profile.
fn counted(line: &str, part: &str) -> Option<Count> {
    let mut fields = line.split('\t');
    let (name, bytes) = (fields.next()?.to_owned(), fields.next()?.parse().ok()?);
    let instructions = part.lines().find_map(|line| line.strip_prefix("totals: "))?.trim().parse().ok()?;
    (instructions > 0 && bytes > 0).then_some(Count { name, bytes, instructions })
}

fn baseline(counts: &[Count], rustc: &str, valgrind: &str) -> Value {
    let cases = counts.iter().map(|Count { name, bytes, instructions }| {
        (name.clone(), json!({ "bytes": bytes, "instructions": instructions }))
    });
    json!({
        "about": "Instructions that scoring fixed texts takes; `cargo xtask counts --write` writes this file",
        "rustc": rustc,
        "valgrind": valgrind,
        "cases": cases.collect::<Map<String, Value>>(),
    })
}

fn read(path: &Path) -> Result<Value, Stop> {
    let text = fs::read_to_string(path)
        .map_err(|error| Stop::Failed(format!("{BASELINE}: {error}; `cargo xtask counts --write` makes it")))?;
    serde_json::from_str(&text).map_err(|error| Stop::Failed(format!("{BASELINE}: {error}")))
}

/// Prints each case with its change, by the byte, because lists of words change and texts with them. `false` if one has
/// grown too much or is not in the baseline.
fn compare(baseline: &Value, counts: &[Count]) -> bool {
    let mut good = true;
    println!("{:24}{:>14}{:>12}{:>12}", "instructions", "all", "a byte", "change");
    for count in counts {
        let change = change(baseline, count);
        let shown = change.map_or("new".to_owned(), |change| format!("{change:+.2} %"));
        let per_byte = count.instructions as f64 / count.bytes as f64;
        println!("{:24}{:>14}{per_byte:>12.1}{shown:>12}", count.name, count.instructions);
        match change {
            Some(change) if change > LIMIT => {
                good = false;
                eprintln!(
                    "{}: more than {LIMIT} % above {BASELINE}; make it faster, or say why it must cost this and run \
                     `cargo xtask counts --write`",
                    count.name
                );
            }
            Some(change) if change < -LIMIT => {
                eprintln!("{}: faster; `cargo xtask counts --write` holds what is gained", count.name);
            }
            Some(_) => {}
            None => {
                good = false;
                eprintln!("{}: not in {BASELINE}; run `cargo xtask counts --write`", count.name);
            }
        }
    }
    for name in baseline["cases"].as_object().into_iter().flat_map(Map::keys) {
        if counts.iter().all(|count| count.name != *name) {
            good = false;
            eprintln!("{name}: in {BASELINE} and not counted; run `cargo xtask counts --write`");
        }
    }
    good
}

/// By how many percent a byte takes more than the baseline says.
fn change(baseline: &Value, count: &Count) -> Option<f64> {
    let case = &baseline["cases"][&count.name];
    let (bytes, instructions) = (case["bytes"].as_u64()?, case["instructions"].as_u64()?);
    let (before, now) = (instructions as f64 / bytes as f64, count.instructions as f64 / count.bytes as f64);
    Some((now / before - 1.0) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, bytes: u64, instructions: u64) -> Count {
        Count { name: name.to_owned(), bytes, instructions }
    }

    #[test]
    fn a_case_is_read_from_its_line_and_its_part() {
        let part = "version: 1\nevents: Ir\nsummary: 7\n\ntotals: 2501\n";
        assert_eq!(counted("list, hits\t100\t4", part), Some(count("list, hits", 100, 2_501)));
        // A profiler that did not find the function counts nothing, and that must not pass.
        assert_eq!(counted("list, hits\t100\t4", "totals: 0\n"), None);
        assert_eq!(counted("list, hits", part), None);
    }

    #[test]
    fn growth_beyond_the_limit_fails_and_so_does_a_case_that_is_missing_on_one_side() {
        let baseline = baseline(&[count("a", 100, 1_000), count("b", 100, 1_000)], "rustc 1", "valgrind 1");
        assert!(compare(&baseline, &[count("a", 100, 1_029), count("b", 200, 2_000)]));
        assert!(compare(&baseline, &[count("a", 100, 500), count("b", 100, 1_000)]));
        assert!(!compare(&baseline, &[count("a", 100, 1_031), count("b", 100, 1_000)]));
        assert!(!compare(&baseline, &[count("a", 100, 1_000)]));
        let more = [count("a", 100, 1_000), count("b", 100, 1_000), count("c", 1, 1)];
        assert!(!compare(&baseline, &more));
    }

    #[test]
    fn another_compiler_is_not_judged() {
        let baseline = baseline(&[], "rustc 1", "valgrind 1");
        assert_eq!(other_compiler(&baseline, "rustc 1"), None);
        assert!(other_compiler(&baseline, "rustc 2").is_some_and(|why| why.contains("rustc 2")));
    }
}
