//! `cargo xtask overhead`: what a call costs from Kotlin and Python, beside the native library's own time.

use super::{files, kotlin, packs, python, succeed};
use crate::{
    Stop,
    process::{self, cargo},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Measures and prints. Run it where nothing else runs; only the ratios mean anything.
pub fn run(root: &Path) -> Result<bool, Stop> {
    let folder = root.join("target/bindings/overhead");
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    let clean = folder.join("clean.txt");
    let message = "Are you coming to the match with us on Sunday evening?\n";
    fs::write(&clean, message.repeat(20_000)).map_err(Stop::failed)?;
    let mixed = folder.join("mixed.txt");
    fs::write(&mixed, cases(root)?.repeat(10)).map_err(Stop::failed)?;
    let mini = vec![root.join("testdata/golden/en-mini.sipar")];
    let all = files(&packs(root)?)?;

    python::installed(root)?;
    for (name, texts, packs) in [
        ("clean messages, one small pack", &clean, &mini),
        ("test cases, one small pack", &mixed, &mini),
        ("clean messages, bundled packs", &clean, &all),
        ("test cases, bundled packs", &mixed, &all),
    ] {
        let native = nanoseconds(
            cargo(&["run", "--quiet", "--release", "-p", "sipar-ffi", "--example", "native", "--"]).arg(texts),
            packs,
        )?;
        let batch = nanoseconds(python::script(root, "bindings/python/tests/overhead.py").arg(texts), packs)?;
        println!("{name}: native {native} ns, Python in a batch {batch} ns ({:.2}x native speed)", native / batch);
    }
    kotlin::prepare(root)?;
    succeed(
        "the Kotlin measurement",
        &mut kotlin::maven(&["test", "-Dtest=OverheadTest", "-Dsurefire.failIfNoSpecifiedTests=false"]),
    )?;
    Ok(true)
}

/// The texts of the test cases, one a line.
fn cases(root: &Path) -> Result<String, Stop> {
    let lines = fs::read_to_string(root.join("testdata/cases.jsonl")).map_err(Stop::failed)?;
    let mut texts = String::new();
    for line in lines.lines() {
        let case: serde_json::Value = serde_json::from_str(line).map_err(Stop::failed)?;
        texts += &case["text"].as_str().unwrap_or_default().replace(['\n', '\r'], " ");
        texts.push('\n');
    }
    Ok(texts)
}

fn nanoseconds(command: &mut std::process::Command, packs: &[PathBuf]) -> Result<f64, Stop> {
    process::output(command.args(packs))?.trim().parse().map_err(Stop::failed)
}
