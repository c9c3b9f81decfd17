//! Entries in tables: what is wrong is told with its cell, and a table says what TOML says.
#![cfg(feature = "compile")]

use sipar::{CompileError, Diagnostic, Level, Lexicon, ListOptions, Pack, Scorer, SourceFile, Status, check};

const HEAD: &str = r#"id = "demo"
version = "1.0.0"
title = "Demo"
licence = "CC0-1.0"
languages = ["en"]
status = "second-read"
[[category]]
id = "scam"
title = "Scam"
[[message]]
category = "scam"
lang = "en"
reason = "Asks for money in advance."
[class.fee]
words = ["fee", "deposit"]
[inflect.V]
rules = [{ add = "s" }, { add = "ing", tag = "ger" }]
"#;

const ENTRIES: &str = r#"
[[entry]]
id = "scam.fee"
category = "scam"
match = ["{send|pay} the <fee> first", "demand+V[-ger] a <fee>", 'a\; b "c"']
evidence = "clear"
context = "keep"
gloss = "Asks, in advance"
flag = ["Send the <fee> first; now", { text = "he demands a fee", level = "low" }]
pass = ["The fee is paid at the end", { text = "write to @anna", level = "none" }]
note = "n"
[[entry]]
id = "scam.calm"
category = "scam"
match = ["no fee first"]
evidence = -1.5
gloss = "Says there is none"
flag = ["There is no fee first"]
pass = ["Hello"]
"#;

const TABLE: &str = "\u{feff}ID,phrase,category, Evidence ,context,gloss,flag,pass,note\r
scam.fee,\"{send|pay} the <fee> first ; demand+V[-ger] a <fee>;\na\\; b \"\"c\"\"\",scam,clear,keep,\"Asks, in advance\",\
Send the <fee> first\\; now;he demands a fee @low,The fee is paid at the end; write to @anna @none,n\r
,,,,,,,,\r
\r
scam.calm,no fee first;,scam,-1.5,,Says there is none,There is no fee first,Hello,\r
";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

fn problems(lexicon: Result<Lexicon, CompileError>) -> Vec<Diagnostic> {
    match lexicon.and_then(|lexicon| Ok((lexicon.compile()?, lexicon))) {
        Ok((_, lexicon)) => check(&lexicon),
        Err(error) => error.diagnostics,
    }
}

fn told(lexicon: Result<Lexicon, CompileError>) -> Vec<(&'static str, u32, u32)> {
    let found = problems(lexicon);
    assert!(found.iter().all(|d| !d.message.is_empty() && !d.remedy.is_empty()), "{found:?}");
    found.iter().map(|d| (d.code, d.line, d.column)).collect()
}

fn with(table: &str) -> Result<Lexicon, CompileError> {
    Lexicon::parse([file("demo/pack.toml", HEAD), file("demo/entries.csv", table)])
}

fn alone(table: &str) -> Result<Lexicon, CompileError> {
    Lexicon::list(file("my_table.csv", table), &ListOptions { languages: vec!["en".into()], ..Default::default() })
}

fn scorer(lexicon: &Lexicon) -> Scorer {
    Scorer::builder().pack(Pack::load(lexicon.compile().unwrap()).unwrap()).build().unwrap()
}

#[test]
fn a_table_and_toml_make_packs_that_score_alike() {
    let toml = Lexicon::parse([file("demo/pack.toml", HEAD), file("demo/entries.toml", ENTRIES)]).unwrap();
    let table = with(TABLE).unwrap();
    assert_eq!((check(&toml), check(&table)), (Vec::new(), Vec::new()));
    let (toml_scorer, table_scorer) = (scorer(&toml), scorer(&table));
    for text in [
        "Please pay the deposit first, he demands a fee.",
        "There is no fee first. Send the fee first!",
        "demanding a fee",
        "a; b c",
        "Hello",
    ] {
        assert_eq!(toml_scorer.score(text).to_json(), table_scorer.score(text).to_json(), "{text}");
    }
    assert_eq!(table_scorer.score("pay the deposit first").level, Level::Low);
    assert!(!table_scorer.score("a; b c").findings.is_empty());
    assert!(toml.shown(5).eq(table.shown(5)), "down to the notations");
    let shown = |lexicon: &Lexicon| {
        let pack = Pack::load(lexicon.compile().unwrap()).unwrap();
        let terms: Vec<_> = pack.terms(1_000).collect();
        let entries: Vec<_> = pack.entries().map(|entry| format!("{entry:?}")).collect();
        (terms, entries)
    };
    assert_eq!(shown(&toml), shown(&table));
}

#[test]
fn every_error_is_told_with_its_cell() {
    let table = "id,category,phrase,evidence,context,gloss,flag,pass,note
Bad Id,nothing,\"ж; a } b;<nowhere> \"\"x\"\"; y <gone>\",huge,loud,x,a @hihg @hig,b,
,,,,,x,,,
twice,scam,x,99,,,,,,lost
twice,scam, ;,weak
";
    assert_eq!(
        told(with(table)),
        [
            ("lexicon.bad-id", 2, 1),
            ("lexicon.unknown-category", 2, 8),
            ("lexicon.match-syntax", 2, 22),
            ("lexicon.unknown-class", 2, 26),
            ("lexicon.unknown-class", 2, 45),
            ("lexicon.evidence", 2, 53),
            ("lexicon.context", 2, 58),
            ("lexicon.level", 2, 74),
            ("lexicon.missing-key", 3, 1),
            ("lexicon.missing-key", 3, 2),
            ("lexicon.missing-key", 3, 3),
            ("lexicon.missing-key", 3, 4),
            ("lexicon.evidence", 4, 14),
            ("lexicon.stray-cell", 4, 22),
            ("lexicon.duplicate-id", 5, 1),
            ("lexicon.missing-key", 5, 13),
        ]
    );
}

#[test]
fn columns_are_known_by_their_names() {
    let table = "id,phrase,Evidence,evidence,glos,when\na,b,weak,weak,x,\n";
    let found = problems(with(table));
    let codes: Vec<_> = found.iter().map(|d| (d.code, d.line, d.column)).collect();
    assert_eq!(
        codes,
        [
            ("lexicon.missing-column", 1, 1),
            ("lexicon.duplicate-column", 1, 20),
            ("lexicon.unknown-column", 1, 29),
            ("lexicon.unknown-column", 1, 34),
        ]
    );
    assert!(
        found[2].remedy.contains("id, category, phrase, unless, evidence, context, gloss, allow, flag, pass, note")
    );
    let semicolons = told(with("id;category;phrase;evidence\na;scam;b;weak\n"));
    assert_eq!(semicolons.iter().filter(|(code, ..)| *code == "lexicon.unknown-column").count(), 1, "{semicolons:?}");
    let open = "id,category,phrase,evidence\na,scam,\"b,weak\nc,scam,d,weak\n";
    assert_eq!((told(with(open)), told(alone(open))), (vec![("lexicon.csv", 2, 8)], vec![("lexicon.csv", 2, 8)]));
    assert_eq!(told(with("")), []);
    assert_eq!(told(with("id,category,phrase,evidence\n")), []);
}

#[test]
fn the_lint_names_the_cell() {
    let table = "id,category,phrase,evidence,gloss,flag,pass
a,scam,zorgle now,clear,g,zorgle now; zorgle,x; please zorgle now @low; zorgle now
";
    assert_eq!(told(with(table)), [("lint.flag-missed", 2, 39), ("lint.pass-flagged", 2, 73)]);
}

#[test]
fn common_words_are_allowed_as_in_toml() {
    let files = |allow: &str| {
        let table =
            format!("id,category,phrase,evidence,gloss,flag,pass,allow\na,scam,fee; due,clear,g,a fee,x,{allow}\n");
        let head = format!("common = [\"common.tsv\"]\n{HEAD}");
        [file("d/pack.toml", &head), file("d/common.tsv", "fee\t90\ndue\t80\n"), file("d/a.csv", &table)]
    };
    assert_eq!(told(Lexicon::parse(files(""))), [("lint.common-word", 2, 1)]);
    assert_eq!(told(Lexicon::parse(files("DUE; fee"))), []);
}

#[test]
fn a_table_alone_is_a_pack() {
    let table = TABLE.replace("<fee>", "{fee|deposit}").replace("demand+V[-ger]", "{demand|demands}");
    let lexicon = alone(&table.replace("Send the {fee|deposit} first", "Send the fee first")).unwrap();
    assert_eq!(told(Ok(lexicon.clone())), []);
    let pack = Pack::load(lexicon.compile().unwrap()).unwrap();
    assert_eq!((pack.id(), pack.title(), pack.status()), ("my-table", "my_table", Status::Experimental));
    let categories: Vec<_> = pack.categories().map(|category| (category.id, category.title)).collect();
    assert_eq!(categories, [("scam".to_owned(), "scam".to_owned())]);
    let report = scorer(&lexicon).score("Please pay the deposit first.");
    assert_eq!((report.findings[0].entry.as_str(), report.findings[0].evidence), ("scam.fee", 250));
}

#[test]
fn what_a_table_alone_does_not_say_the_options_do() {
    let lexicon = alone("id,phrase\na,zorgle now\n").unwrap();
    let report = scorer(&lexicon).score("zorgle now");
    assert_eq!((report.categories[0].id.as_str(), report.findings[0].evidence), ("list", 250));
    assert_eq!(told(alone("id,phrase,category,evidence\na,zorgle now,,\n")).len(), 2);
    assert_eq!(told(alone("id,phrase,category\na,zorgle now,Big Scam\n")), [("lexicon.bad-id", 2, 14)]);
    assert_eq!(told(alone("id,phrase\n")), [("list.empty", 0, 0)]);
    assert_eq!(told(alone("id,phrase\na,<fee>\n")), [("lexicon.unknown-class", 2, 3)]);
    let columns = vec![("category".to_owned(), "art".to_owned())];
    let mapped = Lexicon::list(file("x.csv", "id,phrase\na,b\n"), &ListOptions { columns, ..Default::default() });
    assert_eq!(told(mapped), [("list.no-columns", 0, 0)]);
    assert!(
        alone("id,phrase\na,b\n").is_ok()
            && Lexicon::list(file("x.TSV", "id\tphrase\na\tb\n"), &Default::default()).is_ok()
    );
}

#[test]
fn hostile_tables_are_told_without_delay() {
    let start = std::time::Instant::now();
    let pieces = format!("id,category,phrase,evidence\na,scam,{},weak\n", "};".repeat(100_000));
    let quotes = format!("id,category,phrase,evidence\na,scam,\"{}\",weak\n", "\"\"};".repeat(100_000));
    let columns = format!("id,category,phrase,evidence{}\n{}", ",x".repeat(100_000), ",x".repeat(100_000));
    for table in [pieces, quotes, columns] {
        assert!(told(with(&table)).len() >= 10_000);
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_table_is_refused_or_makes_a_pack(rows in "([a-c]|[,;\"\\\\@<>{}|+ \r\n~]|ж|scam|weak|@low|,scam,x,weak\n){0,60}") {
        let table = format!("id,category,phrase,evidence,flag\n{rows}");
        for lexicon in [with(&table), alone(&table)] {
            match lexicon.and_then(|lexicon| lexicon.compile()) {
                Ok(bytes) => drop(Pack::load(bytes).unwrap()),
                Err(error) => assert!(error.diagnostics.iter().all(|d| d.span.0 <= d.span.1 && d.span.1 <= table.len() + HEAD.len())),
            }
        }
    }
}
