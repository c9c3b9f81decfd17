//! Packs: compiled lexicons, read in place.
//!
//! [`Pack::load`] checks header, table, bounds and hash. Nothing else is trusted: whatever a section says later is
//! read with bounds checked, and what makes no sense matches nothing.

pub(crate) mod bytes;
pub(crate) mod container;
mod deltas;
pub(crate) mod firsts;
mod info;
pub(crate) mod keys;
pub(crate) mod late;
pub(crate) mod letters;
pub(crate) mod lists;
pub(crate) mod patterns;
pub(crate) mod records;
mod rice;
pub(crate) mod rules;
pub(crate) mod set;
pub(crate) mod sound;
pub(crate) mod spelling;
mod terms;
pub(crate) mod walk;
pub(crate) mod words;

pub use bytes::PackBytes;
pub use info::PackInfo;
pub use keys::KeyCounts;
pub use records::{Context, PackCategory, PackMessage, Status};
pub use rules::{CuePlace, RuleKind};
pub use terms::Terms;

use crate::error::LoadError;
use bytes::{u16_at, u32_at};
use container::{Container, SectionId};
use core::{fmt, ops::Range};
use patterns::{Gate, Gates, Meaning, Outcome, REFERENCE, Reference, SYMBOL};
use records::{CATEGORY, ENTRY, Entry, MANIFEST, MESSAGE, Manifest, Strings, Text};
use rules::{RULE, Rule};
use spelling::Spellings;
use std::sync::Arc;
use walk::Walker;

/// A section of a pack, for those who look into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its number in the format.
    pub id: u32,
    /// What it holds, or `unknown` to this version.
    pub name: &'static str,
    /// Where it begins, in bytes.
    pub offset: usize,
    /// How long it is, in bytes.
    pub len: usize,
}

/// An entry, for those who look into a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackEntry {
    /// The entry's id; for a plain list, the list's. The user mutes it as `pack/entry`.
    pub id: String,
    /// The category's id.
    pub category: String,
    /// Its evidence in centinats.
    pub evidence: i32,
    /// How it stands to its surroundings.
    pub context: Context,
    /// What it covers.
    pub gloss: String,
    /// Whether it stands for the terms of a plain list.
    pub list: bool,
}

/// A compiled lexicon. Cloning shares the bytes.
///
/// ```
/// # #[cfg(feature = "compile")] {
/// use sipar::{Lexicon, ListOptions, Pack, SourceFile};
/// let file = SourceFile { path: "mine.txt".into(), text: "zorgle\nsend the fee first\n".into() };
/// let pack = Pack::load(Lexicon::list(file, &ListOptions::default())?.compile()?)?;
/// assert_eq!(pack.id(), "mine");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Pack {
    bytes: PackBytes,
    container: Arc<Container>,
    spellings: Arc<Spellings>,
}

impl Pack {
    /// Takes a pack's bytes: `&'static [u8]`, `Vec<u8>` or `Arc<[u8]>`. Nothing is copied or parsed; the time is that
    /// of hashing the bytes once.
    ///
    /// # Errors
    /// Bytes that are no pack, cut short, damaged, or of a format or folding this library does not know.
    pub fn load(bytes: impl Into<PackBytes>) -> Result<Self, LoadError> {
        let bytes = bytes.into();
        let container = Arc::new(Container::read(bytes.as_slice())?);
        let mut pack = Self { bytes, container, spellings: Arc::default() };
        pack.check()?;
        let spelling = pack.section(SectionId::Spelling);
        if !spelling.is_empty() {
            pack.spellings = Arc::new(Spellings::read(spelling));
        }
        Ok(pack)
    }

    /// [`load`](Self::load) of bytes that live elsewhere, such as a mapped file. They must not change.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_shared(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<Self, LoadError> {
        Self::load(PackBytes::shared(bytes))
    }

    /// [`load`](Self::load) of a copy of the bytes.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn copy_from(bytes: &[u8]) -> Result<Self, LoadError> {
        Self::load(bytes.to_vec())
    }

    fn check(&self) -> Result<(), LoadError> {
        let malformed = |id: SectionId, what| Err(LoadError::Malformed { section: id.name(), what });
        if self.section(SectionId::Manifest).len() < MANIFEST {
            return malformed(SectionId::Manifest, "it is missing or too short");
        }
        for (id, size) in [
            (SectionId::Categories, CATEGORY),
            (SectionId::Entries, ENTRY),
            (SectionId::Messages, MESSAGE),
            (SectionId::Classes, SYMBOL),
            (SectionId::Context, RULE),
            (SectionId::References, REFERENCE),
        ] {
            if !self.section(id).len().is_multiple_of(size) {
                return malformed(id, "it does not hold whole records");
            }
        }
        if self.categories().count() > usize::from(u16::MAX) {
            return malformed(SectionId::Categories, "there are too many");
        }
        if self.walker().is_none() {
            return malformed(SectionId::Terms, "it is no transducer of format 4");
        }
        if !self.section(SectionId::Patterns).is_empty() && self.pattern_walker().is_none() {
            return malformed(SectionId::Patterns, "it is no transducer of format 3");
        }
        if keys::Keys::read(self.section(SectionId::Keys)).is_none() {
            return malformed(SectionId::Keys, "its counts and its length differ");
        }
        if self.id().is_empty() || self.version().is_empty() {
            return malformed(SectionId::Manifest, "it names no id or version");
        }
        Ok(())
    }

    pub(crate) fn section(&self, id: SectionId) -> &[u8] {
        self.bytes.as_slice().get(self.container.section(id)).unwrap_or_default()
    }

    fn strings(&self) -> Strings<'_> {
        Strings(self.section(SectionId::Strings))
    }

    fn manifest(&self) -> Manifest<'_> {
        Manifest { record: self.section(SectionId::Manifest), strings: self.strings() }
    }

    /// The id, such as `en`.
    #[must_use]
    pub fn id(&self) -> &str {
        self.manifest().text(Text::Id)
    }

    /// The version (semver).
    #[must_use]
    pub fn version(&self) -> &str {
        self.manifest().text(Text::Version)
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.manifest().text(Text::Title)
    }

    /// The licence (SPDX).
    #[must_use]
    pub fn licence(&self) -> &str {
        self.manifest().text(Text::Licence)
    }

    /// Who paid for it; empty where nobody did.
    #[must_use]
    pub fn funder(&self) -> &str {
        self.manifest().text(Text::Funder)
    }

    /// How far it has been reviewed.
    #[must_use]
    pub fn status(&self) -> Status {
        self.manifest().status()
    }

    /// The languages it covers (BCP 47).
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.manifest().text(Text::Languages).lines()
    }

    /// The scripts it covers (ISO 15924).
    pub fn scripts(&self) -> impl Iterator<Item = &str> {
        self.manifest().text(Text::Scripts).lines()
    }

    /// Who wrote it.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.manifest().text(Text::Authors).lines()
    }

    /// Who reviewed it.
    pub fn reviewers(&self) -> impl Iterator<Item = &str> {
        self.manifest().text(Text::Reviewers).lines()
    }

    /// XXH3-64 of the source files it was compiled from.
    #[must_use]
    pub fn source_digest(&self) -> u64 {
        self.manifest().source_digest()
    }

    /// The format's major and minor version.
    #[must_use]
    pub fn format(&self) -> (u16, u16) {
        (container::MAJOR, self.container.minor)
    }

    /// The version of Unicode its terms were folded with.
    #[must_use]
    pub fn unicode_version(&self) -> [u8; 3] {
        self.container.unicode
    }

    /// The length in bytes, without a signature.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        self.container.len
    }

    /// Its sections, in the order of the file.
    pub fn sections(&self) -> impl Iterator<Item = Section> + '_ {
        self.container.rows.iter().map(|row| {
            let known = SectionId::ALL.into_iter().find(|id| *id as u32 == row.id);
            let Range { start: offset, .. } = row.range;
            Section { id: row.id, name: known.map_or("unknown", SectionId::name), offset, len: row.range.len() }
        })
    }

    /// Its categories.
    pub fn categories(&self) -> impl Iterator<Item = PackCategory> {
        let strings = self.strings();
        self.section(SectionId::Categories).chunks_exact(CATEGORY).map(move |r| PackCategory::read(r, strings))
    }

    /// Every entry: there are no hidden ones.
    pub fn entries(&self) -> impl Iterator<Item = PackEntry> {
        let categories: Vec<String> = self.categories().map(|category| category.id).collect();
        (0..self.entry_count()).filter_map(move |index| {
            let Entry { id, category, evidence, context, list, gloss } = self.entry(index)?;
            let category = categories.get(usize::from(category)).cloned().unwrap_or_default();
            Some(PackEntry { id: id.to_owned(), category, evidence, context, gloss: gloss.to_owned(), list })
        })
    }

    pub(crate) fn entry_count(&self) -> u32 {
        u32::try_from(self.section(SectionId::Entries).len() / ENTRY).unwrap_or(u32::MAX)
    }

    pub(crate) fn entry(&self, index: u32) -> Option<Entry<'_>> {
        let at = (index as usize).checked_mul(ENTRY)?;
        let record = self.section(SectionId::Entries).get(at..at.checked_add(ENTRY)?)?;
        Some(Entry::read(record, self.strings()))
    }

    /// What it tells people, by category and language.
    pub fn messages(&self) -> impl Iterator<Item = PackMessage<'_>> {
        let strings = self.strings();
        self.section(SectionId::Messages).chunks_exact(MESSAGE).map(move |r| PackMessage::read(r, strings))
    }

    /// How many keys it has.
    #[must_use]
    pub fn key_counts(&self) -> KeyCounts {
        self.keys().map(|keys| keys.counts).unwrap_or_default()
    }

    pub(crate) fn keys(&self) -> Option<keys::Keys<'_>> {
        keys::Keys::read(self.section(SectionId::Keys))
    }

    /// What the terms are that begin with the words of [`Keys::firsts`](keys::Keys::firsts); nothing for a plain list.
    pub(crate) fn first_lists(&self) -> firsts::FirstLists<'_> {
        firsts::FirstLists::new(self.section(SectionId::Firsts))
    }

    /// With which letters the words of the `n`-th of [`Keys::firsts`](keys::Keys::firsts) may be typed.
    pub(crate) fn first_letters(&self, n: usize) -> u16 {
        letters::of_key(self.section(SectionId::Letters), n)
    }

    pub(crate) fn walker(&self) -> Option<words::Walker<'_>> {
        words::Walker::new(self.section(SectionId::Terms))
    }

    pub(crate) fn spellings(&self) -> &Spellings {
        &self.spellings
    }

    /// What a term's value stands for: one meaning directly, several through the table of senses.
    pub(crate) fn senses(&self, value: u64) -> impl Iterator<Item = Meaning> + '_ {
        let entries = self.entry_count();
        let direct = entries.saturating_add(u32::try_from(self.symbol_count()).unwrap_or(u32::MAX));
        lists::listed(self.section(SectionId::Senses), value, direct).map(move |id| match id.checked_sub(entries) {
            None => Meaning::Entry(id),
            Some(symbol) => Meaning::Symbol(u16::try_from(symbol).unwrap_or(patterns::NONE)),
        })
    }

    /// Tells what a term's value stands for, as [`senses`](Self::senses) does, at less expense.
    #[inline]
    pub(crate) fn for_meanings(&self, value: u64, mut tell: impl FnMut(Meaning)) {
        let entries = self.entry_count();
        let direct = entries.saturating_add(u32::try_from(self.symbol_count()).unwrap_or(u32::MAX));
        let mut meant = |id: u32| match id.checked_sub(entries) {
            None => tell(Meaning::Entry(id)),
            Some(set) => tell(Meaning::Symbol(u16::try_from(set).unwrap_or(patterns::NONE))),
        };
        let number = u32::try_from(value).unwrap_or(u32::MAX);
        match number.checked_sub(direct) {
            None => meant(number),
            Some(index) => lists::list(self.section(SectionId::Senses), index).for_each(meant),
        }
    }

    /// How many different values terms may have; each stands for what [`senses`](Self::senses) says.
    pub(crate) fn value_count(&self) -> u64 {
        let lists = lists::count(self.section(SectionId::Senses));
        u64::from(self.entry_count()) + self.symbol_count() as u64 + u64::from(lists)
    }

    /// What a path's value leads to.
    pub(crate) fn outcomes(&self, value: u64) -> impl Iterator<Item = Outcome> + '_ {
        let entries = self.entry_count();
        let rules = u32::try_from(self.section(SectionId::Context).len() / RULE).unwrap_or(u32::MAX);
        let direct = entries.saturating_mul(2).saturating_add(rules);
        lists::listed(self.section(SectionId::Outcomes), value, direct).map(move |id| match id.checked_sub(entries) {
            None => Outcome::Entry(id),
            Some(rest) => rest.checked_sub(entries).map_or(Outcome::Unless(rest), Outcome::Cue),
        })
    }

    /// How many sets of words its patterns name.
    pub(crate) fn symbol_count(&self) -> usize {
        u16_at(self.section(SectionId::Classes), 0).map_or(0, usize::from)
    }

    /// The sets that have a name, in order: a class's id, a shape's with `#`, an exact word's with `=`.
    pub(crate) fn named_symbols(&self) -> impl Iterator<Item = (u16, &str)> {
        let strings = self.strings();
        self.named_records().iter().filter_map(move |record| {
            let (name, len) = (u32_at(record, 0)?, u16_at(record, 4)?);
            Some((u16_at(record, 6)?, strings.get(name, usize::from(len))))
        })
    }

    /// The name of a set; empty for words written in a pattern.
    pub(crate) fn symbol_name(&self, symbol: u16) -> &str {
        let records = self.named_records();
        let number = |record: &[u8; SYMBOL]| u16_at(record, 6);
        let found = records.binary_search_by_key(&Some(symbol), number).ok().and_then(|at| records.get(at));
        found.map_or("", |record| {
            let (name, len) = (u32_at(record, 0), u16_at(record, 4));
            self.strings().get(name.unwrap_or(u32::MAX), len.map_or(0, usize::from))
        })
    }

    /// The records of sets that have a name.
    fn named_records(&self) -> &[[u8; SYMBOL]] {
        self.section(SectionId::Classes).get(SYMBOL..).unwrap_or_default().as_chunks().0
    }

    pub(crate) fn pattern_walker(&self) -> Option<Walker<'_>> {
        Walker::new(self.section(SectionId::Patterns))
    }

    pub(crate) fn gates(&self) -> impl Iterator<Item = Gate> + '_ {
        Gates::new(self.section(SectionId::Gates))
    }

    /// Its pronouns, with what they may stand for.
    pub(crate) fn references(&self) -> impl Iterator<Item = Reference<u16>> + '_ {
        let records = self.section(SectionId::References).chunks_exact(REFERENCE);
        records.filter_map(|record| {
            Some(Reference { pronoun: u16_at(record, 0)?, class: u16_at(record, 2)?, named: u16_at(record, 4)? })
        })
    }

    pub(crate) fn rule(&self, number: u32) -> Option<Rule> {
        let at = (number as usize).checked_mul(RULE)?;
        Rule::read(self.section(SectionId::Context).get(at..at.checked_add(RULE)?)?)
    }

    /// Its rules of context, in the order of their numbers.
    pub(crate) fn rules(&self) -> impl Iterator<Item = Rule> + '_ {
        self.section(SectionId::Context).chunks_exact(RULE).filter_map(Rule::read)
    }

    /// Up to `limit` terms, folded, in the order of their bytes, each with the numbers of its entries in
    /// [`entries`](Self::entries). A crafted pack could hold endlessly many, hence the limit.
    #[must_use]
    pub fn terms(&self, limit: usize) -> Terms<'_> {
        Terms::new(self, limit)
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pack").field("id", &self.id()).field("version", &self.version()).finish_non_exhaustive()
    }
}
