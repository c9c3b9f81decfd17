//! From a notation to every phrase it stands for.

use super::inflect::{Inflector, JOINT, MAX_FORMS, Selection};
use super::model::{Class, Model};
use super::phrase::{Part, Phrase};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A match that stands for more phrases is refused: it is a pattern, and no list.
pub(crate) const MAX_PHRASES: usize = 16_384;
/// More alternatives in one pair of braces are a list, and belong in one.
const MAX_ALTERNATIVES: usize = 4_096;

/// The classes of a lexicon with what each stands for.
pub(crate) struct Expander<'l> {
    classes: BTreeMap<&'l str, &'l Class>,
    sizes: BTreeMap<&'l str, usize>,
    inflector: Inflector<'l>,
    /// The forms of words met so far: one word stands in many matches, and is measured before it is spelled out.
    forms: RefCell<BTreeMap<Word, Option<Rc<[String]>>>>,
}

/// A word, the rules for its forms, and which of them are meant.
type Word = (String, String, Selection);

impl<'l> Expander<'l> {
    /// Everything a lexicon's phrases may name.
    pub(crate) fn of(model: &'l Model) -> Self {
        Self::new(&model.classes, Inflector::new(&model.inflections, &model.sounds))
    }

    /// The classes must be free of circles and not nested deep: they are walked by recursion.
    pub(crate) fn new(classes: impl IntoIterator<Item = &'l Class>, inflector: Inflector<'l>) -> Self {
        let classes = classes.into_iter().map(|class| (class.id.as_str(), class)).collect();
        let mut expander = Self { classes, sizes: BTreeMap::new(), inflector, forms: RefCell::default() };
        let all: Vec<&'l Class> = expander.classes.values().copied().collect();
        for class in all {
            expander.measure(class);
        }
        expander
    }

    fn measure(&mut self, class: &'l Class) -> usize {
        if let Some(size) = self.sizes.get(class.id.as_str()) {
            return *size;
        }
        for word in &class.words {
            self.measure_inner(&word.value);
        }
        let size = class.words.iter().fold(0usize, |sum, word| sum.saturating_add(self.size(&word.value)));
        self.sizes.insert(&class.id, size);
        size
    }

    fn measure_inner(&mut self, phrase: &Phrase) {
        for part in &phrase.0 {
            match part {
                Part::Class(id, _) => {
                    if let Some(class) = self.classes.get(id.as_str()).copied() {
                        self.measure(class);
                    }
                }
                Part::Either { branches, .. } | Part::AnyOrder { branches, .. } => {
                    branches.iter().for_each(|branch| self.measure_inner(branch));
                }
                Part::Forms { base, .. } => self.measure_inner(base),
                _ => {}
            }
        }
    }

    /// How many phrases a class stands for; 0 if there is no such class.
    pub(crate) fn count(&self, id: &str) -> usize {
        self.sizes.get(id).copied().unwrap_or_default()
    }

    /// How many phrases a notation stands for.
    pub(crate) fn size(&self, phrase: &Phrase) -> usize {
        phrase.0.iter().fold(1, |product, part| product.saturating_mul(self.part_size(part)))
    }

    /// How many phrases a part of a notation stands for.
    pub(super) fn part_size(&self, part: &Part) -> usize {
        match part {
            Part::Text(_) | Part::Broken => 1,
            // These are no words: a pattern holds them, and no phrase.
            Part::Gap(_) | Part::AnyOrder { .. } | Part::Shape(_) | Part::Exact(_) => 0,
            Part::Joint => 2,
            Part::Class(id, _) => self.count(id),
            Part::Either { branches, .. } if branches.len() > MAX_ALTERNATIVES => usize::MAX,
            Part::Either { branches, optional } => {
                branches.iter().fold(usize::from(*optional), |sum, branch| sum.saturating_add(self.size(branch)))
            }
            Part::Forms { base, .. } if self.size(base) > MAX_FORMS => usize::MAX,
            Part::Forms { base, set, selection, .. } => {
                // Not beyond what is refused: each word may have thousands.
                let sum = self.phrases(base).iter().try_fold(0, |sum, word| {
                    Some(sum + self.forms(word, set, selection)?.len()).filter(|sum| *sum <= MAX_PHRASES)
                });
                sum.unwrap_or(usize::MAX)
            }
        }
    }

    /// Every phrase a notation stands for. Its [size](Self::size) must have been checked.
    pub(crate) fn phrases(&self, phrase: &Phrase) -> Vec<String> {
        if self.size(phrase) == 0 {
            // A class without words behind a large one: what comes before it is not spelled out in vain.
            return Vec::new();
        }
        phrase.0.iter().fold(vec![String::new()], |heads, part| match part {
            Part::Text(text) => join(heads, core::slice::from_ref(text)),
            Part::Joint => join(heads, &[String::new(), " ".to_owned()]),
            Part::Class(id, _) => join(heads, &self.members(id)),
            Part::Broken | Part::Gap(_) | Part::AnyOrder { .. } | Part::Shape(_) | Part::Exact(_) => heads,
            Part::Either { branches, optional } => {
                let mut tails: Vec<String> = branches.iter().flat_map(|branch| self.phrases(branch)).collect();
                tails.extend(optional.then(String::new));
                join(heads, &tails)
            }
            Part::Forms { base, set, selection, .. } => {
                let words = self.phrases(base);
                let forms = words.iter().filter_map(|word| self.forms(word, set, selection));
                let tails: Vec<String> = forms.flat_map(|forms| forms.to_vec()).collect();
                join(heads, &tails)
            }
        })
    }

    /// Of the phrases a notation stands for those in which a word's form carries this tag as well.
    pub(crate) fn tagged(&self, phrase: &Phrase, tag: &str) -> Vec<String> {
        let narrowed = narrow(phrase, tag);
        narrowed.into_iter().flat_map(|phrase| self.phrases(&phrase)).collect()
    }

    /// The chosen forms of a word, joints spelled out; `None` if they are too many.
    fn forms(&self, word: &str, set: &str, selection: &Selection) -> Option<Rc<[String]>> {
        let key = (word.to_owned(), set.to_owned(), selection.clone());
        if let Some(known) = self.forms.borrow().get(&key) {
            return known.clone();
        }
        let forms = self.inflector.forms(word, set, selection);
        let forms: Option<Rc<[String]>> = forms.map(|forms| forms.iter().flat_map(|form| joints(form)).collect());
        let forms = forms.filter(|forms| forms.len() <= MAX_FORMS);
        self.forms.borrow_mut().insert(key, forms.clone());
        forms
    }

    /// The members of a class, spelled out; none if there is no such class.
    pub(crate) fn members(&self, id: &str) -> Vec<String> {
        let words = self.classes.get(id).into_iter().flat_map(|class| &class.words);
        words.flat_map(|word| self.phrases(&word.value)).collect()
    }
}

/// A notation with the tag asked of one of its words in turn.
fn narrow(phrase: &Phrase, tag: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (at, part) in phrase.0.iter().enumerate() {
        let narrowed: Vec<Part> = match part {
            Part::Forms { base, set, selection, at } => {
                let selection = selection.and(tag);
                vec![Part::Forms { base: base.clone(), set: set.clone(), selection, at: *at }]
            }
            Part::Either { branches, .. } => {
                let branches: Vec<Phrase> = branches.iter().flat_map(|branch| narrow(branch, tag)).collect();
                if branches.is_empty() { Vec::new() } else { vec![Part::Either { branches, optional: false }] }
            }
            _ => Vec::new(),
        };
        for part in narrowed {
            let mut parts = phrase.0.clone();
            if let Some(slot) = parts.get_mut(at) {
                *slot = part;
            }
            found.push(Phrase(parts));
        }
    }
    found
}

/// A form with nothing, and with a blank, at each of its joints.
fn joints(form: &str) -> Vec<String> {
    let mut pieces = form.split(JOINT);
    let first = vec![pieces.next().unwrap_or_default().to_owned()];
    pieces.fold(first, |heads, piece| {
        heads.iter().flat_map(|head| [format!("{head}{piece}"), format!("{head} {piece}")]).collect()
    })
}

fn join(mut heads: Vec<String>, tails: &[String]) -> Vec<String> {
    if let [tail] = tails {
        // In place: a notation of many parts would be copied for each.
        heads.iter_mut().for_each(|head| head.push_str(tail));
        return heads;
    }
    heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::phrase::parse;
    use crate::lexicon::problems::{Located, Place};

    fn class(id: &str, words: &[&str]) -> Class {
        let place = Place::default();
        let words = words.iter().map(|word| Located { value: parse(word).0, place: place.clone() }).collect();
        Class { id: id.into(), place, words, gate: None, solo: false }
    }

    #[test]
    fn spells_out_every_choice() {
        let classes = [class("all", &["<pet>", "bird"]), class("pet", &["cat", "{big|old} dog"])];
        let expander = Expander::new(&classes, Inflector::default());
        let phrase = parse("my {own}? <all>").0;
        assert_eq!(expander.size(&phrase), 8);
        let phrases = expander.phrases(&phrase);
        assert_eq!(phrases.len(), 8);
        assert!(phrases.contains(&"my own old dog".to_owned()) && phrases.contains(&"my  bird".to_owned()));
    }

    #[test]
    fn sizes_do_not_overflow() {
        let classes: Vec<Class> =
            (0..100).map(|n| class(&format!("c{n}"), &[&format!("<c{}> <c{}>", n + 1, n + 1), "x", "y"])).collect();
        let expander = Expander::new(&classes, Inflector::default());
        assert_eq!(expander.size(&parse("<c0>").0), usize::MAX);
    }
}
