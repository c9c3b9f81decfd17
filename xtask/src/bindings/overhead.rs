//! `cargo xtask overhead`: what a call costs from Kotlin and a batch from Python, beside the native library's own time.

use super::{files, kotlin, packs, python, succeed};
use crate::{
    Stop,
    process::{self, cargo},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Measures and prints: processor time of the measured thread, so that other work on the machine disturbs it little.
pub fn run(root: &Path) -> Result<bool, Stop> {
    let folder = root.join("target/bindings/overhead");
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    let write = |name: &str, texts: String| {
        let path = folder.join(name);
        fs::write(&path, texts).map(|()| path).map_err(Stop::failed)
    };
    let clean = write("clean.txt", "Are you coming to the match with us on Sunday evening?\n".repeat(20_000))?;
    let mixed = write("mixed.txt", cases(root, |_| true)?.repeat(10))?;
    let found = |case: &Value| case["packs"] == json!(["en-mini"]) && case["finds"] != json!([]);
    let found = write("found.txt", cases(root, found)?.repeat(40))?;
    let mini = vec![root.join("testdata/golden/en-mini.sipar")];
    let all = files(&packs(root)?)?;

    python::installed(root)?;
    for (name, texts, packs) in [
        ("clean messages, one small pack", &clean, &mini),
        ("test cases, one small pack", &mixed, &mini),
        ("its own findings, one small pack", &found, &mini),
        ("clean messages, bundled packs", &clean, &all),
        ("test cases, bundled packs", &mixed, &all),
    ] {
        let native = cargo(&["run", "--quiet", "--release", "-p", "sipar-ffi", "--example", "native", "--"]);
        let [native] = numbers(native, texts, packs)?;
        let batch = python::script(root, "bindings/python/tests/overhead.py");
        let [levels, findings, share] = numbers(batch, texts, packs)?;
        println!(
            "{name} ({:.0} % with findings): native {native} ns; Python in a batch {levels} ns ({:.2}x native speed), \
             with all findings read {findings} ns ({:.2}x)",
            100.0 * share,
            native / levels,
            native / findings,
        );
    }
    kotlin::prepare(root)?;
    succeed(
        "the Kotlin measurement",
        &mut kotlin::maven(&["test", "-Dtest=OverheadTest", "-Dsurefire.failIfNoSpecifiedTests=false"]),
    )?;
    Ok(true)
}

/// The texts of some of the test cases, one a line.
fn cases(root: &Path, wanted: impl Fn(&Value) -> bool) -> Result<String, Stop> {
    let lines = fs::read_to_string(root.join("testdata/cases.jsonl")).map_err(Stop::failed)?;
    let mut texts = String::new();
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).map_err(Stop::failed)?;
        if wanted(&case) {
            texts += &case["text"].as_str().unwrap_or_default().replace(['\n', '\r'], " ");
            texts.push('\n');
        }
    }
    Ok(texts)
}

/// What a program prints of some texts and packs.
fn numbers<const N: usize>(mut command: Command, texts: &Path, packs: &[PathBuf]) -> Result<[f64; N], Stop> {
    let printed = process::output(command.arg(texts).args(packs))?;
    let numbers: Result<Vec<f64>, _> = printed.split_whitespace().map(str::parse).collect();
    let numbers = numbers.map_err(Stop::failed)?;
    numbers.try_into().map_err(|_| Stop::Failed(format!("not {N} numbers: {printed}")))
}
