//! Words as they are typed: keyboards without the letters, romanised, the other script, and what stands joined before.
#![cfg(feature = "compile")]

use sipar::{Level, Lexicon, Pack, Report, Scorer, SourceFile, Spelling};

const HEAD: &str = r#"
id = "demo"
version = "1.0.0"
title = "Demo"
licence = "CC0-1.0"
status = "second-read"
common = ["common.tsv"]
[[category]]
id = "threat"
title = "Threat"
"#;

const TABLES: &str = r#"
[spelling.keyboard]
except = ["катли"]
[spelling.keyboard.typed]
"қ" = "к"
"ҷ" = ["ч", { typed = "дж", penalty = 50 }]
"ӯ" = "у"
[spelling.translit.typed]
"қ" = ["q", "k"]
"а" = "a"
"т" = "t"
"л" = "l"
"к" = "k"
"у" = "u"
"р" = "r"
"о" = "o"
"м" = "m"
"е" = "e"
"ш" = "sh"
"и" = "i"
[proclitics]
before = ["{و|ف}?{ب|ك|ل}?{ال}?"]
except = ["كافر"]
"#;

fn scorer(terms: &[&str]) -> Scorer {
    let entries: String = terms
        .iter()
        .enumerate()
        .map(|(n, term)| {
            format!("[[entry]]\nid = \"e{n}\"\ncategory = \"threat\"\nmatch = [\"{term}\"]\nevidence = \"strong\"\n")
        })
        .collect();
    let file = |path: &str, text: String| SourceFile { path: path.into(), text };
    let common = "чанг\t20\nуро\t900\n".to_owned();
    let lexicon =
        Lexicon::parse([file("d/pack.toml", format!("{HEAD}{TABLES}{entries}")), file("d/common.tsv", common)]);
    let pack = Pack::load(lexicon.unwrap().compile().unwrap()).unwrap();
    Scorer::builder().pack(pack).build().unwrap()
}

/// What was found of an entry: how it was spelled, what as, at which penalty.
fn found(report: &Report) -> Vec<(Spelling, Option<&str>, i32)> {
    report.findings.iter().map(|f| (f.spelling, f.standard.as_deref(), f.penalty)).collect()
}

#[test]
fn standard_forms_are_found_however_they_are_typed() {
    let scorer = scorer(&["туро мекушам", "қатл", "ҷанг"]);
    let one = |text: &str| {
        let report = scorer.score(text);
        assert_eq!(report.findings.len(), 1, "{text}: {report:?}");
        let finding = &report.findings[0];
        (finding.spelling, finding.standard.clone().unwrap_or_default(), finding.penalty, report.level)
    };
    assert_eq!(one("Туро мекушам!"), (Spelling::Exact, String::new(), 0, Level::High));
    assert_eq!(one("turo mekusham"), (Spelling::Translit, "туро мекушам".into(), 0, Level::High));
    assert_eq!(one("TURO MEKUSHAM"), (Spelling::Translit, "туро мекушам".into(), 0, Level::High));
    assert_eq!(one("катл"), (Spelling::Keyboard, "қатл".into(), 0, Level::High));
    assert_eq!(one("qatl"), (Spelling::Translit, "қатл".into(), 0, Level::High));
    assert_eq!(one("джанг"), (Spelling::Keyboard, "ҷанг".into(), 50, Level::Medium));
    assert_eq!(one("чанг"), (Spelling::Keyboard, "ҷанг".into(), 300, Level::None));
    assert_eq!(found(&scorer.score("катли катлхо")), []);
}

#[test]
fn what_stands_joined_before_a_word_is_taken_off() {
    let scorer = scorer(&["حرب", "قتل كافر", "افر"]);
    for text in ["حرب", "الحرب", "والحرب", "بالحرب", "وَالْحَرْبِ", "فبالحرب"] {
        let report = scorer.score(text);
        assert_eq!(report.findings.len(), 1, "{text}");
        assert_eq!(report.findings[0].span.utf8, [0, text.len() as u32], "{text}");
    }
    assert_eq!(scorer.score("للقتل وكافر").findings.len(), 1);
    assert_eq!(scorer.score("هذا القتل والكافر").findings.len(), 1);
    assert_eq!(scorer.score("كافر").findings, []);
    assert_eq!(scorer.score("كاافر كأفر").findings.len(), 0);
}

#[test]
fn a_common_word_costs_a_phrase_less() {
    let scorer = scorer(&["ӯро ҷанг"]);
    assert_eq!(found(&scorer.score("уро чанг")), [(Spelling::Keyboard, Some("ӯро ҷанг"), 150)]);
    assert_eq!(found(&scorer.score("ӯро ҷанг")), [(Spelling::Exact, None, 0)]);
}

#[test]
fn a_text_read_in_pieces_is_read_alike() {
    let scorer = scorer(&["туро мекушам", "قتل كافر"]);
    let text = "Салом. turo mekusham! للقتل وكافر. Хайр.";
    let mut stream = scorer.stream();
    text.split_inclusive(' ').for_each(|piece| stream.push(piece));
    assert_eq!(stream.finish(), scorer.score(text));
}
