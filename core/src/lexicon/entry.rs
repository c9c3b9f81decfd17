//! Entries: reading them from TOML, and the checks that hold for them wherever they are written.

use super::model::{Entry, Example, MAX_NATS};
use super::phrase::{self, Phrase, is_id};
use super::problems::{Located, Place, Problems};
use super::toml_reader::{Reader, number};
use crate::level::Level;
use crate::pack::Context;
use crate::text::fold;
use toml::de::DeValue;

/// What evidence that is wrong counts as until it is mended.
const CLEAR: i32 = 250;
const EVIDENCE: [(&str, i32); 3] = [("weak", 100), ("clear", CLEAR), ("strong", 450)];

/// Reads a `[[entry]]`.
pub(super) fn read(mut reader: Reader<'_, '_>) -> Option<Entry> {
    let id = reader.required("id");
    let category = reader.required("category");
    if let Some(id) = &id {
        check_id(id, reader.problems);
    }
    let place = reader.place.clone();
    let notations = reader.strings("match");
    if notations.is_empty() {
        let remedy = "add match = [\"…\"]";
        reader.problems.error("lexicon.missing-key", &place, "[[entry]] has no `match`", remedy);
    }
    let matches = notations.into_iter().map(|notation| read_phrase(notation, reader.problems)).collect();
    let evidence = evidence(&mut reader);
    let context = reader.string("context").map(|mode| context(&mode, reader.problems)).unwrap_or_default();
    let unless = reader.strings("unless");
    let unless = unless.into_iter().map(|notation| read_phrase(notation, reader.problems)).collect();
    let gloss = reader.text("gloss");
    let allow = reader.strings("allow").into_iter().map(|word| fold(&word.value)).collect();
    let flag = examples(&mut reader, "flag");
    let pass = examples(&mut reader, "pass");
    reader.text("note");
    reader.finish();
    Some(Entry { id: id?, category: category?, matches, unless, evidence, context, gloss, allow, flag, pass })
}

/// In centinats. What is wrong counts as clear until it is mended.
fn evidence(reader: &mut Reader<'_, '_>) -> i32 {
    let Some(value) = reader.get("evidence") else {
        let place = reader.place.clone();
        reader.problems.error(
            "lexicon.missing-key",
            &place,
            "[[entry]] has no `evidence`",
            "add evidence = \"weak\", \"clear\", \"strong\" or a number of nats",
        );
        return CLEAR;
    };
    let place = reader.at(value);
    weigh(value.get_ref().as_str(), number(value.get_ref()), &place, reader.problems)
}

/// Evidence in centinats, of its name or of a number of nats.
pub(super) fn weigh(name: Option<&str>, nats: Option<f64>, place: &Place, problems: &mut Problems) -> i32 {
    let named = EVIDENCE.iter().find(|(known, _)| Some(*known) == name).map(|(_, centinats)| *centinats);
    let number = nats.filter(|nats| nats.abs() <= MAX_NATS).map(|nats| (nats * 100.0).round() as i32);
    // What rounds to nothing would be listed and never weigh.
    named.or(number.filter(|centinats| *centinats != 0)).unwrap_or_else(|| {
        let remedy = "write \"weak\", \"clear\", \"strong\" or nats within ±16, at least 0.01";
        problems.error("lexicon.evidence", place, "this is no evidence", remedy);
        CLEAR
    })
}

/// How an entry stands to its surroundings.
pub(super) fn context(name: &Located<String>, problems: &mut Problems) -> Context {
    Context::ALL.into_iter().find(|mode| mode.as_str() == name.value).unwrap_or_else(|| {
        let message = format!("`{}` is no context", name.value);
        problems.error("lexicon.context", &name.place, message, "write damp, keep or need");
        Context::default()
    })
}

fn examples(reader: &mut Reader<'_, '_>, key: &'static str) -> Vec<Example> {
    let mut examples = Vec::new();
    for item in reader.list(key) {
        let place = reader.at(item);
        match item.get_ref() {
            DeValue::String(text) => {
                examples.push(Example { text: Located { value: text.to_string(), place }, level: None })
            }
            DeValue::Table(table) => {
                let mut reader = Reader::new(table, key, place, reader.problems);
                let text = reader.required("text");
                let level = reader.string("level");
                let parsed = level.as_ref().map(|level| level.value.parse::<Level>());
                if let (Some(level), Some(Err(error))) = (level, &parsed) {
                    reader.problems.error(
                        "lexicon.level",
                        &level.place,
                        format!("`{}` is no level", level.value),
                        error.to_string(),
                    );
                }
                reader.finish();
                examples.extend(text.map(|text| Example { text, level: parsed.and_then(Result::ok) }));
            }
            _ => reader.problems.error(
                "lexicon.wrong-type",
                &place,
                format!("`{key}` holds something else than texts"),
                "write \"…\" or {text = \"…\", level = \"…\"}",
            ),
        }
    }
    examples
}

/// Parses a notation; faults are placed within the string where its source is written plainly.
pub(super) fn read_phrase(notation: Located<String>, problems: &mut Problems) -> Located<Phrase> {
    let Located { value, place } = notation;
    let (phrase, faults) = phrase::parse(&value);
    let origin = if faults.is_empty() { None } else { problems.origin(&place) };
    for fault in faults {
        problems.error(fault.code, &Problems::within(&place, origin, fault.at), fault.message, fault.remedy);
    }
    Located { value: phrase, place }
}

/// Tells of a name that cannot be one.
pub(super) fn check_id(id: &Located<String>, problems: &mut Problems) {
    if !is_id(&id.value) {
        problems.error(
            "lexicon.bad-id",
            &id.place,
            format!("`{}` is no id", id.value),
            "ids are made of a-z 0-9 . - and begin with a letter or digit",
        );
    }
}
