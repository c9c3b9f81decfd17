//! What each value of each pack's terms is to the gates: worked out once, so that a word costs a few look-ups.

use super::company::Lone;
use super::first::FirstWord;
use super::guesses::{Guess, Guesses};
use super::numbers::{ANCHOR, NOTHING, Numbers, PARTNER, count};
use super::reach::farthest;
use super::spans::{Role, Roles, SEVERAL};
use crate::lookup::{FILLER, Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::firsts::First;
use crate::pack::keys::Keys;
use crate::pack::letters::may_be;
use crate::pack::patterns::{Meaning, PARTNERS, Partner};
use crate::pack::set::PackSet;

/// So many of a need's partners, the rarest, are asked for first.
pub(super) const RARE: usize = 2;

/// The gates of all packs.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    pub(super) anchors: Vec<Anchor>,
    /// The symbols that are partners of some anchor, by their numbers as such.
    pub(super) partners: Vec<Symbol>,
    /// How many of them are among the two rarest of some need; these have the lowest numbers.
    pub(super) rare_count: u32,
    packs: Vec<Roles>,
    guesses: Guesses,
    /// Of each pack by their numbers the entries that need company; none where something besides another entry is company enough.
    lone: Vec<Box<[Option<Lone>]>>,
    /// Whether some pack has fillers that cannot be guessed.
    fillers_unseen: bool,
    /// The packs of whose words nothing can be guessed.
    pub(super) unguessed: PackSet,
}

/// A symbol that wakes a sentence, alone or with others near it.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) symbol: Symbol,
    /// The packs for which it does so alone, …
    pub(super) alone: PackSet,
    /// … those of them for which no company is needed, …
    pub(super) sure: PackSet,
    /// … and the entries that need some.
    pub(super) lone: Vec<Lone>,
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
    pub(super) pack: u32,
    /// The entry that is found by them, where it is the only one and needs company.
    pub(super) lone: Option<Lone>,
    /// The numbers of the two rarest, the same twice where there is but one.
    pub(super) rare: [u32; RARE],
    pub(super) partners: [Option<Partner<u32>>; PARTNERS],
}

/// What is known of a guess: that an entry is among its terms, and that patterns may pass over one.
const ENTRY: u32 = 1;
const PASSED: u32 = 2;

impl Gates {
    /// Linear in the packs' gates and in what their terms mean.
    #[inline(never)]
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        // A rule's cues wake nothing.
        let mut gates = Self::default();
        if !packs.iter().flat_map(Pack::rules).any(|rule| rule.company) {
            let of = |(number, pack): (usize, &Pack)| {
                (0..pack.entry_count()).map(|entry| Lone::of(pack, count(number), entry)).collect()
            };
            gates.lone.extend(packs.iter().enumerate().map(of));
        }
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
                let mut told = NOTHING;
                pack.for_meanings(value, |meaning| match meaning {
                    Meaning::Entry(entry) => told = if told == NOTHING { entry } else { told | SEVERAL },
                    Meaning::Symbol(set) => roles.add(of(set), &numbers),
                });
                roles.tell(told);
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
            let keys = pack.keys().into_iter().flat_map(Keys::firsts).zip(lists.numbers()).enumerate();
            let own = u16::try_from(number).unwrap_or(u16::MAX);
            guessed.extend(keys.map(|(n, (key, list))| Guess { key, pack: own, letters: pack.first_letters(n), list }));
            gates.packs.push(roles);
        }
        gates.guesses = Guesses::new(&guessed);
        for (number, pack) in
            packs.iter().enumerate().filter(|(number, _)| !gates.packs.get(*number).is_some_and(Roles::can_guess))
        {
            gates.unguessed = gates.unguessed.and(PackSet::one(number));
            gates.fillers_unseen |= pack.symbol_count() > 0;
        }
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
        self.rare_count = count(self.partners.len());
    }

    #[inline(never)]
    fn number_partner(&mut self, symbol: Symbol, numbers: &mut Numbers) -> Option<u32> {
        let number = numbers.number(symbol, PARTNER, self.partners.len())?;
        if number as usize == self.partners.len() {
            self.partners.push(symbol);
        }
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
                let [alone, sure, asking] = [PackSet::NONE; 3];
                let (needs, lone) = (Vec::new(), Vec::new());
                self.anchors.push(Anchor { symbol: key, alone, sure, lone, asking, needs, farthest: 0 });
            }
            let partners = gate.partners.map(|partner| {
                let partner = partner?;
                let number = self.number_partner(symbol(partner.symbol), numbers)?;
                let Partner { reach, joints, sides, .. } = partner;
                Some(Partner { symbol: number, reach, joints, sides })
            });
            let lone = gate.lone.and_then(|entry| self.lone(number, entry));
            let Some(anchor) = self.anchors.get_mut(at as usize) else { continue };
            let rare = match partners {
                [Some(first), Some(second), ..] => [first.symbol, second.symbol],
                [first, ..] => [first.map_or(NOTHING, |first| first.symbol); RARE],
            };
            let need = Need { pack: count(number), lone, rare, partners };
            let reaches = need.partners.iter().flatten().map(farthest::<u32>);
            anchor.farthest = reaches.max().unwrap_or_default().max(anchor.farthest);
            if need.partners.iter().all(Option::is_none) {
                let own = PackSet::one(number);
                anchor.alone = anchor.alone.and(own);
                match lone {
                    Some(lone) => anchor.lone.push(lone),
                    None => anchor.sure = anchor.sure.and(own),
                }
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
    pub(crate) fn can_guess(&self, pack: usize) -> bool {
        self.packs.get(pack).is_some_and(Roles::can_guess)
    }

    /// Tells what terms may be that are guessed by a word; `false` where it may be anything.
    #[inline(always)]
    pub(super) fn for_guesses(&self, word: &FirstWord, mut tell: impl FnMut(&Guess)) -> bool {
        let Some(keys) = word.keys() else { return false };
        for &key in keys {
            for guess in self.guesses.bucket(key) {
                if guess.key == key && may_be(word.letters, guess.letters) {
                    tell(guess);
                }
            }
        }
        true
    }

    /// The packs of which some term may begin with a word, or be guessed by it, as far as that can be guessed.
    pub(crate) fn may_begin(&self, word: &FirstWord) -> PackSet {
        let mut packs = PackSet::NONE;
        let known = self.for_guesses(word, |guess| packs = packs.and(PackSet::one(usize::from(guess.pack))));
        if known { packs } else { PackSet::ALL }
    }

    /// What terms that are guessed may be partners of; in order.
    pub(super) fn guessed_partners(&self, pack: u16, list: u32) -> &[u32] {
        self.packs.get(usize::from(pack)).map(|roles| roles.guessed_partners(list)).unwrap_or_default()
    }

    /// Whether terms that are guessed may be an entry, and the numbers of the anchors they may be.
    pub(super) fn guessed_anchors(&self, pack: usize, list: u32) -> (bool, &[u32]) {
        let Some(roles) = self.packs.get(pack) else { return (false, &[]) };
        let (told, anchors) = roles.guessed_anchors(list);
        (told & ENTRY != 0, anchors)
    }

    /// Whether patterns may pass over a term that is guessed.
    #[inline]
    pub(super) fn is_passed(&self, guess: &Guess) -> bool {
        let roles = self.packs.get(usize::from(guess.pack));
        roles.is_none_or(|roles| roles.guessed_anchors(guess.list).0 & PASSED != 0)
    }

    /// The words of a sentence that may be fillers, by those that may begin some.
    pub(super) const fn fillers(&self, beginnings: u64) -> u64 {
        if self.fillers_unseen { u64::MAX } else { beginnings | beginnings.rotate_left(1) | beginnings.rotate_left(2) }
    }

    /// Whether a term of a pack that patterns may pass over may begin with a word.
    pub(crate) fn may_pass(&self, pack: usize, word: &FirstWord) -> bool {
        let Some(roles) = self.packs.get(pack) else { return true };
        let mut may = !roles.can_guess();
        let known = self.for_guesses(word, |guess| {
            may |= usize::from(guess.pack) == pack && roles.guessed_anchors(guess.list).0 & PASSED != 0;
        });
        may || !known
    }

    /// An entry of a pack, if it needs company.
    pub(super) fn lone(&self, pack: usize, entry: u32) -> Option<Lone> {
        self.lone.get(pack)?.get(entry as usize).copied().flatten()
    }

    /// What a value of a pack is.
    pub(super) fn role(&self, pack: usize, value: u64) -> Role<'_> {
        self.packs.get(pack).map_or(Role::NONE, |roles| roles.value(value))
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        let needs: usize = self.anchors.iter().map(|anchor| anchor.needs.len()).sum();
        self.packs.iter().map(Roles::byte_len).sum::<usize>()
            + self.lone.iter().map(|own| size_of_val(&**own)).sum::<usize>()
            + needs * size_of::<Need>()
            + self.partners.len() * size_of::<Symbol>()
            + self.guesses.byte_len()
            + self.anchors.len() * size_of::<Anchor>()
    }
}
