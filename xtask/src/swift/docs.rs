//! The package's documentation, as DocC makes it: a link that leads nowhere fails.

use super::{package::Package, toolchain::Toolchain};
use crate::{Stop, process};
use std::{ffi::OsStr, fs, path::Path};

/// Where the documentation is put.
const PLACE: &str = "target/swift/docs";

/// Makes the documentation from the interface that the last build wrote down. `false` if DocC warns of anything.
pub(super) fn run(toolchain: &Toolchain, package: &Package) -> Result<bool, Stop> {
    let root = process::root();
    // DocC takes every module of a folder, and the tests' are there too.
    let graphs = root.join("target/swift/docs-of");
    fs::create_dir_all(&graphs).map_err(Stop::failed)?;
    let graph = "Sipar.symbols.json";
    fs::copy(package.symbols().join(graph), graphs.join(graph)).map_err(Stop::failed)?;
    let names = ["--fallback-display-name", "Sipar", "--fallback-bundle-identifier", "org.sipar.Sipar"];
    let catalog = Path::new("bindings/swift/Sources/Sipar/Sipar.docc");
    let args =
        [OsStr::new("convert"), catalog.as_os_str(), OsStr::new("--additional-symbol-graph-dir"), graphs.as_os_str()];
    let args =
        args.into_iter().chain([OsStr::new("--output-path"), OsStr::new(PLACE)]).chain(names.iter().map(OsStr::new));
    let output = package.command(toolchain, &root, &[], "docc", args).output();
    let output = output.map_err(|error| Stop::Failed(format!("cannot start docc: {error}")))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    eprint!("{said}");
    Ok(output.status.success() && !said.contains("warning: ") && !said.contains("error: "))
}
