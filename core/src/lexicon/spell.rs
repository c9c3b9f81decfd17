//! Spelling matches out into terms, and telling of those that cannot be.

use super::expand::{Expander, MAX_PHRASES};
use super::inflect::Inflector;
use super::model::{Entry, Model};
use super::pattern::{NEGATIVE, Path, PatternFault, Step, WordSet, WordSets, is_asleep, paths};
use super::phrase::Phrase;
use super::problems::{Located, Problems};
use super::term::{TermFault, key, with_and_without_apostrophes};
use crate::text::Words;
use std::collections::BTreeSet;

/// Every term an entry stands for by itself; tells of matches that cannot be spelled out. Patterns are left out.
pub(crate) fn spell_out(entry: &Entry, expander: &Expander<'_>, problems: &mut Problems, mut add: impl FnMut(String)) {
    let mut words = Words::default();
    for phrase in entry.matches.iter().filter(|phrase| phrase.value.is_plain()) {
        spell(phrase, expander, &mut words, problems, &mut add);
    }
}

/// Tells of matches that cannot be spelled out, and of patterns that cannot be compiled, but for those that name a class
/// in which something else is wrong.
pub(super) fn check(model: &Model, sound: &BTreeSet<&str>, problems: &mut Problems) {
    let classes = model.classes.iter().filter(|class| sound.contains(class.id.as_str()));
    let expander = Expander::new(classes, Inflector::new(&model.inflections, &model.sounds));
    let mut words = Words::default();
    let mut sets = WordSets::default();
    let fits = |phrase: &Phrase| {
        !phrase.is_broken() && phrase.classes().iter().all(|(id, _)| *id == NEGATIVE || sound.contains(id))
    };
    let entries = || model.entries.iter();
    let plain = entries().flat_map(|entry| &entry.matches).filter(|phrase| phrase.value.is_plain());
    for phrase in plain.filter(|phrase| fits(&phrase.value)) {
        spell(phrase, &expander, &mut words, problems, |_| {});
    }
    let patterns = entries().flat_map(|entry| &entry.matches).filter(|phrase| !phrase.value.is_plain());
    for phrase in patterns.filter(|phrase| fits(&phrase.value)) {
        let paths = pattern(phrase, &expander, &mut sets, problems);
        if paths.iter().any(|path| is_asleep(path, &sets)) {
            let fault = PatternFault::ShapesAlone;
            problems.error("lexicon.pattern", &phrase.place, fault.message(), fault.remedy());
        }
    }
    let patterns = entries().flat_map(|entry| &entry.unless);
    let patterns = patterns.chain(model.references.iter().flat_map(|reference| &reference.pronouns));
    for phrase in patterns.chain(model.rules.iter().flat_map(|rule| &rule.cues)).filter(|phrase| fits(&phrase.value)) {
        pattern(phrase, &expander, &mut sets, problems);
    }
    for set in sets.all() {
        set_terms(set, &expander, |_| {});
    }
    for class in model.classes.iter().filter(|class| sound.contains(class.id.as_str())) {
        // What stands for more phrases than that is refused where it is used.
        for word in class.words.iter().filter(|word| expander.size(&word.value) <= MAX_PHRASES) {
            for text in expander.phrases(&word.value) {
                if let Err(fault) = keys(&text, &mut words, |_| {}) {
                    tell(fault, &text, word, problems);
                    break;
                }
            }
        }
    }
}

/// The paths of a pattern; tells of what is wrong with it.
pub(crate) fn pattern(
    phrase: &Located<Phrase>,
    expander: &Expander<'_>,
    sets: &mut WordSets,
    problems: &mut Problems,
) -> Vec<Path> {
    match paths(&phrase.value, expander, sets) {
        Ok(paths) => {
            let mut words = Words::default();
            let empty = |step: &Step| {
                let Step::Set(number) = step else { return false };
                let Some(WordSet::Class(id)) = sets.all().get(usize::from(*number)) else { return false };
                id != NEGATIVE && expander.count(id) == 0
            };
            let exact = |step: &Step| match step {
                Step::Set(number) => match sets.all().get(usize::from(*number)) {
                    Some(WordSet::Exact(word)) => Some(word.clone()),
                    Some(WordSet::Words(list)) => {
                        list.iter().find(|word| keys(word, &mut words, |_| {}).is_err()).cloned()
                    }
                    _ => None,
                },
                Step::Gap(_) => None,
            };
            if paths.iter().all(|path| path.iter().any(empty)) {
                let message = "this match stands for no phrase: a class it names has no words, or no form has the tags";
                problems.error(
                    "lexicon.empty-match",
                    &phrase.place,
                    message,
                    "give the class words, or ask for other tags",
                );
            }
            let suspects: BTreeSet<String> = paths.iter().flatten().filter_map(exact).collect();
            let mut words = Words::default();
            for text in suspects {
                if let Err(fault) = keys(&text, &mut words, |_| {}) {
                    tell(fault, &text, phrase, problems);
                }
            }
            paths
        }
        Err(fault) => {
            problems.error("lexicon.pattern", &phrase.place, fault.message(), fault.remedy());
            Vec::new()
        }
    }
}

/// Every term of a set of words; none of a shape. What cannot be matched was told by [`check`].
pub(crate) fn set_terms(set: &WordSet, expander: &Expander<'_>, mut add: impl FnMut(String)) {
    let mut words = Words::default();
    let texts = match set {
        WordSet::Class(id) => expander.members(id),
        WordSet::Words(list) => list.clone(),
        WordSet::Exact(word) => vec![word.clone()],
        WordSet::Shape(_) => Vec::new(),
    };
    for text in texts {
        let _ = keys(&text, &mut words, &mut add);
    }
}

/// The keys under which a text is stored, with and without its apostrophes.
pub(crate) fn keys(text: &str, words: &mut Words, mut add: impl FnMut(String)) -> Result<(), TermFault> {
    let mut result = Ok(());
    with_and_without_apostrophes(text, |text| match key(text, words) {
        Ok(key) => add(key),
        Err(found) => result = Err(found),
    });
    result
}

fn tell(fault: TermFault, text: &str, phrase: &Located<Phrase>, problems: &mut Problems) {
    let message = format!("`{}` cannot be matched: {}", text.trim(), fault.message());
    problems.error("lexicon.empty-match", &phrase.place, message, "spell it in letters, digits or emoji");
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
        if let Err(fault) = keys(&text, words, &mut add) {
            return tell(fault, &text, phrase, problems);
        }
    }
}
