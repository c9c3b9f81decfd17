//! What crosses is what the core says: spans with all their units, reports whole, errors by case.

use sipar::{BuildError, Level, Lexicon, ListOptions, LoadError, Options, Report, SourceFile, Span, Threshold};
use sipar_ffi::{Pack, Scorer, UniFfiTag, not_assessed, report_to_json};
use std::sync::Arc;
use uniffi::{Lift, Lower};

const TEXT: &str = "Салом 👋 Zorgle!";

fn bytes() -> Vec<u8> {
    let list = SourceFile { path: "mine.txt".into(), text: "zorgle\n".into() };
    Lexicon::list(list, &ListOptions::default()).unwrap().compile().unwrap()
}

fn scorer() -> Arc<Scorer> {
    Scorer::new(vec![Pack::load(bytes()).unwrap()], Options::default()).unwrap()
}

fn crossed(report: Report) -> Report {
    <Report as Lift<UniFfiTag>>::try_lift(<Report as Lower<UniFfiTag>>::lower(report)).unwrap()
}

fn written(report: Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    <Report as Lower<UniFfiTag>>::write(report, &mut bytes);
    bytes
}

#[test]
fn a_report_that_crossed_is_the_same() {
    let report = scorer().score(TEXT);
    let span = Span { utf8: [16, 22], utf16: [9, 15], chars: [8, 14] };
    assert_eq!(report.findings.iter().map(|finding| finding.span).collect::<Vec<_>>(), [span]);
    assert_eq!(crossed(report.clone()), report);
    assert_eq!(report_to_json(&crossed(report.clone())), report.to_json());
    assert!(report.to_json().contains(&format!("\"notAssessed\":{:?}", not_assessed()).replace(", ", ",")));
}

#[test]
fn many_at_once_are_as_one_by_one() {
    let scorer = scorer();
    let texts = ["", TEXT, "All is well.", TEXT];
    let reports = texts.map(|text| scorer.score(text));
    assert_eq!(scorer.score_all(texts.map(String::from).to_vec()), reports);
    assert_eq!(texts.map(|text| scorer.is_clean(text.as_bytes())), [true, false, true, false]);
    let packed = scorer.score_joined(texts.join("\0").as_bytes(), 0);
    assert_eq!(packed.reports, [reports[1].clone(), reports[3].clone()].map(written).concat());
    assert_eq!(packed.heads.len(), 2 * 17);
}

#[test]
fn bytes_that_are_no_text_are_read_as_far_as_they_are() {
    let scorer = scorer();
    assert!(!scorer.is_clean(b"\xFF zorgle"));
    assert_eq!(scorer.score_joined(b"\xFF zorgle", 0).heads.len(), 17);
}

#[test]
fn errors_are_the_cores_own() {
    assert_eq!(Pack::load(b"hello".to_vec()).err(), Some(LoadError::NotAPack));
    let pack = Pack::load(bytes()).unwrap();
    let twice = Scorer::new(vec![pack.clone(), pack.clone()], Options::default());
    assert!(matches!(twice.err(), Some(BuildError::DuplicatePack { .. })));
    let category = pack.categories().swap_remove(0).id;
    let threshold = Threshold { category: category.clone(), level: Level::Low, score: 0.9 };
    let options = Options { thresholds: vec![threshold], ..Options::default() };
    assert_eq!(Scorer::new(vec![pack], options).err(), Some(BuildError::Threshold { category }));
}

#[test]
fn a_pack_lists_what_it_holds() {
    let pack = Pack::load(bytes()).unwrap();
    assert_eq!((pack.id().as_str(), pack.entries().len()), ("mine", 1));
    assert!(pack.entries()[0].list);
}
