//! Whether a word may be the first of a pack's terms: asked around an anchor, and of every word of a sentence that is read.

use super::filter::Filter;
use super::sounds::{MAX_WAYS, ways_to_hear};
use crate::pack::keys::{first_key, word_key};
use crate::pack::letters::letters;
use crate::pack::sound::sound_head;
use crate::text::hash::Skeleton;

/// What a word is asked for as the first of a term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstWord {
    /// Its own, and those of what it sounds like.
    keys: [u32; 1 + MAX_WAYS],
    /// How many they are; none where the word may be anything, because keys see nothing of it.
    count: usize,
    /// With which letters it is typed.
    pub(super) letters: u16,
}

impl FirstWord {
    /// Of a word and its skeleton; `filter` is that of all packs.
    #[inline(never)]
    pub(crate) fn new(filter: &Filter, skeleton: &Skeleton, word: &str) -> Self {
        let mut first = Self { keys: [0; 1 + MAX_WAYS], count: 0, letters: letters(skeleton.head) };
        if skeleton.len == 0 {
            return first;
        }
        first.push(first_key(u64::from(word_key(skeleton.hash))));
        if filter.hears_once() {
            if filter.sounds {
                first.push(first_key(sound_head(skeleton.head)));
            }
            return first;
        }
        let (heard, ways) = if filter.sounds { ways_to_hear(filter, skeleton, word) } else { Default::default() };
        heard.iter().take(ways).for_each(|&head| first.push(first_key(head)));
        first
    }

    #[inline(always)]
    fn push(&mut self, key: u32) {
        if let Some(slot) = self.keys.get_mut(self.count) {
            *slot = key;
            self.count += 1;
        }
    }

    /// Whether some term that a filter holds keys of may begin with it.
    #[inline(never)]
    pub(crate) fn may_begin(&self, filter: &Filter) -> bool {
        self.keys().is_none_or(|keys| keys.iter().any(|key| filter.may_contain(*key)))
    }

    /// Its keys; none that can be told where it may be anything.
    #[inline(always)]
    pub(super) fn keys(&self) -> Option<&[u32]> {
        self.keys.get(..self.count).filter(|keys| !keys.is_empty())
    }
}
