//! `cargo xtask npm-bench`: the package's speed beside the native scorer's on the same inputs.

use super::{package::copy_all, suites::consumer};
use crate::{
    Stop,
    process::{self, cargo, tool},
};
use std::path::Path;

/// Builds the package and the native benchmark, and measures both in turn. `false` if one failed.
pub fn bench(root: &Path) -> Result<bool, Stop> {
    let consumer = consumer(root)?;
    copy_all(&root.join("wasm/bench"), &consumer.join("bench"))?;
    if !process::run(&mut cargo(&["build", "--release", "-p", "sipar-bench"]))? {
        return Err(Stop::failed("the native benchmark was not built"));
    }
    let native = root.join("target/release").join(format!("sipar-bench{}", std::env::consts::EXE_SUFFIX));
    let inputs = consumer.join("bench/inputs");
    let dump = ["--entries", "100000", "--quick", "--dump"];
    if !process::run(tool(&native, &dump).arg(&inputs))? {
        return Err(Stop::failed("the inputs were not written"));
    }
    process::run(tool("node", &["bench/speed.mjs"]).arg(&inputs).arg(&native).current_dir(&consumer))
}
