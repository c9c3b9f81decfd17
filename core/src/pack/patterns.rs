//! Patterns as a pack has them: symbols, paths, outcomes, gates, references.

use super::bytes::u16_at;

/// The byte that begins a gap in a path; no symbol begins with it.
pub(crate) const GAP: u8 = 0xFF;
/// A gap passes over no more tokens.
pub(crate) const MAX_GAP: u8 = 8;
/// Stands for the second symbol of a gate that wakes alone.
pub(crate) const SOLO: u16 = u16::MAX;
/// So many tokens in a row may be passed over as fillers.
pub(crate) const MAX_FILLERS: u32 = 3;
/// The length of a gate's record, in bytes.
pub(crate) const GATE: usize = 8;
/// The length of a reference's record, in bytes.
pub(crate) const REFERENCE: usize = 6;
/// The length of a symbol's record, in bytes.
pub(crate) const SYMBOL: usize = 8;

/// What a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The entry itself.
    Entry(u32),
    /// A member of a set of words, which patterns name.
    Symbol(u16),
}

/// What a path through a pattern leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Entry(u32),
    /// The entry of this number does not fire near here.
    Unless(u32),
    /// A cue of the rule of this number.
    Cue(u32),
}

/// Symbols that wake a sentence: alone, or two of them with at most `reach` tokens from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) first: u16,
    /// `None`: the first wakes alone.
    pub(crate) second: Option<u16>,
    pub(crate) reach: u8,
}

/// A pronoun that counts as a member of a class where a member of another, or of the same, was named before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reference<S> {
    pub(crate) pronoun: S,
    pub(crate) class: S,
    pub(crate) named: S,
}

impl<S> Reference<S> {
    /// The same with other symbols.
    pub(crate) fn map<T>(self, mut to: impl FnMut(S) -> T) -> Reference<T> {
        Reference { pronoun: to(self.pronoun), class: to(self.class), named: to(self.named) }
    }
}

impl Gate {
    pub(crate) fn read(record: &[u8]) -> Self {
        let second = u16_at(record, 2).unwrap_or(SOLO);
        Self {
            first: u16_at(record, 0).unwrap_or(SOLO),
            second: (second != SOLO).then_some(second),
            reach: record.get(4).copied().unwrap_or_default(),
        }
    }
}
