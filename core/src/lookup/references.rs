//! The pronouns of all packs, with what they may stand for.

use super::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::Reference;

/// Symbols of which it is quickly known whether one is among them.
#[derive(Debug, Default)]
pub(super) struct Symbols(Box<[u64]>);

impl Symbols {
    pub(super) fn has(&self, symbol: Symbol) -> bool {
        self.0.get((symbol / 64) as usize).is_some_and(|bits| bits >> (symbol % 64) & 1 == 1)
    }

    #[inline(never)]
    pub(super) fn new(symbols: &mut dyn Iterator<Item = Symbol>) -> Self {
        let mut bits: Vec<u64> = Vec::new();
        for symbol in symbols.filter(|symbol| *symbol != Symbol::MAX) {
            let at = (symbol / 64) as usize;
            bits.resize(bits.len().max(at + 1), 0);
            if let Some(bits) = bits.get_mut(at) {
                *bits |= 1 << (symbol % 64);
            }
        }
        Self(bits.into())
    }
}

/// Pronouns, with what they may stand for.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// In order.
    all: Vec<Reference<Symbol>>,
    pronouns: Symbols,
    named: Symbols,
}

impl References {
    #[inline(never)]
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        let mut all: Vec<Reference<Symbol>> = Vec::new();
        for (number, pack) in packs.iter().enumerate() {
            for reference in pack.references() {
                all.push(reference.map(|set| vocabulary.symbol(number, set)));
            }
        }
        all.sort_unstable();
        all.dedup();
        let pronouns = Symbols::new(&mut all.iter().map(|reference| reference.pronoun));
        let named = Symbols::new(&mut all.iter().map(|reference| reference.named));
        Self { all, pronouns, named }
    }

    /// Whether a symbol is a pronoun.
    pub(crate) fn has(&self, symbol: Symbol) -> bool {
        self.pronouns.has(symbol)
    }

    /// Whether some pronoun may stand for a member of a class.
    pub(crate) fn may_name(&self, class: Symbol) -> bool {
        self.named.has(class)
    }

    /// What a pronoun may stand for.
    pub(crate) fn of(&self, pronoun: Symbol) -> impl Iterator<Item = Reference<Symbol>> + '_ {
        let first = self.all.partition_point(|reference| reference.pronoun < pronoun);
        let rest = self.all.get(first..).unwrap_or_default().iter().copied();
        rest.take_while(move |reference| reference.pronoun == pronoun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn symbols_are_those_put_in(all in prop::collection::btree_set(0u32..300, 0..20)) {
            let symbols = Symbols::new(&mut all.iter().copied());
            for symbol in 0..400 {
                prop_assert_eq!(symbols.has(symbol), all.contains(&symbol));
            }
        }
    }
}
