//! Debian packages, for machines that have nothing else: installed where we may, and named where we may not.

use crate::{
    Stop,
    process::{self, tool},
};
use std::process::Stdio;

/// Installs packages that are missing. `false`, and nothing done, where that is not ours to do: no apt, or not root.
pub(super) fn install(packages: &[&str]) -> Result<bool, Stop> {
    let runs = |program, args: &[&str]| {
        let mut command = tool(program, args);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let have = |package: &&str| runs("dpkg", &["-s", package]);
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !have(package)).collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let is_root = process::output(&mut tool("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    if !is_root || !runs("apt-get", &["--version"]) {
        return Ok(false);
    }
    eprintln!("installing Debian packages: {}", missing.join(" "));
    // Other runs may hold the lock for a while.
    let options = ["-o", "DPkg::Lock::Timeout=600", "-qq"];
    if !process::run(&mut tool("apt-get", &[&options[..], &["update"]].concat()))? {
        eprintln!("apt-get update failed; trying with the lists at hand");
    }
    let install = [&options[..], &["install", "-y", "--no-install-recommends"], &missing].concat();
    process::run(tool("apt-get", &install).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
}
