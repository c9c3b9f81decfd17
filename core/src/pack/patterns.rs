//! Patterns as a pack has them: symbols, paths, outcomes, gates, references.

use super::bytes::u16_at;

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
/// The length of a gate's record, in bytes.
pub(crate) const GATE: usize = 16;
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

impl Gate {
    pub(crate) fn read(record: &[u8]) -> Self {
        let partner = |number: usize| {
            let at = 2 + 4 * number;
            let symbol = u16_at(record, at).filter(|symbol| *symbol != NONE)?;
            let (reach, last) = (*record.get(at + 2)?, *record.get(at + 3)?);
            Some(Partner { symbol, reach, joints: last >> 2, sides: last & (BEFORE | BEHIND) })
        };
        Self { anchor: u16_at(record, 0).unwrap_or(NONE), partners: core::array::from_fn(partner) }
    }

    #[cfg(feature = "compile")]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.anchor.to_le_bytes());
        for partner in self.partners {
            let none = Partner { symbol: NONE, reach: 0, joints: 0, sides: 0 };
            let Partner { symbol, reach, joints, sides } = partner.unwrap_or(none);
            out.extend(symbol.to_le_bytes());
            out.extend([reach, sides | joints.min(MAX_JOINTS) << 2]);
        }
        out.extend([0, 0]);
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let partner = Some(Partner { symbol: 7, reach: 20, joints: 5, sides: BEFORE | BEHIND });
        for gate in
            [Gate { anchor: 3, partners: [partner, None, None] }, Gate { anchor: 9, partners: [None; PARTNERS] }]
        {
            let mut bytes = Vec::new();
            gate.write(&mut bytes);
            assert_eq!((bytes.len(), Gate::read(&bytes)), (GATE, gate));
        }
        assert_eq!(Gate::read(&[1, 0]), Gate { anchor: 1, partners: [None; PARTNERS] });
    }
}
