//! Compiles the packs of the chosen features; an error in a source stops the build and says where.

use sipar::{Lexicon, SourceFile, includes};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The packs there are: feature, folder.
const PACKS: [&str; 4] = ["en", "kk", "ru", "tg"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    for id in PACKS {
        println!("cargo::rerun-if-changed={id}");
        if env::var_os(format!("CARGO_FEATURE_{}", id.to_uppercase())).is_none() {
            continue;
        }
        let lexicon = Lexicon::parse(sources(Path::new(id))?).map_err(|error| format!("\n{error}"))?;
        let bytes = lexicon.compile().map_err(|error| format!("\n{error}"))?;
        fs::write(out.join(format!("{id}.sipar")), bytes)?;
    }
    Ok(())
}

/// The TOML files and tables of entries of a folder, and what they include.
fn sources(folder: &Path) -> Result<Vec<SourceFile>, Box<dyn std::error::Error>> {
    let mut wanted: VecDeque<String> = VecDeque::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.extension().is_some_and(|extension| extension == "toml" || extension == "csv") {
            wanted.push_back(path.to_string_lossy().replace('\\', "/"));
        }
    }
    wanted.make_contiguous().sort();
    let mut files: Vec<SourceFile> = Vec::new();
    while let Some(path) = wanted.pop_front() {
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let file = SourceFile { path, text };
        wanted.extend(includes(&file));
        files.push(file);
    }
    Ok(files)
}
