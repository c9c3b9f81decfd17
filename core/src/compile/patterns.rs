//! Patterns: their word sets become symbols, their paths a transducer over symbols.
//!
//! A path is spelled in bytes: two for a symbol, high byte first, `FF n` for a gap. What it stands for is an entry, an
//! `unless` of one, or a rule of context.

use super::gates::{Choice, Frequencies, Gates};
use super::internal;
use super::shared::Lists;
use super::strings::StringWriter;
use crate::error::CompileError;
use crate::lexicon::expand::Expander;
use crate::lexicon::model::{Class, Model};
use crate::lexicon::pattern::{BARRIER, FILLER, NEGATIVE, NEGATIVE_TAG, Path, SHARED, Step, WordSet, WordSets};
use crate::lexicon::phrase::{Part, Phrase};
use crate::lexicon::problems::Problems;
use crate::lexicon::spell::{keys, pattern, set_terms};
use crate::pack::firsts::First;
use crate::pack::patterns::{GAP, Reference};
use crate::text::Words;
use std::collections::{BTreeMap, BTreeSet};

/// The patterns of a lexicon.
pub(super) struct Patterns<'l> {
    model: &'l Model,
    expander: &'l Expander<'l>,
    pub(super) sets: WordSets,
    /// Each path with its outcomes.
    paths: BTreeMap<Vec<u8>, Vec<u32>>,
    /// The paths by which entries are found, with the entries' numbers.
    woken: BTreeMap<Path, BTreeSet<u32>>,
    references: BTreeSet<Reference<u16>>,
}

/// The sections that patterns give; empty where there are none.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) classes: Vec<u8>,
    pub(super) patterns: Vec<u8>,
    pub(super) outcomes: Vec<u8>,
    pub(super) gates: Vec<u8>,
    pub(super) references: Vec<u8>,
    pub(super) context: Vec<u8>,
}

impl<'l> Patterns<'l> {
    /// Gathers everything of a lexicon that is a pattern.
    pub(super) fn gather(model: &'l Model, expander: &'l Expander<'l>, problems: &mut Problems) -> Self {
        let mut all = Self {
            model,
            expander,
            sets: WordSets::default(),
            paths: BTreeMap::new(),
            woken: BTreeMap::new(),
            references: BTreeSet::new(),
        };
        // Other packs' patterns and rules may name them, whether or not this one's do.
        if model
            .inflections
            .iter()
            .flat_map(|set| &set.rules)
            .any(|rule| rule.tags.iter().any(|tag| tag == NEGATIVE_TAG))
        {
            let _ = all.sets.number(WordSet::Class(NEGATIVE.to_owned()));
        }
        for class in model.classes.iter().filter(|class| class.id.starts_with(SHARED)) {
            let _ = all.sets.number(WordSet::Class(class.id.clone()));
        }
        let entries = u32::try_from(model.entries.len()).unwrap_or(u32::MAX);
        for (number, entry) in (0u32..).zip(&model.entries) {
            for phrase in entry.matches.iter().filter(|phrase| !phrase.value.is_plain()) {
                let paths = pattern(phrase, expander, &mut all.sets, problems);
                for path in &paths {
                    all.woken.entry(path.clone()).or_default().insert(number);
                }
                all.add(&paths, number);
            }
            for phrase in &entry.unless {
                let paths = pattern(phrase, expander, &mut all.sets, problems);
                all.add(&paths, number.saturating_add(entries));
            }
        }
        for (number, rule) in (0u32..).zip(&model.rules) {
            for phrase in &rule.cues {
                let paths = pattern(phrase, expander, &mut all.sets, problems);
                all.add(&paths, number.saturating_add(entries.saturating_mul(2)));
            }
        }
        for reference in &model.references {
            all.reference(reference, problems);
        }
        all
    }

    fn add(&mut self, paths: &[Path], outcome: u32) {
        for path in paths {
            let outcomes = self.paths.entry(bytes(path)).or_default();
            if outcomes.last() != Some(&outcome) {
                outcomes.push(outcome);
            }
        }
    }

    fn reference(&mut self, reference: &crate::lexicon::model::Reference, problems: &mut Problems) {
        for phrase in &reference.pronouns {
            for path in pattern(phrase, self.expander, &mut self.sets, problems) {
                let [Step::Set(pronoun)] = *path.as_slice() else {
                    let message = "a pronoun is one word, one phrase or one class";
                    problems.error("lexicon.reference", &phrase.place, message, "write it without gaps or options");
                    continue;
                };
                let mut number = |id: &str| self.sets.number(WordSet::Class(id.to_owned())).ok();
                let named: Vec<u16> = reference.named.iter().filter_map(|id| number(&id.value)).collect();
                for id in &reference.classes {
                    let Some(class) = self.sets.number(WordSet::Class(id.value.clone())).ok() else { continue };
                    let named = if named.is_empty() { vec![class] } else { named.clone() };
                    // A class that holds this one is met by its pronouns too.
                    let holders = self.holders(&id.value).into_iter().filter_map(|id| self.sets.class(id));
                    for class in holders.chain([class]).collect::<Vec<_>>() {
                        self.references.extend(named.iter().map(|&named| Reference { pronoun, class, named }));
                    }
                }
            }
        }
    }

    /// The classes of which all words of a class are members, however deep they are nested.
    fn holders(&self, id: &str) -> BTreeSet<&'l str> {
        let mut holders: BTreeSet<&'l str> = BTreeSet::new();
        let mut open = vec![id];
        while let Some(held) = open.pop() {
            let holds = |class: &&Class| {
                class.words.iter().any(|word| matches!(&*word.value.0, [Part::Class(id, _)] if id == held))
            };
            for class in self.model.classes.iter().filter(holds) {
                if class.id != id && holders.insert(&class.id) {
                    open.push(&class.id);
                }
            }
        }
        holders
    }

    /// Tells of every term that is a member of a set, with its number.
    pub(super) fn terms(&self, mut add: impl FnMut(String, u16)) {
        for (number, set) in (0u16..).zip(self.sets.all()) {
            set_terms(set, self.expander, |term| add(term, number));
        }
        let Some(negative) = self.sets.class(NEGATIVE) else { return };
        let mut words = Words::default();
        let mut found = Vec::new();
        for phrase in self.model.phrases() {
            forms(&phrase.value, &mut |part| {
                found.extend(self.expander.tagged(&Phrase(vec![part.clone()]), NEGATIVE_TAG));
            });
        }
        for text in found {
            let _ = keys(&text, &mut words, |term| add(term, negative));
        }
    }

    /// By which words sentences are woken. `terms` are all terms, each with the sets it is in.
    pub(super) fn gates<'t>(&self, terms: impl Iterator<Item = (&'t str, &'t [u16])>) -> Gates {
        let frequencies = Frequencies::of(&self.model.common, self.sets.all(), terms);
        let choice =
            Choice { sets: &self.sets, frequencies: &frequencies, references: &self.references, model: self.model };
        Gates::choose(&self.woken, &choice)
    }

    /// How a sentence is woken, and the sections. `terms` are all terms, each with the sets it is in.
    pub(super) fn finish<'t>(
        &self,
        terms: impl Iterator<Item = (&'t str, &'t [u16])>,
        strings: &mut StringWriter,
    ) -> Result<(Sections, SoughtSets), CompileError> {
        if self.sets.all().is_empty() {
            return Ok((Sections { context: self.context(), ..Sections::default() }, SoughtSets::default()));
        }
        let gates = self.gates(terms);
        let mut builder = fst::MapBuilder::memory();
        let direct = self.model.entries.len() * 2 + self.model.rules.len();
        let mut lists = Lists::new(direct);
        for (path, outcomes) in &self.paths {
            builder.insert(path, u64::from(lists.value(outcomes))).map_err(|error| internal(&error))?;
        }
        let (anchors, mut around) = (gates.anchors(&self.references), gates.partners());
        // Around an anchor of another pack's the words it may share are looked for in this one.
        let passive = [FILLER, BARRIER, NEGATIVE];
        let shared = |set: &WordSet| match set {
            WordSet::Class(id) => id.starts_with(SHARED) && !passive.contains(&id.as_str()),
            _ => false,
        };
        around.extend((0u16..).zip(self.sets.all()).filter(|(_, set)| shared(set)).map(|(number, _)| number));
        // What must have been named is looked for when a pronoun is found.
        for reference in &self.references {
            around.extend([reference.pronoun, reference.named]);
        }
        let references = self.references.iter().flat_map(|r| [r.pronoun, r.class, r.named]);
        let references = references.flat_map(u16::to_le_bytes).collect();
        let sections = Sections {
            classes: self.classes(strings),
            patterns: builder.into_inner().map_err(|error| internal(&error))?,
            outcomes: lists.finish(),
            gates: gates.section(),
            references,
            context: self.context(),
        };
        Ok((sections, SoughtSets { anchors, around, passed: self.sets.class(FILLER) }))
    }

    fn classes(&self, strings: &mut StringWriter) -> Vec<u8> {
        let count = u16::try_from(self.sets.all().len()).unwrap_or(u16::MAX);
        let mut out = u64::from(count).to_le_bytes().to_vec();
        for (number, set) in (0u16..).zip(self.sets.all()) {
            let name = match set {
                WordSet::Class(id) => id.clone(),
                WordSet::Shape(name) => name.clone(),
                WordSet::Exact(word) => format!("={word}"),
                // Most sets are words written in a pattern.
                WordSet::Words(_) => continue,
            };
            let (at, len) = strings.add(&name);
            out.extend(at.to_le_bytes());
            out.extend(u16::try_from(len).unwrap_or(u16::MAX).to_le_bytes());
            out.extend(number.to_le_bytes());
        }
        out
    }

    fn context(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for rule in &self.model.rules {
            let position = |id: &str| self.model.categories.iter().position(|category| category.id.value == id);
            let only = rule.only.iter().filter_map(|id| position(&id.value)).filter(|at| *at < 64);
            let mut record = rule.rule;
            record.categories = only.fold(0, |bits, at| bits | 1 << at);
            record.write(&mut out);
        }
        out
    }
}

/// The sets that scan looks for.
#[derive(Default)]
pub(super) struct SoughtSets {
    /// It stops at their words.
    anchors: BTreeSet<u16>,
    /// It looks for them around anchors.
    around: BTreeSet<u16>,
    /// What patterns pass over, however it is typed.
    passed: Option<u16>,
}

impl SoughtSets {
    pub(super) fn is_empty(&self) -> bool {
        self.anchors.is_empty() && self.around.is_empty()
    }

    /// Whether scan stops at a term with these ids: an entry, or a member of sets.
    pub(super) fn wakes(&self, ids: &[u32], entries: u32) -> bool {
        let mut sets = ids.iter().filter_map(|id| u16::try_from(id.checked_sub(entries)?).ok());
        ids.iter().any(|id| *id < entries) || sets.any(|set| self.anchors.contains(&set))
    }

    /// What a term with these ids is, as far as scan asks: an entry, and a member of the sets it looks for.
    pub(super) fn roles(&self, ids: &[u32], entries: u32) -> Vec<First> {
        let role = |id: &u32| match id.checked_sub(entries) {
            None => Some(First::Entry),
            Some(set) => {
                let set = u16::try_from(set).ok()?;
                (self.anchors.contains(&set) || self.around.contains(&set)).then_some(First::Set(set))
            }
        };
        ids.iter().filter_map(role).collect()
    }

    /// What a term with these ids is, as far as is asked of the first of its words.
    pub(super) fn first_roles(&self, ids: &[u32], entries: u32) -> Vec<First> {
        let passed = self.passed.filter(|set| ids.contains(&entries.saturating_add(u32::from(*set))));
        passed.map(First::Set).into_iter().collect()
    }
}

/// Calls for every part that asks for forms.
fn forms(phrase: &Phrase, call: &mut impl FnMut(&Part)) {
    for part in &phrase.0 {
        match part {
            Part::Forms { .. } => call(part),
            Part::Either { branches, .. } | Part::AnyOrder { branches, .. } => {
                branches.iter().for_each(|branch| forms(branch, call));
            }
            _ => {}
        }
    }
}

fn bytes(path: &[Step]) -> Vec<u8> {
    let each = path.iter().map(|step| match step {
        Step::Set(number) => number.to_be_bytes(),
        Step::Gap(tokens) => [GAP, *tokens],
    });
    each.flatten().collect()
}
