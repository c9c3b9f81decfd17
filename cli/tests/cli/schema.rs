//! What is printed fits docs/report.schema.json, and what does not fit is refused by it.

use crate::support::Temp;
use boon::{Compiler, Schemas};
use serde_json::Value;
use std::path::Path;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether a value fits the schema; compiled anew, because a schema borrows its set.
fn fits(values: &[Value]) -> Vec<bool> {
    let text = std::fs::read_to_string(root().join("docs/report.schema.json")).unwrap();
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource("report.schema.json", serde_json::from_str(&text).unwrap()).unwrap();
    let index = compiler.compile("report.schema.json", &mut schemas).unwrap();
    values.iter().map(|value| schemas.validate(value, index).is_ok()).collect()
}

#[test]
fn every_golden_report_fits_the_schema() {
    let golden = std::fs::read_to_string(root().join("testdata/golden/reports.jsonl")).unwrap();
    let reports: Vec<Value> =
        golden.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["report"].take()).collect();
    assert!(reports.len() >= 400);
    assert!(fits(&reports).into_iter().all(|fit| fit));
}

#[test]
fn every_line_the_command_prints_fits_the_schema() {
    let temp = Temp::with_demo();
    temp.write(
        "in.jsonl",
        "{\"text\":\"Zorgle now! 😀\"}\nnot json\n{\"text\":\"\\ud800\"}\n{\"other\":1}\n{\"text\":\"\"}\n",
    );
    let run = temp.sipar(&["score", "--jsonl", "--json", "--no-builtin", "--pack", "demo.sipar", "in.jsonl"]);
    let lines = run.json();
    assert_eq!(lines.len(), 5);
    assert_eq!(fits(&lines), [true; 5], "{}", run.stdout);
    let mut broken = lines[0].clone();
    broken["findings"][0]["net"] = "450".into();
    let mut longer = lines[0].clone();
    longer["speaker"] = true.into();
    assert_eq!(fits(&[broken, longer]), [false; 2]);
}
