//! From a dictionary form to its forms.

use super::read::plain;
use super::{Affix, By, Inflection, JOINT, Rule, Selection, Sound};
use std::collections::{BTreeMap, BTreeSet};

/// A stem that gives more forms is refused.
pub(crate) const MAX_FORMS: usize = 4_096;
/// Forms come about in several ways; so many ways are gone.
const MAX_WAYS: usize = 16 * MAX_FORMS;

/// The sets and sounds of a lexicon. The sets must be free of circles.
#[derive(Default)]
pub(crate) struct Inflector<'l> {
    sets: BTreeMap<&'l str, &'l Inflection>,
    sounds: BTreeMap<&'l str, &'l Sound>,
}

/// The forms of one word while they are gathered.
struct Forms<'s> {
    selection: &'s Selection,
    found: BTreeSet<String>,
    ways: usize,
}

impl<'l> Inflector<'l> {
    pub(crate) fn new(sets: &'l [Inflection], sounds: &'l [Sound]) -> Self {
        Self {
            sets: sets.iter().map(|set| (set.id.as_str(), set)).collect(),
            sounds: sounds.iter().map(|sound| (sound.id.as_str(), sound)).collect(),
        }
    }

    /// The forms of the last word of a phrase, the dictionary form among them, in the order of their letters, with a
    /// [`JOINT`] where the text may have a space; `None` if there are more than [`MAX_FORMS`].
    pub(crate) fn forms(&self, phrase: &str, set: &str, selection: &Selection) -> Option<Vec<String>> {
        let phrase = plain(phrase.trim_end());
        let word = phrase
            .rfind(char::is_whitespace)
            .map_or(0, |at| phrase.get(at..).map_or(at, |rest| at + rest.chars().next().map_or(0, char::len_utf8)));
        let (lead, stem) = phrase.split_at_checked(word)?;
        if stem.is_empty() {
            return Some(vec![phrase]);
        }
        let mut forms = Forms { selection, found: BTreeSet::new(), ways: 0 };
        forms.add(stem, &[]);
        let complete = self.apply(set, stem, &mut Vec::new(), &mut forms);
        complete.then(|| forms.found.into_iter().map(|form| format!("{lead}{form}")).collect())
    }

    fn apply(&self, set: &str, stem: &str, tags: &mut Vec<&'l str>, forms: &mut Forms<'_>) -> bool {
        let rules = self.sets.get(set).map(|set| set.rules.as_slice()).unwrap_or_default();
        rules.iter().all(|rule| self.apply_rule(rule, stem, tags, forms))
    }

    fn apply_rule(&self, rule: &'l Rule, stem: &str, tags: &mut Vec<&'l str>, forms: &mut Forms<'_>) -> bool {
        forms.ways += 1;
        let Some(form) = self.form(rule, stem) else { return true };
        let before = tags.len();
        tags.extend(rule.tags.iter().map(String::as_str));
        if rule.form {
            forms.add(&form, tags);
        }
        let fits = forms.found.len() <= MAX_FORMS && forms.ways <= MAX_WAYS;
        let complete = fits && rule.then.iter().all(|set| self.apply(&set.value, &form, tags, forms));
        tags.truncate(before);
        complete
    }

    /// What a rule makes of a stem, if it applies.
    pub(super) fn form(&self, rule: &Rule, stem: &str) -> Option<String> {
        if !rule.endings.is_empty() && !rule.endings.iter().any(|ending| ending.matches(stem)) {
            return None;
        }
        let mut form = rule.before.clone();
        form.push_str(without_end(stem, &rule.cut)?);
        for affix in &rule.add {
            match affix {
                Affix::Text(text) => form.push_str(text),
                Affix::Sound(id) => form.push_str(pick(self.sounds.get(id.as_str())?, &form)?),
            }
        }
        form.chars().any(|c| c != JOINT).then_some(form)
    }
}

impl Forms<'_> {
    fn add(&mut self, form: &str, tags: &[&str]) {
        if self.selection.admits(tags) && !self.found.contains(form) {
            self.found.insert(form.to_owned());
        }
    }
}

/// A stem without its last letters, joints among them aside; `None` where it does not end in them.
fn without_end<'s>(stem: &'s str, cut: &str) -> Option<&'s str> {
    cut.chars().rev().try_fold(stem, |stem, c| stem.trim_end_matches(JOINT).strip_suffix(c))
}

/// What a sound is after some letters.
fn pick<'s>(sound: &'s Sound, before: &str) -> Option<&'s str> {
    let mut letters = before.chars().rev().filter(|&c| c != JOINT);
    let named = |c: char| sound.picks.iter().find(|(letters, _)| letters.contains(c));
    let found = match sound.by {
        By::LastLetter => letters.next().and_then(named),
        By::LastVowel => letters.find_map(named),
    };
    found.or_else(|| sound.picks.iter().find(|(letters, _)| letters.is_empty())).map(|(_, sound)| sound.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::super::problems::{Place, Problems};
    use super::super::{inflections, sounds};
    use super::*;
    use toml::de::DeTable;

    const KAZAKH: &str = r#"
        [sound.A]
        by = "last-vowel"
        pick = [["аоұыуя", "а"], ["әеөүіи", "е"]]
        [sound.L]
        by = "last-letter"
        pick = [["аәеоөұүыіурй", "л"], ["бвгдзжлмнң", "д"], ["", "т"]]
        [inflect.N]
        rules = [
          { add = "{L}{A}р", tag = "pl", then = "Case" },
          { then = ["Case"] },
          { cut = "к", add = "гі", if = "[еө]к", tag = "poss3" },
        ]
        [inflect.Case]
        rules = [{ add = "д{A}", tag = "loc" }]
        [inflect.Ar]
        rules = [{ before = "ال", tag = "def" }]
        [inflect.Fa]
        rules = [{ add = "~ها", tag = "pl", then = "Ez" }, { before = "می~", form = false, then = "Ez" }]
        [inflect.Ez]
        rules = [{ cut = "ا", add = "ای" }]
    "#;

    fn forms(word: &str, set: &str, selection: &str) -> Vec<String> {
        let table = DeTable::parse(KAZAKH).unwrap();
        let mut problems = Problems::default();
        let sounds = sounds(&table.get_ref()["sound"], 0, &mut problems);
        let sets = inflections(&table.get_ref()["inflect"], 0, &mut problems);
        assert!(problems.into_sorted().is_empty());
        assert_ne!(sets[0].place, Place::default());
        Inflector::new(&sets, &sounds).forms(word, set, &Selection::parse(selection).unwrap()).unwrap()
    }

    #[test]
    fn sounds_follow_the_stem_and_what_was_added() {
        assert_eq!(forms("кітап", "N", ""), ["кітап", "кітапда", "кітаптар", "кітаптарда"]);
        assert_eq!(forms("төрт", "N", "pl"), ["төрттер", "төрттерде"]);
        assert_eq!(forms("жүрек", "N", "poss3"), ["жүрегі"]);
        assert_eq!(forms("ауыр жүрек", "N", "loc -pl"), ["ауыр жүректе".replace("те", "де")]);
    }

    #[test]
    fn prefixes_joints_and_bound_stems() {
        assert_eq!(forms("كتاب", "Ar", "def"), ["الکتاب"]);
        assert_eq!(forms("گل", "Fa", ""), ["گل", "گل\u{200c}ها", "گل\u{200c}های"]);
        assert_eq!(forms("دنیا", "Fa", "-pl"), ["دنیا", "می\u{200c}دنیای"]);
    }

    #[test]
    fn a_word_without_its_sound_has_no_such_form() {
        assert_eq!(forms("тв", "N", ""), ["тв"]);
    }
}
