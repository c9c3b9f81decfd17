//! Other heads of a word, of which the filter is asked as well: what is left of it behind proclitics, and of a romanised
//! word its consonants.

use super::filter::Filter;
use super::window::{PAIR, WORD, Window};
use crate::pack::keys::{consonant_head, is_latin, pair_key, phrase_head, short_key};
use crate::text::hash::{Skeleton, SkeletonHash};
use crate::text::{fold, skeleton_byte};

/// So many other heads of a word are followed.
const MAX_WAYS: usize = 4;

/// The other heads of the word read last, for the phrase it may begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    heads: [u64; MAX_WAYS],
    count: usize,
}

impl Others {
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    /// Takes in the word that the window took in last; tells what more is to be asked of it.
    #[cold]
    pub(super) fn push(&mut self, filter: &Filter, window: &Window, skeleton: &Skeleton, word: &str) -> u32 {
        let before = *self;
        self.count = 0;
        if filter.consonants && is_latin(skeleton.head) {
            let bytes = fold::chars(word).filter_map(|folded| skeleton_byte(folded.ch));
            self.heads = [consonant_head(bytes); MAX_WAYS];
            self.count = 1;
        }
        for &(letters, len) in &filter.proclitics.all {
            let begins = (skeleton.head ^ letters) & (u64::MAX >> (64 - 8 * len)) == 0;
            if begins
                && skeleton.len >= len + filter.proclitics.least
                && let Some(slot) = self.heads.get_mut(self.count)
            {
                *slot = phrase_head(&behind(skeleton, len, word));
                self.count += 1;
            }
        }
        let (now, earlier) = (self.heads(), before.heads());
        let (raw, last) = window.last_two();
        let pair = |first: u64, second: u64| filter.may_contain(pair_key(first, second));
        let asks_word = now.iter().any(|&head| filter.may_contain(short_key(head)));
        let asks_pair = last.is_some_and(|last| now.iter().any(|&head| pair(last, head)))
            || earlier.iter().any(|&first| pair(first, raw) || now.iter().any(|&head| pair(first, head)));
        (u32::from(asks_word) * WORD) | (u32::from(asks_pair) * PAIR)
    }

    fn heads(&self) -> &[u64] {
        self.heads.get(..self.count).unwrap_or_default()
    }
}

/// The skeleton behind its first letters, as far as keys see.
fn behind(skeleton: &Skeleton, letters: u32, word: &str) -> Skeleton {
    if letters <= 3 || skeleton.len <= 8 {
        return Skeleton { hash: 0, head: skeleton.head >> (8 * letters), len: skeleton.len - letters };
    }
    let mut rest = SkeletonHash::default();
    let bytes = fold::chars(word).filter_map(|folded| skeleton_byte(folded.ch));
    bytes.skip(letters as usize).for_each(|byte| rest.push(byte));
    rest.finish()
}
