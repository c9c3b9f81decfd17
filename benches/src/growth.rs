//! Whether time stays in proportion to the text: the same kind of text at one, four and sixteen times the length.

use crate::hostile;
use crate::inputs::Term;
use crate::measure::{cpu_time, median};
use sipar::{Scorer, Scratch};
use std::hint::black_box;

/// The lengths, in bytes.
pub const LENGTHS: [usize; 3] = [16 << 10, 64 << 10, 256 << 10];
const ROUNDS: usize = 5;

/// What a kind of text costs.
pub struct Growth {
    /// Which kind.
    pub kind: &'static str,
    /// Nanoseconds a byte at each of the lengths, with the list.
    pub list: [f64; 3],
    /// The same with the bundled packs.
    pub packs: [f64; 3],
}

/// The costs of a document and of every kind of hostile text.
#[must_use]
pub fn growth(list: &Scorer, packs: &Scorer, document: &str, terms: &[Term]) -> Vec<Growth> {
    // Its beginning again and again: further on it says other things, which cost more or less.
    let beginning = hostile::text(document, LENGTHS[0]);
    let kinds = [("an ordinary document", beginning)].into_iter().chain(hostile::kinds(terms));
    let costs = kinds.map(|(kind, unit)| {
        let cost = |scorer: &Scorer| LENGTHS.map(|bytes| cost(scorer, &hostile::text(&unit, bytes)));
        Growth { kind, list: cost(list), packs: cost(packs) }
    });
    costs.collect()
}

fn cost(scorer: &Scorer, text: &str) -> f64 {
    let mut scratch = Scratch::default();
    // Short texts several times, so that the clock's steps do not show.
    let repeats = (LENGTHS[2] / text.len().max(1)).clamp(1, 16);
    let mut once = || drop(black_box(scorer.score_with(&mut scratch, black_box(text))));
    once();
    let mut times: Vec<_> = (0..ROUNDS).map(|_| cpu_time(|| (0..repeats).for_each(|_| once())).1).collect();
    median(&mut times).as_secs_f64() * 1e9 / (repeats * text.len()) as f64
}

impl Growth {
    /// How much more a byte costs in the longest text than in the shortest, at most: with the list or with the packs.
    #[must_use]
    pub fn factor(&self) -> f64 {
        (self.list[2] / self.list[0]).max(self.packs[2] / self.packs[0])
    }
}
