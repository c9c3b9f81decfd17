//! How many threads the patterns of a pack may have to follow at one word: a search for the sentence that needs most.
//!
//! Words are grouped by the sets they are in, and of two groups the one that is in all the other's sets is enough. The
//! sentence is built word by word; of all ways to go on those with the most threads are kept. The search may miss the very
//! worst; what it finds is real. That no more than [`MAX_THREADS`](super::threads::MAX_THREADS) are followed in any case is
//! seen to while matching.

use super::edges::{Edge, NOTHING};
use super::threads::{Search, Thread, Threads};
use crate::lookup::{FILLER, Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::Meaning;
use std::collections::BTreeSet;

/// Sentences kept at each word.
const KEPT: usize = 6;
/// Words of a sentence: enough for a gap of the greatest length to be filled and one more element.
const WORDS: usize = 12;

/// The most threads at one word that the search finds.
pub(crate) fn widest(pack: &Pack) -> usize {
    let Some(walker) = pack.pattern_walker() else { return 0 };
    let vocabulary = &Vocabulary::new(core::slice::from_ref(pack));
    let Some(starts) = vocabulary.starts(0) else { return 0 };
    let search = Search { pack, starts, walker };
    let words = words(pack, vocabulary);
    let mut buffers = Threads::default();
    let mut widest = 0;
    let mut kept: Vec<Vec<Thread>> = vec![Vec::new()];
    for _ in 0..WORDS {
        let longer = kept.iter().flat_map(|threads| words.iter().map(move |word| (threads, word)));
        let mut all: Vec<Vec<Thread>> = longer.map(|(threads, word)| buffers.behind(&search, threads, word)).collect();
        all.sort_by_key(|threads| core::cmp::Reverse(threads.len()));
        all.truncate(KEPT);
        widest = all.first().map_or(0, Vec::len).max(widest);
        kept = all;
    }
    widest
}

/// The kinds of words there are: what sets each is in, without those whose sets another is in as well.
fn words(pack: &Pack, vocabulary: &Vocabulary) -> Vec<Vec<Edge>> {
    let references: Vec<_> = pack.references().map(|r| r.map(|set| vocabulary.symbol(0, set))).collect();
    let mut all: BTreeSet<BTreeSet<Symbol>> = BTreeSet::new();
    for value in 0..pack.value_count() {
        let mut group: BTreeSet<Symbol> = pack
            .senses(value)
            .filter_map(|meaning| match meaning {
                Meaning::Symbol(set) => Some(vocabulary.symbol(0, set)),
                Meaning::Entry(_) => None,
            })
            .collect();
        group.extend(references.iter().filter(|r| group.contains(&r.pronoun)).map(|r| r.class).collect::<Vec<_>>());
        all.insert(group);
    }
    let held = |group: &BTreeSet<Symbol>| all.iter().any(|other| other.len() > group.len() && group.is_subset(other));
    let filler = vocabulary.named(FILLER);
    let edge = |symbol: &Symbol| Some(edge(vocabulary.set(0, *symbol)?, Some(*symbol) == filler));
    all.iter().filter(|group| !held(group)).map(|group| group.iter().filter_map(edge).collect()).collect()
}

/// A word that is a member of a set, the first of its sentence.
const fn edge(set: u16, filler: bool) -> Edge {
    Edge { start: 0, end: 1, set, filler, listed: true, cost: 0, run: 0, antecedent: NOTHING }
}
