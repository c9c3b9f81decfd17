//! Reading `testdata/` from tests.
#![allow(dead_code, reason = "each test uses its part")]

use sipar::{Lexicon, Pack, Scorer, SourceFile, includes};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata")
}

/// The sources of a pack's folder and what they include.
pub(crate) fn sources(folder: &Path) -> Vec<SourceFile> {
    let mut wanted: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|item| item.unwrap().path().to_string_lossy().replace('\\', "/"))
        .filter(|path| path.ends_with(".toml") || path.ends_with(".csv"))
        .collect();
    wanted.sort();
    let mut files: Vec<SourceFile> = Vec::new();
    while let Some(path) = wanted.pop() {
        if !files.iter().any(|file| file.path == path) {
            let file = SourceFile { text: fs::read_to_string(&path).unwrap(), path };
            wanted.extend(includes(&file));
            files.push(file);
        }
    }
    files
}

pub(crate) fn compile(id: &str) -> Vec<u8> {
    let folder = testdata().join("packs").join(id);
    Lexicon::parse(sources(&folder)).and_then(|lexicon| lexicon.compile()).unwrap_or_else(|error| panic!("{error}"))
}

/// Every test pack, by id.
pub(crate) fn packs() -> BTreeMap<String, Pack> {
    let folders = fs::read_dir(testdata().join("packs")).unwrap();
    let ids = folders.map(|item| item.unwrap().file_name().into_string().unwrap());
    ids.map(|id| (id.clone(), Pack::load(compile(&id)).unwrap())).collect()
}

pub(crate) fn scorer(packs: &BTreeMap<String, Pack>, ids: &[&str]) -> Scorer {
    Scorer::builder().packs(ids.iter().map(|id| packs[*id].clone())).build().unwrap()
}

pub(crate) fn json_lines(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
