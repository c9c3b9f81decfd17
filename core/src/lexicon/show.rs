//! Matches taken apart, for authors: what each part of a notation stands for, and some of the phrases it gives.

use super::expand::{Expander, MAX_PHRASES};
use super::model::{Entry, Model};
use super::phrase::{Part, Phrase};
use super::problems::{Located, Problems};
use crate::pack::Context;
use toml::de::DeValue;

/// So many members of a class are named.
const FIRST: usize = 5;

/// An entry with its matches taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownEntry {
    /// The entry's id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// What it is worth, in centinats.
    pub evidence: i32,
    /// How it stands to its surroundings.
    pub context: Context,
    /// What it covers.
    pub gloss: String,
    /// Its matches, in the order they are written in.
    pub matches: Vec<ShownMatch>,
    /// What it does not fire near.
    pub unless: Vec<ShownMatch>,
}

/// A match taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownMatch {
    /// The match as it is written.
    pub notation: String,
    /// What it is made of, in the order of reading.
    pub elements: Vec<ShownElement>,
    /// How many phrases it stands for; 0 where a gap, an order, a shape or its mere number leaves it uncounted.
    pub phrases: usize,
    /// Some of the phrases: where they are counted from the first to the last and evenly between them, else some of many.
    pub examples: Vec<String>,
}

/// A part of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShownElement {
    /// Words as they are written.
    Literal(String),
    /// `{a|b}`: one of several; with `?` behind, or nothing.
    Alternatives {
        /// The alternatives, each taken apart.
        branches: Vec<Vec<ShownElement>>,
        /// Whether all of them may be missing.
        optional: bool,
    },
    /// `<class>`: any member of a class.
    Class {
        /// The class's id.
        id: String,
        /// How many words and phrases it stands for.
        members: usize,
        /// The first of them.
        first: Vec<String>,
    },
    /// `word+V[…]`: the forms of a dictionary form.
    Forms {
        /// What is inflected, taken apart: a word, alternatives or a class.
        base: Vec<ShownElement>,
        /// The set of rules that gives the forms.
        set: String,
        /// The choice among them, as it stands in the brackets; empty if all are meant.
        selection: String,
        /// How many forms there are, of all that is inflected.
        forms: usize,
    },
    /// `~`: nothing, a ZWNJ or a space.
    Joint,
    /// `…2`: up to so many tokens of any kind.
    Gap(u8),
    /// `{a & b …2}`: all of them, in any order.
    AnyOrder {
        /// What is to be there, each taken apart.
        branches: Vec<Vec<ShownElement>>,
        /// How many tokens may stand between two of them.
        gap: u8,
    },
    /// `<#money>`: something known by its shape.
    Shape(String),
    /// `=Word`: exactly this case.
    Exact(String),
}

/// Takes every entry of a lexicon apart.
pub(super) fn shown<'l>(
    model: &'l Model,
    problems: &'l Problems,
    examples: usize,
) -> impl Iterator<Item = ShownEntry> + 'l {
    let expander = Expander::of(model);
    let all = move |phrases: &[Located<Phrase>], expander: &Expander<'_>| {
        phrases.iter().map(|phrase| shown_match(phrase, expander, problems, examples)).collect()
    };
    model.entries.iter().map(move |entry: &Entry| ShownEntry {
        id: entry.id.value.clone(),
        category: entry.category.value.clone(),
        evidence: entry.evidence,
        context: entry.context,
        gloss: entry.gloss.clone(),
        matches: all(&entry.matches, &expander),
        unless: all(&entry.unless, &expander),
    })
}

fn shown_match(phrase: &Located<Phrase>, expander: &Expander<'_>, problems: &Problems, examples: usize) -> ShownMatch {
    let size = expander.size(&phrase.value);
    let examples = if (1..=MAX_PHRASES).contains(&size) {
        let all = expander.phrases(&phrase.value);
        spread(all.len(), examples).filter_map(|at| all.get(at)).map(|phrase| words(phrase)).collect()
    } else {
        let mut some = some(&phrase.value, expander, examples);
        some.dedup();
        some
    };
    ShownMatch {
        notation: written(phrase, problems),
        elements: elements(&phrase.value, expander),
        phrases: if size == usize::MAX { 0 } else { size },
        examples,
    }
}

/// Some of what a pattern finds: each element's choices in turn, nothing in the gaps.
fn some(phrase: &Phrase, expander: &Expander<'_>, wanted: usize) -> Vec<String> {
    let choices: Vec<Vec<String>> = phrase.0.iter().map(|part| choices(part, expander, wanted)).collect();
    // Elements go through their choices at different paces, or only the first of one would be seen beside the first
    // of the other.
    let pick = |number: usize| {
        let each = (1..).zip(&choices).filter_map(|(pace, all)| all.get(number * pace % all.len().max(1)));
        words(&each.map(String::as_str).collect::<String>())
    };
    (0..wanted).map(pick).collect()
}

fn choices(part: &Part, expander: &Expander<'_>, wanted: usize) -> Vec<String> {
    match part {
        Part::Gap(_) => vec![" ".to_owned()],
        Part::Shape(name) => vec![format!("<{name}>")],
        Part::Exact(word) => vec![word.clone()],
        Part::AnyOrder { branches, .. } => {
            let each: Vec<Vec<String>> = branches.iter().map(|branch| some(branch, expander, wanted)).collect();
            let joined =
                |number: usize| each.iter().filter_map(|all| all.get(number).cloned()).collect::<Vec<_>>().join(" ");
            (0..wanted).map(joined).collect()
        }
        Part::Either { branches, optional } => {
            let mut all: Vec<String> = branches.iter().flat_map(|branch| some(branch, expander, wanted)).collect();
            all.extend(optional.then(String::new));
            all
        }
        part if expander.part_size(part) > MAX_PHRASES => Vec::new(),
        part => expander.phrases(&Phrase(vec![part.clone()])),
    }
}

/// A notation as its author wrote it, without what the file needs around it.
fn written(phrase: &Located<Phrase>, problems: &Problems) -> String {
    let file = problems.file(phrase.place.file);
    let source = file.zip(phrase.place.span.as_ref()).map_or("", |(file, span)| file.slice(span));
    match file {
        Some(file) if file.is_toml() => {
            let value = DeValue::parse(source).ok();
            value.and_then(|value| Some(value.get_ref().as_str()?.to_owned())).unwrap_or_else(|| source.to_owned())
        }
        // Within a cell quotes may be doubled.
        _ => source.replace("\"\"", "\""),
    }
}

fn elements(phrase: &Phrase, expander: &Expander<'_>) -> Vec<ShownElement> {
    phrase.0.iter().filter_map(|part| element(part, expander)).collect()
}

/// A part, unless it is only the blank between two others.
fn element(part: &Part, expander: &Expander<'_>) -> Option<ShownElement> {
    Some(match part {
        Part::Text(text) => Some(words(text)).filter(|text| !text.is_empty()).map(ShownElement::Literal)?,
        Part::Joint => ShownElement::Joint,
        Part::Class(id, _) => {
            let members = expander.count(id);
            let all = if members <= MAX_PHRASES { expander.members(id) } else { Vec::new() };
            let first = all.iter().take(FIRST).map(|member| words(member)).collect();
            ShownElement::Class { id: id.clone(), members, first }
        }
        Part::Either { branches, optional } => {
            let branches = branches.iter().map(|branch| elements(branch, expander)).collect();
            ShownElement::Alternatives { branches, optional: *optional }
        }
        Part::Forms { base, set, selection, .. } => ShownElement::Forms {
            base: elements(base, expander),
            set: set.clone(),
            selection: selection.to_string(),
            forms: expander.part_size(part),
        },
        Part::Gap(tokens) => ShownElement::Gap(*tokens),
        Part::AnyOrder { branches, gap } => {
            let branches = branches.iter().map(|branch| elements(branch, expander)).collect();
            ShownElement::AnyOrder { branches, gap: *gap }
        }
        Part::Shape(name) => ShownElement::Shape(name.clone()),
        Part::Exact(word) => ShownElement::Exact(word.clone()),
        Part::Broken => return None,
    })
}

/// A phrase with one blank between its words, which is all that a text is asked for.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So many numbers below `len`, the first and the last among them and the others evenly between; all if they are few.
fn spread(len: usize, wanted: usize) -> impl Iterator<Item = usize> {
    let count = wanted.min(len);
    (0..count).map(move |n| n * (len - 1) / (count - 1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_spread_from_the_first_to_the_last() {
        let spread = |len, wanted| spread(len, wanted).collect::<Vec<_>>();
        assert_eq!(spread(100, 4), [0, 33, 66, 99]);
        assert_eq!(spread(3, 10), [0, 1, 2]);
        assert_eq!(spread(8_192, 1), [0]);
        assert_eq!((spread(0, 10), spread(10, 0)), (Vec::new(), Vec::new()));
        assert_eq!(spread(1, 1), [0]);
    }
}
