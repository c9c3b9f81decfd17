//! The symbols of all packs by their numbers, and sets of them.

/// A symbol's number in the scorer.
pub(crate) type Symbol = u32;

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
