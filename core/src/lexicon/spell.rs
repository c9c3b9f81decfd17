//! Spelling matches out into terms, and telling of those that cannot be.

use super::expand::{Expander, MAX_PHRASES};
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
        spell(phrase, expander, &mut words, problems, |key| with_and_without_apostrophes(&key, &mut add));
    }
}

/// Tells of matches that cannot be spelled out, but for those that name a class in which something else is wrong.
pub(super) fn check(model: &Model, sound: &BTreeSet<&str>, problems: &mut Problems) {
    let expander = Expander::new(model.classes.iter().filter(|class| sound.contains(class.id.as_str())));
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
        let message = "this match stands for no phrase, since a class it names has no words";
        return problems.error("lexicon.empty-match", &phrase.place, message, "give the class words");
    }
    if size > MAX_PHRASES {
        let message = format!("this match stands for {size} phrases, more than {MAX_PHRASES}");
        return problems.error("lexicon.too-many-phrases", &phrase.place, message, "split it, or use smaller classes");
    }
    for text in expander.phrases(&phrase.value) {
        match key(&text, words) {
            Ok(key) => add(key),
            Err(fault) => {
                let message = format!("`{}` cannot be matched: {}", text.trim(), fault.message());
                let remedy = "spell it in letters, digits or emoji";
                return problems.error("lexicon.empty-match", &phrase.place, message, remedy);
            }
        }
    }
}
