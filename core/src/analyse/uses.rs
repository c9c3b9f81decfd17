//! What the values of the packs' terms are used for, worked out once: what a word means is read only where somebody asks.

use super::BARRIER;
use crate::lookup::{FILLER, References, Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::Meaning;

/// By pack and value.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    packs: Vec<PackUses>,
}

#[derive(Debug)]
struct PackUses {
    all: Box<[u8]>,
    /// The shared symbols of values that have any, by value.
    shared: Box<[(u32, Symbol)]>,
}

/// What a value is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Use(u8);

impl Use {
    /// It is an entry by itself.
    pub(super) const ENTRY: Self = Self(1);
    /// It is a member of a set that patterns name.
    pub(super) const MEMBER: Self = Self(2);
    /// It is a member of a set that packs share.
    pub(super) const SHARED: Self = Self(4);
    /// Patterns may pass over it.
    pub(super) const FILLER: Self = Self(8);
    /// It may stand for something named before.
    pub(super) const PRONOUN: Self = Self(16);
    /// It is a member of a set only in one case.
    pub(super) const CASED: Self = Self(32);
    /// It stops a cue.
    pub(super) const BARRIER: Self = Self(64);
    /// It is a member of a class that pronouns may stand for.
    pub(super) const NAMED: Self = Self(128);

    /// One or the other.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is used for any of another's.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Uses {
    /// Linear in what the packs' terms mean.
    #[inline(never)]
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary, references: &References) -> Self {
        let (filler, barrier) = (vocabulary.named(FILLER), vocabulary.named(BARRIER));
        let of = |symbol: Symbol| {
            let mut uses = Use::MEMBER.0;
            let mut add = |is: bool, also: Use| uses |= if is { also.0 } else { 0 };
            add(vocabulary.is_shared(symbol), Use::SHARED);
            add(Some(symbol) == filler, Use::FILLER);
            add(Some(symbol) == barrier, Use::BARRIER);
            add(references.has(symbol), Use::PRONOUN);
            add(references.may_name(symbol), Use::NAMED);
            add(vocabulary.exact(symbol).is_some(), Use::CASED);
            uses
        };
        let all = packs.iter().enumerate().map(|(number, pack)| {
            // Of each set once, and not for every word in it.
            let sets = 0..u16::try_from(pack.symbol_count()).unwrap_or(u16::MAX);
            let sets: Vec<u8> = sets.map(|set| of(vocabulary.symbol(number, set))).collect();
            let (mut all, mut shared) = (Vec::new(), Vec::new());
            for value in 0..pack.value_count() {
                let mut uses = 0;
                pack.for_meanings(value, |meaning| match meaning {
                    Meaning::Entry(_) => uses |= Use::ENTRY.0,
                    Meaning::Symbol(set) => {
                        let own = sets.get(usize::from(set)).copied().unwrap_or(Use::MEMBER.0);
                        uses |= own;
                        if Use(own).is(Use::SHARED) {
                            shared
                                .extend(u32::try_from(value).ok().map(|value| (value, vocabulary.symbol(number, set))));
                        }
                    }
                });
                all.push(uses);
            }
            PackUses { all: all.into(), shared: shared.into() }
        });
        Self { packs: all.collect() }
    }

    /// Of a value that is not known nothing can be said.
    pub(super) fn of(&self, pack: usize, value: u64) -> Use {
        let own = self.packs.get(pack).map(|own| &*own.all).unwrap_or_default();
        Use(usize::try_from(value).ok().and_then(|value| own.get(value)).copied().unwrap_or(u8::MAX))
    }

    /// The shared symbols that a value is a member of.
    pub(super) fn shared(&self, pack: usize, value: u64) -> impl Iterator<Item = Symbol> + '_ {
        let own = self.packs.get(pack).map(|own| &*own.shared).unwrap_or_default();
        let first = own.partition_point(|(known, _)| u64::from(*known) < value);
        let rest = own.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| u64::from(*known) == value).map(|(_, symbol)| *symbol)
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        self.packs.iter().map(|own| own.all.len() + size_of_val(&*own.shared)).sum()
    }
}
