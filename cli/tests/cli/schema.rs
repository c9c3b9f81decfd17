//! What is printed fits docs/report.schema.json, what lexicons are made of docs/lexicon.schema.json, and what does not
//! fit is refused by them.

use crate::support::Temp;
use boon::{Compiler, Schemas};
use serde_json::Value;
use std::path::Path;
use toml::de::{DeTable, DeValue};

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether a value fits the schema; compiled anew, because a schema borrows its set.
fn fits(values: &[Value]) -> Vec<bool> {
    faults("report.schema.json", values).iter().map(Option::is_none).collect()
}

/// What is wrong with each value by a schema of `docs/`.
fn faults(schema: &str, values: &[Value]) -> Vec<Option<String>> {
    let text = std::fs::read_to_string(root().join("docs").join(schema)).unwrap();
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource(schema, serde_json::from_str(&text).unwrap()).unwrap();
    let index = compiler.compile(schema, &mut schemas).unwrap();
    values.iter().map(|value| schemas.validate(value, index).err().map(|error| error.to_string())).collect()
}

fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => Value::from(i64::from_str_radix(number.as_str(), number.radix()).unwrap()),
        DeValue::Float(number) => Value::from(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => table_json(table),
    }
}

fn table_json(table: &DeTable<'_>) -> Value {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
}

/// Every TOML file of the packs and test packs.
fn lexicon_sources() -> Vec<std::path::PathBuf> {
    let folders = ["packs", "testdata/packs"].map(|folder| root().join(folder));
    let folders = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|item| item.unwrap().path());
    let files = folders.filter(|path| path.is_dir()).flat_map(|folder| std::fs::read_dir(folder).unwrap());
    files.map(|item| item.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect()
}

#[test]
fn every_lexicon_source_fits_the_schema() {
    let paths = lexicon_sources();
    assert!(paths.len() > 60, "{} files", paths.len());
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        table_json(DeTable::parse(&text).unwrap().get_ref())
    };
    let values: Vec<Value> = paths.iter().map(read).collect();
    for (path, fault) in paths.iter().zip(faults("lexicon.schema.json", &values)) {
        assert_eq!(fault, None, "{}", path.display());
    }
}

#[test]
fn what_the_parser_refuses_does_not_fit_the_schema() {
    let broken = [
        "colour = 1",
        "id = \"A b\"",
        "version = \"1.0\"",
        "status = \"list\"",
        "[[entry]]\nid = \"a\"\ncategory = \"b\"\nmatch = [\"c\"]\nevidence = \"huge\"",
        "[[entry]]\nid = \"a\"\ncategory = \"b\"\nevidence = 1",
        "[inflect.n]\nrules = []",
        "[inflect.N]\nrules = [{ ad = \"x\" }]",
        "[sound.A]\nby = \"ear\"\npick = [[\"a\", \"b\"]]",
        "[spelling.keyboard.typed]\n\"a\" = 5",
        "[class.a]\nwords = 5",
    ];
    let values: Vec<Value> = broken.iter().map(|text| table_json(DeTable::parse(text).unwrap().get_ref())).collect();
    for (text, fault) in broken.iter().zip(faults("lexicon.schema.json", &values)) {
        assert!(fault.is_some(), "{text}");
    }
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
