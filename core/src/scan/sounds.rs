//! The last words of a sentence as they sound, for packs whose words may be typed in several ways.
//!
//! A word may be heard in more than one way: behind proclitics, and, romanised, by its consonants alone.

use super::asked::{HEARD, WORD};
use super::filter::Filter;
use crate::pack::keys::{is_latin, pair_key, sound_key};
use crate::pack::sound::{consonant_head, sound_head};
use crate::text::hash::{Skeleton, SkeletonHash};
use crate::text::{fold, skeleton_byte};

/// So many ways to hear a word are followed.
pub(super) const MAX_WAYS: usize = 4;

/// Every way in which a word may be heard, and how many they are.
pub(super) fn ways_to_hear(filter: &Filter, skeleton: &Skeleton, word: &str) -> ([u64; MAX_WAYS], usize) {
    let mut heard = Heard { heads: [sound_head(skeleton.head), 0, 0, 0], count: 1 };
    if filter.consonants || !filter.proclitics.is_empty() {
        heard.hear_otherwise(filter, skeleton, word);
    }
    (heard.heads, heard.count)
}

/// The last two words, in every way they may be heard.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sounds {
    heard: [Heard; 2],
    /// Whether the last is the second of them.
    second: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    heads: [u64; MAX_WAYS],
    count: usize,
}

impl Heard {
    fn as_slice(&self) -> &[u64] {
        self.heads.get(..self.count).unwrap_or_default()
    }

    fn push(&mut self, head: u64) {
        if let Some(slot) = self.heads.get_mut(self.count) {
            *slot = head;
            self.count += 1;
        }
    }
}

impl Sounds {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        let (last, _) = self.last_two();
        last.count = 0;
    }

    /// The last word and the one before.
    #[inline(always)]
    const fn last_two(&mut self) -> (&mut Heard, &mut Heard) {
        let [first, second] = &mut self.heard;
        if self.second { (second, first) } else { (first, second) }
    }

    const fn last(&self) -> &Heard {
        let [first, second] = &self.heard;
        if self.second { second } else { first }
    }

    const fn before(&self) -> &Heard {
        let [first, second] = &self.heard;
        if self.second { first } else { second }
    }

    /// Takes in a word; tells what is to be asked of it.
    #[inline]
    pub(super) fn push(&mut self, filter: &Filter, skeleton: &Skeleton, word: &str) -> u32 {
        let head = sound_head(skeleton.head);
        self.second = !self.second;
        let (heard, last) = self.last_two();
        let [first, ..] = &mut heard.heads;
        *first = head;
        heard.count = 1;
        if filter.consonants || !filter.proclitics.is_empty() {
            heard.hear_otherwise(filter, skeleton, word);
        }
        let may_contain = |key| filter.may_contain(key);
        if heard.count == 1 && last.count <= 1 {
            let [last_head, ..] = last.heads;
            let pair = last.count == 1 && may_contain(pair_key(last_head, head));
            return (u32::from(may_contain(sound_key(head))) * WORD) | (u32::from(pair) * HEARD);
        }
        let mut asked = 0;
        for &head in heard.as_slice() {
            asked |= u32::from(may_contain(sound_key(head))) * WORD;
            for &last in last.as_slice() {
                asked |= u32::from(may_contain(pair_key(last, head))) * HEARD;
            }
        }
        asked
    }
}

impl Sounds {
    /// Takes in words each of which is heard in one way, by the heads of their skeletons; `begins` has the bits of those that
    /// begin a sentence. Tells by bits of which a word, and of which the word and the one before, may be keyed by sound.
    #[inline(never)]
    pub(super) fn push_all(&mut self, filter: &Filter, words: impl Iterator<Item = u64>, begins: u32) -> (u32, u32) {
        let (mut single, mut pairs) = (0, 0);
        let mut heads = [None, self.last_head()];
        let mut count = 0;
        for (n, head) in (0u32..).zip(words) {
            let head = sound_head(head);
            count = n + 1;
            let [before, last] = &mut heads;
            *before = if begins >> (n & 31) & 1 == 1 { None } else { *last };
            *last = Some(head);
            single |= u32::from(filter.may_contain(sound_key(head))) << (n & 31);
            let pair = before.is_some_and(|before| filter.may_contain(pair_key(before, head)));
            pairs |= u32::from(pair) << (n & 31);
        }
        let [before, last] = heads;
        // A sentence may begin behind them.
        let over = begins >> (count & 31) & 1 == 1;
        *self = Self::of(before, last.filter(|_| !over));
        (single, pairs)
    }

    /// The head of the last word, if that was heard in one way.
    pub(super) fn last_head(&self) -> Option<u64> {
        self.last().as_slice().first().copied()
    }

    /// Two words heard in one way each.
    pub(super) fn of(before: Option<u64>, last: Option<u64>) -> Self {
        let heard =
            |head: Option<u64>| Heard { heads: [head.unwrap_or_default(), 0, 0, 0], count: head.into_iter().count() };
        Self { heard: [heard(before), heard(last)], second: true }
    }

    /// Whether the last word may be one of a pack's, by sound.
    pub(super) fn may_be_word(&self, filter: &Filter) -> bool {
        filter.sounds && self.last().as_slice().iter().any(|&head| filter.may_contain(sound_key(head)))
    }

    /// Whether the last two words may be a pair of a pack's, by sound.
    pub(super) fn may_be_pair(&self, filter: &Filter) -> bool {
        let pairs = |&head: &u64| self.before().as_slice().iter().any(|&last| filter.may_contain(pair_key(last, head)));
        filter.sounds && self.last().as_slice().iter().any(pairs)
    }
}

impl Heard {
    #[cold]
    fn hear_otherwise(&mut self, filter: &Filter, skeleton: &Skeleton, word: &str) {
        if filter.consonants && is_latin(skeleton.head) {
            self.push(consonant_head(fold::chars(word).filter_map(|folded| skeleton_byte(folded.ch))));
        }
        for &(letters, len) in &filter.proclitics.all {
            let begins = (skeleton.head ^ letters) & (u64::MAX >> (64 - 8 * len)) == 0;
            if begins && skeleton.len >= len + filter.proclitics.least {
                self.push(sound_head(behind(skeleton, len, word).head));
            }
        }
    }
}

/// The skeleton behind its first letters, as far as is heard.
fn behind(skeleton: &Skeleton, letters: u32, word: &str) -> Skeleton {
    if letters <= 3 || skeleton.len <= 8 {
        return Skeleton { hash: 0, head: skeleton.head >> (8 * letters), len: skeleton.len - letters };
    }
    let mut rest = SkeletonHash::default();
    let bytes = fold::chars(word).filter_map(|folded| skeleton_byte(folded.ch));
    bytes.skip(letters as usize).for_each(|byte| rest.push(byte));
    rest.finish()
}
