//! What a lexicon's source says, with the places it was said at.

use super::common::CommonWord;
use super::inflect::{Inflection, Sound};
use super::phrase::Phrase;
use super::problems::{Located, Place};
use super::spelling::{Proclitics, SpellingTable};
use crate::level::{Level, Thresholds};
use crate::pack::rules::Rule;
use crate::pack::{Context, Status};

/// As much as an entry may weigh, in nats.
pub(super) const MAX_NATS: f64 = 16.0;

/// `pack.toml`.
#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) licence: String,
    pub(crate) funder: String,
    pub(crate) status: Status,
    pub(crate) languages: Vec<String>,
    pub(crate) scripts: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) reviewers: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Category {
    pub(crate) id: Located<String>,
    pub(crate) title: String,
    pub(crate) thresholds: Thresholds,
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) category: Located<String>,
    pub(crate) lang: String,
    pub(crate) reason: String,
    pub(crate) next: String,
    pub(crate) help: String,
    pub(crate) prebunk: String,
}

/// A text that must not be flagged, or not higher than said.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) text: Located<String>,
    /// The level its category must reach at least (flag) or at most (pass), where the author says so.
    pub(crate) level: Option<Level>,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: Located<String>,
    pub(crate) category: Located<String>,
    pub(crate) matches: Vec<Located<Phrase>>,
    /// It does not fire near one of these.
    pub(crate) unless: Vec<Located<Phrase>>,
    /// In centinats.
    pub(crate) evidence: i32,
    pub(crate) context: Context,
    pub(crate) gloss: String,
    /// Common words it may be raised by, folded.
    pub(crate) allow: Vec<String>,
    pub(crate) flag: Vec<Example>,
    pub(crate) pass: Vec<Example>,
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) words: Vec<Located<Phrase>>,
    /// A sentence is woken by two classes of one gate rather than by others.
    pub(crate) gate: Option<String>,
    /// Its words wake a sentence by themselves.
    pub(crate) solo: bool,
}

/// A pronoun that counts as a member of a class named before it.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) pronouns: Vec<Located<Phrase>>,
    pub(crate) classes: Vec<Located<String>>,
    /// The classes of which a member must have been named; the same ones where none is given.
    pub(crate) named: Vec<Located<String>>,
}

/// A rule of context: what it says of findings near its cues.
#[derive(Clone, Debug)]
pub(crate) struct ContextRule {
    pub(crate) rule: Rule,
    /// None where the engine itself finds what the rule is about.
    pub(crate) cues: Vec<Located<Phrase>>,
    /// The categories it bears on; all if none is named.
    pub(crate) only: Vec<Located<String>>,
}

/// A plain list: terms without glosses or examples.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// Distinct pairs of category (its number) and evidence in centinats.
    pub(crate) kinds: Vec<(u16, i32)>,
    /// Each term with the number of its kind.
    pub(crate) terms: Vec<(Box<str>, u16)>,
}

/// A parsed lexicon.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) manifest: Manifest,
    pub(crate) categories: Vec<Category>,
    pub(crate) messages: Vec<Message>,
    pub(crate) classes: Vec<Class>,
    pub(crate) sounds: Vec<Sound>,
    pub(crate) inflections: Vec<Inflection>,
    pub(crate) spellings: Vec<SpellingTable>,
    pub(crate) proclitics: Option<Proclitics>,
    pub(crate) common: Vec<CommonWord>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) references: Vec<Reference>,
    pub(crate) rules: Vec<ContextRule>,
    pub(crate) list: Option<List>,
    /// Whether it was read from one table of entries, which has no place for messages.
    pub(crate) alone: bool,
    /// XXH3-64 of the sources.
    pub(crate) digest: u64,
}

impl Model {
    /// Every notation there is.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &Located<Phrase>> {
        let entries = self.entries.iter().flat_map(|entry| entry.matches.iter().chain(&entry.unless));
        let words = self.classes.iter().flat_map(|class| &class.words);
        let pronouns = self.references.iter().flat_map(|reference| &reference.pronouns);
        entries.chain(words).chain(pronouns).chain(self.rules.iter().flat_map(|rule| &rule.cues))
    }
}
