//! What the words of a sentence are to the gates, read for the anchors in it.

use super::confirm::{self, Next};
use super::first::FirstWord;
use super::reach::{Own, farthest, run, within_reach};
use super::roles::{Anchor, Need};
use super::spans::Role;
use super::{Sought, is_address};
use crate::lookup::Symbol;
use crate::pack::patterns::{BEFORE, BEHIND, Meaning, Partner};
use crate::pack::set::PackSet;
use crate::text::{Token, Tokens};

/// A partner of several words is read so far; whether a longer one is there is left to analyse.
const LONGEST: usize = 8;

/// A word that is to be read for a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// Its number in the sentence.
    pub(super) at: u32,
    pub(super) pack: u16,
}

impl Wanted {
    /// All words, for all packs.
    pub(super) const ALL: Self = Self { at: 0, pack: 0 };
}

/// The words of a sentence that are partners.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// Whether any word has been read.
    begun: bool,
    /// Whether all were wanted.
    whole: bool,
    /// The words that have been read, in order, and whether however they are typed.
    read: Vec<(Wanted, bool)>,
    /// By the numbers of partners: bit `n` set where a word is it whose number in the sentence leaves `n` of 64.
    places: Vec<u64>,
    /// The partners of which `places` has any.
    present: Vec<u32>,
    /// Words with a meaning.
    met: Vec<Met>,
    /// Words that only reading can tell.
    unknown: Vec<(u32, (usize, usize))>,
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

impl Presence {
    /// Begins a sentence.
    #[inline(always)]
    pub(super) fn forget(&mut self) {
        self.begun = false;
    }

    fn begin(&mut self, sought: Sought<'_>) {
        for partner in self.present.drain(..) {
            if let Some(places) = self.places.get_mut(partner as usize) {
                *places = 0;
            }
        }
        self.places.resize(sought.gates.partners.len(), 0);
        self.met.clear();
        self.unknown.clear();
        self.read.clear();
        self.begun = true;
        self.whole = false;
    }

    /// Reads what words of the sentence that begins at a byte are, each once for all of its anchors. What is typed in another
    /// way is read so for the packs that ask; of other packs, which may share a word with them, only what they list is looked
    /// for. Tells whether nothing was known before.
    #[inline(never)]
    pub(super) fn read(
        &mut self,
        sought: Sought<'_>,
        text: &str,
        start: usize,
        asking: PackSet,
        wanted: &mut Vec<Wanted>,
    ) -> bool {
        let begins = !self.begun;
        if begins {
            self.begin(sought);
        }
        if wanted.contains(&Wanted::ALL) {
            self.want_all(sought, text, start, wanted);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let typed = |wanted: &Wanted| asking.contains(usize::from(wanted.pack));
        wanted.retain(|wanted| match self.read.binary_search_by_key(wanted, |(known, _)| *known) {
            Ok(at) => typed(wanted) && self.read.get(at).is_some_and(|(_, typed)| !typed),
            Err(_) => true,
        });
        if wanted.is_empty() {
            return begins;
        }
        let mut left = wanted.as_slice();
        for_words(text, start, |at, token, behind| {
            let own = left.iter().take_while(|wanted| wanted.at <= at).count();
            let Some((own, behind_it)) = left.split_at_checked(own).filter(|(own, _)| !own.is_empty()) else { return };
            left = behind_it;
            let bytes = (token.start, token.end);
            if token.slow {
                return;
            }
            let reading = |number: usize| {
                let own = own.iter().find(|wanted| usize::from(wanted.pack) == number)?;
                Some(if typed(own) { Reading::Typed } else { Reading::Listed })
            };
            values(sought, text, token, behind, &reading, &mut |pack, value| {
                let Some(value) = value else {
                    self.unknown.push((at, bytes));
                    return true;
                };
                self.meet(sought, pack, value, at, bytes);
                false
            });
        });
        self.read.retain(|(known, _)| wanted.binary_search(known).is_err());
        self.read.extend(wanted.iter().map(|wanted| (*wanted, typed(wanted))));
        self.read.sort_unstable();
        begins
    }

    /// Wants all words for all packs, and notes those that only reading can tell.
    #[cold]
    fn want_all(&mut self, sought: Sought<'_>, text: &str, start: usize, wanted: &mut Vec<Wanted>) {
        wanted.clear();
        let known = core::mem::replace(&mut self.whole, true);
        for_words(text, start, |at, token, _| {
            if token.slow {
                self.unknown.extend((!known).then_some((at, (token.start, token.end))));
            } else {
                let packs = 0..u16::try_from(sought.packs.len()).unwrap_or(u16::MAX);
                wanted.extend(packs.map(|pack| Wanted { at, pack }));
            }
        });
    }

    fn meet(&mut self, sought: Sought<'_>, pack: usize, value: u64, at: u32, bytes: (usize, usize)) {
        let role = sought.gates.role(pack, value);
        self.place(role, run(at, 1));
        if !role.partners.is_empty() || !role.pronouns.is_empty() {
            self.met.push(Met { pack, value, at, bytes });
        }
    }

    /// Notes where a term may begin whose role is known. Whether what a pronoun stands for was named is asked when all the
    /// rest is there.
    #[inline(never)]
    fn place(&mut self, role: Role<'_>, begins: u64) {
        for &number in role.partners.iter().chain(role.pronouns.iter().map(|pronoun| &pronoun.partner)) {
            if let Some(places) = self.places.get_mut(number as usize) {
                if *places == 0 {
                    self.present.push(number);
                }
                *places |= begins;
            }
        }
    }

    /// The place of a word near an anchor, the words `own`, that only reading can tell.
    pub(super) fn unknown_near(&self, anchor: &Anchor, own: Own) -> Option<(usize, usize)> {
        let near = |at: &u32| (1..=anchor.farthest).contains(&at.abs_diff(own.first));
        self.unknown.iter().find(|(at, _)| near(at)).map(|(_, bytes)| *bytes)
    }

    /// Whether all partners of a need may stand where they may, for an anchor that is the words `own` of a sentence with
    /// these `fillers`.
    fn may_meet(&self, need: &Need, own: Own, fillers: u64) -> bool {
        need.partners.iter().flatten().all(|partner| {
            let places = self.places.get(partner.symbol as usize).copied().unwrap_or_default();
            places != 0 && places & within_reach(partner, own, fillers) != 0
        })
    }

    /// The needs of an anchor, the words `own` of a sentence with these `fillers`, for packs that are not done, of which all partners stand where they may,
    /// each with the place of the first. `is_named` says whether a member of a class stands before a pronoun at a byte.
    pub(super) fn found<'s>(
        &'s self,
        sought: Sought<'s>,
        anchor: &'s Anchor,
        (own, fillers): (Own, u64),
        done: PackSet,
        mut is_named: impl FnMut(Symbol, usize) -> bool + 's,
    ) -> impl Iterator<Item = (&'s Need, (usize, usize))> + 's {
        let open = move |need: &&Need| !done.contains(need.pack as usize) && self.may_meet(need, own, fillers);
        anchor.needs.iter().filter(open).filter_map(move |need| {
            let mut stands = |partner: &Partner<u32>| {
                let reach = within_reach(partner, own, fillers);
                let fits = |met: &&Met| {
                    let side = if met.at < own.first { BEFORE } else { BEHIND };
                    let is_near = !own.contains(met.at)
                        && met.at.abs_diff(own.first) <= farthest(partner)
                        && partner.sides & side != 0;
                    is_near && reach & run(met.at, 1) != 0
                };
                self.met.iter().filter(fits).find(|met| {
                    let role = sought.gates.role(met.pack, met.value);
                    let mut refers = role.pronouns.iter().filter(|pronoun| pronoun.partner == partner.symbol);
                    role.partners.contains(&partner.symbol)
                        || refers.any(|pronoun| is_named(pronoun.named, met.bytes.0))
                })
            };
            let mut partners = need.partners.iter().flatten();
            let first = partners.next().and_then(&mut stands)?;
            partners.all(|partner| stands(partner).is_some()).then_some((need, first.bytes))
        })
    }
}

/// Calls for every word of the sentence that begins at a byte, with its number and what is behind it.
pub(super) fn for_words(text: &str, start: usize, mut call: impl FnMut(u32, &Token, &Tokens<'_>)) {
    let mut tokens = Tokens::new(text, start);
    for at in 1u32.. {
        let Some(token) = tokens.next().filter(|token| at == 1 || !token.starts_sentence) else { break };
        if !is_address(&token) {
            call(at, &token, &tokens);
        }
    }
}

/// Where a member of a class first stands in the sentence before or in this one, in bytes.
pub(super) fn first_named(sought: Sought<'_>, text: &str, from: usize, own: usize, class: Symbol) -> usize {
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
    let begins = sought.gates.may_begin(&first);
    let rest = behind.clone().take_while(|next| !next.starts_sentence && !is_address(next)).zip(0..=LONGEST);
    let rest = rest.map(|(next, ahead)| if next.slow || ahead == LONGEST { Next::Unknown } else { word(&next) });
    for (number, pack) in sought.packs.iter().enumerate() {
        let may_begin = match sought.gates.can_guess(number) {
            true => begins.contains(number),
            false => first.may_begin(sought.filter.of(number)),
        };
        let Some(reading) = reading(number).filter(|_| may_begin) else { continue };
        let words = core::iter::once(word(token)).chain(rest.clone());
        let as_listed = reading == Reading::Listed || pack.spellings().is_empty();
        if confirm::spelled_phrase(pack, 1, as_listed, words, &mut |value| tell(number, value)) {
            return;
        }
    }
}
