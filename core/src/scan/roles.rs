//! What each value of each pack's terms is to the gates: worked out once, so that a word costs a few look-ups.

use super::guesses::{Guess, Guesses};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::firsts::First;
use crate::pack::keys::Keys;
use crate::pack::patterns::{Meaning, PARTNERS, Partner, Reference};
use core::ops::Range;

/// The gates of all packs.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    pub(super) anchors: Vec<Anchor>,
    /// How many symbols are partners of some anchor; they are numbered from 0.
    pub(super) partner_count: usize,
    packs: Vec<Roles>,
    guesses: Guesses,
}

/// A symbol that wakes a sentence, alone or with others near it.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) symbol: Symbol,
    pub(super) alone: bool,
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

/// What the values of a pack are.
#[derive(Debug, Default)]
struct Roles {
    values: Vec<Spans>,
    anchors: Vec<u32>,
    partners: Vec<u32>,
    pronouns: Vec<Pronoun>,
    /// What all terms are together that are guessed by a word.
    guesses: Vec<Spans>,
}

/// The numbers of symbols, by symbol.
struct Numbers {
    anchors: Vec<Option<u32>>,
    partners: Vec<Option<u32>>,
    pronouns: Vec<Vec<Reference<Symbol>>>,
}

impl Roles {
    /// Takes in what is a member of these sets.
    #[inline(never)]
    fn take_in(&mut self, sets: impl Iterator<Item = Symbol>, numbers: &Numbers) -> Spans {
        let from = (self.anchors.len(), self.partners.len(), self.pronouns.len());
        let number_of = |numbers: &[Option<u32>], symbol: Symbol| numbers.get(symbol as usize).copied().flatten();
        for symbol in sets {
            let stands_for = numbers.pronouns.get(symbol as usize).map(Vec::as_slice).unwrap_or_default();
            // A pronoun may be the anchor for what it stands for.
            let any = stands_for.iter().map(|reference| reference.class).chain([symbol]);
            self.anchors.extend(any.filter_map(|symbol| number_of(&numbers.anchors, symbol)));
            self.partners.extend(number_of(&numbers.partners, symbol));
            self.pronouns.extend(stands_for.iter().filter_map(|reference| {
                Some(Pronoun { partner: number_of(&numbers.partners, reference.class)?, named: reference.named })
            }));
        }
        Spans {
            entry: None,
            anchors: from.0..self.anchors.len(),
            partners: from.1..self.partners.len(),
            pronouns: from.2..self.pronouns.len(),
        }
    }

    #[inline(never)]
    fn role(&self, spans: &Spans) -> Role<'_> {
        Role {
            entry: spans.entry,
            anchors: self.anchors.get(spans.anchors.clone()).unwrap_or_default(),
            partners: self.partners.get(spans.partners.clone()).unwrap_or_default(),
            pronouns: self.pronouns.get(spans.pronouns.clone()).unwrap_or_default(),
        }
    }
}

#[derive(Debug)]
struct Spans {
    entry: Option<u32>,
    anchors: Range<usize>,
    partners: Range<usize>,
    pronouns: Range<usize>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role<'g> {
    /// An entry by itself.
    pub(super) entry: Option<u32>,
    /// Numbers of anchors, those it may stand for as a pronoun included.
    pub(super) anchors: &'g [u32],
    /// Numbers of partners.
    pub(super) partners: &'g [u32],
    /// As a pronoun, of what.
    pub(super) pronouns: &'g [Pronoun],
}

/// A word that is a partner where a member of a class was named before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pronoun {
    pub(super) partner: u32,
    pub(super) named: Symbol,
}

impl Gates {
    /// Linear in the packs' gates and in what their terms mean.
    pub(crate) fn new(packs: &[Pack], vocabulary: &Vocabulary) -> Self {
        let mut gates = Self::default();
        // Symbols are numbered from 0, so that a word's meanings are looked up without a search.
        let mut anchors: Vec<Option<u32>> = vec![None; vocabulary.len()];
        let mut partners: Vec<Option<u32>> = vec![None; vocabulary.len()];
        let mut pronouns: Vec<Vec<Reference<Symbol>>> = vec![Vec::new(); vocabulary.len()];
        for (number, pack) in packs.iter().enumerate() {
            let symbol = |set| vocabulary.symbol(number, set);
            for gate in pack.gates() {
                let key = symbol(gate.anchor);
                let Some(slot) = anchors.get_mut(key as usize) else { continue };
                let at = *slot.get_or_insert_with(|| {
                    gates.anchors.push(Anchor { symbol: key, alone: false, needs: Vec::new(), farthest: 0 });
                    count(gates.anchors.len() - 1)
                });
                let Some(anchor) = gates.anchors.get_mut(at as usize) else { continue };
                let symbols = gate.partners.map(|partner| partner.map(|partner| symbol(partner.symbol)));
                let mut numbered = |partner: Partner<u16>| {
                    let slot = partners.get_mut(symbol(partner.symbol) as usize)?;
                    let number = *slot.get_or_insert_with(|| {
                        gates.partner_count += 1;
                        count(gates.partner_count - 1)
                    });
                    Some(Partner { symbol: number, reach: partner.reach, sides: partner.sides })
                };
                let partners = gate.partners.map(|partner| partner.and_then(&mut numbered));
                let need = Need { pack: number, partners, symbols };
                let reaches = need.partners.iter().flatten().map(|partner| u32::from(partner.reach));
                anchor.farthest = reaches.max().unwrap_or_default().max(anchor.farthest);
                if need.partners.iter().all(Option::is_none) {
                    anchor.alone = true;
                } else {
                    anchor.needs.push(need);
                }
            }
            for reference in pack.references() {
                let reference = reference.map(symbol);
                if let Some(stands_for) = pronouns.get_mut(reference.pronoun as usize) {
                    stands_for.push(reference);
                }
            }
        }
        let (mut guessed, mut list) = (Vec::new(), Vec::new());
        let numbers = Numbers { anchors, partners, pronouns };
        for (number, pack) in packs.iter().enumerate() {
            let mut roles = Roles::default();
            let symbol = |set| vocabulary.symbol(number, set);
            for value in 0..pack.value_count() {
                let mut entry = None;
                let sets = pack.senses(value).filter_map(|meaning| match meaning {
                    Meaning::Entry(number) => {
                        entry = entry.or(Some(number));
                        None
                    }
                    Meaning::Symbol(set) => Some(symbol(set)),
                });
                let spans = roles.take_in(sets, &numbers);
                roles.values.push(Spans { entry, ..spans });
            }
            let mut lists = pack.first_lists();
            while lists.next_list(&mut list) {
                let entry = (list.first() == Some(&First::Entry)).then_some(0);
                let sets = list.iter().filter_map(|first| match first {
                    First::Entry => None,
                    First::Set(set) => Some(symbol(*set)),
                });
                let spans = roles.take_in(sets, &numbers);
                roles.guesses.push(Spans { entry, ..spans });
            }
            let keys = pack.keys().into_iter().flat_map(Keys::firsts).zip(lists.numbers());
            guessed.extend(keys.map(|(key, list)| Guess { key, pack: count(number), list }));
            gates.packs.push(roles);
        }
        gates.guesses = Guesses::new(&guessed);
        gates
    }

    /// Whether it can be guessed what the words of a pack are.
    pub(super) fn can_guess(&self, pack: usize) -> bool {
        self.packs.get(pack).is_some_and(|roles| !roles.guesses.is_empty())
    }

    /// What the terms may be that are guessed by a word of this key, each pack's together, with the pack. Of its entry only
    /// whether there is one counts.
    pub(super) fn guess(&self, key: u32) -> impl Iterator<Item = (usize, Role<'_>)> {
        self.guesses.of(key).filter_map(|guess| {
            let roles = self.packs.get(guess.pack as usize)?;
            Some((guess.pack as usize, roles.role(roles.guesses.get(guess.list as usize)?)))
        })
    }

    /// What a value of a pack is.
    pub(super) fn role(&self, pack: usize, value: u64) -> Role<'_> {
        let Some(roles) = self.packs.get(pack) else { return Role::default() };
        let spans = usize::try_from(value).ok().and_then(|value| roles.values.get(value));
        spans.map(|spans| roles.role(spans)).unwrap_or_default()
    }

    /// Its size in memory, in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        let of = |roles: &Roles| {
            (roles.values.len() + roles.guesses.len()) * size_of::<Spans>()
                + (roles.anchors.len() + roles.partners.len()) * 4
                + roles.pronouns.len() * size_of::<Pronoun>()
        };
        let needs: usize = self.anchors.iter().map(|anchor| anchor.needs.len()).sum();
        self.packs.iter().map(of).sum::<usize>()
            + needs * size_of::<Need>()
            + self.guesses.byte_len()
            + self.anchors.len() * size_of::<Anchor>()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
