//! Rules of context and references: reading `[[context]]` and `[[reference]]` from TOML.

use super::entry::read_phrase;
use super::model::{ContextRule, MAX_NATS, Reference};
use super::toml_reader::Reader;
use crate::pack::rules::{CuePlace, Rule, RuleKind};

/// So many tokens may stand between cue and finding unless a rule says otherwise.
const REACH: u8 = 4;
/// A sentence has no more words.
const MAX_REACH: f64 = 255.0;
/// A rule weighs no more, in nats.
const MAX_RULE: f64 = 6.0;

/// Reads a `[[context]]`.
pub(super) fn context(mut reader: Reader<'_, '_>) -> Option<ContextRule> {
    let kind = named(&mut reader, "kind", RuleKind::ALL.as_slice(), RuleKind::as_str, true);
    let notations = reader.strings("cue");
    let cues: Vec<_> = notations.into_iter().map(|notation| read_phrase(notation, reader.problems)).collect();
    let place = named(&mut reader, "where", CuePlace::ALL.as_slice(), CuePlace::as_str, false);
    let reach = within(&mut reader, "reach", 0.0, MAX_REACH).map_or(REACH, |reach| reach as u8);
    let evidence = within(&mut reader, "evidence", -MAX_RULE, MAX_RULE);
    let third = reader.boolean("third").unwrap_or(false);
    let company = reader.boolean("company").unwrap_or(false);
    let only = reader.strings("only");
    let own = reader.place.clone();
    let kind = kind?;
    let structural = cues.is_empty();
    if structural && !matches!(kind, RuleKind::Quotation | RuleKind::Question) {
        let message = format!("a rule of the kind {} has no `cue`", kind.as_str());
        let remedy = "add cue = [\"…\"]; only quotation and question are found by their marks";
        reader.problems.error("lexicon.missing-key", &own, message, remedy);
    }
    if third && kind != RuleKind::Reporting {
        let message = "`third` belongs to rules of reporting alone";
        reader.problems.error("lexicon.context-rule", &own, message, "leave it out");
    }
    let evidence = evidence.map_or(kind.evidence(), |nats| (nats * 100.0).round() as i32);
    if (evidence > 0) != (kind.evidence() > 0) {
        let message = format!("a rule of the kind {} cannot weigh so", kind.as_str());
        let remedy = "imminence adds evidence, every other kind takes some away";
        reader.problems.error("lexicon.context-rule", &own, message, remedy);
    }
    reader.finish();
    let place = place.unwrap_or(CuePlace::Around);
    let rule = Rule { kind, place, reach, structural, third, company, evidence, categories: 0 };
    Some(ContextRule { rule, cues, only })
}

/// Reads a `[[reference]]`.
pub(super) fn reference(mut reader: Reader<'_, '_>) -> Option<Reference> {
    let notations = reader.strings("pronoun");
    let pronouns: Vec<_> = notations.into_iter().map(|notation| read_phrase(notation, reader.problems)).collect();
    let classes = reader.strings("stands-for");
    let named = reader.strings("named");
    let place = reader.place.clone();
    for (missing, key) in [(pronouns.is_empty(), "pronoun"), (classes.is_empty(), "stands-for")] {
        if missing {
            let message = format!("[[reference]] has no `{key}`");
            reader.problems.error("lexicon.missing-key", &place, message, format!("add {key} = [\"…\"]"));
        }
    }
    reader.finish();
    Some(Reference { pronouns, classes, named })
}

fn named<T: Copy>(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
    required: bool,
) -> Option<T> {
    let given = if required { reader.required(key)? } else { reader.string(key)? };
    let known = all.iter().copied().find(|item| name(*item) == given.value);
    if known.is_none() {
        let names: Vec<&str> = all.iter().copied().map(name).collect();
        let message = format!("`{}` is no `{key}` of a rule", given.value);
        reader.problems.error(
            "lexicon.context-rule",
            &given.place,
            message,
            format!("write one of {}", names.join(", ")),
        );
    }
    known
}

fn within(reader: &mut Reader<'_, '_>, key: &'static str, least: f64, most: f64) -> Option<f64> {
    debug_assert!(most <= MAX_REACH.max(MAX_NATS));
    let number = reader.number(key)?;
    if (least..=most).contains(&number.value) {
        return Some(number.value);
    }
    let message = format!("`{key}` is {}", number.value);
    reader.problems.error(
        "lexicon.context-rule",
        &number.place,
        message,
        format!("write a number from {least} to {most}"),
    );
    None
}
