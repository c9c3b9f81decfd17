//! Inflection: how a dictionary form gives its forms, by rules and by sounds that depend on what stands before them.
//!
//! ```toml
//! [sound.A]                      # Kazakh: а or е, by the stem's last vowel
//! by = "last-vowel"
//! pick = [["аоұыуя", "а"], ["әеөүіи", "е"]]
//! [inflect.N]
//! rules = [{ add = "л{A}р", tag = "pl", then = "Case" }, { cut = "к", add = "гі", tag = "poss3" }, { before = "ال" }]
//! ```

mod ending;
mod forms;
mod read;
mod selection;

pub(super) use ending::Ending;
pub(crate) use forms::{Inflector, MAX_FORMS};
pub(super) use read::{inflections, sounds};
pub(crate) use selection::Selection;

use super::problems::{Located, Place};

/// Stands in a form where a joint is: nothing, ZWNJ or a space in the text.
pub(crate) const JOINT: char = '\u{200c}';

/// What a sound looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The last letter that any of its picks names.
    LastVowel,
    LastLetter,
}

/// A sound that depends on the letters before it.
#[derive(Clone, Debug)]
pub(crate) struct Sound {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) by: By,
    /// Letters, and what the sound is after them; no letters stand for all others.
    pub(crate) picks: Vec<(String, String)>,
}

/// A set of rules under a name.
#[derive(Clone, Debug)]
pub(crate) struct Inflection {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) rules: Vec<Rule>,
}

/// One way to make a form.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) place: Place,
    /// What is taken from the end; without it there the rule does not apply.
    pub(crate) cut: String,
    pub(crate) add: Vec<Affix>,
    /// What is put before.
    pub(crate) before: String,
    /// Endings of which the stem must have one, if any are given.
    pub(crate) endings: Vec<Ending>,
    pub(crate) tags: Vec<String>,
    /// Sets whose rules go on from the form.
    pub(crate) then: Vec<Located<String>>,
    /// Whether what it makes is itself a form.
    pub(crate) form: bool,
}

/// A part of what is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Affix {
    Text(String),
    Sound(String),
}
