//! `cargo xtask ci`: all that a change must pass, in one run that goes on after a failure.

use crate::{
    Mode, Stop, counts, generated, golden, layers,
    process::{self, cargo, tool},
    test::{self, Tally},
};
use std::path::Path;

/// What follows the tests: a name, and what says whether all is well.
type Step = (&'static str, fn(&Path) -> Result<bool, Stop>);

const STEPS: [Step; 8] = [
    ("format", format),
    ("lints", lints),
    ("fuzz targets", fuzz_targets),
    ("docs", docs),
    ("folding tables", |root| generated::tables(root, Mode::Check).map(|()| true)),
    ("golden files", |root| golden::run(root, Mode::Check).map(|()| true)),
    ("layers", |root| layers::run(root).map(|()| true)),
    ("dependency policy", dependency_policy),
];

/// Runs every check and prints the tests' total last. `false` if anything failed.
pub fn run() -> Result<bool, Stop> {
    let root = process::root();
    let mut tally = Tally::default();
    // First, so that a stale Cargo.lock is found before another step mends it. No later step needs a network,
    // save for the one-time build of cargo-deny.
    tally.check("dependencies as locked", || {
        let all = process::run(&mut cargo(&["fetch", "--locked"]))?;
        Ok(process::run(&mut cargo(&["fetch", "--locked", "--manifest-path", FUZZ]))? && all)
    });
    test::suites(None, &mut tally)?;
    for (name, step) in STEPS {
        tally.check(name, || step(&root));
    }
    counts::judge(&root, &mut tally);
    Ok(tally.close())
}

/// The fuzz targets are a workspace of their own, so that no other build needs what they need.
const FUZZ: &str = "fuzz/Cargo.toml";

fn format(_: &Path) -> Result<bool, Stop> {
    let all = process::run(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok(process::run(&mut cargo(&["fmt", "--manifest-path", FUZZ, "--check"]))? && all)
}

/// Lints the fuzz targets, which compiles and does not run them.
fn fuzz_targets(_: &Path) -> Result<bool, Stop> {
    let args = ["clippy", "--locked", "--offline", "--manifest-path", FUZZ, "--target-dir", "target/fuzz"];
    let mut clippy = cargo(&[&args[..], &["--", "-D", "warnings"]].concat());
    // Nothing is linked, so the fuzzer's runtime need not be built, nor a C++ compiler be there: any path will do.
    process::run(clippy.env("CUSTOM_LIBFUZZER_PATH", "target/fuzz/none.a"))
}

fn lints(_: &Path) -> Result<bool, Stop> {
    let mut all = process::run(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))?;
    // What is dead code without a feature shows only without it.
    for features in test::core_features()? {
        let args = ["clippy", "-p", "sipar", "--no-default-features", "--features", &features, "--", "-D", "warnings"];
        all &= process::run(&mut cargo(&args))?;
    }
    Ok(all)
}

fn docs(_: &Path) -> Result<bool, Stop> {
    // Libraries only: the command line's binary shares the core's name, and two books of one name collide.
    let mut docs = cargo(&["doc", "--workspace", "--lib", "--no-deps", "--all-features"]);
    process::run(docs.env("RUSTDOCFLAGS", "-Dwarnings"))
}

/// The version of cargo-deny that judges dependencies.
const DENY: &str = "0.20.2";
/// Where it is kept, so that it is built once and nobody's own installation is touched.
const TOOLS: &str = "target/tools";

/// Bans, licences and sources, for the workspace by `deny.toml` and for the core, which may reach nothing, by
/// `core/deny.toml`. Known advisories are not asked for: their database would have to be fetched on every run.
fn dependency_policy(root: &Path) -> Result<bool, Stop> {
    let deny = root.join(TOOLS).join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let have = deny.exists() && process::output(&mut tool(&deny, &["--version"]))?.trim().ends_with(DENY);
    if !have {
        eprintln!("cargo-deny {DENY} is built once, into {TOOLS}; that takes a minute or two on two cores");
        let install = ["install", "cargo-deny", "--version", DENY, "--locked", "--debug", "--root", TOOLS];
        if !process::run(&mut cargo(&install))? {
            return Err(Stop::failed("cargo-deny did not install; dependencies were not judged"));
        }
    }
    let mut all = true;
    // The largest set of the core's own features holds all of them.
    let own = test::core_features()?.into_iter().max_by_key(String::len).unwrap_or_default();
    let own = format!("--features={own}");
    for (manifest, config, features) in
        [("Cargo.toml", "deny.toml", "--all-features"), ("core/Cargo.toml", "core/deny.toml", own.as_str())]
    {
        let args = ["--offline", "--locked", features, "--manifest-path", manifest, "--config", config];
        all &= process::run(&mut tool(&deny, &[&args[..], &["check", "bans", "licenses", "sources"]].concat()))?;
    }
    Ok(all)
}
