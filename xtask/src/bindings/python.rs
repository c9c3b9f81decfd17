//! The Python wheel, by maturin; its tests, run against the installed wheel.

use super::{packs, succeed};
use crate::{
    Stop,
    process::{self, tool},
    test::Tally,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const HOME: &str = "bindings/python";
const VENV: &str = "target/python";
const REQUIREMENTS: [&str; 2] = ["bindings/python/requirements.txt", "examples/audit/requirements.txt"];
const WHEELS: &str = "target/wheels";

/// Builds the wheel.
pub fn package(root: &Path) -> Result<(), Stop> {
    environment(root)?;
    println!("{}", wheel(root)?.display());
    Ok(())
}

/// Builds the wheel, installs it, and runs the tests and the type checker on it.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Stop> {
    let root = process::root();
    if process::output(&mut tool(python(), &["--version"])).is_err() {
        tally.not_run("python: pytest", "Python is not installed");
        return Ok(());
    }
    installed(&root)?;
    pytest(tally, &root, "python: pytest", HOME)?;
    pytest(tally, &root, "python: the audit", "examples/audit")?;
    for (name, what) in [
        ("python: types", ["-p", "sipar"].as_slice()),
        ("python: types as a caller sees them", &["bindings/python/tests/typed.py"]),
    ] {
        let mypy = ["-m", "mypy", "--config-file", "bindings/python/pyproject.toml"];
        tally.step(name, process::run(venv(&root, &mypy).args(what))?);
    }
    Ok(())
}

/// Builds the wheel and installs it where the tools are.
pub(super) fn installed(root: &Path) -> Result<(), Stop> {
    environment(root)?;
    let wheel = wheel(root)?;
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--force-reinstall"];
    succeed("installing the wheel", venv(root, &install).arg(wheel))
}

/// A script, to be run with the installed wheel.
pub(super) fn script(root: &Path, path: &str) -> Command {
    venv(root, &[path])
}

fn pytest(tally: &mut Tally, root: &Path, name: &str, folder: &str) -> Result<(), Stop> {
    let mut counts = [0; 3];
    // Not `python -m pytest`, which would find the sources of the package before the wheel.
    let mut command =
        tool(root.join(bin("pytest")), &["--quiet", "-p", "no:cacheprovider", "--rootdir", folder, folder]);
    super::own_libraries(&mut command);
    let ok = process::run_reading(command.env("PYTHONDONTWRITEBYTECODE", "1"), |line| {
        counts = results(line).unwrap_or(counts);
    })?;
    tally.count(name, counts, ok);
    Ok(())
}

/// A virtual environment with the tools, as the requirements have them; made again when those change.
fn environment(root: &Path) -> Result<(), Stop> {
    let mut wanted = String::new();
    for file in REQUIREMENTS {
        wanted += &fs::read_to_string(root.join(file)).map_err(Stop::failed)?;
    }
    let stamp = root.join(VENV).join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    eprintln!("Python's tools are installed once, into {VENV}");
    let make = || process::run(&mut tool(python(), &["-m", "venv", "--clear", VENV]));
    if !make()? {
        // Debian keeps what makes environments in a package of its own.
        succeed("apt-get update", &mut tool("apt-get", &["update", "-qq"]))?;
        succeed("python3-venv", &mut tool("apt-get", &["install", "-y", "-qq", "python3-venv"]))?;
        if !make()? {
            return Err(Stop::failed("no virtual environment can be made"));
        }
    }
    for file in REQUIREMENTS {
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", file];
        succeed("Python's tools", &mut venv(root, &install))?;
    }
    fs::write(stamp, wanted).map_err(Stop::failed)
}

fn wheel(root: &Path) -> Result<PathBuf, Stop> {
    let folder = root.join(HOME).join("sipar/packs");
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    for pack in super::files(&packs(root)?)? {
        fs::copy(&pack, folder.join(pack.file_name().unwrap_or_default())).map_err(Stop::failed)?;
    }
    let _ = fs::remove_dir_all(root.join(WHEELS));
    let mut maturin = tool(root.join(bin("maturin")), &["build", "--release", "--out"]);
    succeed("the wheel", maturin.arg(root.join(WHEELS)).current_dir(root.join(HOME)))?;
    let wheel = super::files(&root.join(WHEELS))?.into_iter().find(|file| file.extension().is_some_and(|e| e == "whl"));
    wheel.ok_or_else(|| Stop::failed("maturin wrote no wheel"))
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn bin(name: &str) -> String {
    if cfg!(windows) { format!("{VENV}/Scripts/{name}.exe") } else { format!("{VENV}/bin/{name}") }
}

fn venv(root: &Path, args: &[&str]) -> Command {
    let mut command = tool(root.join(bin("python")), args);
    super::own_libraries(&mut command);
    command
}

/// What pytest counted: passed, failed, skipped, from its last line.
fn results(line: &str) -> Option<[u64; 3]> {
    let (counts, _) = line.trim_matches(['=', ' ']).rsplit_once(" in ")?;
    let mut sum = [0; 3];
    for count in counts.split(", ") {
        let (number, what) = count.split_once(' ')?;
        let number: u64 = number.parse().ok()?;
        match what {
            "passed" | "xpassed" => sum[0] += number,
            "failed" | "error" | "errors" => sum[1] += number,
            "skipped" | "xfailed" => sum[2] += number,
            _ => {}
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_read_and_others_are_not() {
        assert_eq!(results("= 3 failed, 515 passed, 1 skipped, 2 warnings in 12.34s ="), Some([515, 3, 1]));
        assert_eq!(results("1 passed in 0.01s"), Some([1, 0, 0]));
        assert_eq!(results("tests/test_sipar.py ......  [ 50%]"), None);
        assert_eq!(results("something went in here"), None);
    }
}
