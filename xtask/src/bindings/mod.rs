//! What the Kotlin, Swift and Python packages are made from: the native library, its generated bindings, the packs.
//!
//! All of it lies under target/bindings: `lib/` (the stripped library), `<language>/` (generated sources), `packs/`.

pub mod android;
pub mod kotlin;
pub mod overhead;
pub mod python;

use crate::{
    Stop,
    process::{self, cargo, tool},
};
use std::{
    env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX},
    fs,
    path::{Path, PathBuf},
};

const HOME: &str = "target/bindings";
const CONFIG: &str = "bindings/ffi/uniffi.toml";

/// A language that bindings are generated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// For the JVM and Android.
    Kotlin,
    /// For Apple systems and Linux.
    Swift,
    /// CPython.
    Python,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::Kotlin, Language::Swift, Language::Python];

    /// The name in commands and folders.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::Kotlin => "kotlin",
            Language::Swift => "swift",
            Language::Python => "python",
        }
    }
}

/// Builds the native library, and strips a copy of it as packages ship it. Returns both: bindings are generated from the
/// first, which names what it exports.
pub fn library(root: &Path) -> Result<(PathBuf, PathBuf), Stop> {
    succeed("the native library", &mut cargo(&["build", "--release", "-p", "sipar-ffi"]))?;
    let name = format!("{DLL_PREFIX}sipar_ffi{DLL_SUFFIX}");
    let built = root.join("target/release").join(&name);
    let folder = root.join(HOME).join("lib");
    fs::create_dir_all(&folder).map_err(Stop::failed)?;
    let stripped = folder.join(name);
    let flags: &[&str] = if cfg!(target_os = "macos") { &["-x"] } else { &["--strip-unneeded"] };
    let mut strip = tool("strip", flags);
    succeed("stripping", strip.arg("-o").args([&stripped, &built]))?;
    Ok((built, stripped))
}

/// Generates the bindings of a language, afresh; returns their folder.
pub fn generate(root: &Path, language: Language) -> Result<PathBuf, Stop> {
    let (library, _) = library(root)?;
    let generator = ["build", "-p", "sipar-ffi", "--features", "cli", "--bin", "uniffi-bindgen"];
    succeed("the generator", &mut cargo(&generator))?;
    let folder = root.join(HOME).join(language.name());
    // What an older generator wrote must not stay beside what this one writes.
    let _ = fs::remove_dir_all(&folder);
    let mut command = tool(root.join("target/debug").join(format!("uniffi-bindgen{EXE_SUFFIX}")), &["generate"]);
    command.arg(&library).args(["--language", language.name(), "--no-format", "--config", CONFIG, "--out-dir"]);
    succeed("generating", command.arg(&folder))?;
    for file in files(&folder)? {
        let text = fs::read_to_string(&file).map_err(Stop::failed)?;
        fs::write(&file, without_samples(&text)).map_err(Stop::failed)?;
    }
    Ok(folder)
}

/// Writes the starter packs as files; returns their folder.
pub fn packs(root: &Path) -> Result<PathBuf, Stop> {
    let folder = root.join(HOME).join("packs");
    eprintln!("the starter packs are written to {HOME}/packs");
    let mut write = cargo(&["run", "--quiet", "-p", "sipar-packs", "--example", "write", "--"]);
    succeed("the packs", write.arg(&folder))?;
    Ok(folder)
}

/// Runs a program that a task cannot go on without.
pub(crate) fn succeed(what: &str, command: &mut std::process::Command) -> Result<(), Stop> {
    if process::run(command)? { Ok(()) } else { Err(Stop::Failed(format!("{what}: it failed; see above"))) }
}

/// Keeps a program from the libraries of this build that `cargo run` shows its children: it is to load the one that its
/// package holds.
pub(crate) fn own_libraries(command: &mut std::process::Command) {
    for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
        command.env_remove(name);
    }
}

/// Every file under a folder, in the order of their paths.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let items = fs::read_dir(&next).map_err(|error| Stop::Failed(format!("{}: {error}", next.display())))?;
        for item in items {
            let path = item.map_err(Stop::failed)?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// Generated sources without the Rust examples that came over with the docs.
fn without_samples(text: &str) -> String {
    let mut inside = false;
    let keep = |line: &&str| {
        let fence = line.trim_start_matches([' ', '*', '/']).starts_with("```");
        inside ^= fence;
        !inside && !fence
    };
    let mut kept: String = text.lines().filter(keep).flat_map(|line| [line, "\n"]).collect();
    // A link of rustdoc is a plain name elsewhere.
    for name in ["Finding", "Level::None", "Level", "Options", "Pack", "Report", "Scorer", "Span"] {
        kept = kept.replace(&format!("[`{name}`]"), &format!("`{}`", name.replace("::", ".")));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_go_and_the_rest_stays() {
        let text = "/**\n * A [`Report`].\n *\n * ```\n * let x = 1;\n * ```\n */\nclass A\n";
        assert_eq!(without_samples(text), "/**\n * A `Report`.\n *\n */\nclass A\n");
    }
}
