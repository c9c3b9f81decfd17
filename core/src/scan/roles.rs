//! What each value of each pack's terms is to the gates: worked out once, so that a word costs a few look-ups.

use super::first::FirstWord;
use super::guesses::{Guess, Guesses};
use super::numbers::{ANCHOR, NOTHING, Numbers, PARTNER, count};
use super::spans::{Role, Roles};
use crate::lookup::{FILLER, Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::firsts::First;
use crate::pack::keys::Keys;
use crate::pack::patterns::{Meaning, PARTNERS, Partner};
use crate::pack::set::PackSet;

/// So many of a need's partners, the rarest, are asked for first.
pub(super) const RARE: usize = 2;

/// The gates of all packs.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    pub(super) anchors: Vec<Anchor>,
    /// How many symbols are partners of some anchor; they are numbered from 0.
    pub(super) partner_count: usize,
    /// How many of them are among the two rarest of some need; these have the lowest numbers.
    pub(super) rare_count: u32,
    packs: Vec<Roles>,
    guesses: Guesses,
}

/// A symbol that wakes a sentence, alone or with others near it.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) symbol: Symbol,
    /// The packs for which it does so alone.
    pub(super) alone: PackSet,
    /// The packs of its needs.
    pub(super) asking: PackSet,
    pub(super) needs: Vec<Need>,
    /// How far away a partner may be, in tokens.
    pub(super) farthest: u32,
}

/// All partners of an anchor: their numbers, and where each may stand.
#[derive(Debug)]
pub(super) struct Need {
    /// The pack that asks for them.
    pub(super) pack: usize,
    pub(super) partners: [Option<Partner<u32>>; PARTNERS],
    pub(super) symbols: [Option<Symbol>; PARTNERS],
}

/// What is known of a guess: that an entry is among its terms, and that patterns may pass over one.
const ENTRY: u32 = 1;
const PASSED: u32 = 2;

impl Gates {
    /// Linear in the packs' gates and in what their terms mean.
    #[inline(never)]
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        let mut gates = Self::default();
        // Symbols are numbered from 0, so that a word's meanings are looked up without a search.
        let mut numbers = Numbers::new(vocabulary.len());
        gates.number_rare(packs, vocabulary, &mut numbers);
        for (number, pack) in packs.iter().enumerate() {
            gates.add_anchors(number, pack, vocabulary, &mut numbers);
        }
        let mut guessed = Vec::new();
        for (number, pack) in packs.iter().enumerate() {
            let mut roles = Roles::default();
            let sets = numbers.of_sets(number, pack, vocabulary);
            let of = |set: u16| sets.get(usize::from(set)).copied().unwrap_or([NOTHING; 3]);
            for value in 0..pack.value_count() {
                roles.begin();
                pack.for_meanings(value, |meaning| match meaning {
                    Meaning::Entry(entry) => roles.tell(entry),
                    Meaning::Symbol(set) => roles.add(of(set), &numbers),
                });
            }
            roles.end_values();
            let filler = vocabulary.named(FILLER).and_then(|filler| vocabulary.set(number, filler));
            let mut lists = pack.first_lists();
            loop {
                roles.begin();
                let mut told = 0;
                let more = lists.next_list(|first| match first {
                    First::Entry => told |= ENTRY,
                    First::Set(set) => {
                        told |= if Some(set) == filler { PASSED } else { 0 };
                        roles.add(of(set), &numbers);
                    }
                });
                if !more {
                    break;
                }
                roles.tell(told);
                roles.merge();
            }
            roles.shrink();
            let keys = pack.keys().into_iter().flat_map(Keys::firsts).zip(lists.numbers());
            guessed.extend(keys.map(|(key, list)| Guess { key, pack: count(number), list }));
            gates.packs.push(roles);
        }
        gates.guesses = Guesses::new(&guessed);
        gates
    }

    /// Numbers the rarest partners of all needs before the others.
    #[inline(never)]
    fn number_rare(&mut self, packs: &[Pack], vocabulary: &Vocabulary, numbers: &mut Numbers) {
        for (number, pack) in packs.iter().enumerate() {
            for gate in pack.gates() {
                for partner in gate.partners.iter().take(RARE).flatten() {
                    self.number_partner(vocabulary.symbol(number, partner.symbol), numbers);
                }
            }
        }
        self.rare_count = count(self.partner_count);
    }

    #[inline(never)]
    fn number_partner(&mut self, symbol: Symbol, numbers: &mut Numbers) -> Option<u32> {
        let number = numbers.number(symbol, PARTNER, self.partner_count)?;
        self.partner_count = self.partner_count.max(number as usize + 1);
        Some(number)
    }

    /// Takes in the anchors of a pack, what they need, and its pronouns.
    #[inline(never)]
    fn add_anchors(&mut self, number: usize, pack: &Pack, vocabulary: &Vocabulary, numbers: &mut Numbers) {
        let symbol = |set| vocabulary.symbol(number, set);
        for gate in pack.gates() {
            let key = symbol(gate.anchor);
            let Some(at) = numbers.number(key, ANCHOR, self.anchors.len()) else { continue };
            if at as usize == self.anchors.len() {
                let (alone, asking) = (PackSet::NONE, PackSet::NONE);
                self.anchors.push(Anchor { symbol: key, alone, asking, needs: Vec::new(), farthest: 0 });
            }
            let symbols = gate.partners.map(|partner| partner.map(|partner| symbol(partner.symbol)));
            let partners = gate.partners.map(|partner| {
                let partner = partner?;
                let number = self.number_partner(symbol(partner.symbol), numbers)?;
                Some(Partner { symbol: number, reach: partner.reach, sides: partner.sides })
            });
            let Some(anchor) = self.anchors.get_mut(at as usize) else { continue };
            let need = Need { pack: number, partners, symbols };
            let reaches = need.partners.iter().flatten().map(|partner| u32::from(partner.reach));
            anchor.farthest = reaches.max().unwrap_or_default().max(anchor.farthest);
            if need.partners.iter().all(Option::is_none) {
                anchor.alone = anchor.alone.and(PackSet::one(number));
            } else {
                anchor.asking = anchor.asking.and(PackSet::one(number));
                anchor.needs.push(need);
            }
        }
        for reference in pack.references() {
            let reference = reference.map(symbol);
            numbers.refer(reference);
        }
    }

    /// Whether it can be guessed what the words of a pack are.
    pub(super) fn can_guess(&self, pack: usize) -> bool {
        self.packs.get(pack).is_some_and(Roles::can_guess)
    }

    /// By the key of a word, the packs and the numbers of what all terms are together that are guessed by it.
    pub(super) fn guessed(&self, key: u32) -> impl Iterator<Item = (u32, u32)> {
        self.guesses.of(key).map(|guess| (guess.pack, guess.list))
    }

    /// What terms that are guessed may be partners of; in order.
    pub(super) fn guessed_partners(&self, pack: u32, list: u32) -> &[u32] {
        self.packs.get(pack as usize).map(|roles| roles.guessed_partners(list)).unwrap_or_default()
    }

    /// Whether terms that are guessed may be an entry, and the numbers of the anchors they may be.
    pub(super) fn guessed_anchors(&self, pack: usize, list: u32) -> (bool, &[u32]) {
        let Some(roles) = self.packs.get(pack) else { return (false, &[]) };
        let (told, anchors) = roles.guessed_anchors(list);
        (told & ENTRY != 0, anchors)
    }

    /// Whether a term of a pack that patterns may pass over may begin with a word.
    pub(crate) fn may_pass(&self, pack: usize, word: &FirstWord) -> bool {
        let Some(roles) = self.packs.get(pack) else { return true };
        let Some(keys) = word.keys().filter(|_| roles.can_guess()) else { return true };
        let mut guesses = keys.flat_map(|key| self.guesses.of(key)).filter(|guess| guess.pack as usize == pack);
        guesses.any(|guess| roles.guessed_anchors(guess.list).0 & PASSED != 0)
    }

    /// What a value of a pack is.
    pub(super) fn role(&self, pack: usize, value: u64) -> Role<'_> {
        self.packs.get(pack).map_or(Role::NONE, |roles| roles.value(value))
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        let needs: usize = self.anchors.iter().map(|anchor| anchor.needs.len()).sum();
        self.packs.iter().map(Roles::byte_len).sum::<usize>()
            + needs * size_of::<Need>()
            + self.guesses.byte_len()
            + self.anchors.len() * size_of::<Anchor>()
    }
}
