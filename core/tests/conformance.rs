//! The conformance suite: what a reader expects of each text (cases.jsonl), and the reports to the byte
//! (golden/reports.jsonl).
#![cfg(feature = "compile")]

mod common;

use common::{compile, json_lines, packs, scorer, testdata};
use std::fs;

#[test]
fn every_case_finds_what_its_author_expects() {
    let packs = packs();
    let mut wrong = Vec::new();
    let cases = json_lines(&testdata().join("cases.jsonl"));
    assert!(cases.len() >= 400, "only {} cases", cases.len());
    for case in &cases {
        let ids: Vec<&str> = case["packs"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        let text = case["text"].as_str().unwrap();
        let report = scorer(&packs, &ids).score(text);
        let mut found: Vec<(&str, &str)> =
            report.findings.iter().map(|finding| (finding.entry.as_str(), finding.text(text).unwrap())).collect();
        let expected = case["finds"].as_array().unwrap();
        let mut expected: Vec<(&str, &str)> =
            expected.iter().map(|find| (find["entry"].as_str().unwrap(), find["text"].as_str().unwrap())).collect();
        found.sort_unstable();
        expected.sort_unstable();
        if found != expected || report.level.as_str() != case["level"] {
            wrong.push(format!(
                "{}: found {found:?} at {}, expected {expected:?} at {}",
                case["id"], report.level, case["level"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn reports_equal_the_golden_ones_to_the_byte() {
    let packs = packs();
    let golden = fs::read_to_string(testdata().join("golden/reports.jsonl")).unwrap();
    let cases = json_lines(&testdata().join("cases.jsonl"));
    assert_eq!(golden.lines().count(), cases.len());
    for (line, case) in golden.lines().zip(&cases) {
        let ids: Vec<&str> = case["packs"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        let report = scorer(&packs, &ids).score(case["text"].as_str().unwrap()).to_json();
        assert!(line.ends_with(&format!("\"report\":{report}}}")), "{}\n{report}\n{line}", case["id"]);
    }
}

#[test]
fn packs_equal_the_golden_ones_to_the_byte() {
    for id in packs().keys() {
        let golden = fs::read(testdata().join(format!("golden/{id}.sipar"))).unwrap();
        assert!(compile(id) == golden, "{id}.sipar: run `cargo xtask golden` if the change is meant");
    }
}
