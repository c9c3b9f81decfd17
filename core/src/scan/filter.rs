//! One filter for the keys of all packs: a register-blocked Bloom filter, one 64-bit probe a key.
//!
//! Twenty-four bits a key and four bits set pass about 0.2 % of other keys. Source: Putze, Sanders and Singler, "Cache-,
//! Hash- and Space-Efficient Bloom Filters" (2009); the block is one register here.

use super::proclitics::Proclitics;
use crate::pack::Pack;
use crate::pack::keys::{Keys, head_key, is_latin, word_key};
use crate::pack::spelling::Table;
use crate::text::hash::Skeleton;

const BITS_PER_KEY: usize = 24;
const SPREAD: u64 = 0xA076_1D64_78BD_642F;

/// The merged filter and what is to be asked of it.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    blocks: Box<[u64]>,
    pub(super) latin_heads: Heads,
    pub(super) other_heads: Heads,
    /// Whether words are keyed by sound.
    pub(super) sounds: bool,
    pub(super) proclitics: Proclitics,
    /// Whether romanised words are keyed by their consonants.
    pub(super) consonants: bool,
    /// A filter for each pack, where there are several: which of them a key is one of.
    each: Box<[Filter]>,
}

/// Which heads are keyed in a script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads {
    /// The fewest letters of a head, from 1 to 8.
    pub(super) letters: u32,
    /// A word shorter than this has no head; as long as none is keyed, no word has.
    pub(super) least: u32,
    /// Bit `n` set: heads of `n` letters are keyed as well.
    pub(super) others: u16,
}

impl Default for Heads {
    fn default() -> Self {
        Self { letters: 8, least: u32::MAX, others: 0 }
    }
}

impl Heads {
    fn add(&mut self, letters: u8) {
        let letters = u32::from(letters);
        if self.least == u32::MAX {
            (self.letters, self.least) = (letters, letters);
        } else if letters != self.letters {
            self.others |= 1 << letters.max(self.letters);
            (self.letters, self.least) = (letters.min(self.letters), letters.min(self.letters));
        }
    }
}

impl Filter {
    /// Linear in the number of keys.
    pub(crate) fn new(packs: &[Pack]) -> Self {
        let mut filter = Self::merged(packs);
        if packs.len() > 1 {
            filter.each = packs.iter().map(|pack| Self::merged(core::slice::from_ref(pack))).collect();
        }
        filter
    }

    fn merged(packs: &[Pack]) -> Self {
        let all: Vec<Keys<'_>> = packs.iter().filter_map(Pack::keys).collect();
        let keys: usize = all.iter().filter_map(|keys| keys.counts.total()).sum();
        let mut filter = Self {
            blocks: vec![0; (keys * BITS_PER_KEY).div_ceil(64)].into_boxed_slice(),
            latin_heads: Heads::default(),
            other_heads: Heads::default(),
            sounds: all.iter().any(|keys| keys.counts.sound > 0),
            proclitics: Proclitics::new(packs),
            each: Box::default(),
            consonants: packs.iter().any(|pack| pack.spellings().tables.iter().any(Table::adds_letters)),
        };
        for keys in all {
            if keys.counts.head > 0 {
                filter.latin_heads.add(keys.heads.latin);
                filter.other_heads.add(keys.heads.other);
            }
            for key in keys.iter() {
                let index = filter.index(key);
                if let Some(block) = filter.blocks.get_mut(index) {
                    *block |= mask(key);
                }
            }
        }
        filter
    }

    /// Whether the key may be in. Without any keys nothing is.
    #[inline(always)]
    pub(crate) fn may_contain(&self, key: u32) -> bool {
        let mask = mask(key);
        self.blocks.get(self.index(key)).is_some_and(|block| block & mask == mask)
    }

    /// The filter of one pack alone.
    pub(super) fn of(&self, pack: usize) -> &Self {
        self.each.get(pack).unwrap_or(self)
    }

    /// Whether a word may be, or begin like, a word that is keyed whole or by its head.
    #[inline]
    pub(super) fn may_be_word(&self, skeleton: &Skeleton) -> bool {
        let heads = if is_latin(skeleton.head) { &self.latin_heads } else { &self.other_heads };
        self.may_contain(word_key(skeleton.hash))
            || (skeleton.len >= heads.least && self.may_contain(head_key(skeleton.head, heads.letters)))
            || (heads.others != 0 && self.other_head(skeleton, heads.others))
    }

    /// Packs rarely differ in the lengths of their heads; the longer ones are asked about here.
    #[cold]
    pub(super) fn other_head(&self, skeleton: &Skeleton, lengths: u16) -> bool {
        (1..=8).any(|letters| {
            lengths >> letters & 1 == 1 && skeleton.len >= letters && self.may_contain(head_key(skeleton.head, letters))
        })
    }

    /// The block by the key's high bits, so that sorted keys fill the filter front to back.
    #[inline(always)]
    fn index(&self, key: u32) -> usize {
        ((u64::from(key) * self.blocks.len() as u64) >> 32) as usize
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        self.blocks.len() * 8 + self.each.iter().map(Self::byte_len).sum::<usize>()
    }
}

/// Four of the 64 bits.
#[inline(always)]
fn mask(key: u32) -> u64 {
    let pattern = PATTERNS.get((key & 63) as usize).copied().unwrap_or(1);
    pattern.rotate_left(key >> 6)
}

/// Four bits each, which a turn makes into sixty-four times as many patterns.
static PATTERNS: [u64; 64] = patterns();

const fn patterns() -> [u64; 64] {
    let mut all = [0; 64];
    let mut random = SPREAD;
    let mut next: &mut [u64] = &mut all;
    while let [pattern, rest @ ..] = next {
        while pattern.count_ones() < 4 {
            random = random.wrapping_mul(SPREAD).wrapping_add(SPREAD);
            *pattern |= 1 << (random >> 58);
        }
        next = rest;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter_of(keys: &[u32]) -> Filter {
        let blocks = vec![0; (keys.len() * BITS_PER_KEY).div_ceil(64)].into_boxed_slice();
        let mut filter = Filter { blocks, ..Filter::default() };
        for &key in keys {
            let index = filter.index(key);
            filter.blocks[index] |= mask(key);
        }
        filter
    }

    #[test]
    fn holds_its_keys_and_passes_few_others() {
        let key = |n: u32| (u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32;
        let keys: Vec<u32> = (0..100_000).map(key).collect();
        let filter = filter_of(&keys);
        assert!(keys.iter().all(|&key| filter.may_contain(key)));
        let passed = (1_000_000..2_000_000).filter(|&n| filter.may_contain(key(n))).count();
        assert!(passed < 8_000, "{passed} of 1,000,000 passed");
    }

    #[test]
    fn an_empty_filter_passes_nothing() {
        let filter = filter_of(&[]);
        assert!((0..1_000).all(|key| !filter.may_contain(key)));
    }
}
