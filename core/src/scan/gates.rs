//! Which words wake a sentence: those that are an entry, and the anchors of patterns, alone or with a partner within
//! reach, as each pattern asks.

use super::confirm::{self, Next};
use super::sounds::partner_ways;
use super::{Sought, is_address};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::keys::{partner_key, word_key};
use crate::pack::patterns::{Meaning, Reference};
use crate::text::{Token, Tokens};
use std::collections::BTreeMap;

/// So many times partners are looked for in vain; then the sentence is read.
const MAX_LOOKS: u32 = 16;
/// A partner of several words is read so far; whether a longer one is there is left to analyse.
const LONGEST: usize = 8;

/// The gates of all packs.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    anchors: BTreeMap<Symbol, Anchor>,
    /// Pronouns, each with the classes it stands for and the one of which a member must have been named.
    pronouns: BTreeMap<Symbol, Vec<(Symbol, Symbol)>>,
}

#[derive(Debug, Default)]
struct Anchor {
    alone: bool,
    /// Each with how many tokens away it may be.
    partners: BTreeMap<Symbol, u32>,
}

impl Gates {
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        let mut gates = Self::default();
        for (number, pack) in packs.iter().enumerate() {
            let symbol = |set| vocabulary.symbol(number, set);
            for gate in pack.gates() {
                let anchor = gates.anchors.entry(symbol(gate.first)).or_default();
                match gate.second {
                    None => anchor.alone = true,
                    Some(second) => {
                        let reach = anchor.partners.entry(symbol(second)).or_default();
                        *reach = (*reach).max(u32::from(gate.reach));
                    }
                }
            }
            for reference in pack.references() {
                let Reference { pronoun, class, named } = reference.map(symbol);
                gates.pronouns.entry(pronoun).or_default().push((class, named));
            }
        }
        gates
    }

    /// What a word that was confirmed asks for.
    fn anchor(&self, symbol: Symbol) -> impl Iterator<Item = (Symbol, &Anchor)> {
        // A pronoun may be the anchor for what it stands for.
        let stood_for = self.pronouns.get(&symbol).into_iter().flatten().map(|(class, _)| *class);
        core::iter::once(symbol).chain(stood_for).filter_map(|symbol| Some((symbol, self.anchors.get(&symbol)?)))
    }
}

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
    /// An anchor, and its partner where it needs one.
    Gate(Symbol, Option<Symbol>),
    /// Only reading the sentence can say.
    Unknown,
}

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
    looks: u32,
    /// The anchors that the last word may be.
    pending: Vec<Symbol>,
    /// Where members of classes were first found in this sentence or the one before, as far as that was asked.
    named: Vec<(Symbol, usize)>,
}

impl Around {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        self.at = 0;
        self.looks = 0;
        self.named.clear();
    }

    /// Takes in what a word means to a pack, `None` where only reading it can say. Notes what that alone wakes the sentence
    /// by, until it is told to end; then `true`.
    pub(super) fn meet(
        &mut self,
        sought: Sought<'_>,
        pack: usize,
        meaning: Option<Meaning>,
        note: &mut dyn FnMut(Cause) -> bool,
    ) -> bool {
        let places = [self.place; 2];
        let set = match meaning {
            None => return note(Cause { key: CauseKey::Unknown, places }),
            Some(Meaning::Entry(entry)) => return note(Cause { key: CauseKey::Entry(pack, entry), places }),
            Some(Meaning::Symbol(set)) => set,
        };
        let symbol = sought.vocabulary.symbol(pack, set);
        for (symbol, anchor) in sought.gates.anchor(symbol) {
            if anchor.alone && note(Cause { key: CauseKey::Gate(symbol, None), places }) {
                return true;
            }
            self.pending.push(symbol);
        }
        false
    }

    /// Looks for partners of the anchors just met, and notes those found until it is told to end.
    pub(super) fn look(&mut self, sought: Sought<'_>, text: &str, note: &mut dyn FnMut(Cause) -> bool) {
        if self.pending.is_empty() {
            return;
        }
        self.pending.sort_unstable();
        self.pending.dedup();
        self.looks += 1;
        if self.looks > MAX_LOOKS {
            note(Cause { key: CauseKey::Unknown, places: [self.place; 2] });
        } else {
            self.partners(sought, text, note);
        }
    }

    /// Forgets the anchors of the last word.
    pub(super) fn forget(&mut self) {
        self.pending.clear();
    }

    fn partners(&mut self, sought: Sought<'_>, text: &str, note: &mut dyn FnMut(Cause) -> bool) {
        let Self { start, before, at: own, place, pending, named, .. } = self;
        let anchors = || pending.iter().filter_map(|symbol| Some((*symbol, sought.gates.anchors.get(symbol)?)));
        let Some(farthest) = anchors().flat_map(|(_, anchor)| anchor.partners.values()).copied().max() else { return };
        let mut tokens = Tokens::new(text, *start);
        for at in 1u32.. {
            let Some(token) = tokens.next().filter(|token| at == 1 || !token.starts_sentence) else { return };
            if at > own.saturating_add(farthest) {
                return;
            }
            let distance = at.abs_diff(*own);
            // An anchor of one word is not its own partner.
            if distance == 0 || distance > farthest || is_address(&token) {
                continue;
            }
            let places = [(token.start, token.end), *place];
            let mut near = |partner: Symbol| {
                let reached = |anchor: &Anchor| anchor.partners.get(&partner).is_some_and(|reach| distance <= *reach);
                let mut found = anchors().filter(|(_, anchor)| reached(anchor));
                found.any(|(symbol, _)| note(Cause { key: CauseKey::Gate(symbol, Some(partner)), places }))
            };
            let mut done = false;
            let mut unknown = token.slow;
            if !unknown {
                meanings(sought, text, &token, &tokens, &mut |symbol| {
                    let Some(symbol) = symbol else {
                        unknown = true;
                        return true;
                    };
                    let stood_for = sought.gates.pronouns.get(&symbol).into_iter().flatten();
                    let from = before.unwrap_or(*start);
                    let mut is_named = |class: Symbol| {
                        let known = named.iter().find(|(known, _)| *known == class).map(|(_, first)| *first);
                        let first = known.unwrap_or_else(|| first_named(sought, text, from, *start, class));
                        if known.is_none() {
                            named.push((class, first));
                        }
                        first < token.start
                    };
                    done =
                        near(symbol) || stood_for.filter(|(_, named)| is_named(*named)).any(|(class, _)| near(*class));
                    done
                });
            }
            if done || (unknown && note(Cause { key: CauseKey::Unknown, places })) {
                return;
            }
        }
    }
}

/// Where a member of a class first stands in the sentence before or in this one, in bytes.
fn first_named(sought: Sought<'_>, text: &str, from: usize, own: usize, class: Symbol) -> usize {
    let mut tokens = Tokens::new(text, from);
    let mut left = if from < own { 2 } else { 1 };
    for number in 0u32.. {
        let Some(token) = tokens.next() else { break };
        left -= u32::from(number > 0 && token.starts_sentence);
        if left == 0 {
            break;
        }
        let mut found = token.slow;
        if !is_address(&token) && !token.slow {
            meanings(sought, text, &token, &tokens, &mut |symbol| {
                found |= symbol.is_none_or(|symbol| symbol == class);
                found
            });
        }
        if found {
            return token.start;
        }
    }
    usize::MAX
}

/// Tells what the words that begin with a token mean, `None` where only reading them can say, until it is told to end.
fn meanings(
    sought: Sought<'_>,
    text: &str,
    token: &Token,
    behind: &Tokens<'_>,
    tell: &mut dyn FnMut(Option<Symbol>) -> bool,
) {
    let word = |token: &Token| Next::Word(text.get(token.start..token.end).unwrap_or_default());
    let hash = token.skeleton.hash;
    let own = text.get(token.start..token.end).unwrap_or_default();
    let (ways, count) = partner_ways(sought.filter, &token.skeleton, own);
    let may_be = |filter: &super::Filter| {
        filter.may_contain(partner_key(u64::from(word_key(hash))))
            || (filter.sounds && ways.iter().take(count).any(|&head| filter.may_contain(partner_key(head))))
    };
    if !may_be(sought.filter) {
        return;
    }
    let rest = behind.clone().take_while(|next| !next.starts_sentence && !is_address(next)).zip(0..=LONGEST);
    let rest = rest.map(|(next, ahead)| if next.slow || ahead == LONGEST { Next::Unknown } else { word(&next) });
    for (number, pack) in sought.packs.iter().enumerate().filter(|(number, _)| may_be(sought.filter.of(*number))) {
        let words = core::iter::once(word(token)).chain(rest.clone());
        let told = confirm::phrase(pack, 1, words, &mut |meaning| {
            tell(meaning.and_then(|meaning| symbol(sought.vocabulary, number, meaning)))
        });
        if told {
            return;
        }
    }
}

/// What a pack's meaning is among all packs: `None` for an entry.
pub(super) fn symbol(vocabulary: &Vocabulary, pack: usize, meaning: Meaning) -> Option<Symbol> {
    match meaning {
        Meaning::Entry(_) => None,
        Meaning::Symbol(set) => Some(vocabulary.symbol(pack, set)),
    }
}
