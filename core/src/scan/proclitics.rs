//! What may stand joined before a word, as scan sees it.

use crate::pack::Pack;
use crate::text::skeleton_byte;
use core::cmp::Reverse;

/// What packs say may stand joined before a word, as skeletons.
#[derive(Debug, Default)]
pub(super) struct Proclitics {
    /// The letters, the first in the lowest byte, and how many they are; longest first.
    pub(super) all: Box<[(u64, u32)]>,
    pub(super) least: u32,
}

impl Proclitics {
    pub(super) fn new(packs: &[Pack]) -> Self {
        let tables = || packs.iter().filter_map(|pack| pack.spellings().proclitics.as_ref());
        let mut all: Vec<(u64, u32)> = Vec::new();
        for pair in tables().flat_map(|table| table.typed()) {
            let letters = pair.chars().filter_map(skeleton_byte);
            let (head, len) =
                letters.fold((0, 0), |(head, len), byte| (head | u64::from(byte) << (8 * (len & 7)), len + 1));
            if (1..=7).contains(&len) {
                all.push((head, len));
            }
        }
        all.sort_unstable_by_key(|&(head, len)| (Reverse(len), head));
        all.dedup();
        let least = tables().map(|table| table.least).min().unwrap_or_default();
        Self { all: all.into(), least: u32::try_from(least).unwrap_or(1).max(1) }
    }

    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
