//! What the patterns of one pack are matched along: edges from word to word of a sentence, each with a set of the pack.

use super::Lexicons;
use super::lattice::{Lattice, Run, Sense};
use super::named::Named;
use super::uses::Use;
use crate::lookup::{FILLER, Symbol};
use crate::pack::patterns::{Meaning, NONE, Reference};

/// Words `start..end` of a sentence are a member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) start: u16,
    pub(super) end: u16,
    /// [`NONE`] where the words are only passed over.
    pub(super) set: u16,
    /// Whether they may be passed over as a filler.
    pub(super) filler: bool,
    /// Whether a pack lists them as they stand.
    pub(super) listed: bool,
    /// What its spelling costs, in centinats.
    pub(super) cost: i32,
    /// The number of its run in the lattice.
    pub(super) run: u32,
    /// As a pronoun, the number of what it stands for, [`NOTHING`] for any other word.
    pub(super) antecedent: u32,
}

/// See [`Edge::antecedent`].
pub(super) const NOTHING: u32 = u32::MAX;

/// The edges of a pack; its buffers are kept.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// By their starts.
    pub(super) all: Vec<Edge>,
    /// What pronouns stand for, in bytes of the text.
    pub(super) antecedents: Vec<(usize, usize)>,
}

impl Edges {
    /// Takes in what a sentence's words are to a pack, and what its pronouns stand for of what was named.
    pub(super) fn read(&mut self, lexicons: Lexicons<'_>, number: usize, lattice: &Lattice, named: &Named) {
        self.all.clear();
        self.antecedents.clear();
        let filler = lexicons.vocabulary.named(FILLER);
        let (mut first, mut start) = (0, 0);
        // Bit `n`: a run of `n` words began at the word in hand. Whether another is as long, or may be.
        let (mut lengths, mut twice) = (0u64, false);
        for (at, run) in (0u32..).zip(&lattice.runs) {
            if run.start != start {
                self.settle(first, twice);
                (first, start, lengths, twice) = (self.all.len(), run.start, 0, false);
            }
            let bit = 1 << ((run.end - run.start) % 64);
            twice |= lengths & bit != 0;
            lengths |= bit;
            self.add(lexicons, number, filler, (at, run));
            if run.is(Use::PRONOUN) {
                twice = true;
                self.refer(lexicons, number, (at, run), named);
            }
        }
        self.settle(first, twice);
    }

    /// Takes in what a run is to the pack.
    fn add(&mut self, lexicons: Lexicons<'_>, number: usize, filler: Option<Symbol>, (at, run): (u32, &Run)) {
        let Lexicons { packs, vocabulary, .. } = lexicons;
        let &Run { start, end, listed, .. } = run;
        let any = Edge { start, end, set: NONE, filler: false, listed, cost: run.cost(), run: at, antecedent: NOTHING };
        match run.sense {
            Sense::Term { pack, value, .. } if usize::from(pack) == number => {
                let Some(pack) = packs.get(number) else { return };
                let passed = filler.and_then(|filler| vocabulary.set(number, filler)).unwrap_or(NONE);
                pack.for_meanings(value, |meaning| {
                    if let Meaning::Symbol(set) = meaning {
                        self.all.push(Edge { set, filler: set == passed, ..any });
                    }
                });
                if !run.miscased.is_empty() {
                    self.all.retain(|edge| edge.run != at || !run.miscased.contains(&edge.set));
                }
            }
            // Another pack's word is used as that lists it, but passed over however it is typed.
            Sense::Term { uses, .. } if !listed => {
                if uses.is(Use::FILLER) {
                    self.all.push(Edge { filler: true, ..any });
                }
            }
            Sense::Term { pack, value, uses } => {
                if uses.is(Use::SHARED) {
                    let shared = lexicons.uses.shared(usize::from(pack), value);
                    self.all.extend(shared.filter_map(|symbol| {
                        let (set, filler) = (vocabulary.set(number, symbol), Some(symbol) == filler);
                        (set.is_some() || filler).then_some(Edge { set: set.unwrap_or(NONE), filler, ..any })
                    }));
                }
            }
            Sense::Shape(symbol) => {
                self.all.extend(vocabulary.set(number, symbol).map(|set| Edge { set, ..any }));
            }
        }
    }

    /// Takes in what a pronoun stands for.
    fn refer(&mut self, lexicons: Lexicons<'_>, number: usize, (at, run): (u32, &Run), all: &Named) {
        let own = matches!(run.sense, Sense::Term { pack, .. } if usize::from(pack) == number);
        if !own && !run.listed {
            return;
        }
        let mut pronouns: Vec<Symbol> =
            run.symbols(lexicons).filter(|symbol| lexicons.references.has(*symbol)).collect();
        pronouns.sort_unstable();
        let &Run { start, end, listed, .. } = run;
        for Reference { class, named, .. } in pronouns.iter().flat_map(|pronoun| lexicons.references.of(*pronoun)) {
            let Some(set) = lexicons.vocabulary.set(number, class) else { continue };
            let Some(bytes) = all.before(named, start) else { continue };
            let antecedent = u32::try_from(self.antecedents.len()).unwrap_or(NOTHING);
            self.antecedents.push(bytes);
            self.all.push(Edge { start, end, set, filler: false, listed, cost: run.cost(), run: at, antecedent });
        }
    }

    /// Of the ways to read the same words as a member of the same set the cheapest is kept. A word that is itself a member
    /// needs no antecedent.
    fn settle(&mut self, first: usize, twice: bool) {
        if !twice {
            return;
        }
        let mut own = self.all.split_off(first.min(self.all.len()));
        own.sort_by_key(|edge| {
            let refers = edge.antecedent != NOTHING;
            (edge.end, edge.set, !edge.listed, refers, if refers { 0 } else { edge.cost })
        });
        own.dedup_by_key(|edge| (edge.end, edge.set, edge.listed));
        self.all.append(&mut own);
    }
}
