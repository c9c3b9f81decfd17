//! Functional tests: kinds of texts that must be flagged and kinds that must pass, in `testdata/functional/<language>`.
//!
//! `seen.toml` was open to those who wrote the entries; `unseen.toml`, by the same readers, was not, and `more.toml` was
//! written by others to develop with. How many texts of each kind are judged rightly stands in `results.tsv`, so that every
//! change of a pack shows what it does to each kind.
#![cfg(all(feature = "en", feature = "kk", feature = "ru", feature = "tg"))]

use sipar::{Level, Scorer};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

const LANGUAGES: [&str; 3] = ["en", "ru", "tg"];
const SETS: [&str; 3] = ["seen", "unseen", "more"];
/// Kinds a language has at least.
const KINDS: usize = 50;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/functional")
}

fn table(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A kind of texts: what is to become of them, and the texts.
struct Kind {
    id: String,
    flag: bool,
    texts: Vec<String>,
}

fn kinds(language: &str, set: &str) -> Vec<Kind> {
    let table = table(&folder().join(language).join(format!("{set}.toml")));
    let kind = |kind: &toml::Value| Kind {
        id: kind["id"].as_str().unwrap().to_owned(),
        flag: match kind["expect"].as_str().unwrap() {
            "flag" => true,
            "pass" => false,
            other => panic!("{language}/{set}: `{other}` is neither flag nor pass"),
        },
        texts: kind["texts"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect(),
    };
    table["kind"].as_array().unwrap().iter().map(kind).collect()
}

fn right(scorer: &Scorer, kind: &Kind) -> usize {
    kind.texts.iter().filter(|text| (scorer.score(text).level >= Level::Medium) == kind.flag).count()
}

/// Right and all, in each set.
type Counts = [Option<(usize, usize)>; 3];

/// All kinds of all languages, a line each: language, kind, what is expected, and right of all in each set.
fn results(scorer: &Scorer) -> String {
    let mut out = "# Kinds of texts judged rightly by the bundled packs together; packs/tests/functional.rs compares.\n# language\tkind\texpected\tseen\tunseen\tmore (right/all)\n".to_owned();
    for language in LANGUAGES {
        let mut lines: BTreeMap<(bool, String), Counts> = BTreeMap::new();
        for (slot, set) in SETS.iter().enumerate() {
            for kind in kinds(language, set) {
                let counted = (right(scorer, &kind), kind.texts.len());
                lines.entry((!kind.flag, kind.id)).or_default()[slot] = Some(counted);
            }
        }
        assert!(lines.len() >= KINDS, "{language}: {} kinds", lines.len());
        for ((pass, id), sets) in lines {
            let cell =
                |set: Option<(usize, usize)>| set.map_or("-".to_owned(), |(right, all)| format!("{right}/{all}"));
            let cells = sets.map(cell).join("\t");
            let _ = writeln!(out, "{language}\t{id}\t{}\t{cells}", if pass { "pass" } else { "flag" });
        }
    }
    out
}

#[test]
fn results_are_those_on_record() {
    let found = results(&sipar_packs::scorer());
    let path = folder().join("results.tsv");
    let known = fs::read_to_string(&path).unwrap_or_default();
    if found == known {
        return;
    }
    let changed: Vec<&str> = found.lines().filter(|line| !known.lines().any(|other| other == *line)).collect();
    panic!("results changed; if that is meant, these lines belong into {}:\n{}", path.display(), changed.join("\n"));
}

/// Of what must pass, hardly anything is flagged, whether the entries' writers saw it or not.
#[test]
fn honest_texts_pass() {
    let scorer = sipar_packs::scorer();
    for language in LANGUAGES {
        let (mut right_all, mut all) = (0, 0);
        for kind in SETS.iter().flat_map(|set| kinds(language, set)).filter(|kind| !kind.flag) {
            right_all += right(&scorer, &kind);
            all += kind.texts.len();
        }
        assert!(right_all * 100 >= all * 95, "{language}: {right_all} of {all}");
    }
}

/// What was open to the entries' writers they must get right, kind by kind.
#[test]
fn every_seen_kind_is_judged_rightly() {
    let scorer = sipar_packs::scorer();
    let mut wrong = String::new();
    for language in LANGUAGES {
        for kind in kinds(language, "seen") {
            let right = right(&scorer, &kind);
            if right * 100 < kind.texts.len() * 85 {
                let _ = writeln!(wrong, "{language} {}: {right} of {}", kind.id, kind.texts.len());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
