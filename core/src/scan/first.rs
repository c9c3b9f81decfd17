//! Whether a word may be the first of a pack's terms: asked around an anchor, and of every word of a sentence that is read.

use super::filter::Filter;
use super::sounds::{MAX_WAYS, ways_to_hear};
use crate::pack::keys::{first_key, word_key};
use crate::text::hash::Skeleton;

/// What a word is asked for as the first of a term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstWord {
    key: u32,
    heard: [u64; MAX_WAYS],
    ways: usize,
    /// A word of which keys see nothing may be anything.
    unseen: bool,
}

impl FirstWord {
    /// Of a word and its skeleton; `filter` is that of all packs.
    #[inline(never)]
    pub(crate) fn new(filter: &Filter, skeleton: &Skeleton, word: &str) -> Self {
        let (heard, ways) = if filter.sounds { ways_to_hear(filter, skeleton, word) } else { Default::default() };
        Self { key: first_key(u64::from(word_key(skeleton.hash))), heard, ways, unseen: skeleton.len == 0 }
    }

    /// Whether some term that a filter holds keys of may begin with it.
    #[inline(never)]
    pub(crate) fn may_begin(&self, filter: &Filter) -> bool {
        self.unseen
            || filter.may_contain(self.key)
            || (filter.sounds && self.heard().any(|key| filter.may_contain(key)))
    }

    /// The keys of what it sounds like.
    fn heard(&self) -> impl Iterator<Item = u32> {
        self.heard.iter().take(self.ways).map(|&head| first_key(head))
    }

    /// Its keys; none that can be told where it may be anything.
    pub(super) fn keys(&self) -> Option<impl Iterator<Item = u32>> {
        (!self.unseen).then(|| core::iter::once(self.key).chain(self.heard()))
    }
}
