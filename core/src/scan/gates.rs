//! Which words wake a sentence: those that are an entry, and the anchors of patterns, alone or with a partner within
//! reach, as each pattern asks.

use super::confirm::{self, Next};
use super::first::FirstWord;
use super::{Sought, is_address};
use crate::lookup::Symbol;
use crate::pack::patterns::{BEFORE, BEHIND, Meaning, PARTNERS, Partner};
use crate::text::{Token, Tokens};

/// So many times partners are looked for in vain; then the sentence is read.
const MAX_LOOKS: u32 = 64;
/// A partner of several words is read so far; whether a longer one is there is left to analyse.
const LONGEST: usize = 8;

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
    /// The numbers of the anchors that the last word may be.
    pending: Vec<u32>,
    /// Whether the words of the sentence have been collected: all that follows is known then. Bit `n` of `respelled`: for pack
    /// `n` however they are typed.
    collected: bool,
    respelled: u64,
    /// Bit `n` set: a word may be the partner of number `n`.
    present: Vec<u64>,
    /// Words with a meaning.
    met: Vec<Met>,
    /// Words that only reading can tell.
    unknown: Vec<(u32, (usize, usize))>,
    /// Where members of classes were first found in this sentence or the one before, as far as that was asked.
    named: Vec<(Symbol, usize)>,
}

/// A word of the sentence, or a phrase that begins with it, that a pack knows.
#[derive(Clone, Copy, Debug)]
struct Met {
    pack: usize,
    value: u64,
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
        self.collected = false;
        self.respelled = 0;
    }

    /// Takes in a word's value in a pack, `None` where only reading it can say. Notes what that alone wakes the sentence by,
    /// until it is told to end; then `true`.
    pub(super) fn meet(
        &mut self,
        sought: Sought<'_>,
        pack: usize,
        value: Option<u64>,
        note: &mut dyn FnMut(Cause) -> bool,
    ) -> bool {
        let places = [self.place; 2];
        let Some(value) = value else { return note(Cause { key: CauseKey::Unknown, places }) };
        let role = sought.gates.role(pack, value);
        if let Some(entry) = role.entry
            && note(Cause { key: CauseKey::Entry(pack, entry), places })
        {
            return true;
        }
        for &number in role.anchors {
            let Some(anchor) = sought.gates.anchors.get(number as usize) else { continue };
            if anchor.alone && note(Cause { key: CauseKey::Gate(anchor.symbol, [None; PARTNERS]), places }) {
                return true;
            }
            if !anchor.needs.is_empty() {
                self.pending.push(number);
            }
        }
        false
    }

    /// Looks for partners of the anchors just met, and notes those found until it is told to end.
    pub(super) fn look(&mut self, sought: Sought<'_>, text: &str, note: &mut dyn FnMut(Cause) -> bool) {
        if self.pending.is_empty() {
            return;
        }
        self.looks += 1;
        if self.looks > MAX_LOOKS {
            note(Cause { key: CauseKey::Unknown, places: [self.place; 2] });
            return;
        }
        self.pending.sort_unstable();
        self.pending.dedup();
        let anchors = self.pending.iter().filter_map(|number| sought.gates.anchors.get(*number as usize));
        let asking = anchors.flat_map(|anchor| &anchor.needs).fold(0, |packs, need| packs | 1 << (need.pack % 64));
        if !self.collected || asking & !self.respelled != 0 {
            self.collect(sought, text, asking);
        }
        self.partners(sought, text, note);
    }

    /// Forgets the anchors of the last word.
    pub(super) fn forget(&mut self) {
        self.pending.clear();
    }

    /// Reads what the words of the sentence may be, once for all of its anchors. What is typed in another way is read so for
    /// the packs that ask; of other packs, which may share a word with them, only what they list is looked for.
    fn collect(&mut self, sought: Sought<'_>, text: &str, asking: u64) {
        let Self { start, present, met, unknown, named, collected, respelled, .. } = self;
        let (again, known) = (*collected, *respelled);
        if !again {
            present.clear();
            present.resize(sought.gates.partner_count.div_ceil(64), 0);
            met.clear();
            unknown.clear();
            named.clear();
        }
        let reading = |number: usize| {
            let pack = 1 << (number % 64);
            if asking & pack != 0 {
                (known & pack == 0).then_some(Reading::Typed)
            } else {
                (!again).then_some(Reading::Listed)
            }
        };
        let mut tokens = Tokens::new(text, *start);
        for at in 1u32.. {
            let Some(token) = tokens.next().filter(|token| at == 1 || !token.starts_sentence) else { break };
            if is_address(&token) {
                continue;
            }
            let bytes = (token.start, token.end);
            if token.slow {
                if !again {
                    unknown.push((at, bytes));
                }
                continue;
            }
            values(sought, text, &token, &tokens, &reading, &mut |pack, value| {
                let Some(value) = value else {
                    unknown.push((at, bytes));
                    return true;
                };
                let role = sought.gates.role(pack, value);
                // Whether what a pronoun stands for was named is asked when all the rest is there.
                for &number in role.partners.iter().chain(role.pronouns.iter().map(|pronoun| &pronoun.partner)) {
                    if let Some(bits) = present.get_mut(number as usize / 64) {
                        *bits |= 1 << (number % 64);
                    }
                }
                if !role.partners.is_empty() || !role.pronouns.is_empty() {
                    met.push(Met { pack, value, at, bytes });
                }
                false
            });
        }
        *collected = true;
        *respelled |= asking;
    }

    fn partners(&mut self, sought: Sought<'_>, text: &str, note: &mut dyn FnMut(Cause) -> bool) {
        let Self { start, before, at: own, place, pending, present, met, unknown, named, .. } = self;
        let gates = sought.gates;
        for anchor in pending.iter().filter_map(|number| gates.anchors.get(*number as usize)) {
            // A word that only reading can tell may be any partner.
            let near = |at: &u32| (1..=anchor.farthest).contains(&at.abs_diff(*own));
            for (_, bytes) in unknown.iter().filter(|(at, _)| near(at)) {
                if note(Cause { key: CauseKey::Unknown, places: [*bytes, *place] }) {
                    return;
                }
            }
            let is_present = |partner: &Partner<u32>| {
                present.get(partner.symbol as usize / 64).is_some_and(|bits| bits >> (partner.symbol % 64) & 1 == 1)
            };
            for need in anchor.needs.iter().filter(|need| need.partners.iter().flatten().all(is_present)) {
                let mut stands = |partner: &Partner<u32>| {
                    // An anchor of one word is not its own partner.
                    let fits = |met: &&Met| {
                        let side = if met.at < *own { BEFORE } else { BEHIND };
                        met.at != *own && partner.sides & side != 0 && met.at.abs_diff(*own) <= u32::from(partner.reach)
                    };
                    met.iter().filter(fits).find(|met| {
                        let role = gates.role(met.pack, met.value);
                        let mut refers = role.pronouns.iter().filter(|pronoun| pronoun.partner == partner.symbol);
                        role.partners.contains(&partner.symbol)
                            || refers.any(|pronoun| {
                                let known = named.iter().find(|(known, _)| *known == pronoun.named).map(|(_, at)| *at);
                                let first = known.unwrap_or_else(|| {
                                    first_named(sought, text, before.unwrap_or(*start), *start, pronoun.named)
                                });
                                if known.is_none() {
                                    named.push((pronoun.named, first));
                                }
                                first < met.bytes.0
                            })
                    })
                };
                let mut partners = need.partners.iter().flatten();
                let Some(first) = partners.next().and_then(&mut stands) else { continue };
                if partners.all(|partner| stands(partner).is_some())
                    && note(Cause { key: CauseKey::Gate(anchor.symbol, need.symbols), places: [first.bytes, *place] })
                {
                    return;
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
            values(sought, text, &token, &tokens, &|_| Some(Reading::Typed), &mut |pack, value| {
                let is_member = |meaning| match meaning {
                    Meaning::Symbol(set) => sought.vocabulary.symbol(pack, set) == class,
                    Meaning::Entry(_) => false,
                };
                found |= value
                    .is_none_or(|value| sought.packs.get(pack).is_some_and(|pack| pack.senses(value).any(is_member)));
                found
            });
        }
        if found {
            return token.start;
        }
    }
    usize::MAX
}

/// How words are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As they are listed.
    Listed,
    /// However they are typed.
    Typed,
}

/// Tells the values of the words that begin with a token, and of which pack, `None` where only reading them can say, until
/// it is told to end.
fn values(
    sought: Sought<'_>,
    text: &str,
    token: &Token,
    behind: &Tokens<'_>,
    reading: &dyn Fn(usize) -> Option<Reading>,
    tell: &mut dyn FnMut(usize, Option<u64>) -> bool,
) {
    let word = |token: &Token| Next::Word(text.get(token.start..token.end).unwrap_or_default());
    let own = text.get(token.start..token.end).unwrap_or_default();
    let first = FirstWord::new(sought.filter, &token.skeleton, own);
    if !first.may_begin(sought.filter) {
        return;
    }
    let rest = behind.clone().take_while(|next| !next.starts_sentence && !is_address(next)).zip(0..=LONGEST);
    let rest = rest.map(|(next, ahead)| if next.slow || ahead == LONGEST { Next::Unknown } else { word(&next) });
    for (number, pack) in sought.packs.iter().enumerate() {
        let Some(reading) = reading(number).filter(|_| first.may_begin(sought.filter.of(number))) else { continue };
        let words = core::iter::once(word(token)).chain(rest.clone());
        let as_listed = reading == Reading::Listed || pack.spellings().is_empty();
        if confirm::spelled_phrase(pack, 1, as_listed, words, &mut |value| tell(number, value)) {
            return;
        }
    }
}
