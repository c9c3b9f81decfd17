//! The npm package: built in `target/npm/sipar`, packed beside it.

use super::{npm_folder, tools};
use crate::{
    Stop,
    process::{self, cargo, tool},
};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The builds: the module's name, the features it needs.
const BUILDS: [(&str, &[&str]); 2] = [("lean", &[]), ("full", &["--features", "full"])];

/// Builds the package and packs it. Gives the tarball.
pub(super) fn pack(root: &Path) -> Result<PathBuf, Stop> {
    let bin = tools::npm_tools(root)?;
    let folder = npm_folder(root);
    let source = emptied(&folder.join("source"))?;
    let package = emptied(&folder.join("sipar"))?;
    modules(root, &bin, &source, &package)?;
    declarations(root, &source.join("types.ts"))?;
    javascript(root, &bin, &source, &package)?;
    packs(&package.join("packs"))?;
    papers(root, &package)?;
    let args = ["pack", "--silent", "--pack-destination", ".."];
    let name = process::output(tool("npm", &args).current_dir(&package))?;
    Ok(folder.join(name.trim()))
}

/// The folder, with nothing in it.
pub(super) fn emptied(folder: &Path) -> Result<PathBuf, Stop> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Stop::failed)?;
    }
    fs::create_dir_all(folder).map_err(Stop::failed)?;
    Ok(folder.to_path_buf())
}

/// Copies the files of a folder and of those below it.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<(), Stop> {
    let cannot = |error| Stop::Failed(format!("{} cannot be copied: {error}", from.display()));
    fs::create_dir_all(to).map_err(cannot)?;
    for entry in fs::read_dir(from).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_all(&path, &target)?;
        } else {
            fs::copy(&path, target).map_err(cannot)?;
        }
    }
    Ok(())
}

/// Runs a command that must succeed.
fn must(command: &mut std::process::Command, what: &str) -> Result<(), Stop> {
    if process::run(command)? { Ok(()) } else { Err(Stop::Failed(format!("{what} failed"))) }
}

/// The WebAssembly and the glue that wasm-bindgen makes for it.
fn modules(root: &Path, bin: &Path, source: &Path, package: &Path) -> Result<(), Stop> {
    let rust = tools::Rust::find()?;
    let bindgen = tools::wasm_bindgen(root)?;
    for (name, features) in BUILDS {
        must(&mut rust.build(features), "building for the web")?;
        let built = tools::Rust::built(root);
        let out = source.join("glue");
        let mut command = tool(&bindgen, &["--target", "web", "--omit-default-module-path", "--out-name", name]);
        must(command.arg("--out-dir").arg(&out).arg(&built), "wasm-bindgen")?;
        let bound = out.join(format!("{name}_bg.wasm"));
        let target = package.join(if name == "lean" { "sipar.wasm" } else { "sipar-full.wasm" });
        optimise(root, bin, &bound, &target)?;
        fs::remove_file(&bound).map_err(Stop::failed)?;
        fs::remove_file(out.join(format!("{name}_bg.wasm.d.ts"))).map_err(Stop::failed)?;
    }
    Ok(())
}

/// Makes a module smaller and faster. What was made of the same module before is taken again.
fn optimise(root: &Path, bin: &Path, bound: &Path, target: &Path) -> Result<(), Stop> {
    let name = bound.file_name().unwrap_or_default();
    let kept = npm_folder(root).join("optimised");
    fs::create_dir_all(&kept).map_err(Stop::failed)?;
    let (known, made) = (kept.join(name), kept.join(name).with_extension("opt.wasm"));
    let bytes = fs::read(bound).map_err(Stop::failed)?;
    if !made.exists() || fs::read(&known).ok().as_deref() != Some(bytes.as_slice()) {
        let mut command = tool("node", &[]);
        command.arg(bin.join("wasm-opt")).args(["-O3", "--strip-debug", "--strip-producers"]);
        must(command.arg(bound).arg("-o").arg(&made), "wasm-opt")?;
        fs::write(&known, bytes).map_err(Stop::failed)?;
    }
    fs::copy(&made, target).map_err(Stop::failed)?;
    Ok(())
}

/// The TypeScript types of the core's data; a test of the core's writes them.
fn declarations(root: &Path, path: &Path) -> Result<(), Stop> {
    let args = ["test", "--quiet", "-p", "sipar", "--all-features", "--lib", "typescript"];
    must(cargo(&args).env("SIPAR_TYPESCRIPT", path), "deriving the types")?;
    // A filter that names no test would succeed and write nothing.
    if path.exists() { Ok(()) } else { Err(Stop::Failed(format!("{} wrote no types", root.join("core").display()))) }
}

/// JavaScript and its types, by TypeScript's compiler from `wasm/js`.
fn javascript(root: &Path, bin: &Path, source: &Path, package: &Path) -> Result<(), Stop> {
    copy_all(&root.join("wasm/js"), source)?;
    let mut command = tool("node", &[]);
    command.arg(bin.join("tsc")).arg("-p").arg(source).arg("--outDir").arg(package);
    must(&mut command, "TypeScript")?;
    // The compiler writes what it compiles; what wasm-bindgen wrote is there already.
    copy_all(&source.join("glue"), &package.join("glue"))
}

/// The bundled packs, as the build script of sipar-packs compiles them.
fn packs(folder: &Path) -> Result<(), Stop> {
    fs::create_dir_all(folder).map_err(Stop::failed)?;
    let args = ["build", "--quiet", "-p", "sipar-packs", "--message-format", "json"];
    let messages = process::output(&mut cargo(&args))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let script = messages.into_iter().find(|message| {
        message["reason"] == "build-script-executed"
            && message["package_id"].as_str().is_some_and(|id| id.contains("sipar-packs") || id.contains("/packs#"))
    });
    let out = script.as_ref().and_then(|message| message["out_dir"].as_str());
    let out = Path::new(out.ok_or_else(|| Stop::failed("cargo does not say where sipar-packs was built"))?);
    for id in ["en", "kk", "ru", "tg"] {
        let name = format!("{id}.sipar");
        fs::copy(out.join(&name), folder.join(&name)).map_err(Stop::failed)?;
    }
    Ok(())
}

/// package.json with the workspace's version, README, licences.
fn papers(root: &Path, package: &Path) -> Result<(), Stop> {
    let text = fs::read_to_string(root.join("wasm/js/package.json")).map_err(Stop::failed)?;
    let text = text.replace("\"version\": \"0.0.0\"", &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")));
    fs::write(package.join("package.json"), text).map_err(Stop::failed)?;
    let files = ["LICENSE-MIT", "LICENSE-APACHE"].map(|name| (name, name));
    for (from, to) in files.into_iter().chain([("wasm/README.md", "README.md"), ("packs/LICENSE", "packs/LICENSE")]) {
        fs::copy(root.join(from), package.join(to)).map_err(Stop::failed)?;
    }
    Ok(())
}
