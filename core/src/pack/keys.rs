//! The keys by which scan asks "is this worth a look": 32-bit hashes of skeletons, stored sorted, as differences.
//!
//! Eight kinds, so made that one filter holds them all: whole *words*; the *heads* (first letters) of words too many to
//! list; words and phrases by *sound*, where they may be typed in several ways; *pairs* of words; the *opening* three words
//! of every longer phrase, behind which alone *triples* (the whole of three words) and *quads* (the first four) are asked
//! about; the *first* words of all terms, which are asked about around an anchor and in sentences that are read. A key says
//! where to look, never what matches. What scan asks of every word has no salt: each takes two instructions, and other
//! kinds are other sums.
//!
//! The four kinds for phrases are made of the words' [`phrase_head`]s: inflected and respelled forms of a phrase, of
//! which a lexicon may hold very many, then share few keys.

use super::bytes::u32_at;
#[cfg(feature = "compile")]
use super::deltas;
use super::deltas::Deltas;
use crate::text::hash::{Skeleton, hash_head};

const FINAL: u64 = 0xD6E8_FEB8_6659_FD93;
const HEAD: u64 = 0x5148_4541_4421_0100;
const TRIPLE: u64 = 0x5154_5249_5021_0005;
const QUAD: u64 = 0x5151_5541_4421_0007;
const FIRST: u64 = 0x5150_5254_4E52_0011;
const SINGLE: u64 = 0x5153_484F_5254_000B;

/// The key of a whole word, from its skeleton's hash.
#[inline(always)]
pub(crate) const fn word_key(hash: u64) -> u32 {
    fold32(hash)
}

/// The key of every word whose skeleton begins with the first `letters` (1 to 8) of this head.
#[inline(always)]
pub(crate) const fn head_key(head: u64, letters: u32) -> u32 {
    fold32(hash_head(first_letters(head, letters)) ^ HEAD)
}

/// The same where a head has as many letters as the compiler gives it, from what the word gives a phrase's keys.
#[inline(always)]
pub(crate) const fn usual_head_key(head: u64, phrase: u64) -> u32 {
    // A Latin head is as long as what phrases see.
    fold32((if is_latin(head) { phrase } else { hash_head(head) }) ^ HEAD)
}

/// The key of every word that sounds so, from its [`sound_head`](super::sound::sound_head).
#[inline(always)]
pub(crate) const fn sound_key(head: u64) -> u32 {
    fold32(head ^ SINGLE)
}

/// The key of every term that begins with a word: from the word's [`word_key`], or from what it sounds like.
#[inline(always)]
pub(crate) const fn first_key(word: u64) -> u32 {
    fold32(word ^ FIRST)
}

/// How many letters of a Latin word its phrase's keys see. Engine-wide, so that a word of the text is reduced once.
const PHRASE_HEAD_LATIN: u32 = 6;
/// How many letters of any other word its phrase's keys see. Endings begin earlier in Cyrillic and Arabic.
const PHRASE_HEAD_OTHER: u32 = 5;

/// What a word gives the keys of a phrase: the hash of its first letters, of all where it has no more.
#[inline(always)]
pub(crate) const fn phrase_head(skeleton: &Skeleton) -> u64 {
    hash_head(first_letters(skeleton.head, phrase_head_letters(is_latin(skeleton.head))))
}

/// How many letters of a word its phrase's keys see, by script.
#[inline(always)]
pub(crate) const fn phrase_head_letters(latin: bool) -> u32 {
    if latin { PHRASE_HEAD_LATIN } else { PHRASE_HEAD_OTHER }
}

#[inline(always)]
const fn first_letters(head: u64, letters: u32) -> u64 {
    head & (u64::MAX >> (64 - 8 * letters))
}

/// What two words side by side give the keys of phrases they stand in.
#[inline(always)]
pub(crate) const fn two(first: u64, second: u64) -> u64 {
    first.rotate_left(23).wrapping_add(second)
}

/// What three words in a row give, from what the first two do.
#[inline(always)]
pub(crate) const fn three(two: u64, third: u64) -> u64 {
    two.rotate_left(18).wrapping_add(third)
}

/// The key of two words side by side.
#[inline(always)]
pub(crate) const fn pair_key(first: u64, second: u64) -> u32 {
    fold32(two(first, second))
}

/// The key of the three words with which a phrase of three or more begins, from what they give.
#[inline(always)]
pub(crate) const fn opening_key(three: u64) -> u32 {
    fold32(three)
}

/// The key of three words in a row, from what they give.
#[inline(always)]
pub(crate) const fn triple_key(three: u64) -> u32 {
    fold32(three ^ TRIPLE)
}

/// The key of four words in a row, from what the first three give.
#[inline(always)]
pub(crate) const fn quad_key(three: u64, fourth: u64) -> u32 {
    fold32(three.rotate_left(12).wrapping_add(fourth) ^ QUAD)
}

#[inline(always)]
pub(crate) const fn fold32(x: u64) -> u32 {
    (x.wrapping_mul(FINAL) >> 32) as u32
}

/// How many letters a head has, by script; words of other lengths have no head key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadLengths {
    pub(crate) latin: u8,
    pub(crate) other: u8,
}

impl Default for HeadLengths {
    fn default() -> Self {
        Self { latin: PHRASE_HEAD_LATIN as u8, other: 8 }
    }
}

/// Whether a skeleton is Latin (or digits): all its bytes are ASCII, so the first tells.
#[inline(always)]
pub(crate) const fn is_latin(head: u64) -> bool {
    head & 0x80 == 0
}

/// How many kinds of keys there are.
pub(crate) const KEY_KINDS: usize = 8;
const HEADER: usize = 4 * KEY_KINDS + 4;

/// How many keys of each kind a pack has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyCounts {
    /// Whole words.
    pub word: usize,
    /// First letters of words.
    pub head: usize,
    /// Two words side by side.
    pub pair: usize,
    /// Three words in a row.
    pub triple: usize,
    /// Four words in a row, with which a longer phrase begins.
    pub quad: usize,
    /// The first three words of phrases of three or more.
    pub opening: usize,
    /// Words that may be typed in several ways, and the first two or three of their phrases, by sound.
    pub sound: usize,
    /// First words of all terms.
    pub first: usize,
}

impl KeyCounts {
    /// The number of keys of all kinds; `None` where it cannot be counted.
    pub(crate) fn total(&self) -> Option<usize> {
        let all = [self.word, self.head, self.pair, self.triple, self.quad, self.opening, self.sound, self.first];
        all.iter().try_fold(0usize, |sum, &n| sum.checked_add(n))
    }
}

/// The keys section, its lengths checked.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'p> {
    data: &'p [u8],
    pub(crate) counts: KeyCounts,
    pub(crate) heads: HeadLengths,
}

impl<'p> Keys<'p> {
    pub(crate) fn read(section: &'p [u8]) -> Option<Self> {
        let count = |kind: usize| u32_at(section, 4 * kind).map(|n| n as usize);
        let counts = KeyCounts {
            first: count(0)?,
            word: count(1)?,
            head: count(2)?,
            pair: count(3)?,
            triple: count(4)?,
            quad: count(5)?,
            opening: count(6)?,
            sound: count(7)?,
        };
        let heads = HeadLengths { latin: *section.get(4 * KEY_KINDS)?, other: *section.get(4 * KEY_KINDS + 1)? };
        let data = section.get(HEADER..)?;
        let total = counts.total()?;
        let lengths_hold = (1..=8).contains(&heads.latin) && (1..=8).contains(&heads.other);
        // A key takes one to five bytes.
        let fits = total <= data.len() && total.checked_mul(5).is_none_or(|most| data.len() <= most);
        (lengths_hold && fits).then_some(Self { data, counts, heads })
    }

    /// Tells all keys of all kinds; their salts keep them apart.
    #[inline]
    pub(crate) fn for_each(self, tell: impl FnMut(u32)) {
        self.iter().for_each(tell);
    }

    fn iter(self) -> impl Iterator<Item = u32> + use<'p> {
        let KeyCounts { word, head, pair, triple, quad, opening, sound, first } = self.counts;
        Deltas::new(self.data, [first, word, head, pair, triple, quad, opening, sound])
    }

    /// The keys of first words, in order.
    pub(crate) fn firsts(self) -> impl Iterator<Item = u32> + use<'p> {
        self.iter().take(self.counts.first)
    }
}

/// Writes the section. Each list must be sorted and free of repeats.
#[cfg(feature = "compile")]
pub(crate) fn write(lists: [&[u32]; KEY_KINDS], heads: HeadLengths) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + 3 * lists.iter().map(|list| list.len()).sum::<usize>());
    for list in lists {
        out.extend_from_slice(&u32::try_from(list.len()).unwrap_or(u32::MAX).to_le_bytes());
    }
    out.extend_from_slice(&[heads.latin, heads.other, 0, 0]);
    lists.into_iter().for_each(|list| deltas::write(list, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_keep_apart() {
        let head = u64::from_le_bytes(*b"recruitm");
        let hash = hash_head(head);
        let keys = [
            word_key(hash),
            head_key(head, 8),
            head_key(head, 6),
            pair_key(hash, hash),
            pair_key(hash, !hash),
            pair_key(!hash, hash),
            triple_key(three(two(hash, hash), hash)),
            quad_key(three(two(hash, hash), hash), hash),
            opening_key(three(two(hash, hash), hash)),
            sound_key(hash),
        ];
        let distinct: std::collections::BTreeSet<u32> = keys.into_iter().collect();
        assert_eq!(distinct.len(), keys.len());
        assert_eq!(head_key(head, 6), head_key(u64::from_le_bytes(*b"recruits"), 6));
    }

    #[test]
    fn forms_of_a_word_give_a_phrase_the_same() {
        let of = |word: &str| phrase_head(&crate::text::skeleton_of(word));
        assert_eq!(of("recruit"), of("recruitment"));
        assert_eq!(of("вложения"), of("вложений"));
        assert_ne!(of("send"), of("sends"));
        assert_ne!(of("дом"), of("дома"));
    }

    #[test]
    fn a_section_whose_counts_lie_is_refused() {
        let mut section = vec![0; HEADER];
        section[4 * KEY_KINDS..4 * KEY_KINDS + 2].copy_from_slice(&[6, 8]);
        assert!(Keys::read(&section).is_some());
        section[0] = 1;
        assert!(Keys::read(&section).is_none());
    }
}
