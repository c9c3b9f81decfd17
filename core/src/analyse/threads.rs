//! Matching patterns: threads walk the transducer of paths along the edges of a sentence.
//!
//! At every word a thread is a place in the transducer and a number of tokens it may yet pass over. Threads that agree in
//! both are one, and no more than [`MAX_THREADS`] are kept, so that the time is linear in the sentence.

use super::lattice::{Edge, Lattice};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::{GAP, MAX_FILLERS, MAX_GAP, Outcome};
use crate::pack::walk::{Place, Walker};

/// So many threads are followed at a word.
const MAX_THREADS: usize = 128;
/// The end of a trail.
const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Thread {
    place: Place,
    /// How many tokens may yet be passed over.
    skips: u8,
    start: u16,
    /// The last step of its trail.
    trail: u32,
    /// Whether a pronoun was taken for what it stands for.
    refers: bool,
}

/// An edge a thread went along, and the one before.
#[derive(Clone, Copy, Debug)]
struct Trace {
    before: u32,
    edge: u32,
}

/// A path walked to its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) outcome: Outcome,
    trail: u32,
}

/// Buffers of matching.
#[derive(Debug, Default)]
pub(super) struct Threads {
    live: Vec<Vec<Thread>>,
    trail: Vec<Trace>,
    /// How many tokens of fillers end before each word.
    fillers: Vec<u32>,
}

impl Threads {
    /// Tells of everything the patterns of a pack find. `edges` lie by their starts; those of the lattice, and those of
    /// pronouns for what they stand for.
    pub(super) fn follow(
        &mut self,
        pack: &Pack,
        number: usize,
        vocabulary: &Vocabulary,
        filler: Option<Symbol>,
        lattice: &Lattice,
        edges: &[Edge],
        hits: &mut Vec<Hit>,
    ) {
        let Some(walker) = pack.pattern_walker() else { return };
        let count = lattice.places.len();
        self.trail.clear();
        self.live.iter_mut().for_each(Vec::clear);
        self.live.resize_with((count + 1).max(self.live.len()), Vec::new);
        self.fillers.clear();
        self.fillers.resize(count + 1, 0);
        let mut rest = edges;
        for at in 0..count {
            let here = rest.partition_point(|edge| usize::from(edge.start) <= at);
            let (here, behind) = rest.split_at_checked(here).unwrap_or_default();
            let first_edge = edges.len() - rest.len();
            rest = behind;
            let threads = self.take(at);
            for thread in &threads {
                if let Some(skips) = thread.skips.checked_sub(1) {
                    self.push(at + 1, Thread { skips, ..*thread });
                }
            }
            for (offset, edge) in here.iter().enumerate() {
                let end = usize::from(edge.end);
                if Some(edge.symbol) == filler && edge.antecedent.is_none() {
                    let run = self.fillers.get(at).copied().unwrap_or_default() + u32::from(edge.end - edge.start);
                    if run <= MAX_FILLERS {
                        if let Some(longest) = self.fillers.get_mut(end) {
                            *longest = (*longest).max(run);
                        }
                        threads.iter().for_each(|thread| self.push(end, *thread));
                    }
                }
                let Some(set) = vocabulary.set(number, edge.symbol) else { continue };
                let root = Thread { place: walker.root(), skips: 0, start: edge.start, trail: NOWHERE, refers: false };
                let edge_number = u32::try_from(first_edge + offset).unwrap_or(NOWHERE);
                for thread in threads.iter().chain([&root]) {
                    if let Some(place) = walker.follow(thread.place, &set.to_be_bytes()) {
                        let refers = thread.refers || edge.antecedent.is_some();
                        let thread = Thread { place, skips: 0, refers, ..*thread };
                        self.arrive(pack, walker, thread, end, edge_number, hits);
                    }
                }
            }
            if let Some(slot) = self.live.get_mut(at) {
                *slot = threads;
            }
        }
    }

    /// The threads at a word, each once and no more than are followed: of those that agree the one that began last.
    fn take(&mut self, at: usize) -> Vec<Thread> {
        let mut threads = self.live.get_mut(at).map(core::mem::take).unwrap_or_default();
        if threads.len() > 1 {
            threads.sort_by(|a, b| (a.place.key(), a.skips, b.start).cmp(&(b.place.key(), b.skips, a.start)));
            threads.dedup_by_key(|thread| (thread.place.key(), thread.skips));
            threads.truncate(MAX_THREADS);
        }
        threads
    }

    fn push(&mut self, at: usize, thread: Thread) {
        if let Some(slot) = self.live.get_mut(at) {
            slot.push(thread);
        }
    }

    fn arrive(&mut self, pack: &Pack, walker: Walker<'_>, thread: Thread, at: usize, edge: u32, hits: &mut Vec<Hit>) {
        let trail = u32::try_from(self.trail.len()).unwrap_or(NOWHERE);
        self.trail.push(Trace { before: thread.trail, edge });
        let thread = Thread { trail, ..thread };
        if let Some(value) = walker.value(thread.place) {
            let told = |outcome: &Outcome| !thread.refers || matches!(outcome, Outcome::Entry(_));
            hits.extend(pack.outcomes(value).filter(told).map(|outcome| Hit { outcome, trail }));
        }
        if let Some(gap) = walker.step(thread.place, GAP) {
            for tokens in 1..=MAX_GAP {
                if let Some(place) = walker.step(gap, tokens) {
                    self.push(at, Thread { place, skips: tokens, ..thread });
                }
            }
        }
        if walker.goes_on(thread.place) {
            self.push(at, thread);
        }
    }

    /// The numbers of the edges that a hit went along, from the first to the last.
    pub(super) fn edges(&self, hit: &Hit) -> Vec<u32> {
        let mut edges = Vec::new();
        let mut at = hit.trail;
        while let Some(trace) = self.trail.get(at as usize) {
            edges.push(trace.edge);
            at = trace.before;
        }
        edges.reverse();
        edges
    }
}
