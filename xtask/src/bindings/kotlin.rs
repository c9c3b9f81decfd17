//! The Kotlin module, by Maven: the JAR with the native library inside, its tests, the chat on the console.

use super::{Language, files, generate, library, packs, succeed};
use crate::{
    Stop,
    process::{self, tool},
    test::Tally,
};
use std::{
    env::consts::{ARCH, OS},
    fs,
    path::{Path, PathBuf},
};

/// The module and the example that uses it, in one build.
const PROJECT: &str = "bindings/kotlin/with-examples.xml";

/// Builds the JAR.
pub fn package(root: &Path) -> Result<(), Stop> {
    prepare(root)?;
    succeed("the JAR", &mut maven(&["package", "-DskipTests"]))?;
    println!("{}", root.join("target/bindings/maven/sipar/sipar-0.1.0.jar").display());
    Ok(())
}

/// Runs the module's tests and the example's.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Stop> {
    const NAME: &str = "kotlin: JUnit";
    if process::output(&mut tool("mvn", &["--version"])).is_err() {
        tally.not_run(NAME, "Maven is not installed");
        return Ok(());
    }
    prepare(&process::root())?;
    let mut counts = [0; 3];
    let ok = process::run_reading(&mut maven(&["verify"]), |line| {
        if let Some(more) = results(line) {
            counts = std::array::from_fn(|i| counts[i] + more[i]);
        }
    })?;
    tally.count(NAME, counts, ok);
    Ok(())
}

/// Lays out what the JAR holds beside classes: the native library where JNA looks for it, and the packs.
pub(super) fn prepare(root: &Path) -> Result<(), Stop> {
    generate(root, Language::Kotlin)?;
    let (_, library) = library(root)?;
    let jar = root.join("target/bindings/jar");
    let _ = fs::remove_dir_all(&jar);
    copy(&[library], &jar.join(platform()))?;
    copy(&files(&packs(root)?)?, &jar.join("org/sipar/packs"))
}

fn copy(files: &[PathBuf], folder: &Path) -> Result<(), Stop> {
    fs::create_dir_all(folder).map_err(Stop::failed)?;
    for file in files {
        fs::copy(file, folder.join(file.file_name().unwrap_or_default())).map_err(Stop::failed)?;
    }
    Ok(())
}

/// This system and processor as JNA names them.
fn platform() -> String {
    let os = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let arch = match ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{os}-{arch}")
}

pub(super) fn maven(goals: &[&str]) -> std::process::Command {
    let mut command = tool("mvn", &["--batch-mode", "--no-transfer-progress", "--file", PROJECT]);
    command.args(goals);
    super::own_libraries(&mut command);
    command
}

/// What Surefire counted in one module: passed, failed, skipped.
fn results(line: &str) -> Option<[u64; 3]> {
    let (_, counts) = line.split_once("Tests run: ")?;
    // A line with a time is of one class and counted again in the sum.
    if line.contains("Time elapsed") {
        return None;
    }
    let numbers: Vec<u64> = counts
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [run, failures, errors, skipped] = numbers[..] else { return None };
    let failed = failures + errors;
    Some([run.saturating_sub(failed + skipped), failed, skipped])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_and_single_classes_are_not() {
        let sum = "[INFO] Tests run: 511, Failures: 1, Errors: 2, Skipped: 3";
        assert_eq!(results(sum), Some([505, 3, 3]));
        assert_eq!(results("[INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A"), None);
        assert_eq!(results("[INFO] BUILD SUCCESS"), None);
    }
}
