//! Which words wake a sentence: those that are an entry, and the anchors of patterns, alone or with a partner within
//! reach, as each pattern asks.
//!
//! Most anchors stand without their partners. So what the words of a sentence may be is first guessed by the keys of first
//! words alone, which finds too much and misses nothing; only where an anchor's partners may be there are words read.

use super::Sought;
use super::company::Lone;
use super::first::FirstWord;
use super::guessed::Guessed;
use super::near::Near;
use super::presence::{Presence, Wanted};
use super::reach::Own;
use super::roles::Anchor;
use crate::lookup::Symbol;
use crate::pack::patterns::PARTNERS;
use crate::pack::set::PackSet;

/// So many times partners are looked for in vain; then the sentence is read.
const MAX_LOOKS: u32 = 64;

/// What wakes a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) key: CauseKey,
    /// Where its two words stand, in bytes; the same where one was enough.
    pub(crate) places: [(usize, usize); 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CauseKey {
    /// An entry of a pack, by their numbers.
    Entry(usize, u32),
    /// An anchor, and its partners where it needs any.
    Gate(Symbol, [Option<Symbol>; PARTNERS]),
    /// Only reading the sentence can say.
    Unknown,
}

/// Takes in what wakes a sentence for some packs, and the entry where that needs company; tells whether that was enough.
pub(super) type Note<'n> = dyn FnMut(Cause, PackSet, Option<Lone>) -> bool + 'n;

/// What is known of the sentence in hand.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where the one before it begins, if there is one.
    pub(super) before: Option<usize>,
    /// The number of its last token read, and its place.
    pub(super) at: u32,
    pub(super) place: (usize, usize),
    /// The packs for which the sentence is to be read in any case: nothing more is asked for them.
    pub(super) done: PackSet,
    looks: u32,
    guesses: u32,
    /// The numbers of the anchors that the last word may be or end, each with its words.
    pending: Vec<(u32, Own)>,
    /// What its words may be, by their keys.
    guessed: Guessed,
    /// What its words are.
    known: Presence,
    /// The words that are to be read.
    wanted: Vec<Wanted>,
    /// Where members of classes were first found in this sentence or the one before, as far as that was asked.
    named: Vec<(Symbol, usize)>,
}

impl Around {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        self.at = 0;
        self.looks = 0;
        self.guesses = 0;
        self.guessed.forget();
        self.known.forget();
    }

    /// The packs as a term of which the last word may wake the sentence by itself. Of what it may be, and the words around it,
    /// only keys are asked.
    #[inline(never)]
    pub(super) fn may_wake(&mut self, sought: Sought<'_>, near: Near<'_>, word: &FirstWord) -> PackSet {
        let gates = sought.gates;
        let own = Own { first: self.at, last: self.at };
        let mut packs = gates.unguessed;
        let known = gates.for_guesses(word, |guess| {
            let pack = usize::from(guess.pack);
            if packs.contains(pack) {
                return;
            }
            let (entry, anchors) = gates.guessed_anchors(pack, guess.list);
            let mut anchors = anchors.iter().filter_map(|number| gates.anchors.get(*number as usize));
            if (entry && !self.done.contains(pack))
                || anchors.any(|anchor| !self.done.covers(anchor.alone) || self.may_find(sought, near, anchor, own))
            {
                packs = packs.and(PackSet::one(pack));
            }
        });
        if known { packs } else { PackSet::ALL }
    }

    /// Whether all partners of an anchor, which is the words `own`, may be there.
    #[inline(never)]
    fn may_find(&mut self, sought: Sought<'_>, near: Near<'_>, anchor: &Anchor, own: Own) -> bool {
        if self.done.covers(anchor.asking) {
            return false;
        }
        self.guesses += 1;
        if self.guesses > MAX_LOOKS {
            return true;
        }
        self.guessed.guess(sought, near, self.start);
        self.guessed.may_find(sought, anchor, own, self.done)
    }

    /// Takes in the value in a pack of the last word, or of a phrase that begins so many words before it; `None` where only
    /// reading it can say. Notes what that alone wakes the sentence by, until it is told to end; then `true`.
    pub(super) fn meet(
        &mut self,
        sought: Sought<'_>,
        pack: usize,
        (value, before): (Option<u64>, u32),
        note: &mut Note<'_>,
    ) -> bool {
        let places = [self.place; 2];
        let Some(value) = value else { return note(Cause { key: CauseKey::Unknown, places }, PackSet::ALL, None) };
        let role = sought.gates.role(pack, value);
        if let Some((entry, only)) = role.entry() {
            let lone = if only { sought.gates.lone(pack, entry) } else { None };
            if note(Cause { key: CauseKey::Entry(pack, entry), places }, PackSet::one(pack), lone) {
                return true;
            }
        }
        for &number in role.anchors {
            let Some(anchor) = sought.gates.anchors.get(number as usize) else { continue };
            let cause = Cause { key: CauseKey::Gate(anchor.symbol, [None; PARTNERS]), places };
            if !anchor.sure.is_empty() && note(cause, anchor.sure, None) {
                return true;
            }
            for &lone in &anchor.lone {
                note(cause, PackSet::one(lone.pack as usize), Some(lone));
            }
            if !self.done.covers(anchor.asking) {
                self.pending.push((number, Own { first: self.at.saturating_sub(before), last: self.at }));
            }
        }
        false
    }

    /// Looks for partners of the anchors just met, and notes those found until it is told to end.
    #[inline(never)]
    pub(super) fn look(&mut self, sought: Sought<'_>, near: Near<'_>, note: &mut Note<'_>) {
        let text = near.text;
        if self.pending.is_empty() {
            return;
        }
        self.pending.sort_unstable();
        self.pending.dedup();
        let mut pending = core::mem::take(&mut self.pending);
        let anchor = |&(number, own): &(u32, Own)| Some((sought.gates.anchors.get(number as usize)?, own));
        pending.retain(|known| anchor(known).is_some_and(|(anchor, own)| self.may_find(sought, near, anchor, own)));
        if !pending.is_empty() {
            self.looks += 1;
            if self.looks > MAX_LOOKS {
                note(Cause { key: CauseKey::Unknown, places: [self.place; 2] }, PackSet::ALL, None);
            } else {
                let asking =
                    pending.iter().filter_map(anchor).fold(PackSet::NONE, |all, (anchor, _)| all.and(anchor.asking));
                let asking = asking.without(self.done);
                self.wanted.clear();
                for (anchor, own) in pending.iter().filter_map(anchor) {
                    self.guessed.partners(sought, anchor, own, self.done, &mut self.wanted);
                }
                if self.known.read(sought, text, self.start, asking, &mut self.wanted) {
                    self.named.clear();
                }
                for (anchor, own) in pending.iter().filter_map(anchor) {
                    if self.partners(sought, text, (anchor, own), note) {
                        break;
                    }
                }
            }
        }
        self.pending = pending;
    }

    /// Forgets the anchors of the last word.
    pub(super) fn forget(&mut self) {
        self.pending.clear();
    }

    /// Notes the partners of an anchor that are there until it is told to end; then `true`.
    fn partners(&mut self, sought: Sought<'_>, text: &str, (anchor, own): (&Anchor, Own), note: &mut Note<'_>) -> bool {
        let Self { start, before, place, done, known, named, guessed, .. } = self;
        // A word that only reading can tell may be any partner.
        if let Some(bytes) = known.unknown_near(anchor, own)
            && note(Cause { key: CauseKey::Unknown, places: [bytes, *place] }, PackSet::ALL, None)
        {
            return true;
        }
        let mut is_named = |class: Symbol, pronoun: usize| {
            let first = named.iter().find(|(known, _)| *known == class).map(|(_, at)| *at);
            let first = first.unwrap_or_else(|| {
                let first = super::presence::first_named(sought, text, before.unwrap_or(*start), *start, class);
                named.push((class, first));
                first
            });
            first < pronoun
        };
        let gate = |(need, bytes): (&super::roles::Need, _)| {
            let symbol = |number: u32| sought.gates.partners.get(number as usize).copied();
            let partners = need.partners.map(|partner| symbol(partner?.symbol));
            Cause { key: CauseKey::Gate(anchor.symbol, partners), places: [bytes, *place] }
        };
        let found = known.found(sought, anchor, (own, guessed.fillers()), *done, &mut is_named);
        found.into_iter().any(|found| note(gate(found), PackSet::one(found.0.pack as usize), found.0.lone))
    }
}
