//! The pronouns of all packs, with what they may stand for.

use super::symbols::{Symbol, Symbols};
use super::vocabulary::Vocabulary;
use crate::pack::Pack;
use crate::pack::patterns::Reference;

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
