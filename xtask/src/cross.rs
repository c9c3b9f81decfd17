//! Rust for a processor or system that is not this machine's.

use crate::{
    Stop,
    process::{self, cargo, tool},
};
use std::{path::Path, process::Command};

/// Debian's own Rust, as new as the one its browsers need, with its library's source. Here it stands in where rustup cannot fetch a target.
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// A `cargo` that builds for a target; the caller adds the task's arguments after `build` or `rustc`. `None` where rustup has no library
/// for the target and only a person can install one.
///
/// # Errors
/// Debian's Rust is neither here nor can be installed.
pub fn cargo_for(target: &str, task: &str) -> Result<Option<Command>, Stop> {
    let libdir = process::output(&mut tool("rustc", &["--print", "target-libdir", "--target", target]))?;
    if Path::new(libdir.trim()).exists() {
        let mut command = cargo(&[task]);
        command.args(["--target", target]);
        return Ok(Some(command));
    }
    if !debian_is_here() {
        if !Path::new("/usr/bin/apt-get").exists() {
            return Ok(None);
        }
        install(target)?;
    }
    let mut command = tool("/usr/bin/cargo", &[task, "--target", target, "-Zbuild-std=std,panic_abort"]);
    command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    // What rustup set for this task's own cargo would name another compiler.
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTDOC", "CARGO"] {
        command.env_remove(name);
    }
    Ok(Some(command))
}

/// Whether Debian's Rust is installed with the source of its library.
fn debian_is_here() -> bool {
    let rustc = Path::new("/usr/bin/rustc");
    let sysroot = rustc.exists().then(|| process::output(&mut tool(rustc, &["--print", "sysroot"])));
    let source = |sysroot: &str| Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").exists();
    sysroot.and_then(Result::ok).is_some_and(|sysroot| source(&sysroot)) && Path::new("/usr/bin/cargo").exists()
}

fn install(target: &str) -> Result<(), Stop> {
    let missing = || Stop::Failed(format!("no Rust library for {target}: `rustup target add {target}`"));
    eprintln!("rustup has no library for {target}; Debian's Rust ({}) is installed instead", DEBIAN.join(" "));
    let apt = |args: &[&str]| {
        let mut command = tool("apt-get", &["-o", "DPkg::Lock::Timeout=600", "--quiet", "--yes"]);
        process::run(command.args(args)).unwrap_or(false)
    };
    let install = [&["install", "--no-install-recommends"], &DEBIAN[..]].concat();
    let done = apt(&install) || (apt(&["update"]) && apt(&install));
    if done && debian_is_here() { Ok(()) } else { Err(missing()) }
}
