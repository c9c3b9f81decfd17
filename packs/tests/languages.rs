//! Inflection and spelling of every language, against what was written by hand in `testdata/`: the forms of words, texts
//! as they are typed, and the words that risk words are taken for.

use sipar::{Finding, Lexicon, Pack, Scorer, SourceFile, Spelling, includes};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rows of a table in `testdata/`, comments left out.
fn rows(table: &str, language: &str) -> Vec<Vec<String>> {
    let path = root().join(format!("testdata/{table}/{language}.tsv"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(|field| field.trim().to_owned()).collect()).collect()
}

/// A pack of a language's rules and one strong entry, `e0` and on, for each notation.
fn pack<'n>(language: &str, spellings: bool, notations: impl IntoIterator<Item = &'n str>) -> Pack {
    pack_of(language, spellings, notations.into_iter().map(|notation| vec![notation]))
}

/// The same with one entry for several notations.
fn pack_of<'n>(language: &str, spellings: bool, entries: impl Iterator<Item = Vec<&'n str>>) -> Pack {
    let mut text = String::from(
        "id = \"t\"\nversion = \"1.0.0\"\ntitle = \"T\"\nlicence = \"CC0-1.0\"\nstatus = \"second-read\"\ninclude = [\"../inflect.toml\"",
    );
    text.push_str(if spellings { ", \"../spelling.toml\"]\ncommon = [\"../common.tsv\"]\n" } else { "]\n" });
    text.push_str("[[category]]\nid = \"threat\"\ntitle = \"Threat\"\n");
    for (number, notations) in entries.enumerate() {
        let matches: Vec<String> = notations.iter().map(|notation| format!("'''{notation}'''")).collect();
        text.push_str(&format!(
            "[[entry]]\nid = \"e{number}\"\ncategory = \"threat\"\nmatch = [{}]\nevidence = \"strong\"\n",
            matches.join(", ")
        ));
    }
    let path = root().join("packs").join(language).join("test/pack.toml").to_string_lossy().replace('\\', "/");
    let mut files = vec![SourceFile { path, text }];
    let mut next = 0;
    while let Some(file) = files.get(next) {
        for path in includes(file) {
            if !files.iter().any(|file| file.path == path) {
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
                files.push(SourceFile { path, text });
            }
        }
        next += 1;
    }
    let lexicon = Lexicon::parse(files).unwrap_or_else(|error| panic!("{error}"));
    Pack::load(lexicon.compile().unwrap_or_else(|error| panic!("{error}"))).unwrap()
}

fn scorer(pack: Pack) -> Scorer {
    Scorer::builder().pack(pack).build().unwrap()
}

fn forms(language: &str) -> Vec<String> {
    let rows = rows("forms", language);
    let pack = pack(language, false, rows.iter().map(|row| row[0].as_str()));
    let ids: Vec<String> = pack.entries().map(|entry| entry.id).collect();
    let mut all: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (term, entries) in pack.terms(usize::MAX) {
        for &entry in &entries {
            all.entry(&ids[entry]).or_default().insert(term.clone());
        }
    }
    let mut wrong = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        // `word<TAB>+ form form`, or the sign in a column of its own.
        let (sign, list) = match row.as_slice() {
            [_, sign, list] => (sign.as_str(), list.as_str()),
            [_, both] => both.split_once(' ').unwrap_or((both, "")),
            _ => ("", ""),
        };
        let has = &all[format!("e{number}").as_str()];
        // As a pack has them: folded, and told apart with and without apostrophes.
        let wanted: Vec<String> = list.split_whitespace().map(|form| folded(&form.replace('_', " "))).collect();
        let missing: Vec<&String> = wanted.iter().filter(|form| !has.contains(*form)).collect();
        let there: Vec<&String> = wanted.iter().filter(|form| has.contains(*form)).collect();
        match sign {
            "+" | "=" if !missing.is_empty() => wrong.push(format!("{language} {}: lacks {missing:?}", row[0])),
            "=" => {
                // An apostrophe may be left out.
                let listed = |form: &String| wanted.iter().any(|w| w == form || w.replace('\'', "") == *form);
                let more: Vec<&String> = has.iter().filter(|form| !listed(form)).collect();
                if !more.is_empty() {
                    wrong.push(format!("{language} {}: has as well {more:?}", row[0]));
                }
            }
            "-" if !there.is_empty() => wrong.push(format!("{language} {}: should not have {there:?}", row[0])),
            "+" | "-" => {}
            other => wrong.push(format!("{language} {}: `{other}` is none of + - =", row[0])),
        }
    }
    wrong
}

fn folded(form: &str) -> String {
    let words = sipar::text::tokens(form).map(|(_, word)| sipar::text::fold(word));
    words.collect::<Vec<_>>().join(" ")
}

fn pairs(language: &str) -> Vec<String> {
    let rows = rows("pairs", language);
    assert!(rows.len() >= 100, "{language}: {} pairs", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let [notation, standard, typed, kind, penalty] = [0, 1, 2, 3, 4].map(|n| row[n].as_str());
        // By itself: another row's word may be just what is typed for this one's.
        let scorer = scorer(pack(language, true, [notation]));
        let best = |text: &str| -> Option<Finding> {
            scorer.score(text).findings.into_iter().min_by_key(|finding| (finding.penalty, finding.spelling))
        };
        let (Some(exact), typed_as) = (best(standard), best(typed)) else {
            wrong.push(format!("{language}: `{notation}` is not found in \"{standard}\""));
            continue;
        };
        let Some(found) = typed_as else {
            wrong.push(format!("{language}: `{notation}` is not found in \"{typed}\""));
            continue;
        };
        if exact.spelling != Spelling::Exact || exact.net != 450 {
            wrong.push(format!("{language}: \"{standard}\" is spelled {}, {}", exact.spelling.as_str(), exact.net));
        }
        if (found.spelling.as_str(), found.penalty.to_string().as_str()) != (kind, penalty) {
            let told = format!("{} at {}", found.spelling.as_str(), found.penalty);
            wrong.push(format!("{language}: \"{typed}\" is {told}, not {kind} at {penalty} ({:?})", found.standard));
        }
    }
    wrong
}

fn hazards(language: &str) -> Vec<String> {
    let rows = rows("hazards", language);
    assert!(rows.len() >= 20, "{language}: {} hazards", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let [notation, text, flagged] = [0, 1, 2].map(|n| row[n].as_str());
        let report = scorer(pack(language, true, [notation])).score(text);
        let net = report.findings.iter().map(|finding| finding.net).max().unwrap_or_default();
        // Alone, a net of 161 centinats reaches low.
        match flagged {
            "no" if net > 160 => wrong.push(format!("{language}: `{notation}` weighs {net} in \"{text}\"")),
            "yes" if net == 0 => wrong.push(format!("{language}: `{notation}` is not found in \"{text}\"")),
            "yes" | "no" => {}
            other => wrong.push(format!("{language}: `{other}` is neither yes nor no")),
        }
    }
    wrong
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

macro_rules! languages {
    ($($language:ident: $($check:ident)+,)+) => {
        $(mod $language {
            $(#[test]
            fn $check() {
                super::none(&super::$check(stringify!($language)));
            })+
        })+
    };
}

languages! {
    ar: forms pairs hazards,
    en: forms,
    fa: forms pairs hazards,
    kk: forms pairs hazards,
    ky: forms pairs hazards,
    ps: forms pairs hazards,
    ru: forms pairs hazards,
    tg: forms pairs hazards,
    tk: forms pairs hazards,
    uz: forms pairs hazards,
}

/// Four hundred frequent Kazakh stems in all their forms, and in all the ways they are typed.
#[test]
fn inflection_and_spelling_are_small() {
    let text = fs::read_to_string(root().join("testdata/stems/kk.txt")).unwrap();
    let stems: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(stems.len(), 400);
    let pack = pack_of("kk", true, [stems].into_iter());
    let forms = pack.terms(usize::MAX).count();
    assert!(forms > 50_000, "{forms} forms");
    let size = |name| pack.sections().find(|section| section.name == name).map_or(0, |section| section.len);
    let (terms, keys) = (size("terms"), size("keys"));
    assert!(terms <= 12_000, "{terms} bytes of transducer");
    assert!(keys <= 15_000, "{keys} bytes of keys");
}
