//! The words of a sentence read last, and what the filter says of the one just read.
//!
//! Four questions a word: is it a term, does it begin like one, is it a phrase with the word before, do the last three
//! open a longer one. Few words pass the last, and only behind them is it asked whether the phrase goes on.

use super::confirm::{self, Next};
use super::filter::Filter;
use crate::pack::Pack;
use crate::pack::keys::{head_key, is_latin, opening_key, pair_key, phrase_head, quad_key, triple_key, word_key};
use crate::text::hash::Skeleton;

/// A phrase is read so many words beyond its fourth; whether a longer one is there is left to analyse.
const LOOK_AHEAD: usize = 8;

/// Where a word stands, in bytes.
pub(super) type Place = (usize, usize);
/// The place of a word that can only be known by folding its token.
pub(super) const UNKNOWN: Place = (0, 0);

/// What is asked of a word.
const TRIPLE: u32 = 1;
const QUAD: u32 = 2;
pub(super) const PAIR: u32 = 4;
pub(super) const WORD: u32 = 8;
/// By sound, the last two words may be the first or second and the next of a phrase.
pub(super) const HEARD: u32 = 16;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    /// What the last words give a phrase's keys, and their places; the word read `n`-th at `n` modulo 4.
    words: [(u64, Place); 4],
    read: usize,
    /// What the last word and the one before give a phrase's keys.
    last: u64,
    before: u64,
    /// Bit `n` set: an opening ended `n` words ago.
    openings: u32,
}

impl Window {
    /// Takes in a word; tells what is to be asked of the transducers, 0 if nothing.
    #[inline(always)]
    pub(super) fn push(&mut self, filter: &Filter, skeleton: &Skeleton, place: Place) -> u32 {
        let hash = skeleton.hash;
        let phrase = phrase_head(skeleton);
        let pair = (self.read >= 1) & filter.may_contain(pair_key(self.last, phrase));
        let opens = (self.read >= 2) & filter.may_contain(opening_key(self.before, self.last, phrase));
        self.openings = (self.openings << 1 | u32::from(opens)) & (TRIPLE | QUAD);
        let heads = if is_latin(skeleton.head) { &filter.latin_heads } else { &filter.other_heads };
        let head = (skeleton.len >= heads.least) & filter.may_contain(head_key(skeleton.head, heads.letters));
        let word =
            filter.may_contain(word_key(hash)) | head | (heads.others != 0 && others(filter, skeleton, heads.others));
        if let Some(oldest) = self.words.get_mut(self.read % 4) {
            *oldest = (phrase, place);
        }
        self.read += 1;
        self.before = self.last;
        self.last = phrase;
        (u32::from(word) * WORD) | (u32::from(pair) * PAIR) | self.openings
    }

    /// Asks what [`push`](Self::push) said is to be asked; `rest` are the places of the words that follow. Tells whether
    /// anything passed the filter, and whether there is a term.
    #[cold]
    pub(super) fn confirm(
        &self,
        packs: &[Pack],
        filter: &Filter,
        text: &str,
        asked: u32,
        rest: impl Iterator<Item = Place> + Clone,
    ) -> (bool, bool) {
        let word = |back: usize| self.words.get(self.read.wrapping_sub(back) % 4).copied().unwrap_or_default();
        let last = [word(4), word(3), word(2), word(1)];
        let [first, second, third, fourth] = last.map(|(hash, _)| hash);
        let asks = |bit: u32, key: u32| asked & bit != 0 && filter.may_contain(key);
        let word = asked & WORD != 0;
        let pair = asked & PAIR != 0;
        let triple = asks(TRIPLE, triple_key(second, third, fourth));
        let heard = asked & HEARD != 0;
        let quad = asks(QUAD, quad_key(first, second, third, fourth));
        let source = |place: Place| match place {
            UNKNOWN => Next::Unknown,
            (start, end) => Next::Word(text.get(start..end).unwrap_or_default()),
        };
        let words = |count: usize| {
            let last = last.into_iter().skip(4 - count).map(|(_, place)| source(place));
            let rest = rest.clone().map(source).zip(0..=LOOK_AHEAD);
            last.chain(rest.map(|(next, ahead)| if ahead == LOOK_AHEAD { Next::Unknown } else { next }))
        };
        let confirmed = (word && confirm::is_word(packs, words(1).next()))
            || (pair && confirm::is_phrase(packs, 2, words(2).take(2)))
            || (triple && confirm::is_phrase(packs, 3, words(3).take(3)))
            || (heard && confirm::is_phrase(packs, 2, words(2)))
            || (heard && self.read >= 3 && confirm::is_phrase(packs, 3, words(3)))
            || (quad && confirm::is_phrase(packs, 4, words(4)));
        (word || pair || triple || heard || quad, confirmed)
    }
}

/// Packs rarely differ in the lengths of their heads; the longer ones are asked about here.
#[cold]
fn others(filter: &Filter, skeleton: &Skeleton, lengths: u16) -> bool {
    (1..=8).any(|letters| {
        lengths >> letters & 1 == 1 && skeleton.len >= letters && filter.may_contain(head_key(skeleton.head, letters))
    })
}
