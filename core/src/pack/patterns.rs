//! Patterns as a pack has them: symbols, paths, outcomes, gates, references.

use super::deltas::number;
#[cfg(feature = "compile")]
use super::deltas::push;

/// The byte that begins a gap in a path; no symbol begins with it.
pub(crate) const GAP: u8 = 0xFF;
/// A gap passes over no more tokens.
pub(crate) const MAX_GAP: u8 = 8;
/// Stands for no symbol.
pub(crate) const NONE: u16 = u16::MAX;
/// So many partners an anchor has at most.
pub(crate) const PARTNERS: usize = 3;
/// So many tokens in a row may be passed over as fillers.
pub(crate) const MAX_FILLERS: u32 = 3;
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

/// Symbols that wake a sentence: an anchor, and near it every one of its partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) anchor: u16,
    /// The rarest first; none where the anchor wakes alone.
    pub(crate) partners: [Option<Partner<u16>>; PARTNERS],
    /// The entry that is found by them, where it is the only one and counts only in company.
    pub(crate) lone: Option<u32>,
}

/// What must stand near an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Partner<S> {
    pub(crate) symbol: S,
    /// Tokens from one to the other, at most, fillers not counted.
    pub(crate) reach: u8,
    /// Fillers may stand at so many places between them.
    pub(crate) joints: u8,
    /// Where it may stand: [`BEFORE`], [`BEHIND`], or both.
    pub(crate) sides: u8,
}

/// So many places for fillers are counted.
#[cfg(feature = "compile")]
pub(crate) const MAX_JOINTS: u8 = 63;
/// A partner may stand before the anchor.
pub(crate) const BEFORE: u8 = 1;
/// A partner may stand behind the anchor.
pub(crate) const BEHIND: u8 = 2;

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

/// The gates of a section, in order. Numbers are in LEB128: of each gate by how much its anchor is more than the one before, times
/// eight, four if it has a lone entry, and how many partners it has; that entry; of each partner its set, then its joints times 1,024, its reach times four and its sides.
pub(crate) struct Gates<'p> {
    bytes: core::slice::Iter<'p, u8>,
    anchor: u16,
}

impl<'p> Gates<'p> {
    pub(super) fn new(section: &'p [u8]) -> Self {
        Self { bytes: section.iter(), anchor: 0 }
    }

    fn partner(&mut self) -> Option<Partner<u16>> {
        let (symbol, place) = (number(&mut self.bytes)?, number(&mut self.bytes)?);
        let (reach, joints) = ((place >> 2) as u8, u8::try_from(place >> 10).unwrap_or(u8::MAX));
        Some(Partner { symbol: u16::try_from(symbol).unwrap_or(NONE), reach, joints, sides: (place & 3) as u8 })
    }
}

impl Iterator for Gates<'_> {
    type Item = Gate;

    #[inline(never)]
    fn next(&mut self) -> Option<Gate> {
        let first = number(&mut self.bytes)?;
        self.anchor = self.anchor.saturating_add(u16::try_from(first >> 3).unwrap_or(NONE));
        let lone = if first & 4 == 0 { None } else { Some(number(&mut self.bytes)?) };
        let mut partners = [None; PARTNERS];
        for slot in partners.iter_mut().take((first & 3) as usize) {
            *slot = Some(self.partner()?);
        }
        Some(Gate { anchor: self.anchor, partners, lone })
    }
}

/// Writes gates, which are in the order of their anchors.
#[cfg(feature = "compile")]
pub(crate) fn write(gates: impl Iterator<Item = Gate>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = 0;
    for Gate { anchor, partners, lone } in gates {
        let partners = partners.into_iter().flatten();
        let (ahead, count) = (u32::from(anchor.saturating_sub(last)), partners.clone().count() as u32);
        push(ahead << 3 | u32::from(lone.is_some()) << 2 | count, &mut out);
        lone.into_iter().for_each(|entry| push(entry, &mut out));
        for Partner { symbol, reach, joints, sides } in partners {
            push(u32::from(symbol), &mut out);
            push(u32::from(joints.min(MAX_JOINTS)) << 10 | u32::from(reach) << 2 | u32::from(sides), &mut out);
        }
        last = anchor;
    }
    out
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn partner() -> impl Strategy<Value = Partner<u16>> {
        let parts = (any::<u16>(), any::<u8>(), 0..=MAX_JOINTS, 0u8..4);
        parts.prop_map(|(symbol, reach, joints, sides)| Partner { symbol, reach, joints, sides })
    }

    fn gate() -> impl Strategy<Value = Gate> {
        let parts = (any::<u16>(), prop::collection::vec(partner(), 0..=PARTNERS), any::<Option<u32>>());
        parts.prop_map(|(anchor, partners, lone)| Gate {
            anchor,
            partners: core::array::from_fn(|number| partners.get(number).copied()),
            lone,
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(mut gates in prop::collection::vec(gate(), 0..20)) {
            gates.sort_by_key(|gate| gate.anchor);
            let bytes = write(gates.iter().copied());
            prop_assert_eq!(Gates::new(&bytes).collect::<Vec<_>>(), gates);
        }

        #[test]
        fn reads_anything(section: Vec<u8>) {
            prop_assert!(Gates::new(&section).count() <= section.len());
        }
    }
}
