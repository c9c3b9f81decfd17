//! `cargo xtask golden`: the packs and reports that every binding must reproduce, byte for byte.
//!
//! `testdata/packs/<id>/` is compiled to `testdata/golden/<id>.sipar`; every line of `testdata/cases.jsonl` is scored with
//! the packs it names, and stands in `testdata/golden/reports.jsonl` with its report, in the same order.

use crate::{Mode, Stop, generated::settle};
use serde_json::Value;
use sipar::{Lexicon, Pack, Scorer, Scratch, SourceFile};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs,
    path::Path,
};

const CASES: &str = "testdata/cases.jsonl";
const PACKS: &str = "testdata/packs";
const GOLDEN: &str = "testdata/golden";

/// Writes the golden files, or compares them and prints what differs.
pub fn run(root: &Path, mode: Mode) -> Result<(), Stop> {
    let cases = cases(&text(root, CASES)?)?;
    let mut packs = BTreeMap::new();
    let mut differ = 0_usize;
    for id in cases.iter().flat_map(|case| &case.packs).collect::<BTreeSet<_>>() {
        let bytes = compile(root, id)?;
        let path = format!("{GOLDEN}/{id}.sipar");
        if !settle(root, &path, &bytes, mode)? {
            differ += 1;
            match fs::read(root.join(&path)) {
                Ok(committed) => eprintln!("{path}: {}", first_difference(&committed, &bytes)),
                Err(error) => eprintln!("{path} cannot be read: {error}"),
            }
        }
        packs.insert(id.as_str(), Pack::load(bytes).map_err(|error| Stop::Failed(format!("pack {id}: {error}")))?);
    }
    let reports = reports(&cases, &packs)?;
    let path = format!("{GOLDEN}/reports.jsonl");
    if !settle(root, &path, reports.as_bytes(), mode)? {
        differ += 1;
        let committed = text(root, &path).unwrap_or_default();
        diff(&committed, &reports).iter().for_each(|line| eprintln!("{path}: {line}"));
    }
    if differ > 0 {
        return Err(Stop::Failed(format!(
            "{differ} golden files differ; if the change is meant, run `cargo xtask golden` and say why in the commit"
        )));
    }
    eprintln!("golden: {} cases, {} packs", cases.len(), packs.len());
    Ok(())
}

/// A text to score and the packs to score it with.
struct Case {
    id: String,
    packs: Vec<String>,
    text: String,
}

fn cases(lines: &str) -> Result<Vec<Case>, Stop> {
    let mut ids = BTreeSet::new();
    let mut cases = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let wrong = |what: &dyn std::fmt::Display| Stop::Failed(format!("{CASES}:{number}: {what}"));
        let value: Value = serde_json::from_str(line).map_err(|error| wrong(&error))?;
        let string = |value: &Value| value.as_str().map(String::from);
        let packs = value["packs"].as_array().map(|packs| packs.iter().filter_map(string).collect());
        let (Some(id), Some(packs), Some(text)) = (string(&value["id"]), packs, string(&value["text"])) else {
            return Err(wrong(&"a case is {\"id\":\"…\",\"packs\":[\"…\"],\"text\":\"…\"}"));
        };
        if !ids.insert(id.clone()) {
            return Err(wrong(&format!("the id `{id}` stands twice")));
        }
        cases.push(Case { id, packs, text });
    }
    Ok(cases)
}

/// Compiles a pack's folder and the files it includes.
fn compile(root: &Path, id: &str) -> Result<Vec<u8>, Stop> {
    let folder = format!("{PACKS}/{id}");
    let cannot =
        |error| Stop::Failed(format!("{folder} cannot be read: {error}; a case in {CASES} names the pack `{id}`"));
    let mut todo = Vec::new();
    for entry in fs::read_dir(root.join(&folder)).map_err(cannot)? {
        todo.push(format!("{folder}/{}", entry.map_err(cannot)?.file_name().to_string_lossy()));
    }
    todo.retain(|path| path.ends_with(".toml") || path.ends_with(".csv"));
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    while let Some(path) = todo.pop() {
        if let Entry::Vacant(place) = files.entry(path) {
            let file = SourceFile { text: text(root, place.key())?, path: place.key().clone() };
            todo.extend(sipar::includes(&file));
            place.insert(file);
        }
    }
    Lexicon::parse(files.into_values()).and_then(|lexicon| lexicon.compile()).map_err(Stop::failed)
}

fn text(root: &Path, path: &str) -> Result<String, Stop> {
    fs::read_to_string(root.join(path)).map_err(|error| Stop::Failed(format!("{path} cannot be read: {error}")))
}

/// A line a case. The report is spliced in as the library prints it, so that its very bytes are compared.
fn reports(cases: &[Case], packs: &BTreeMap<&str, Pack>) -> Result<String, Stop> {
    let mut scorers: BTreeMap<&[String], Scorer> = BTreeMap::new();
    let mut scratch = Scratch::default();
    let mut out = String::new();
    for case in cases {
        if !scorers.contains_key(case.packs.as_slice()) {
            let chosen = case.packs.iter().filter_map(|id| packs.get(id.as_str()).cloned());
            let scorer = Scorer::builder().packs(chosen).build();
            scorers.insert(&case.packs, scorer.map_err(|error| Stop::Failed(format!("case {}: {error}", case.id)))?);
        }
        let report = scorers[case.packs.as_slice()].score_with(&mut scratch, &case.text);
        let (id, text) = (Value::from(case.id.as_str()), Value::from(case.text.as_str()));
        let packs = Value::from(case.packs.as_slice());
        out += &format!("{{\"id\":{id},\"packs\":{packs},\"text\":{text},\"report\":{}}}\n", report.to_json());
    }
    Ok(out)
}

fn first_difference(committed: &[u8], now: &[u8]) -> String {
    let at = committed.iter().zip(now).take_while(|(a, b)| a == b).count();
    format!("{} bytes committed, {} now, the first difference at byte {at}", committed.len(), now.len())
}

/// What differs between two sets of reports, a line each; long lists end with their number.
fn diff(committed: &str, now: &str) -> Vec<String> {
    let by_id = |lines: &str| -> BTreeMap<String, Value> {
        let values = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        values.map(|value| (value["id"].as_str().unwrap_or_default().to_owned(), value)).collect()
    };
    let (old, new) = (by_id(committed), by_id(now));
    let mut out = Vec::new();
    for id in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        match (old.get(id), new.get(id)) {
            (Some(old), Some(new)) => values(id, old, new, &mut out),
            (Some(_), None) => out.push(format!("{id}: no longer a case")),
            (None, _) => out.push(format!("{id}: a new case")),
        }
    }
    if out.is_empty() {
        out.push(format!(
            "the same values, written otherwise: {}",
            first_difference(committed.as_bytes(), now.as_bytes())
        ));
    }
    const SHOWN: usize = 40;
    if out.len() > SHOWN {
        let more = out.len() - SHOWN;
        out.truncate(SHOWN);
        out.push(format!("and {more} more differences"));
    }
    out
}

/// Adds a line for every value below `path` that is not the same.
fn values(path: &str, old: &Value, new: &Value, out: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                values(&format!("{path}.{key}"), &old[key], &new[key], out);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for at in 0..a.len().max(b.len()) {
                let item = |list: &[Value]| list.get(at).cloned().unwrap_or_default();
                values(&format!("{path}[{at}]"), &item(a), &item(b), out);
            }
        }
        _ if old == new => {}
        (Value::Null, _) => out.push(format!("{path}: now there: {new}")),
        (_, Value::Null) => out.push(format!("{path}: no longer there: {old}")),
        _ => out.push(format!("{path}: {old} → {new}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_the_case_and_the_value() {
        let old = "{\"id\":\"a\",\"report\":{\"score\":0.1,\"findings\":[{\"net\":450}]}}\n{\"id\":\"b\"}\n";
        let new =
            "{\"id\":\"a\",\"report\":{\"score\":0.1,\"findings\":[{\"net\":250},{\"net\":100}]}}\n{\"id\":\"c\"}\n";
        assert_eq!(
            diff(old, new),
            [
                "a.report.findings[0].net: 450 → 250",
                "a.report.findings[1]: now there: {\"net\":100}",
                "b: no longer a case",
                "c: a new case",
            ]
        );
    }

    #[test]
    fn the_same_values_in_other_bytes_are_told() {
        let lines = diff("{\"id\":\"a\", \"x\":1}\n", "{\"id\":\"a\",\"x\":1}\n");
        assert!(lines.len() == 1 && lines[0].contains("at byte 10"), "{lines:?}");
    }

    #[test]
    fn a_bad_case_is_named_by_its_line() {
        let good = "{\"id\":\"a\",\"packs\":[],\"text\":\"\",\"note\":\"ignored\"}";
        assert_eq!(cases(good).unwrap().len(), 1);
        for bad in ["{\"id\":\"b\",\"packs\":[]}", "not JSON", "", good] {
            let error = cases(&format!("{good}\n{bad}\n")).err().unwrap();
            assert!(error.to_string().starts_with("testdata/cases.jsonl:2: "), "{error}");
        }
    }
}
