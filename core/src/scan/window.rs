//! The words of a sentence read last, and what the packs say of them where the filter let one pass.

use super::asked::{HEARD, PAIR, QUAD, TRIPLE, WORD};
use super::confirm::{self, Next};
use super::filter::Filter;
use super::first::FirstWord;
use super::sounds::Sounds;
use crate::pack::Pack;
use crate::pack::keys::{pair_key, quad_key, three, triple_key, two};
use crate::pack::set::PackSet;
use crate::text::hash::Skeleton;

/// A phrase is read so many words beyond its fourth; whether a longer one is there is left to analyse.
const LOOK_AHEAD: usize = 8;

/// Where a word stands, in bytes.
pub(super) type Place = (usize, usize);
/// The place of a word that can only be known by folding its token.
pub(super) const UNKNOWN: Place = (0, 0);

/// The last four words, and how many the sentence has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    /// What each gives a phrase's keys, and its place.
    pub(super) words: [(u64, Place); 4],
    pub(super) read: usize,
}

impl Window {
    /// Asks the packs what the filter let pass; `rest` are the places of the words that follow. Tells what is met until the
    /// asker ends. Returns whether anything passed the filter, and whether the asker ended.
    #[cold]
    pub(super) fn confirm(
        &self,
        question: &Question<'_>,
        rest: impl Iterator<Item = Place> + Clone,
        asker: &mut dyn Asker,
    ) -> (bool, bool) {
        let Question { packs, filter, text, asked, skeleton, sounds } = *question;
        let last = self.words;
        let [first, second, third, fourth] = last.map(|(hash, _)| hash);
        let pair_key = pair_key(third, fourth);
        let triple_key = triple_key(three(two(second, third), fourth));
        let quad_key = quad_key(three(two(first, second), third), fourth);
        let asks = |bit: u32| asked & bit != 0;
        let triple = asks(TRIPLE) && filter.may_contain(triple_key);
        let quad = asks(QUAD) && filter.may_contain(quad_key);
        let passed = asks(WORD) || asks(PAIR) || asks(HEARD) || triple || quad;
        if !passed {
            return (false, false);
        }
        let source = |place: Place| match place {
            UNKNOWN => Next::Unknown,
            (start, end) => Next::Word(text.get(start..end).unwrap_or_default()),
        };
        let words = |count: usize| {
            let last = last.into_iter().skip(4 - count).map(|(_, place)| source(place));
            let rest = rest.clone().map(source).zip(0..=LOOK_AHEAD);
            last.chain(rest.map(|(next, ahead)| if ahead == LOOK_AHEAD { Next::Unknown } else { next }))
        };
        let word = match last.map(|(_, place)| place) {
            [.., UNKNOWN] => None,
            [.., (start, end)] => Some(FirstWord::new(filter, skeleton, text.get(start..end).unwrap_or_default())),
        };
        let may_wake = match word.as_ref().filter(|_| asks(WORD)) {
            Some(word) => asker.may_wake(word),
            None => PackSet::ALL,
        };
        // A pass is a pack's own: no other is walked for it.
        let is_word = |own: &Filter, number: usize| {
            asks(WORD) && may_wake.contains(number) && (own.may_be_word(skeleton) || sounds.may_be_word(own))
        };
        let others = asks(PAIR) || asks(HEARD) || triple || quad;
        let woken = packs.iter().enumerate().any(|(number, pack)| {
            if !others && !may_wake.contains(number) {
                return false;
            }
            let own = filter.of(number);
            let mut meet = |count: u32, value| asker.meet(number, value, count - 1);
            (is_word(own, number) && confirm::word(pack, words(1).next(), &mut |value| meet(1, value)))
                || (asks(PAIR)
                    && own.may_contain(pair_key)
                    && confirm::phrase(pack, 2, words(2).take(2), &mut |value| meet(2, value)))
                || (triple
                    && own.may_contain(triple_key)
                    && confirm::phrase(pack, 3, words(3).take(3), &mut |value| meet(3, value)))
                || (asks(HEARD)
                    && sounds.may_be_pair(own)
                    && (confirm::phrase(pack, 2, words(2), &mut |value| meet(2, value))
                        || (self.read >= 3 && confirm::phrase(pack, 3, words(3), &mut |value| meet(3, value)))))
                || (quad
                    && own.may_contain(quad_key)
                    && confirm::phrase(pack, 4, words(4), &mut |value| meet(4, value)))
        });
        (passed, woken)
    }
}

/// Who asks what words are.
pub(super) trait Asker {
    /// The packs as a term of which the last word may wake its sentence; for others it need not be confirmed.
    fn may_wake(&mut self, word: &FirstWord) -> PackSet;
    /// Takes in the value of the last word in a pack, or of a phrase that begins so many words before it; `None` where only
    /// reading can say. `true` to end.
    fn meet(&mut self, pack: usize, value: Option<u64>, before: u32) -> bool;
}

/// What is to be asked, and of what.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) packs: &'q [Pack],
    pub(super) filter: &'q Filter,
    pub(super) text: &'q str,
    pub(super) asked: u32,
    /// The last word's.
    pub(super) skeleton: &'q Skeleton,
    pub(super) sounds: &'q Sounds,
}
