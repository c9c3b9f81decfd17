//! The pack that docs/lexicon-guide.md builds step by step does what the guide says.
#![cfg(feature = "compile")]

use sipar::{Level, Lexicon, Pack, Scorer, SourceFile};
use std::collections::BTreeMap;

const GUIDE: &str = include_str!("../../docs/lexicon-guide.md");

/// The fenced blocks of the guide: what stands behind the three ticks, and the text.
fn blocks() -> Vec<(&'static str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut inside = false;
    for line in GUIDE.lines() {
        match line.strip_prefix("```") {
            Some(info) if !inside => {
                blocks.push((info.trim(), String::new()));
                inside = true;
            }
            Some(_) => inside = false,
            None if inside => blocks.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            None => {}
        }
    }
    blocks
}

fn lexicon() -> Lexicon {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (info, text) in blocks() {
        if let Some((_, name)) = info.split_once("file=") {
            files.entry(name).or_default().push_str(&text);
        }
    }
    assert_eq!(files.len(), 5, "{:?}", files.keys());
    let files = files.into_iter().map(|(name, text)| SourceFile { path: format!("demo/{name}"), text });
    Lexicon::parse(files).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_example_passes_the_lint() {
    let lexicon = lexicon();
    let found: String = sipar::check(&lexicon).iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
    assert!(found.is_empty(), "{found}");
    let pack = Pack::load(lexicon.compile().unwrap()).unwrap();
    let terms: Vec<String> = pack.terms(10_000).map(|(term, _)| term).collect();
    for form in ["аввал пул мефиристонам", "аввал комиссия намефиристонанд", "бе пардохтро намешавад"]
    {
        assert!(terms.iter().any(|term| term == form), "{form} is no term");
    }
    assert!(!terms.iter().any(|term| term.contains("меам") || term == "аввал пул мефиристон"));
}

#[test]
fn its_texts_are_found_or_pass_as_told() {
    let pack = Pack::load(lexicon().compile().unwrap()).unwrap();
    let scorer = Scorer::builder().pack(pack).build().unwrap();
    let mut told = 0;
    for (info, text) in blocks() {
        let words: Vec<&str> = info.split(' ').collect();
        for line in text.lines() {
            let report = scorer.score(line);
            match words.as_slice() {
                ["text", "flag", entry] => {
                    assert!(report.findings.iter().any(|finding| finding.entry == *entry), "{line}: {report:?}");
                    assert!(report.level >= Level::Low, "{line}");
                    told += 1;
                }
                ["text", "pass", _] => {
                    assert_eq!(report.level, Level::None, "{line}: {report:?}");
                    told += 1;
                }
                _ => {}
            }
        }
    }
    assert!(told >= 5, "the guide tells of {told} texts");
}

#[test]
fn the_toml_that_is_no_part_of_the_example_can_be_read() {
    let others = blocks().into_iter().filter(|(info, _)| *info == "toml");
    let head = "id = \"x\"\nversion = \"1.0.0\"\ntitle = \"X\"\nlicence = \"CC0-1.0\"\n";
    let mut count = 0;
    for (_, text) in others {
        let file = SourceFile { path: "x/pack.toml".into(), text: format!("{head}{text}") };
        Lexicon::parse([file]).unwrap_or_else(|error| panic!("{error}"));
        count += 1;
    }
    assert!(count >= 1);
}
