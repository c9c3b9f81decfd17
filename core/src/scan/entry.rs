//! What a batch keeps of words and sentences: little, so that a short text need not clear much.

use super::window::Place;
use crate::pack::keys::{is_latin, phrase_head, phrase_head_letters, word_key};
use crate::text::hash::Skeleton;

/// A word that was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    hash: u64,
    head: u64,
    phrase: u64,
    /// As wide as the others, so that nothing lies between entries when they are cleared.
    len: u64,
    start: u32,
    end: u32,
}

impl Entry {
    pub(super) const NONE: Self = Self { hash: 0, head: 0, phrase: 0, len: 0, start: 0, end: 0 };

    /// Of a word that begins and ends within the first 4 GiB, as all of a text does that is read.
    #[inline(always)]
    pub(super) const fn new(skeleton: Skeleton, (start, end): Place) -> Self {
        let Skeleton { hash, head, len } = skeleton;
        // Few have more letters than a phrase sees.
        let all = len <= phrase_head_letters(is_latin(head));
        let phrase = if all { hash } else { phrase_head(&skeleton) };
        Self { hash, head, phrase, len: len as u64, start: start as u32, end: end as u32 }
    }

    #[inline(always)]
    pub(super) const fn skeleton(&self) -> Skeleton {
        Skeleton { hash: self.hash, head: self.head, len: self.len as u32 }
    }

    pub(super) const fn place(&self) -> Place {
        (self.start as usize, self.end as usize)
    }

    /// The key of the whole word.
    #[inline(always)]
    pub(super) const fn word(&self) -> u32 {
        word_key(self.hash)
    }

    /// What it gives a phrase's keys.
    #[inline(always)]
    pub(super) const fn phrase(&self) -> u64 {
        self.phrase
    }
}

/// Where a sentence begins, and the one that ended before it, if any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    start: u32,
    /// No sentence ends at 0.
    ended: (u32, u32),
}

impl Beginning {
    pub(super) const NONE: Self = Self { start: 0, ended: (0, 0) };

    #[inline]
    pub(super) const fn new(start: usize, ended: Option<(usize, usize)>) -> Self {
        let ended = match ended {
            Some((start, end)) => (start as u32, end as u32),
            None => (0, 0),
        };
        Self { start: start as u32, ended }
    }

    pub(super) const fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn ended(self) -> Option<(usize, usize)> {
        let (start, end) = self.ended;
        (end > 0).then_some((start as usize, end as usize))
    }
}
