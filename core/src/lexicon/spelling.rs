//! Spelling tables, proclitics: what texts have instead of standard letters, and joined before words.
//!
//! ```toml
//! [spelling.keyboard]
//! common = 300                       # more to pay where the typed word is a common one
//! except = ["чанг"]
//! [spelling.keyboard.typed]
//! "қ" = "к"
//! "ҷ" = ["ч", { typed = "дж", penalty = 50 }]
//! "ъ" = ""
//! [proclitics]
//! before = ["{و|ف}?{ب|ك|ل}?{ال}?"]
//! ```

use super::phrase::Phrase;
use super::problems::{Located, Place, Problems};
use super::toml_reader::{Reader, named, number};
use crate::pack::spelling::Pair;
use crate::spelling::Spelling;
use crate::text::fold;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a common word costs that is read as something else, unless the table says otherwise; in centinats.
const COMMON: i32 = 300;
/// As much as a substitution may cost, in centinats.
const MAX_PENALTY: f64 = 1_600.0;
/// More are a mistake.
const MAX_PAIRS: usize = 4_096;
/// Fewest letters of what stands behind a proclitic, unless the table says otherwise.
const LEAST: usize = 3;

/// A table as its author wrote it, folded.
#[derive(Clone, Debug)]
pub(crate) struct SpellingTable {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) kind: Spelling,
    pub(crate) common: i32,
    pub(crate) except: Vec<String>,
    pub(crate) pairs: Vec<Pair>,
}

/// What may stand joined before a word.
#[derive(Clone, Debug)]
pub(crate) struct Proclitics {
    pub(crate) place: Place,
    pub(crate) before: Vec<Located<Phrase>>,
    pub(crate) least: usize,
    pub(crate) except: Vec<String>,
}

/// Reads the tables under `spelling`.
pub(super) fn tables(value: &Spanned<DeValue<'_>>, file: usize, problems: &mut Problems) -> Vec<SpellingTable> {
    named(value, file, "spelling", problems)
        .into_iter()
        .map(|(id, table, place)| read_table(id, Reader::new(table, "[spelling]", place, problems)))
        .collect()
}

fn read_table(id: String, mut reader: Reader<'_, '_>) -> SpellingTable {
    let place = reader.place.clone();
    let kinds = [Spelling::Keyboard, Spelling::Translit, Spelling::Script];
    let find = |name: &str| kinds.into_iter().find(|kind| kind.as_str() == name);
    let named = reader.string("kind");
    let kind = named.as_ref().map_or_else(|| find(&id), |kind| find(&kind.value));
    if kind.is_none() {
        let place = named.map_or_else(|| place.clone(), |kind| kind.place);
        let message = format!("the spelling `{id}` is of no kind");
        reader.problems.error(
            "lexicon.spelling",
            &place,
            message,
            "add kind = \"keyboard\", \"translit\" or \"script\"",
        );
    }
    let common = reader.number("common").map_or(COMMON, |number| penalty(&number, reader.problems));
    let except = reader.strings("except").into_iter().map(|word| fold(&word.value)).collect();
    let mut pairs = Vec::new();
    if let Some(typed) = reader.get("typed") {
        match typed.get_ref().as_table() {
            Some(table) => pairs = substitutions(table, reader.place.file, reader.problems),
            None => {
                let place = reader.at(typed);
                reader.problems.error("lexicon.wrong-type", &place, "`typed` is no table", "write [spelling.….typed]");
            }
        }
    }
    if pairs.len() > MAX_PAIRS {
        let message = format!("the spelling `{id}` has more than {MAX_PAIRS} substitutions");
        reader.problems.error("lexicon.spelling", &place, message, "leave the rare ones out");
        pairs.truncate(MAX_PAIRS);
    }
    reader.finish();
    SpellingTable { id, place, kind: kind.unwrap_or_default(), common, except, pairs }
}

fn penalty(number: &Located<f64>, problems: &mut Problems) -> i32 {
    if !(0.0..=MAX_PENALTY).contains(&number.value) {
        let message = format!("`{}` is no penalty", number.value);
        problems.error("lexicon.spelling", &number.place, message, "write centinats from 0 to 1600");
    }
    number.value.clamp(0.0, MAX_PENALTY) as i32
}

/// The table under `typed`: standard letters, and one or several things typed for them.
fn substitutions(table: &DeTable<'_>, file: usize, problems: &mut Problems) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (standard, value) in table {
        let standard = fold(standard.get_ref());
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        for value in values {
            let place = Place::at(file, value.span());
            let (typed, cost) = match value.get_ref() {
                DeValue::String(typed) => (Some(typed.to_string()), 0),
                DeValue::Table(table) => {
                    let mut reader = Reader::new(table, "a substitution", place.clone(), problems);
                    let typed = reader.required("typed").map(|typed| typed.value);
                    let value = reader.get("penalty");
                    let cost = value
                        .and_then(|value| Some(Located { value: number(value.get_ref())?, place: reader.at(value) }));
                    let cost = match (value, cost) {
                        (Some(_), Some(cost)) => penalty(&cost, reader.problems),
                        (Some(value), None) => {
                            let place = reader.at(value);
                            let remedy = "write centinats from 0 to 1600";
                            reader.problems.error("lexicon.spelling", &place, "this is no penalty", remedy);
                            0
                        }
                        (None, _) => 0,
                    };
                    reader.finish();
                    (typed, cost)
                }
                _ => {
                    let remedy = "write \"…\", a list of them, or {typed = \"…\", penalty = 20}";
                    problems.error("lexicon.wrong-type", &place, "what is typed is no string", remedy);
                    (None, 0)
                }
            };
            let Some(typed) = typed.map(|typed| fold(&typed)) else { continue };
            if typed.is_empty() && standard.is_empty() || typed.len() > 255 || standard.len() > 255 {
                let message = "this substitution says nothing, or is too long";
                problems.error("lexicon.spelling", &place, message, "give a letter or two on one side at least");
            } else if typed != standard {
                pairs.push(Pair { typed: typed.into(), standard: standard.as_str().into(), penalty: cost });
            }
        }
    }
    pairs
}

/// Reads the table `proclitics`; `read_phrase` reads its notations.
pub(super) fn proclitics(
    value: &Spanned<DeValue<'_>>,
    file: usize,
    problems: &mut Problems,
    read_phrase: impl Fn(Located<String>, &mut Problems) -> Located<Phrase>,
) -> Option<Proclitics> {
    let place = Place::at(file, value.span());
    let Some(table) = value.get_ref().as_table() else {
        problems.error("lexicon.wrong-type", &place, "`proclitics` is no table", "write [proclitics]");
        return None;
    };
    let mut reader = Reader::new(table, "[proclitics]", place.clone(), problems);
    let before = reader.strings("before").into_iter().map(|notation| read_phrase(notation, reader.problems)).collect();
    let least = reader.number("least").map_or(LEAST, |least| least.value.clamp(1.0, 255.0) as usize);
    let except = reader.strings("except").into_iter().map(|word| fold(&word.value)).collect();
    reader.finish();
    Some(Proclitics { place, before, least, except })
}
