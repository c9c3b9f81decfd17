//! Names that must be unique, names that must exist, and sets that must not lead back to themselves.

use super::inflect::{Affix, Inflection};
use super::model::Model;
use super::problems::{Place, Problems};
use std::collections::{BTreeMap, BTreeSet};

/// Sets behind sets; it bounds the recursion that follows them.
const MAX_DEPTH: usize = 16;

/// Tells of everything wrong with sounds and sets.
pub(super) fn check(model: &Model, problems: &mut Problems) {
    let sounds = model.sounds.iter().map(|sound| (sound.id.as_str(), &sound.place));
    unique("lexicon.duplicate-sound", "sound", sounds, problems);
    let sets = model.inflections.iter().map(|set| (set.id.as_str(), &set.place));
    unique("lexicon.duplicate-inflection", "inflection", sets, problems);

    let sounds: BTreeSet<&str> = model.sounds.iter().map(|sound| sound.id.as_str()).collect();
    let sets: BTreeMap<&str, &Inflection> = model.inflections.iter().map(|set| (set.id.as_str(), set)).collect();
    for rule in model.inflections.iter().flat_map(|set| &set.rules) {
        for affix in &rule.add {
            if let Affix::Sound(id) = affix
                && !sounds.contains(id.as_str())
            {
                let remedy = format!("declare it as [sound.{id}]");
                problems.error("lexicon.unknown-sound", &rule.place, format!("there is no sound `{id}`"), remedy);
            }
        }
        for set in rule.then.iter().filter(|set| !sets.contains_key(set.value.as_str())) {
            unknown(&set.value, &set.place, problems);
        }
    }
    let mut heights = BTreeMap::new();
    for set in &model.inflections {
        height(set, &sets, &mut heights, &mut Vec::new(), problems);
    }
}

/// Tells of a set that does not exist.
pub(super) fn unknown(set: &str, place: &Place, problems: &mut Problems) {
    let remedy = format!("declare it as [inflect.{set}], or include the file that does");
    problems.error("lexicon.unknown-inflection", place, format!("there is no inflection `{set}`"), remedy);
}

fn unique<'m>(
    code: &'static str,
    what: &str,
    ids: impl Iterator<Item = (&'m str, &'m Place)>,
    problems: &mut Problems,
) {
    let mut seen = BTreeSet::new();
    for (id, place) in ids.filter(|(id, _)| !seen.insert(*id)) {
        problems.error(code, place, format!("the {what} `{id}` is declared twice"), "give one of them another name");
    }
}

/// How many sets lie one behind the other from here on. Circles and depth are told where they are met; recursion goes no
/// deeper than [`MAX_DEPTH`].
fn height<'m>(
    set: &'m Inflection,
    sets: &BTreeMap<&'m str, &'m Inflection>,
    heights: &mut BTreeMap<&'m str, usize>,
    way: &mut Vec<&'m str>,
    problems: &mut Problems,
) -> usize {
    if let Some(height) = heights.get(set.id.as_str()) {
        return *height;
    }
    way.push(&set.id);
    let mut tallest = 0;
    for next in set.rules.iter().flat_map(|rule| &rule.then) {
        let Some((id, inner)) = sets.get_key_value(next.value.as_str()) else { continue };
        if way.contains(id) {
            let message = format!("the inflection `{id}` leads back to itself");
            problems.error("lexicon.inflection-cycle", &next.place, message, "take this step out of the circle");
        } else if way.len() >= MAX_DEPTH {
            let message = format!("inflections follow one another more than {MAX_DEPTH} deep");
            problems.error("lexicon.inflection-depth", &next.place, message, "join some of the sets");
        } else {
            tallest = tallest.max(height(inner, sets, heights, way, problems));
        }
    }
    way.pop();
    if way.len() + 1 + tallest > MAX_DEPTH {
        let message = format!("inflections follow one another more than {MAX_DEPTH} deep");
        problems.error("lexicon.inflection-depth", &set.place, message, "join some of the sets");
    }
    heights.insert(&set.id, tallest + 1);
    tallest + 1
}
