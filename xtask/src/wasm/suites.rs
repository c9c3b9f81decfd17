//! The suites `wasm` (Node) and `browser` (Chromium): tests in `wasm/tests`, run in a project that has installed the
//! packed package as anybody would.

use super::{
    npm_folder,
    package::{self, copy_all, emptied},
    playground, tools,
};
use crate::{
    Stop,
    process::{self, tool},
    test::Tally,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// Conformance, errors, the package's form, its README: in Node.
pub(crate) fn node(tally: &mut Tally) -> Result<(), Stop> {
    let root = process::root();
    tally.step("wasm: no unsafe code", holds_no_unsafe(&root)?);
    let consumer = consumer(&root)?;
    tally.node_test("wasm: Node", &mut tests(&root, &consumer, "node"))
}

/// Conformance through bundlers and workers, the playground: in Chromium.
pub(crate) fn browser(tally: &mut Tally) -> Result<(), Stop> {
    let root = process::root();
    let Some(chromium) = tools::chromium()? else {
        tally.not_run("browser", "there is no Chromium; install one, or name it by SIPAR_CHROMIUM");
        return Ok(());
    };
    let consumer = consumer(&root)?;
    playground::build(&root)?;
    tally.node_test("browser: Chromium", tests(&root, &consumer, "browser").env("SIPAR_CHROMIUM", chromium))
}

fn tests(root: &Path, consumer: &Path, folder: &str) -> Command {
    // The names are written out, because older versions of Node take no pattern.
    let mut files: Vec<PathBuf> = fs::read_dir(consumer.join("tests").join(folder))
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    // One file at a time: browsers and bundlers side by side would want more processors than there are.
    let mut command = tool("node", &["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    command.args(files).current_dir(consumer).env("SIPAR_ROOT", root);
    command
}

/// A project with the package in its `node_modules` and the tests beside it; made once a run.
pub(super) fn consumer(root: &Path) -> Result<PathBuf, Stop> {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(made.clone());
    }
    let tarball = package::pack(root)?;
    let folder = emptied(&npm_folder(root).join("consumer"))?;
    fs::write(folder.join("package.json"), "{\"private\":true,\"type\":\"module\"}\n").map_err(Stop::failed)?;
    let mut install = tool("npm", &["install", "--offline", "--no-audit", "--no-fund"]);
    if !process::run(install.arg(&tarball).current_dir(&folder))? {
        return Err(Stop::failed("the packed package does not install"));
    }
    copy_all(&root.join("wasm/tests"), &folder.join("tests"))?;
    Ok(MADE.get_or_init(|| folder).clone())
}

/// Whether the crate has no unsafe code of its own; what wasm-bindgen generates, no lint can tell from it.
fn holds_no_unsafe(root: &Path) -> Result<bool, Stop> {
    let mut clean = true;
    for entry in fs::read_dir(root.join("wasm/src")).map_err(Stop::failed)? {
        let path = entry.map_err(Stop::failed)?.path();
        let text = fs::read_to_string(&path).map_err(Stop::failed)?;
        let found = text.lines().any(|line| {
            let code = line.split("//").next().unwrap_or_default();
            code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe")
        });
        if found {
            eprintln!("{}: `unsafe`; move it into a file of its own that proves why it is sound", path.display());
        }
        clean &= !found;
    }
    Ok(clean)
}
