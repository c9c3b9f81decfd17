//! Spelling matches out into terms, and telling of those that cannot be.

use super::expand::{Expander, MAX_PHRASES};
use super::inflect::Inflector;
use super::model::{Entry, Model};
use super::phrase::Phrase;
use super::problems::{Located, Problems};
use super::term::{key, with_and_without_apostrophes};
use crate::text::Words;
use std::collections::BTreeSet;

/// Every term an entry stands for; tells of matches that cannot be spelled out.
pub(crate) fn spell_out(entry: &Entry, expander: &Expander<'_>, problems: &mut Problems, mut add: impl FnMut(String)) {
    let mut words = Words::default();
    for phrase in &entry.matches {
        spell(phrase, expander, &mut words, problems, &mut add);
    }
}

/// Tells of matches that cannot be spelled out, but for those that name a class in which something else is wrong.
pub(super) fn check(model: &Model, sound: &BTreeSet<&str>, problems: &mut Problems) {
    let classes = model.classes.iter().filter(|class| sound.contains(class.id.as_str()));
    let expander = Expander::new(classes, Inflector::new(&model.inflections, &model.sounds));
    let mut words = Words::default();
    for phrase in model.entries.iter().flat_map(|entry| &entry.matches) {
        if !phrase.value.is_broken() && phrase.value.classes().iter().all(|(id, _)| sound.contains(id)) {
            spell(phrase, &expander, &mut words, problems, |_| {});
        }
    }
}

fn spell(
    phrase: &Located<Phrase>,
    expander: &Expander<'_>,
    words: &mut Words,
    problems: &mut Problems,
    mut add: impl FnMut(String),
) {
    let size = expander.size(&phrase.value);
    if size == 0 {
        let message = "this match stands for no phrase: a class it names has no words, or no form has the tags";
        return problems.error(
            "lexicon.empty-match",
            &phrase.place,
            message,
            "give the class words, or ask for other tags",
        );
    }
    if size > MAX_PHRASES {
        let message = match size {
            usize::MAX => {
                format!("this match stands for more than {MAX_PHRASES} phrases, or a word for too many forms")
            }
            size => format!("this match stands for {size} phrases, more than {MAX_PHRASES}"),
        };
        return problems.error("lexicon.too-many-phrases", &phrase.place, message, "split it, or use smaller classes");
    }
    for text in expander.phrases(&phrase.value) {
        let mut fault = None;
        with_and_without_apostrophes(&text, |text| match key(text, words) {
            Ok(key) => add(key),
            Err(found) => fault = Some(found),
        });
        if let Some(fault) = fault {
            let message = format!("`{}` cannot be matched: {}", text.trim(), fault.message());
            let remedy = "spell it in letters, digits or emoji";
            return problems.error("lexicon.empty-match", &phrase.place, message, remedy);
        }
    }
}
