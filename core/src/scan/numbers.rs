//! The numbers that the gates give to symbols.

use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::Reference;

/// Stands for no number.
pub(super) const NOTHING: u32 = u32::MAX;

/// The numbers of symbols.
pub(super) struct Numbers {
    /// By symbol: those of its anchor, its partner, and what it stands for as a pronoun.
    all: Vec<[u32; 3]>,
    references: Vec<Vec<Reference<Symbol>>>,
}

impl Numbers {
    /// Of so many symbols.
    pub(super) fn new(symbols: usize) -> Self {
        Self { all: vec![[NOTHING; 3]; symbols], references: Vec::new() }
    }

    /// Takes in what a pronoun stands for.
    pub(super) fn refer(&mut self, reference: Reference<Symbol>) {
        let Some(at) = self.number(reference.pronoun, PRONOUN, self.references.len()) else { return };
        if at as usize == self.references.len() {
            self.references.push(Vec::new());
        }
        if let Some(stands_for) = self.references.get_mut(at as usize) {
            stands_for.push(reference);
        }
    }

    /// The numbers of a pack's sets, in their order: a set's are asked for with every one of its words.
    #[inline(never)]
    pub(super) fn of_sets(&self, number: usize, pack: &Pack, vocabulary: &Vocabulary) -> Box<[[u32; 3]]> {
        let sets = 0..u16::try_from(pack.symbol_count()).unwrap_or(u16::MAX);
        sets.map(|set| self.of(vocabulary.symbol(number, set))).collect()
    }

    pub(super) fn of(&self, symbol: Symbol) -> [u32; 3] {
        self.all.get(symbol as usize).copied().unwrap_or([NOTHING; 3])
    }

    /// What a pronoun stands for, by its number.
    pub(super) fn references(&self, pronoun: u32) -> &[Reference<Symbol>] {
        self.references.get(pronoun as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The number of a symbol's anchor, its partner, or what it stands for; `fresh` where it has none yet.
    pub(super) fn number(&mut self, symbol: Symbol, kind: usize, fresh: usize) -> Option<u32> {
        let slot = self.all.get_mut(symbol as usize)?.get_mut(kind)?;
        if *slot == NOTHING {
            *slot = count(fresh);
        }
        Some(*slot)
    }
}

pub(super) const ANCHOR: usize = 0;
pub(super) const PARTNER: usize = 1;
const PRONOUN: usize = 2;

/// A word that is a partner where a member of a class was named before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pronoun {
    pub(super) partner: u32,
    pub(super) named: Symbol,
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
