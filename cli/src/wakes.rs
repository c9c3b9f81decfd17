//! `sipar check --wake`: how many sentences of ordinary texts each entry has read.

use crate::exit::{Problem, words};
use crate::words::{count, grouped};
use serde::Serialize;
use serde_json::Value;
use sipar::WakeRates;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Of more entries only so many are listed on a terminal.
const LISTED: usize = 40;

/// The texts of the corpora, and what could not be read.
pub(crate) fn texts(paths: &[PathBuf]) -> (Vec<String>, Vec<Problem>) {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match std::fs::read(path) {
            Ok(bytes) => {
                let json = path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson");
                let all = String::from_utf8_lossy(&bytes);
                texts.extend(all.lines().filter_map(|line| if json { field(line) } else { Some(line.to_owned()) }));
            }
            Err(error) => {
                let message = format!("{}; check the path", words(&error));
                problems.push(Problem::new("corpus.read", path.display().to_string(), message));
            }
        }
    }
    (texts, problems)
}

/// The text of a line of JSON; a line without one is passed over.
fn field(line: &str) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    value.get("text")?.as_str().map(str::to_owned)
}

/// What `--json` prints of it.
#[derive(Serialize)]
pub(crate) struct Json<'r> {
    sentences: u64,
    read: u64,
    entries: Vec<EntryJson<'r>>,
}

#[derive(Serialize)]
struct EntryJson<'r> {
    entry: &'r str,
    sentences: u64,
}

impl<'r> From<&'r WakeRates> for Json<'r> {
    fn from(rates: &'r WakeRates) -> Self {
        let entry = |(entry, sentences): &'r (String, u64)| EntryJson { entry, sentences: *sentences };
        Json { sentences: rates.sentences, read: rates.read, entries: rates.entries.iter().map(entry).collect() }
    }
}

/// The same for people.
pub(crate) fn table(rates: &WakeRates, paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    let percent = |part: u64| part as f64 * 100.0 / rates.sentences.max(1) as f64;
    let mut out = String::new();
    let (read, all) = (grouped(count_of(rates.read)), grouped(count_of(rates.sentences)));
    let _ = writeln!(out, "{}: {read} of {all} sentences read, {:.2} %", names.join(", "), percent(rates.read));
    for (entry, sentences) in rates.entries.iter().take(LISTED) {
        let _ = writeln!(out, "{:>9.3} %  {:>8}  {entry}", percent(*sentences), grouped(count_of(*sentences)));
    }
    if let Some(more) = rates.entries.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(out, "and {} with fewer (--json lists all)", count(more, "entry", "entries"));
    }
    out
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn count_of(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_are_listed() {
        let entries = (0..50u64).map(|n| (format!("e{n}"), 50 - n)).collect();
        let rates = WakeRates { sentences: 2_000, read: 100, entries };
        let table = table(&rates, &[PathBuf::from("texts/clean.txt")]);
        assert!(
            table.starts_with("clean.txt: 100 of 2,000 sentences read, 5.00 %\n    2.500 %        50  e0\n"),
            "{table}"
        );
        assert!(table.ends_with("and 10 entries with fewer (--json lists all)\n"), "{table}");
    }

    #[test]
    fn a_line_without_a_text_is_passed_over() {
        assert_eq!(field(r#"{"text":"a b","lang":"en"}"#).as_deref(), Some("a b"));
        for line in ["", "x", "[1]", r#"{"text":3}"#] {
            assert_eq!(field(line), None, "{line}");
        }
    }
}
