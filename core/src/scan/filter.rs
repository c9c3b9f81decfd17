//! One filter for the keys of all packs: a register-blocked Bloom filter, one 64-bit probe a key.
//!
//! Eighteen bits a key or more and six bits set pass less than 1 % of other keys. Source: Putze, Sanders and Singler, "Cache-,
//! Hash- and Space-Efficient Bloom Filters" (2009); the block is one register here.

use super::proclitics::Proclitics;
use crate::pack::Pack;
use crate::pack::keys::{
    HeadLengths, Keys, fold32, head_key, is_latin, opening_key, phrase_head, three, two, usual_head_key, word_key,
};
use crate::pack::late::Late;
use crate::pack::spelling::Table;
use crate::text::hash::Skeleton;

/// At least so many, for the number of blocks is a power of two.
const BITS_PER_KEY: usize = 18;
/// So many bits are set for a key; fewer or more pass more of the others.
const BITS_SET: u32 = 6;
const SPREAD: u64 = 0xA076_1D64_78BD_642F;

/// The merged filter and what is to be asked of it.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    /// A key's bits are those that are not set, which saves turning them around whenever one is asked for.
    blocks: Box<[u64]>,
    /// Whether any head is keyed.
    pub(super) heads: bool,
    /// The lengths of heads, where a pack has unusual ones.
    unusual: Box<[HeadLengths]>,
    /// Whether words are keyed by sound.
    pub(super) sounds: bool,
    /// Whether the first words of all terms are keyed; those of plain lists are not.
    firsts: bool,
    pub(super) proclitics: Proclitics,
    /// Whether romanised words are keyed by their consonants.
    pub(super) consonants: bool,
    /// A filter for each pack, where there are several: which of them a key is one of. A clean text asks for none of them.
    each: Box<[Own]>,
}

/// The filter of one pack alone, filled when it is first asked.
#[derive(Debug)]
struct Own {
    firsts: bool,
    filter: Late<Filter>,
}

impl Own {
    fn new(pack: &Pack) -> Self {
        let firsts = pack.keys().is_some_and(|keys| keys.counts.first > 0);
        let packs = [pack.clone()];
        Self { firsts, filter: Late::new(move || Filter::full(&packs)) }
    }
}

impl Filter {
    /// Linear in the number of keys.
    pub(crate) fn new(packs: &[Pack]) -> Self {
        let mut filter = Self::full(packs);
        if packs.len() > 1 {
            filter.each = packs.iter().map(Own::new).collect();
        }
        filter
    }

    /// With all keys of packs, and none of one alone.
    #[inline(never)]
    fn full(packs: &[Pack]) -> Self {
        let mut filter = Self::empty(packs);
        for keys in packs.iter().filter_map(Pack::keys) {
            keys.for_each(|key| filter.insert(key));
        }
        filter
    }

    /// With room for the keys of packs, and none of them in.
    fn empty(packs: &[Pack]) -> Self {
        let all: Vec<Keys<'_>> = packs.iter().filter_map(Pack::keys).collect();
        let keys: usize = all.iter().filter_map(|keys| keys.counts.total()).sum();
        Self {
            blocks: blocks_for(keys),
            heads: all.iter().any(|keys| keys.counts.head > 0),
            unusual: all.iter().map(|keys| keys.heads).filter(|heads| *heads != HeadLengths::default()).collect(),
            sounds: packs.iter().any(|pack| !pack.spellings().is_empty()),
            firsts: !all.is_empty() && all.iter().all(|keys| keys.counts.first > 0),
            proclitics: Proclitics::new(packs),
            each: Box::default(),
            consonants: packs.iter().any(|pack| pack.spellings().tables.iter().any(Table::adds_letters)),
        }
    }

    /// Lets everything pass, so that what else is missed shows.
    #[cfg(all(test, feature = "compile"))]
    pub(super) fn all() -> Self {
        Self { blocks: Box::new([0]), ..Self::default() }
    }

    #[inline(always)]
    fn insert(&mut self, key: u32) {
        let index = index(key, self.blocks.len());
        if let Some(block) = self.blocks.get_mut(index) {
            *block &= !mask(key);
        }
    }

    /// Whether the key may be in. Without any keys nothing is.
    #[inline(always)]
    pub(crate) fn may_contain(&self, key: u32) -> bool {
        probe(&self.blocks, key) == 0
    }

    /// What [`probe`] is asked of.
    pub(super) const fn blocks(&self) -> &[u64] {
        &self.blocks
    }

    /// Whether each word is heard in one way.
    pub(super) fn hears_once(&self) -> bool {
        !self.consonants && self.proclitics.is_empty()
    }

    /// Whether all that is asked of a word is the word itself, pairs and openings, and few words of a text are keyed: first words are
    /// those of patterns, which common words are part of.
    pub(super) const fn at_a_glance(&self) -> bool {
        !self.sounds && !self.heads && !self.firsts
    }

    /// The filter of one pack alone.
    pub(crate) fn of(&self, pack: usize) -> &Self {
        self.each.get(pack).map_or(self, |own| &own.filter)
    }

    /// Whether the first words of all terms of a pack are keyed.
    pub(crate) fn has_firsts(&self, pack: usize) -> bool {
        self.each.get(pack).map_or(self.firsts, |own| own.firsts)
    }

    /// Whether a word may be, or begin like, a word that is keyed whole or by its head.
    pub(super) fn may_be_word(&self, skeleton: &Skeleton) -> bool {
        self.may_contain(word_key(skeleton.hash))
            || (self.heads && self.may_begin_word(skeleton, phrase_head(skeleton)))
    }

    /// Whether a term may begin with the first of these words, of a pack that has keys of whole terms; the two words behind it
    /// are seen where they are there.
    pub(crate) fn may_begin(&self, words: &[Skeleton]) -> bool {
        let mut words = words.iter().take(3);
        // Of a word without letters keys say nothing.
        if words.clone().any(|word| word.len == 0) {
            return true;
        }
        let Some(first) = words.next() else { return true };
        let Some(second) = words.next() else { return self.may_be_word(first) };
        let pair = two(phrase_head(first), phrase_head(second));
        let opening = words.next().map(|third| opening_key(three(pair, phrase_head(third))));
        self.may_be_word(first)
            || self.may_contain(fold32(pair))
            || opening.is_some_and(|opening| self.may_contain(opening))
    }

    /// Whether a word may begin like one that is keyed by its head; `phrase` is what it gives a phrase's keys.
    #[inline(always)]
    pub(super) fn may_begin_word(&self, skeleton: &Skeleton, phrase: u64) -> bool {
        // A shorter word is no head's, but this need not be told here.
        self.may_contain(usual_head_key(skeleton.head, phrase))
            || (!self.unusual.is_empty() && self.unusual_head(skeleton))
    }

    #[cold]
    fn unusual_head(&self, skeleton: &Skeleton) -> bool {
        let latin = is_latin(skeleton.head);
        let letters = |heads: &HeadLengths| u32::from(if latin { heads.latin } else { heads.other });
        self.unusual.iter().any(|heads| self.may_contain(head_key(skeleton.head, letters(heads))))
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        self.blocks.len() * 8 + self.each.iter().map(|own| own.filter.byte_len()).sum::<usize>()
    }
}

/// Room for so many keys.
fn blocks_for(keys: usize) -> Box<[u64]> {
    let count = (keys * BITS_PER_KEY).div_ceil(64);
    vec![u64::MAX; if count > 0 { count.next_power_of_two() } else { 0 }].into_boxed_slice()
}

/// 0 where the key may be in.
#[inline(always)]
pub(super) fn probe(blocks: &[u64], key: u32) -> u64 {
    blocks.get(index(key, blocks.len())).copied().unwrap_or(u64::MAX) & mask(key)
}

/// The block by the bits that the mask does not take; sorted keys pass over the blocks from front to back, a few times.
#[inline(always)]
const fn index(key: u32, blocks: usize) -> usize {
    (key >> MASK_BITS) as usize & blocks.wrapping_sub(1)
}

/// A key's lowest bits make its mask.
const MASK_BITS: u32 = 12;

/// Six of the 64 bits.
#[inline(always)]
fn mask(key: u32) -> u64 {
    let pattern = PATTERNS.get((key & 63) as usize).copied().unwrap_or(1);
    pattern.rotate_left(key >> 6)
}

/// Six bits each, which a turn makes into sixty-four times as many patterns.
static PATTERNS: [u64; 64] = patterns();

const fn patterns() -> [u64; 64] {
    let mut all = [0; 64];
    let mut random = SPREAD;
    let mut next: &mut [u64] = &mut all;
    while let [pattern, rest @ ..] = next {
        while pattern.count_ones() < BITS_SET {
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
        let mut filter = Filter { blocks: blocks_for(keys.len()), ..Filter::default() };
        keys.iter().for_each(|&key| filter.insert(key));
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
