//! What the fuzz targets share: a small pack to score with, and what must hold of every report.

use sipar::{Level, Lexicon, Pack, Report, Scorer, SourceFile, Span};
use std::{collections::BTreeMap, sync::LazyLock};

/// A lexicon small enough that the fuzzer finds its words, with every kind of entry.
const LEXICON: &str = r#"
id = "fuzz"
version = "0.0.0"
title = "Fuzz"
languages = ["en"]
scripts = ["Latn"]
licence = "CC0-1.0"
authors = ["Sipar contributors"]
status = "reviewed"
reviewers = ["nobody"]

[[category]]
id = "a"
title = "A"
[[category]]
id = "b"
title = "B"

[[message]]
category = "a"
lang = "en"
reason = "r"
next = "n"
help = "h"
prebunk = "p"
[[message]]
category = "b"
lang = "en"
reason = "r"
next = "n"
help = "h"
prebunk = "p"

[[entry]]
id = "a.phrase"
category = "a"
match = ["{ab|cd e}? <c>", "f g h i"]
evidence = "strong"
gloss = "g"
flag = ["ab xy"]
pass = ["q"]
[[entry]]
id = "a.word"
category = "a"
match = ["xy", "бо", "می~خو"]
evidence = "clear"
context = "keep"
gloss = "g"
flag = ["xy"]
pass = ["q"]
[[entry]]
id = "a.calm"
category = "a"
match = ["ok xy"]
evidence = -1.0
gloss = "g"
flag = ["ok xy"]
pass = ["q"]
[[entry]]
id = "b.word"
category = "b"
match = ["g h", "don't"]
evidence = "weak"
context = "need"
gloss = "g"
flag = ["g h dont"]
pass = ["q"]
[[entry]]
id = "b.other"
category = "b"
match = ["f"]
evidence = 0.7
gloss = "g"
flag = ["f"]
pass = ["q"]

[class.c]
words = ["xy", "zz w", "straße"]
"#;

/// A scorer over that lexicon.
pub static SCORER: LazyLock<Scorer> = LazyLock::new(|| {
    let file = SourceFile { path: "pack.toml".into(), text: LEXICON.into() };
    let bytes = Lexicon::parse([file]).and_then(|lexicon| lexicon.compile()).unwrap_or_else(|error| panic!("{error}"));
    scorer(Pack::load(bytes).expect("a pack just compiled loads"))
});

/// A scorer over one pack.
pub fn scorer(pack: Pack) -> Scorer {
    Scorer::builder().pack(pack).build().expect("one pack builds")
}

/// Asserts what holds of every report, whatever the text and the pack: spans lie in the text and agree in all
/// units, scores follow from the findings, levels from the scores, and a clean text scores exactly 0.
pub fn check(report: &Report, text: &str) {
    let mut nets: BTreeMap<&str, i32> = BTreeMap::new();
    for finding in &report.findings {
        for span in finding.parts.iter().chain([&finding.span]).chain(finding.context.iter().map(|note| &note.span)) {
            check_span(*span, text);
        }
        assert!(finding.text(text).is_some_and(|words| !words.is_empty()), "{finding:?}");
        assert!(finding.penalty >= 0 && (finding.evidence < 0 || finding.net >= 0), "{finding:?}");
        let net = nets.entry(&finding.category).or_default();
        *net += if finding.counted { finding.net } else { 0 };
    }
    assert_eq!(report.categories.len(), nets.len(), "a category for every one that has findings");
    for category in &report.categories {
        check_span(category.window, text);
        assert_eq!(category.logit, (nets[category.id.as_str()] - 300).clamp(-1600, 1600), "{category:?}");
        assert!((0.0..=1.0).contains(&category.score) && category.score <= report.score, "{category:?}");
        assert!(category.level <= report.level, "{category:?}");
    }
    if report.findings.is_empty() {
        assert_eq!((report.score, report.level), (0.0, Level::None));
    }
    assert!(report.to_json().starts_with("{\"schema\":1,"));
}

fn check_span(span: Span, text: &str) {
    let words = text.get(span.bytes()).expect("a span lies in the text, on code points");
    let before = &text[..span.bytes().start];
    let units = |s: &str| s.encode_utf16().count() as u32;
    let points = |s: &str| s.chars().count() as u32;
    assert_eq!(span.utf16, [units(before), units(before) + units(words)], "{span:?}");
    assert_eq!(span.chars, [points(before), points(before) + points(words)], "{span:?}");
}
