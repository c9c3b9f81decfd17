//! Asking the filter about many words at once: its answers come from memory, and waiting for them one word after the
//! other takes longer than reading the text.

use super::confirm::{self, Next};
use super::{Filter, ScanCounts};
use crate::pack::Pack;
use crate::pack::keys::{head_key, is_latin, pair_key, quad_key, triple_key, word_key};
use crate::text::hash::Skeleton;

/// So many words are gathered.
const SIZE: usize = 32;
/// A word is asked about together with so many before it.
const BEFORE: usize = 3;
/// A phrase is read so many words beyond its fourth; whether a longer one is there is left to analyse.
const LOOK_AHEAD: usize = 8;

/// Where a word stands; `None` for the pieces of a token that must be folded.
pub(super) type Place = Option<(usize, usize)>;

/// The words of a sentence that are still to be asked about, and the last ones that were.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    keys: [[u32; 5]; SIZE],
    len: usize,
    /// Bit `n` set: word `n` may begin with a head of another than the usual length.
    longer_heads: u32,
    /// The hashes of the words before the next one, the last one first.
    before: [u64; BEFORE],
    /// How many words of the sentence came before the next one.
    known: usize,
    /// The places of the last words asked about, then of those gathered.
    places: [Place; BEFORE + SIZE],
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            keys: [[0; 5]; SIZE],
            len: 0,
            longer_heads: 0,
            before: [0; BEFORE],
            known: 0,
            places: [None; BEFORE + SIZE],
        }
    }
}

impl Batch {
    /// Forgets all words: another sentence begins, or something no term goes across.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.longer_heads = 0;
        self.known = 0;
    }

    #[inline(always)]
    pub(super) fn is_full(&self) -> bool {
        self.len >= SIZE
    }

    /// Adds a word to a batch that is not full. What is not to be asked repeats the word's own key, which costs less
    /// than a branch that cannot be foretold.
    #[inline(always)]
    pub(super) fn push(&mut self, filter: &Filter, skeleton: &Skeleton, place: Place) {
        let hash = skeleton.hash;
        let word = word_key(hash);
        let lengths = if is_latin(skeleton.head) { filter.latin_heads } else { filter.other_heads };
        let letters = lengths.trailing_zeros();
        let head = if lengths != 0 && skeleton.len >= letters { head_key(skeleton.head, letters) } else { word };
        if lengths & lengths.wrapping_sub(1) != 0 {
            self.ask_longer_heads(filter, skeleton, lengths);
        }
        let [first, second, third] = self.before;
        let pair = if self.known >= 1 { pair_key(first, hash) } else { word };
        let triple = if self.known >= 2 { triple_key(second, first, hash) } else { word };
        let quad = if self.known >= 3 { quad_key(third, second, first, hash) } else { word };
        if let Some(keys) = self.keys.get_mut(self.len) {
            *keys = [word, head, pair, triple, quad];
        }
        if let Some(at) = self.places.get_mut(self.len + BEFORE) {
            *at = place;
        }
        self.before = [hash, first, second];
        self.known += 1;
        self.len += 1;
    }

    /// Packs rarely differ in the lengths of their heads; the longer ones are asked about at once.
    #[cold]
    fn ask_longer_heads(&mut self, filter: &Filter, skeleton: &Skeleton, lengths: u16) {
        let longer = (lengths.trailing_zeros() + 1..=8).filter(|&letters| lengths >> letters & 1 == 1);
        let mut longer = longer.filter(|&letters| skeleton.len >= letters);
        if longer.any(|letters| filter.may_contain(head_key(skeleton.head, letters))) {
            self.longer_heads |= 1 << self.len;
        }
    }

    /// Asks about the words gathered, of which `rest` follow, and keeps the last as those before the next; tells
    /// whether there is a term.
    pub(super) fn ask(
        &mut self,
        packs: &[Pack],
        filter: &Filter,
        text: &str,
        rest: impl Iterator<Item = Place> + Clone,
        counts: &mut ScanCounts,
    ) -> bool {
        let mut passed = core::mem::take(&mut self.longer_heads);
        let longer_heads = passed;
        for (index, keys) in self.keys.iter().take(self.len).enumerate() {
            let any = keys.iter().fold(false, |any, &key| any | filter.may_contain(key));
            passed |= u32::from(any) << index;
        }
        let mut confirmed = false;
        while passed != 0 && !confirmed {
            let index = passed.trailing_zeros() as usize;
            passed &= passed - 1;
            confirmed = self.confirm(packs, filter, text, index, longer_heads >> index & 1 == 1, rest.clone());
            counts.passed += 1;
            counts.confirmed += u64::from(confirmed);
        }
        let last = self.places.get(self.len..self.len + BEFORE).and_then(|last| last.try_into().ok());
        if let (Some(last), Some(before)) = (last, self.places.first_chunk_mut::<BEFORE>()) {
            *before = last;
        }
        self.len = 0;
        confirmed
    }

    /// Asks the transducers themselves: about a word, and about the phrases that end or go on with it.
    #[cold]
    fn confirm(
        &self,
        packs: &[Pack],
        filter: &Filter,
        text: &str,
        index: usize,
        longer_head: bool,
        rest: impl Iterator<Item = Place> + Clone,
    ) -> bool {
        let Some(&[word, head, pair, triple, quad]) = self.keys.get(index) else { return false };
        let source = |place: Place| match place {
            Some((start, end)) => Next::Word(text.get(start..end).unwrap_or_default()),
            None => Next::Unknown,
        };
        let words = |before: usize| {
            let places = self.places.get(index + BEFORE - before..self.len + BEFORE).unwrap_or_default();
            let all = places.iter().copied().chain(rest.clone()).map(source);
            all.zip(0..=before + LOOK_AHEAD)
                .map(move |(next, n)| if n == before + LOOK_AHEAD { Next::Unknown } else { next })
        };
        let asks = |key: u32, is_own: bool| (is_own || key != word) && filter.may_contain(key);
        ((longer_head || asks(word, true) || asks(head, false)) && confirm::is_word(packs, words(0).next()))
            || (asks(pair, false) && confirm::is_phrase(packs, 2, words(1).take(2)))
            || (asks(triple, false) && confirm::is_phrase(packs, 3, words(2).take(3)))
            || (asks(quad, false) && confirm::is_phrase(packs, 4, words(3)))
    }
}
