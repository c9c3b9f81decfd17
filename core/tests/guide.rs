//! docs/lexicon-guide.md says nothing that is not so: its packs are put together as a reader would, block by block, and do
//! what the text beside them says.
//!
//! A fenced block says in its first line what it is:
//!
//! | first line | what is held of it |
//! |---|---|
//! | `toml file=PATH`, also `tsv` and `csv` | the file now reads so |
//! | `toml add=PATH`, also `tsv` and `csv` | the file now goes on so |
//! | `text check PACK` | what `sipar check PACK` says of the files so far, line by line |
//! | `text flag PACK` | `TEXT → LEVEL[, SPELLING, PENALTY]`: what is found in each |
//! | `text pass PACK` | texts in which the pack's categories stay at none |
//! | `text forms PACK` | `NOTATION: form, form, …`: exactly these |
//! | `text list NAME`, `csv list NAME` | a plain list that compiles without a warning |
//! | `sh` | commands; nothing is held of them here |
#![cfg(feature = "compile")]

use sipar::{Diagnostic, Level, Lexicon, ListOptions, Pack, Scorer, Severity, SourceFile, check, includes};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn guide() -> String {
    fs::read_to_string(root().join("docs/lexicon-guide.md")).unwrap()
}

/// A fenced block: what its first line says, its text, and where it begins.
struct Block {
    info: Vec<String>,
    text: String,
    line: usize,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (line, number) in guide.lines().zip(1..) {
        match line.strip_prefix("```") {
            Some(info) if !open => {
                let info = info.split_whitespace().map(str::to_owned).collect();
                found.push(Block { info, text: String::new(), line: number });
                open = true;
            }
            Some(_) => open = false,
            None if open => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "the last block is not closed");
    found
}

/// The files that a reader has written so far.
#[derive(Default)]
struct Desk {
    files: BTreeMap<String, String>,
}

impl Desk {
    /// The sources of a pack as the command gathers them: its folder, and what they include.
    fn sources(&self, pack: &str) -> Vec<SourceFile> {
        let in_folder = |path: &&String| {
            path.starts_with(&format!("{pack}/")) && (path.ends_with(".toml") || path.ends_with(".csv"))
        };
        let mut wanted: Vec<String> = self.files.keys().filter(in_folder).cloned().collect();
        let mut files: Vec<SourceFile> = Vec::new();
        while let Some(path) = (!wanted.is_empty()).then(|| wanted.remove(0)) {
            if let Some(text) = self.files.get(&path).filter(|_| files.iter().all(|file| file.path != path)) {
                let file = SourceFile { path, text: text.clone() };
                wanted.extend(includes(&file));
                files.push(file);
            }
        }
        files
    }

    fn lexicon(&self, pack: &str) -> Result<Lexicon, Vec<Diagnostic>> {
        Lexicon::parse(self.sources(pack)).map_err(|error| error.diagnostics)
    }

    fn diagnostics(&self, pack: &str) -> Vec<Diagnostic> {
        self.lexicon(pack).map_or_else(|found| found, |lexicon| check(&lexicon))
    }

    fn scorer(&self, pack: &str, place: &str) -> Scorer {
        let lexicon = self.lexicon(pack).unwrap_or_else(|found| panic!("{place}: {found:#?}"));
        Scorer::builder().pack(Pack::load(lexicon.compile().unwrap()).unwrap()).build().unwrap()
    }

    /// Every form that a notation stands for, were it an entry of the pack.
    fn forms(&self, pack: &str, notation: &str, place: &str) -> BTreeSet<String> {
        let mut files = self.sources(pack);
        for file in &mut files {
            if file.path.ends_with("/pack.toml") {
                file.text += &format!(
                    "\n[[entry]]\nid = \"guide\"\ncategory = \"guide\"\nmatch = '{notation}'\nevidence = \"weak\"\n[[category]]\nid = \"guide\"\ntitle = \"Guide\"\n"
                );
            }
        }
        let lexicon = Lexicon::parse(files).unwrap_or_else(|error| panic!("{place}: {notation}: {error}"));
        let pack = Pack::load(lexicon.compile().unwrap()).unwrap();
        let entry = pack.entries().position(|entry| entry.id == "guide").unwrap();
        pack.terms(10_000).filter(|(_, entries)| entries.contains(&entry)).map(|(term, _)| term).collect()
    }
}

fn tally(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("not ok: {}, {}", count(errors, "error"), count(warnings, "warning"))
}

/// `TEXT → WHAT`, or the whole line.
fn arrow(line: &str) -> (&str, Option<&str>) {
    line.split_once(" → ").map_or((line, None), |(text, what)| (text.trim_end(), Some(what)))
}

fn flag(scorer: &Scorer, line: &str, place: &str) {
    let (text, what) = arrow(line);
    let what: Vec<&str> = what.unwrap_or_else(|| panic!("{place}: no level")).split(", ").collect();
    let report = scorer.score(text);
    assert_eq!(report.level.as_str(), what[0], "{place}: {text}");
    assert!(!report.findings.is_empty(), "{place}: {text}");
    if let [_, spelling, penalty] = *what.as_slice() {
        let found = report.findings.iter().any(|f| f.spelling.as_str() == spelling && f.penalty.to_string() == penalty);
        assert!(found, "{place}: {text}: {:#?}", report.findings);
    } else {
        assert_eq!(what.len(), 1, "{place}: {text}");
    }
}

#[test]
fn every_block_of_the_guide_holds() {
    let mut desk = Desk::default();
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    let mut packs: BTreeSet<String> = BTreeSet::new();
    for block in blocks(&guide()) {
        let place = format!("docs/lexicon-guide.md:{}", block.line);
        let info: Vec<&str> = block.info.iter().map(String::as_str).collect();
        let lines = || block.text.lines().filter(|line| !line.trim().is_empty());
        match *info.as_slice() {
            ["toml" | "tsv" | "csv", file] => {
                let text = block.text.clone();
                match file.split_once('=') {
                    Some(("file", path)) => drop(desk.files.insert(path.to_owned(), text)),
                    Some(("add", path)) => {
                        let file = desk.files.get_mut(path).unwrap_or_else(|| panic!("{place}: no {path} yet"));
                        file.push_str(&text);
                    }
                    _ => panic!("{place}: {file}"),
                }
            }
            ["text", "check", pack] => {
                packs.insert(pack.to_owned());
                let found = desk.diagnostics(pack);
                let mut told: Vec<String> = found.iter().map(ToString::to_string).collect();
                assert!(!told.is_empty(), "{place}: nothing is wrong with {pack}");
                told.push(tally(&found));
                assert_eq!(lines().collect::<Vec<_>>(), told, "{place}");
            }
            ["text", "flag", pack] => {
                packs.insert(pack.to_owned());
                let scorer = desk.scorer(pack, &place);
                lines().for_each(|line| flag(&scorer, line, &place));
            }
            ["text", "pass", pack] => {
                let scorer = desk.scorer(pack, &place);
                for text in lines() {
                    let report = scorer.score(text);
                    assert_eq!(report.level, Level::None, "{place}: {text}: {:#?}", report.findings);
                }
            }
            ["text", "forms", pack] => {
                for line in lines() {
                    let (notation, forms) = line.split_once(": ").unwrap_or_else(|| panic!("{place}: {line}"));
                    let forms: BTreeSet<String> = forms.split(", ").map(|form| form.trim().to_owned()).collect();
                    assert_eq!(desk.forms(pack, notation, &place), forms, "{place}: {notation}");
                }
            }
            ["text" | "csv", "list", name] => {
                let file = SourceFile { path: name.to_owned(), text: block.text.clone() };
                let list =
                    Lexicon::list(file, &ListOptions::default()).unwrap_or_else(|error| panic!("{place}: {error}"));
                assert_eq!(list.warnings().len(), 0, "{place}");
                assert!(list.compile().is_ok(), "{place}");
            }
            ["sh"] => {}
            _ => panic!("{place}: nothing holds a block `{}`", info.join(" ")),
        }
        *held.entry(info.iter().take(2).copied().collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
    // What a reader has at the end passes as a release does.
    for pack in &packs {
        let found: Vec<String> = desk.diagnostics(pack).iter().map(ToString::to_string).collect();
        assert_eq!(found, Vec::<String>::new(), "{pack}");
    }
    assert!(packs.len() >= 2, "{packs:?}");
    for kind in ["text check", "text flag", "text pass", "text forms", "text list", "csv list"] {
        assert!(held.contains_key(kind), "the guide shows no {kind}: {held:?}");
    }
}

/// Every code that stands in the sources as a string of its own.
fn codes_of_the_sources() -> BTreeSet<String> {
    let mut todo = vec![root().join("core/src")];
    let mut codes = BTreeSet::new();
    while let Some(folder) = todo.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                let strings = source.split('"');
                codes.extend(strings.filter(|string| is_code(string)).map(str::to_owned));
            }
        }
    }
    codes
}

fn is_code(string: &str) -> bool {
    let known = ["lexicon.", "lint.", "list."].iter().find_map(|prefix| string.strip_prefix(prefix));
    let file = ["txt", "csv", "tsv", "toml"];
    known.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !file.contains(&name)
    })
}

#[test]
fn every_code_is_explained() {
    let codes = codes_of_the_sources();
    assert!(codes.len() >= 60 && codes.contains("lexicon.bad-id") && codes.contains("lint.no-gloss"), "{codes:?}");
    let guide = guide();
    let rows: Vec<Vec<&str>> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"))
        .map(|row| row.split('|').map(str::trim).collect())
        .collect();
    let told: Vec<(&str, &[&str])> = rows
        .iter()
        .filter_map(|row| Some((row.first()?.strip_suffix('`')?, row.get(1..)?)))
        .filter(|(code, _)| is_code(code))
        .collect();
    let named: BTreeSet<String> = told.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(named.len(), told.len(), "a code has two rows");
    let missing: Vec<&String> = codes.difference(&named).collect();
    assert!(missing.is_empty(), "docs/lexicon-guide.md has no row for {missing:?}");
    let gone: Vec<&String> = named.difference(&codes).collect();
    assert!(gone.is_empty(), "no source knows {gone:?}, of which docs/lexicon-guide.md speaks");
    for (code, cells) in told {
        assert!(cells.len() == 2 && cells.iter().all(|cell| cell.len() > 5), "the row of {code}: {cells:?}");
    }
}
