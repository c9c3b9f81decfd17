//! What the words of a sentence may be to the gates, by their keys alone: that finds too much and misses nothing.

use super::Sought;
use super::first::FirstWord;
use super::near::Near;
use super::presence::{Wanted, for_words};
use super::reach::{Own, run, within_reach};
use super::roles::{Anchor, Need};
use crate::pack::firsts::GUESSED_BY;
use crate::pack::patterns::Partner;
use crate::pack::set::PackSet;

/// The word by which a phrase is guessed stands at most so many behind its first.
const LATEST: u32 = GUESSED_BY as u32 - 1;

/// The words of a sentence that may be partners.
#[derive(Debug, Default)]
pub(super) struct Guessed {
    /// Whether the words have been collected: all of the sentence is known then.
    collected: bool,
    /// By the number of a partner that is one of the rarest of some need: that of the last sentence in which some word may be it.
    rare: Vec<u8>,
    /// The number of the sentence.
    sentence: u8,
    /// The words that may begin fillers: bit `n` set for those whose number leaves `n` of 64.
    passed: u64,
    /// Those that may be part of some.
    fillers: u64,
    /// The numbers of words, each with a pack and what the terms are together that are guessed by the word.
    words: Vec<(u32, u16, u32)>,
    /// The numbers of words that only reading can tell.
    unknown: Vec<u32>,
}

impl Guessed {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn forget(&mut self) {
        self.collected = false;
    }

    /// Guesses what the words of the sentence that begins at a byte may be, once for all of its anchors.
    #[inline(never)]
    pub(super) fn guess(&mut self, sought: Sought<'_>, near: Near<'_>, start: usize) {
        if core::mem::replace(&mut self.collected, true) {
            return;
        }
        let rare_count = sought.gates.rare_count as usize;
        if self.sentence == u8::MAX || self.rare.len() != rare_count {
            self.rare.clear();
            self.rare.resize(rare_count, 0);
            self.sentence = 0;
        }
        self.sentence += 1;
        self.words.clear();
        self.unknown.clear();
        self.passed = 0;
        let Near { text, whole } = near;
        let typed = |(start, end): (usize, usize)| text.get(start..end).unwrap_or_default();
        if let Some(whole) = whole {
            for (at, entry) in (1..).zip(whole) {
                let word = FirstWord::new(sought.filter, &entry.skeleton(), typed(entry.place()));
                if !self.add(sought, at, &word) {
                    self.unknown.push(at);
                }
            }
            self.fillers = sought.gates.fillers(self.passed);
            return;
        }
        for_words(text, start, |at, token, _| {
            let word = FirstWord::new(sought.filter, &token.skeleton, typed((token.start, token.end)));
            if token.slow || !self.add(sought, at, &word) {
                self.unknown.push(at);
            }
        });
        self.fillers = sought.gates.fillers(self.passed);
    }

    /// Takes in a word by its number; `false` where it may be anything.
    #[inline]
    fn add(&mut self, sought: Sought<'_>, at: u32, word: &FirstWord) -> bool {
        let Self { rare, sentence, words, passed, .. } = self;
        let mut may_pass = false;
        let known = sought.gates.for_guesses(word, |guess| {
            may_pass |= sought.gates.is_passed(guess);
            let partners = sought.gates.guessed_partners(guess.pack, guess.list);
            if partners.is_empty() {
                return;
            }
            // The rarest are asked for most; most words are others' partners alone.
            for &number in partners {
                let Some(last) = rare.get_mut(number as usize) else { break };
                *last = *sentence;
            }
            words.push((at, guess.pack, guess.list));
        });
        *passed |= u64::from(may_pass || !known) << (at % 64);
        known
    }

    /// Whether all partners that an anchor, which is the words `own`, needs may be there, for a pack that is not done.
    pub(super) fn may_find(&self, sought: Sought<'_>, anchor: &Anchor, own: Own, done: PackSet) -> bool {
        self.is_unknown_near(anchor, own)
            || anchor.needs.iter().any(|need| self.may_meet(need, done) && self.may_stand(sought, need, own))
    }

    /// The words of the sentence that may be fillers.
    pub(super) const fn fillers(&self) -> u64 {
        self.fillers
    }

    /// Adds the words that may be partners of an anchor, which is the words `own`, for packs that are not done; all where some
    /// word near it may be anything.
    pub(super) fn partners(
        &self,
        sought: Sought<'_>,
        anchor: &Anchor,
        own: Own,
        done: PackSet,
        wanted: &mut Vec<Wanted>,
    ) {
        if self.is_unknown_near(anchor, own) {
            wanted.push(Wanted::ALL);
            return;
        }
        for need in anchor.needs.iter().filter(|need| self.may_meet(need, done) && self.may_stand(sought, need, own)) {
            for partner in need.partners.iter().flatten() {
                let places = self.stands(sought, partner, own);
                // A phrase begins at the word by which it is guessed or a little before.
                wanted.extend(
                    places.flat_map(|(at, pack)| {
                        (at.saturating_sub(LATEST).max(1)..=at).map(move |at| Wanted { at, pack })
                    }),
                );
            }
        }
    }

    #[inline(always)]
    fn may_be_there(&self, number: u32) -> bool {
        self.rare.get(number as usize).is_some_and(|last| *last == self.sentence)
    }

    /// Whether a word near an anchor, which is the words `own`, is one that only reading can tell.
    fn is_unknown_near(&self, anchor: &Anchor, own: Own) -> bool {
        self.unknown.iter().any(|at| (1..=anchor.farthest + LATEST).contains(&at.abs_diff(own.first)))
    }

    /// Whether the rarest partners of a need may be there, wherever they stand, for a pack that is not done.
    #[inline(always)]
    fn may_meet(&self, need: &Need, done: PackSet) -> bool {
        let [first, second] = need.rare;
        self.may_be_there(first) && self.may_be_there(second) && !done.contains(need.pack as usize)
    }

    /// Whether all partners of a need may stand where they may, for an anchor that is the words `own`.
    #[inline(never)]
    fn may_stand(&self, sought: Sought<'_>, need: &Need, own: Own) -> bool {
        need.partners.iter().flatten().all(|partner| self.stands(sought, partner, own).next().is_some())
    }

    /// The words that may be a partner and stand where that may, for an anchor that is the words `own`; each with
    /// the pack of which it may be.
    fn stands(&self, sought: Sought<'_>, partner: &Partner<u32>, own: Own) -> impl Iterator<Item = (u32, u16)> {
        let (reach, symbol) = (within_reach(partner, own, self.fillers), partner.symbol);
        let near = self.words.iter().filter(move |&&(at, pack, list)| {
            // Where the term begins of which a word is the rarest is not known.
            reach & run((at + 64).wrapping_sub(LATEST), LATEST + 1) != 0
                && sought.gates.guessed_partners(pack, list).binary_search(&symbol).is_ok()
        });
        near.map(|&(at, pack, _)| (at, pack))
    }
}
