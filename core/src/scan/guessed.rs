//! What the words of a sentence may be to the gates, by their keys alone: that finds too much and misses nothing.

use super::Sought;
use super::first::FirstWord;
use super::presence::{for_words, run, within_reach};
use super::roles::{Anchor, Need, RARE};
use crate::pack::firsts::GUESSED_BY;
use crate::pack::set::PackSet;

/// The word by which a phrase is guessed stands at most so many behind its first.
const LATEST: u32 = GUESSED_BY as u32 - 1;

/// Partners share bits where there are more than 8,192: who finds one of them looks closer.
const BLOCKS: usize = 128;

/// The words of a sentence that may be partners.
#[derive(Debug)]
pub(super) struct Guessed {
    /// Whether the words have been collected: all of the sentence is known then.
    collected: bool,
    /// A bit set: some word may be a partner, one of the rarest of some need, whose number leaves so many of the bits' count.
    rare: [u64; BLOCKS],
    /// The numbers of words, each with a pack and what the terms are together that are guessed by the word.
    words: Vec<(u32, u32, u32)>,
    /// The numbers of words that only reading can tell.
    unknown: Vec<u32>,
}

impl Default for Guessed {
    fn default() -> Self {
        Self { collected: false, rare: [0; BLOCKS], words: Vec::new(), unknown: Vec::new() }
    }
}

impl Guessed {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn forget(&mut self) {
        self.collected = false;
    }

    /// Guesses what the words of the sentence that begins at a byte may be, once for all of its anchors.
    #[inline(never)]
    pub(super) fn guess(&mut self, sought: Sought<'_>, text: &str, start: usize) {
        if core::mem::replace(&mut self.collected, true) {
            return;
        }
        self.rare = [0; BLOCKS];
        let rare_count = sought.gates.rare_count;
        self.words.clear();
        self.unknown.clear();
        for_words(text, start, |at, token, _| {
            let word =
                FirstWord::new(sought.filter, &token.skeleton, text.get(token.start..token.end).unwrap_or_default());
            let Some(keys) = word.keys().filter(|_| !token.slow) else {
                self.unknown.push(at);
                return;
            };
            for key in keys {
                for (pack, list) in sought.gates.guessed(key) {
                    let partners = sought.gates.guessed_partners(pack, list);
                    // The rarest are asked for most; most words are others' partners alone.
                    for &number in partners.iter().take_while(|number| **number < rare_count) {
                        self.mark(number);
                    }
                    if !partners.is_empty() {
                        self.words.push((at, pack, list));
                    }
                }
            }
        });
    }

    /// Whether all partners that an anchor, the word of number `own`, needs may be there, for a pack that is not done.
    pub(super) fn may_find(&self, sought: Sought<'_>, anchor: &Anchor, own: u32, done: PackSet) -> bool {
        self.is_unknown_near(anchor, own)
            || anchor.needs.iter().any(|need| !done.contains(need.pack) && self.may_meet(sought, need, own))
    }

    #[inline(always)]
    fn mark(&mut self, number: u32) {
        if let Some(bits) = self.rare.get_mut(number as usize / 64 % BLOCKS) {
            *bits |= 1 << (number % 64);
        }
    }

    #[inline(always)]
    fn may_be_there(&self, number: u32) -> bool {
        self.rare.get(number as usize / 64 % BLOCKS).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    /// Whether a word near an anchor, the word of number `own`, is one that only reading can tell.
    fn is_unknown_near(&self, anchor: &Anchor, own: u32) -> bool {
        self.unknown.iter().any(|at| (1..=anchor.farthest + LATEST).contains(&at.abs_diff(own)))
    }

    /// Whether all partners of a need may stand where they may, for an anchor that is the word of number `own`.
    #[inline]
    fn may_meet(&self, sought: Sought<'_>, need: &Need, own: u32) -> bool {
        need.partners.iter().take(RARE).flatten().all(|partner| self.may_be_there(partner.symbol))
            && self.may_stand(sought, need, own)
    }

    /// The same where the rarest are there, wherever they stand.
    #[inline(never)]
    fn may_stand(&self, sought: Sought<'_>, need: &Need, own: u32) -> bool {
        need.partners.iter().flatten().all(|partner| {
            // Where the term begins of which a word is the rarest is not known.
            let reach = within_reach(partner, own);
            self.words.iter().any(|&(at, pack, list)| {
                reach & run((at + 64).wrapping_sub(LATEST), LATEST + 1) != 0
                    && sought.gates.guessed_partners(pack, list).binary_search(&partner.symbol).is_ok()
            })
        })
    }
}
