//! What concerns WebAssembly: the tools that build it, the npm package, its tests in Node and in a browser, the playground.
//!
//! Everything built or installed lies in `target`: `target/tools`, `target/wasm` and `target/npm`, whose `consumer` is a
//! project that has installed the packed package and nothing of this repository.

mod apt;
mod bench;
mod package;
mod playground;
mod suites;
mod tools;

pub use bench::bench;
pub use playground::playground;
pub(crate) use suites::{browser, node};

use crate::Stop;
use std::path::{Path, PathBuf};

/// `cargo xtask npm`: builds and packs the npm package, and says where it lies.
pub fn npm(root: &Path) -> Result<(), Stop> {
    let tarball = package::pack(root)?;
    println!("{}", tarball.display());
    Ok(())
}

/// Where everything of npm's is kept.
fn npm_folder(root: &Path) -> PathBuf {
    root.join("target/npm")
}
