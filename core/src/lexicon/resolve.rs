//! Names that must be unique, and names that must exist.

use super::model::Model;
use super::pattern::NEGATIVE;
use super::problems::{Place, Problems};
use super::{classes, inflection_check, spell};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(model: &Model, problems: &mut Problems) {
    let entries = model.entries.iter().map(|entry| (entry.id.value.as_str(), &entry.id.place));
    unique("lexicon.duplicate-id", "entry", entries, problems);
    let classes = model.classes.iter().map(|class| (class.id.as_str(), &class.place));
    unique("lexicon.duplicate-class", "class", classes, problems);
    let categories = model.categories.iter().map(|category| (category.id.value.as_str(), &category.id.place));
    unique("lexicon.duplicate-category", "category", categories, problems);

    let mut told = BTreeSet::new();
    for message in &model.messages {
        if !told.insert((message.category.value.as_str(), message.lang.as_str())) {
            problems.error(
                "lexicon.duplicate-message",
                &message.category.place,
                format!("the category `{}` has two messages in `{}`", message.category.value, message.lang),
                "join them, or take one out",
            );
        }
    }

    let known: BTreeSet<&str> = model.categories.iter().map(|category| category.id.value.as_str()).collect();
    let named = model.entries.iter().map(|entry| &entry.category).chain(model.messages.iter().map(|m| &m.category));
    let named = named.chain(model.rules.iter().flat_map(|rule| &rule.only));
    for category in named.filter(|category| !known.contains(category.value.as_str())) {
        let names: Vec<&str> = known.iter().copied().take(20).collect();
        let remedy = format!("declare it as [[category]]; known are {}", names.join(", "));
        problems.error(
            "lexicon.unknown-category",
            &category.place,
            format!("there is no category `{}`", category.value),
            remedy,
        );
    }
    let ids: BTreeSet<&str> = model.classes.iter().map(|class| class.id.as_str()).collect();
    for phrase in model.phrases() {
        let mut origin = None;
        for (class, at) in phrase.value.classes() {
            if !ids.contains(class) && class != NEGATIVE {
                let origin = *origin.get_or_insert_with(|| problems.origin(&phrase.place));
                let place = Problems::within(&phrase.place, origin, at);
                let remedy = format!("declare it as [class.{class}]");
                problems.error("lexicon.unknown-class", &place, format!("there is no class `{class}`"), remedy);
            }
        }
    }
    for class in model.references.iter().flat_map(|reference| reference.classes.iter().chain(&reference.named)) {
        if !ids.contains(class.value.as_str()) {
            let remedy = format!("declare it as [class.{}]", class.value);
            let message = format!("there is no class `{}`", class.value);
            problems.error("lexicon.unknown-class", &class.place, message, remedy);
        }
    }
    for word in model.classes.iter().flat_map(|class| &class.words).filter(|word| !word.value.is_wordy()) {
        let message = "a class holds words and phrases; gaps, orders, shapes and exact case belong into matches";
        problems.error("lexicon.class-word", &word.place, message, "move it into the matches that need it");
    }
    let spellings = model.spellings.iter().map(|table| (table.id.as_str(), &table.place));
    unique("lexicon.duplicate-spelling", "spelling", spellings, problems);
    let inflections = check_inflections(model, problems);
    let sound = classes::check(model, problems);
    if inflections {
        spell::check(model, &sound, problems);
    }
}

/// Whether words can be inflected: every set and tag that is named exists, and no set leads back to itself.
fn check_inflections(model: &Model, problems: &mut Problems) -> bool {
    let before = problems.count();
    inflection_check::check(model, problems);
    let sets: BTreeSet<&str> = model.inflections.iter().map(|set| set.id.as_str()).collect();
    let tags: BTreeSet<&str> =
        model.inflections.iter().flat_map(|set| &set.rules).flat_map(|rule| &rule.tags).map(String::as_str).collect();
    for phrase in model.phrases() {
        for (set, selection, at) in phrase.value.inflections() {
            let place = || Problems::within(&phrase.place, problems.origin(&phrase.place), at);
            if !sets.contains(set) {
                inflection_check::unknown(set, &place(), problems);
            } else if let Some(tag) = selection.tags().find(|tag| !tags.contains(tag)) {
                let known: Vec<&str> = tags.iter().copied().collect();
                let remedy = format!("known are {}", known.join(" "));
                problems.error("lexicon.unknown-tag", &place(), format!("no rule gives the tag `{tag}`"), remedy);
            }
        }
    }
    problems.count() == before
}

fn unique<'m>(
    code: &'static str,
    what: &str,
    ids: impl Iterator<Item = (&'m str, &'m Place)>,
    problems: &mut Problems,
) {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for (id, place) in ids {
        if seen.insert(id, place).is_some() {
            problems.error(code, place, format!("the {what} `{id}` is declared twice"), "give one of them another id");
        }
    }
}
