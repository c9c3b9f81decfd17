//! Names that must be unique, and names that must exist.

use super::model::Model;
use super::phrase::{Part, Phrase};
use super::problems::{Located, Place, Problems};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(model: &Model, problems: &mut Problems) {
    let entries = model.entries.iter().map(|entry| (entry.id.value.as_str(), &entry.id.place));
    unique("lexicon.duplicate-id", "entry", entries, problems);
    let classes = model.classes.iter().map(|class| (class.id.as_str(), &class.place));
    unique("lexicon.duplicate-class", "class", classes, problems);
    let categories = model.categories.iter().map(|category| (category.id.value.as_str(), &category.id.place));
    unique("lexicon.duplicate-category", "category", categories, problems);

    let known: BTreeSet<&str> = model.categories.iter().map(|category| category.id.value.as_str()).collect();
    let named = model.entries.iter().map(|entry| &entry.category).chain(model.messages.iter().map(|m| &m.category));
    for category in named.filter(|category| !known.contains(category.value.as_str())) {
        let names: Vec<&str> = known.iter().copied().collect();
        let remedy = format!("declare it as [[category]]; known are {}", names.join(", "));
        problems.error(
            "lexicon.unknown-category",
            &category.place,
            format!("there is no category `{}`", category.value),
            remedy,
        );
    }
    let ids: BTreeSet<&str> = model.classes.iter().map(|class| class.id.as_str()).collect();
    let phrases = model.entries.iter().flat_map(|entry| &entry.matches);
    for phrase in phrases.chain(model.classes.iter().flat_map(|class| &class.words)) {
        let mut origin = None;
        for (class, at) in classes_in(&phrase.value) {
            if !ids.contains(class) {
                let origin = *origin.get_or_insert_with(|| problems.origin(&phrase.place));
                let place = Problems::within(&phrase.place, origin, at);
                let remedy = format!("declare it as [class.{class}]");
                problems.error("lexicon.unknown-class", &place, format!("there is no class `{class}`"), remedy);
            }
        }
    }
    class_cycles(model, problems);
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

fn classes_in(phrase: &Phrase) -> Vec<(&str, (usize, usize))> {
    let mut found = Vec::new();
    for part in &phrase.0 {
        match part {
            Part::Class(id, at) => found.push((id.as_str(), *at)),
            Part::Either { branches, .. } => found.extend(branches.iter().flat_map(classes_in)),
            Part::Text(_) | Part::Joint => {}
        }
    }
    found
}

/// A class that holds itself would expand without end.
fn class_cycles(model: &Model, problems: &mut Problems) {
    let holds: BTreeMap<&str, BTreeSet<&str>> = model
        .classes
        .iter()
        .map(|class| {
            (class.id.as_str(), class.words.iter().flat_map(|word| classes_in(&word.value)).map(|(id, _)| id).collect())
        })
        .collect();
    for class in &model.classes {
        let mut seen = BTreeSet::new();
        let mut stack: Vec<&str> = holds.get(class.id.as_str()).into_iter().flatten().copied().collect();
        while let Some(id) = stack.pop() {
            if id == class.id {
                let id = Located { value: class.id.clone(), place: class.place.clone() };
                let message = format!("the class `{}` holds itself in the end", id.value);
                problems.error("lexicon.class-cycle", &id.place, message, "take one of the classes out of the circle");
                break;
            }
            if seen.insert(id) {
                stack.extend(holds.get(id).into_iter().flatten());
            }
        }
    }
}
