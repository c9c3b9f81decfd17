//! Which words wake a sentence: those that are an entry, and the anchors of patterns, alone or with a partner within
//! reach, as each pattern asks.

use super::confirm::{self, Next};
use super::sounds::partner_ways;
use super::{Sought, is_address};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::keys::{partner_key, word_key};
use crate::pack::patterns::{BEFORE, BEHIND, Meaning, PARTNERS, Partner, Reference};
use crate::text::{Token, Tokens};
use std::collections::BTreeMap;

/// So many times partners are looked for in vain; then the sentence is read.
const MAX_LOOKS: u32 = 64;
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
    /// By the rarest partner, with the others.
    needs: BTreeMap<Symbol, Vec<Need>>,
    /// How far away a partner may be, in tokens.
    farthest: u32,
}

/// All partners of an anchor.
type Need = [Option<Partner<Symbol>>; PARTNERS];

impl Gates {
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        let mut gates = Self::default();
        for (number, pack) in packs.iter().enumerate() {
            let symbol = |set| vocabulary.symbol(number, set);
            for gate in pack.gates() {
                let anchor = gates.anchors.entry(symbol(gate.anchor)).or_default();
                let with = |partner: Partner<u16>| {
                    let Partner { symbol: set, reach, sides } = partner;
                    Partner { symbol: symbol(set), reach, sides }
                };
                let need: Need = gate.partners.map(|partner| partner.map(with));
                let reaches = need.iter().flatten().map(|partner| u32::from(partner.reach));
                anchor.farthest = reaches.max().unwrap_or_default().max(anchor.farthest);
                match need.iter().flatten().next() {
                    None => anchor.alone = true,
                    Some(rarest) => anchor.needs.entry(rarest.symbol).or_default().push(need),
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
    /// An anchor, and its partners where it needs any.
    Gate(Symbol, [Option<Symbol>; PARTNERS]),
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
    /// The words of the sentence that are members of something, and whether they have been collected.
    near: Vec<Near>,
    collected: bool,
    /// Where members of classes were first found in this sentence or the one before, as far as that was asked.
    named: Vec<(Symbol, usize)>,
}

/// A word that is a member of a set, or of nobody knows what.
#[derive(Clone, Copy, Debug)]
struct Near {
    symbol: Symbol,
    /// Its number in the sentence.
    at: u32,
    bytes: (usize, usize),
}

impl Around {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        self.at = 0;
        self.looks = 0;
        self.named.clear();
        self.near.clear();
        self.collected = false;
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
            if anchor.alone && note(Cause { key: CauseKey::Gate(symbol, [None; PARTNERS]), places }) {
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

    /// Reads what the words of the sentence are members of, once for all of its anchors.
    fn collect(&mut self, sought: Sought<'_>, text: &str) {
        let Self { start, before, named, near, .. } = self;
        let mut tokens = Tokens::new(text, *start);
        for at in 1u32.. {
            let Some(token) = tokens.next().filter(|token| at == 1 || !token.starts_sentence) else { break };
            if is_address(&token) {
                continue;
            }
            let bytes = (token.start, token.end);
            if token.slow {
                near.push(Near { symbol: Symbol::MAX, at, bytes });
                continue;
            }
            meanings(sought, text, &token, &tokens, &mut |symbol| {
                let Some(symbol) = symbol else {
                    near.push(Near { symbol: Symbol::MAX, at, bytes });
                    return true;
                };
                near.push(Near { symbol, at, bytes });
                let stood_for = sought.gates.pronouns.get(&symbol).into_iter().flatten();
                let from = before.unwrap_or(*start);
                for (class, antecedent) in stood_for {
                    let known = named.iter().find(|(known, _)| known == antecedent).map(|(_, first)| *first);
                    let first = known.unwrap_or_else(|| first_named(sought, text, from, *start, *antecedent));
                    if known.is_none() {
                        named.push((*antecedent, first));
                    }
                    if first < token.start {
                        near.push(Near { symbol: *class, at, bytes });
                    }
                }
                false
            });
        }
        near.sort_unstable_by_key(|near| (near.symbol, near.at));
        self.collected = true;
    }

    fn partners(&mut self, sought: Sought<'_>, text: &str, note: &mut dyn FnMut(Cause) -> bool) {
        if !self.collected {
            self.collect(sought, text);
        }
        let Self { at: own, place, pending, near, .. } = self;
        let anchors = || pending.iter().filter_map(|symbol| Some((*symbol, sought.gates.anchors.get(symbol)?)));
        let farthest = anchors().map(|(_, anchor)| anchor.farthest).max().unwrap_or_default();
        // A word that only reading can tell may be any partner.
        let unknown = near.iter().rev().take_while(|near| near.symbol == Symbol::MAX);
        for near in unknown.filter(|near| (1..=farthest).contains(&near.at.abs_diff(*own))) {
            if note(Cause { key: CauseKey::Unknown, places: [near.bytes, *place] }) {
                return;
            }
        }
        // An anchor of one word is not its own partner.
        let fits = |partner: &Partner<Symbol>, near: &Near| {
            let side = if near.at < *own { BEFORE } else { BEHIND };
            near.at != *own && partner.sides & side != 0 && near.at.abs_diff(*own) <= u32::from(partner.reach)
        };
        let stands = |partner: &Partner<Symbol>| {
            let first = near.partition_point(|other| other.symbol < partner.symbol);
            let same = near.iter().skip(first).take_while(|other| other.symbol == partner.symbol);
            same.into_iter().any(|other| fits(partner, other))
        };
        for (symbol, anchor) in anchors() {
            for group in near.chunk_by(|a, b| a.symbol == b.symbol) {
                let Some(other) = group.first() else { continue };
                let needs = anchor.needs.get(&other.symbol).into_iter().flatten();
                for need in needs.filter(|need| need.iter().flatten().all(stands)) {
                    let key = CauseKey::Gate(symbol, need.map(|partner| partner.map(|partner| partner.symbol)));
                    if note(Cause { key, places: [other.bytes, *place] }) {
                        return;
                    }
                }
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
    let key = partner_key(u64::from(word_key(token.skeleton.hash)));
    let own = text.get(token.start..token.end).unwrap_or_default();
    let (ways, count) = partner_ways(sought.filter, &token.skeleton, own);
    let may_be = |filter: &super::Filter| {
        filter.may_contain(key)
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
