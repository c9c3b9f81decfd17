//! The symbols of all packs as one: sets of words whose names begin with `core.` and shapes are shared, so that a pattern
//! of one pack may meet a word of another.

use super::starts::Starts;
use super::symbols::{Symbol, Symbols};
use crate::pack::Pack;
use crate::pack::late::Late;
use crate::text::Shape;
use std::collections::BTreeMap;

/// The symbols of all packs of a scorer.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Shared names, in order; their symbols are their places.
    names: Vec<Box<str>>,
    packs: Vec<PackSymbols>,
    /// Symbols that stand for a word in exactly one case.
    exact: BTreeMap<Symbol, Box<str>>,
    is_exact: Symbols,
    shapes: [Option<Symbol>; Shape::ALL.len()],
}

#[derive(Debug, Default)]
struct PackSymbols {
    /// The symbol of the pack's first set; the others follow.
    base: Symbol,
    /// Of each set the shared symbol, if it has one.
    shared: Vec<Option<Symbol>>,
    /// Of each shared symbol the pack's set.
    sets: Vec<Option<u16>>,
    starts: Late<Starts>,
}

impl Vocabulary {
    /// Linear in the number of sets, but for sorting names.
    pub(crate) fn new(packs: &[Pack]) -> Self {
        let is_shared = |name: &str| name.starts_with("core.") || name.starts_with('#');
        let mut names: Vec<Box<str>> = Vec::new();
        for pack in packs {
            names.extend(pack.named_symbols().map(|(_, name)| name).filter(|name| is_shared(name)).map(Into::into));
        }
        names.sort_unstable();
        names.dedup();
        let mut vocabulary = Self { names, ..Self::default() };
        let mut base = number(vocabulary.names.len());
        for pack in packs {
            let sets_of_shared = vec![None; vocabulary.names.len()];
            let own_pack = pack.clone();
            let starts = Late::new(move || Starts::new(&own_pack));
            let mut own = PackSymbols { base, sets: sets_of_shared, starts, ..PackSymbols::default() };
            own.shared = vec![None; pack.symbol_count()];
            for (set, name) in pack.named_symbols() {
                let Some(slot) = own.shared.get_mut(usize::from(set)) else { continue };
                *slot = vocabulary.named(name);
                if let Some(slot) = slot.and_then(|shared| own.sets.get_mut(shared as usize)) {
                    *slot = Some(set);
                }
                if let Some(word) = name.strip_prefix('=') {
                    vocabulary.exact.insert(base.saturating_add(u32::from(set)), word.into());
                }
            }
            base = base.saturating_add(number(pack.symbol_count()));
            vocabulary.packs.push(own);
        }
        vocabulary.is_exact = Symbols::new(&mut vocabulary.exact.keys().copied());
        for (slot, shape) in vocabulary.shapes.iter_mut().zip(Shape::ALL) {
            let name = format!("#{}", shape.name());
            *slot = vocabulary.names.binary_search_by(|known| (**known).cmp(&name)).ok().map(number);
        }
        vocabulary
    }

    /// How many symbols there are; they are numbered from 0.
    pub(crate) fn len(&self) -> usize {
        self.packs.last().map_or(self.names.len(), |pack| pack.base as usize + pack.shared.len())
    }

    /// The symbol of a pack's set.
    pub(crate) fn symbol(&self, pack: usize, set: u16) -> Symbol {
        let Some(own) = self.packs.get(pack) else { return Symbol::MAX };
        let shared = own.shared.get(usize::from(set)).copied().flatten();
        shared.unwrap_or_else(|| own.base.saturating_add(u32::from(set)))
    }

    /// The set of a pack that a symbol stands for.
    pub(crate) fn set(&self, pack: usize, symbol: Symbol) -> Option<u16> {
        let own = self.packs.get(pack)?;
        if let Some(set) = own.sets.get(symbol as usize) {
            return *set;
        }
        let set = u16::try_from(symbol.checked_sub(own.base)?).ok()?;
        (usize::from(set) < own.shared.len()).then_some(set)
    }

    /// The beginnings of a pack's paths.
    pub(crate) fn starts(&self, pack: usize) -> Option<&Starts> {
        self.packs.get(pack).map(|own| &*own.starts)
    }

    /// The pack and the set of a symbol; of a shared one those of the first pack that has it.
    pub(crate) fn source(&self, symbol: Symbol) -> Option<(usize, u16)> {
        (0..self.packs.len()).find_map(|pack| Some((pack, self.set(pack, symbol)?)))
    }

    /// The symbol that packs share under this name.
    pub(crate) fn named(&self, name: &str) -> Option<Symbol> {
        self.names.binary_search_by(|known| (**known).cmp(name)).ok().map(number)
    }

    /// Whether packs share a symbol.
    pub(crate) fn is_shared(&self, symbol: Symbol) -> bool {
        (symbol as usize) < self.names.len()
    }

    /// Whether a pack has symbols that packs share.
    pub(crate) fn shares(&self, pack: usize) -> bool {
        self.packs.get(pack).is_some_and(|own| own.sets.iter().any(Option::is_some))
    }

    /// The symbol of a shape, if some pattern asks for it.
    pub(crate) fn shape(&self, shape: Shape) -> Option<Symbol> {
        self.shapes.get(shape as usize).copied().flatten()
    }

    /// Whether some pattern asks for a shape.
    pub(crate) fn has_shapes(&self) -> bool {
        self.shapes.iter().any(Option::is_some)
    }

    /// The case in which a word must stand to be this symbol, if it must.
    pub(crate) fn exact(&self, symbol: Symbol) -> Option<&str> {
        // Nearly no symbol is one of these, and every word of a sentence that is read has many.
        if self.is_exact.has(symbol) { self.exact.get(&symbol).map(|word| &**word) } else { None }
    }
}

fn number(n: usize) -> Symbol {
    Symbol::try_from(n).unwrap_or(Symbol::MAX)
}
