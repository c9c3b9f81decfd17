//! Matching patterns: threads walk the transducer of paths along the edges of a sentence.
//!
//! At every word a thread is a place in the transducer, a number of tokens it has passed over there, and what it has cost: one
//! thread for all the gaps that begin at its place. Of threads at one place those are dropped that another outdoes: it has
//! passed over no more, and cost no more. No more than
//! [`MAX_THREADS`] are kept, so that the time is linear in the sentence.

use super::edges::{Edge, NOTHING};
use super::present::Present;
use crate::lookup::Starts;
use crate::pack::Pack;
use crate::pack::patterns::{GAP, MAX_FILLERS, MAX_GAP, NONE, Outcome};
use crate::pack::walk::{Place, Walker};

/// So many threads are followed at a word.
pub(crate) const MAX_THREADS: usize = 128;
/// The end of a trail.
const NOWHERE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
pub(super) struct Thread {
    place: Place,
    /// How many tokens it has passed over since its last element.
    passed: u8,
    /// Bit `n` set: a gap of `n` + 1 tokens begins at its place.
    gaps: u8,
    /// How many tokens were passed over as fillers since its last element.
    fillers: u8,
    /// What its words' spellings cost, in centinats.
    cost: i32,
    start: u16,
    /// The last step of its trail.
    trail: u32,
    /// Whether a pronoun was taken for what it stands for.
    refers: bool,
}

impl Thread {
    /// Threads that agree in this may outdo each other.
    fn key(&self) -> (usize, u64, bool) {
        let (node, output) = self.place.key();
        (node, output, self.refers)
    }

    /// Where it may go on with a symbol: at its place if it has passed over nothing, and behind every gap that is long enough.
    fn ways_on(self, walker: Walker<'_>) -> impl Iterator<Item = Place> {
        let own = (self.passed == 0).then_some(self.place);
        let gap = if self.gaps == 0 { None } else { walker.step(self.place, GAP) };
        let long_enough = (self.passed.max(1)..=MAX_GAP).filter(move |tokens| self.gaps >> (tokens - 1) & 1 == 1);
        own.into_iter().chain(long_enough.filter_map(move |tokens| walker.step(gap?, tokens)))
    }

    /// Whether it finds all that another at its place finds, at no greater cost.
    const fn outdoes(&self, other: &Self) -> bool {
        self.cost <= other.cost && self.passed <= other.passed && self.fillers <= other.fillers
    }
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

/// What is matched.
#[derive(Clone, Copy)]
pub(super) struct Search<'s> {
    pub(super) pack: &'s Pack,
    pub(super) starts: &'s Starts,
    pub(super) walker: Walker<'s>,
}

/// How a thread may go on with the word in hand: as a member of a set, to a place.
#[derive(Clone, Copy, Debug)]
struct Way {
    thread: Thread,
    set: u16,
    place: Place,
}

/// Buffers of matching.
#[derive(Debug, Default)]
pub(super) struct Threads {
    ways: Vec<Way>,
    live: Vec<Vec<Thread>>,
    trail: Vec<Trace>,
    present: Present,
    /// Bit `n` set: the word in hand is a member of set `n`.
    here: Vec<u64>,
}

impl Threads {
    /// Tells of everything that is found in a sentence of so many words. `edges` lie by their starts.
    pub(super) fn follow(&mut self, search: &Search<'_>, words: usize, edges: &[Edge], hits: &mut Vec<Hit>) {
        if edges.iter().all(|edge| edge.set == NONE) {
            return;
        }
        self.present.read(search.pack.symbol_count(), edges.iter().map(|edge| (edge.set, edge.start)));
        self.trail.clear();
        self.live.iter_mut().for_each(Vec::clear);
        self.live.resize_with((words + 1).max(self.live.len()), Vec::new);
        let (mut rest, mut number) = (edges, 0u32);
        for at in 0..words {
            let here = rest.iter().take_while(|edge| usize::from(edge.start) <= at).count();
            let (here, behind) = rest.split_at_checked(here).unwrap_or_default();
            let threads = undominated(self.live.get_mut(at).map(core::mem::take).unwrap_or_default(), MAX_THREADS);
            self.word(search, &threads, at, (number, here), hits);
            number = number.saturating_add(u32::try_from(here.len()).unwrap_or(u32::MAX));
            rest = behind;
        }
    }

    /// Takes the threads at a word along the edges that begin there, the first of which has this number.
    fn word(
        &mut self,
        search: &Search<'_>,
        threads: &[Thread],
        at: usize,
        (number, here): (u32, &[Edge]),
        hits: &mut Vec<Hit>,
    ) {
        let Search { starts, walker, .. } = *search;
        for thread in threads {
            if thread.gaps.checked_shr(u32::from(thread.passed)).unwrap_or_default() != 0 {
                self.push(at + 1, Thread { passed: thread.passed + 1, ..*thread });
            }
        }
        let Some(start) = here.first().map(|edge| edge.start) else { return };
        let place = walker.root();
        let root = Thread { place, passed: 0, gaps: 0, fillers: 0, cost: 0, start, trail: NOWHERE, refers: false };
        // Once for all edges: a word may be in many sets.
        let mut ways = core::mem::take(&mut self.ways);
        if !threads.is_empty() {
            self.mark(here);
            threads.iter().for_each(|thread| self.go_on(walker, thread, &mut ways));
        }
        for (number, edge) in (number..).zip(here) {
            let end = usize::from(edge.end);
            if edge.filler {
                let words = u8::try_from(edge.end - edge.start).unwrap_or(u8::MAX);
                for thread in threads {
                    let fillers = thread.fillers.saturating_add(words);
                    if u32::from(fillers) <= MAX_FILLERS {
                        self.push(end, Thread { fillers, ..*thread });
                    }
                }
            }
            let set = edge.set;
            if set == NONE {
                continue;
            }
            for way in ways.iter().filter(|way| way.set == set) {
                self.arrive(search, way.thread, way.place, (number, edge), hits);
            }
            if let Some(start) = starts.get(set)
                && (start.next.iter().any(|next| self.present.may_follow(*next, end))
                    || walker.value(start.place).is_some())
            {
                self.arrive(search, root, start.place, (number, edge), hits);
            }
        }
        ways.clear();
        self.ways = ways;
    }

    /// Notes what sets the word in hand is a member of.
    fn mark(&mut self, edges: &[Edge]) {
        self.here.clear();
        for edge in edges.iter().filter(|edge| edge.set != NONE) {
            let block = usize::from(edge.set / 64);
            if self.here.len() <= block {
                self.here.resize(block + 1, 0);
            }
            if let Some(bits) = self.here.get_mut(block) {
                *bits |= 1 << (edge.set % 64);
            }
        }
    }

    /// Tells of all ways in which a thread may go on with the word in hand. Of the sets for which it waits most words are in
    /// none.
    fn go_on(&self, walker: Walker<'_>, thread: &Thread, ways: &mut Vec<Way>) {
        for from in thread.ways_on(walker) {
            for high in walker.inputs(from).filter(|high| *high != GAP) {
                let blocks = 4 * usize::from(high);
                let blocks = self.here.get(blocks..self.here.len().min(blocks + 4)).unwrap_or_default();
                if blocks.iter().all(|bits| *bits == 0) {
                    continue;
                }
                let Some(half) = walker.step(from, high) else { continue };
                for low in walker.inputs(half) {
                    let is_here = blocks.get(usize::from(low / 64)).is_some_and(|bits| bits >> (low % 64) & 1 == 1);
                    if is_here && let Some(place) = walker.step(half, low) {
                        ways.push(Way { thread: *thread, set: u16::from_be_bytes([high, low]), place });
                    }
                }
            }
        }
    }

    /// The threads behind one more word, no end to their number; each of its edges is a word long.
    #[cfg(feature = "compile")]
    pub(super) fn behind(&mut self, search: &Search<'_>, threads: &[Thread], edges: &[Edge]) -> Vec<Thread> {
        self.trail.clear();
        // Of what follows nothing is known.
        self.present.forget();
        self.live.clear();
        self.live.resize_with(2, Vec::new);
        self.word(search, threads, 0, (0, edges), &mut Vec::new());
        undominated(self.live.pop().unwrap_or_default(), usize::MAX)
    }

    fn push(&mut self, at: usize, thread: Thread) {
        if let Some(slot) = self.live.get_mut(at) {
            slot.push(thread);
        }
    }

    fn arrive(
        &mut self,
        search: &Search<'_>,
        thread: Thread,
        place: Place,
        (number, edge): (u32, &Edge),
        hits: &mut Vec<Hit>,
    ) {
        let Search { pack, walker, .. } = *search;
        let at = usize::from(edge.end);
        let trail = u32::try_from(self.trail.len()).unwrap_or(NOWHERE);
        self.trail.push(Trace { before: thread.trail, edge: number });
        let refers = thread.refers || edge.antecedent != NOTHING;
        let cost = thread.cost.saturating_add(edge.cost);
        let thread = Thread { place, passed: 0, gaps: 0, fillers: 0, cost, refers, trail, ..thread };
        if let Some(value) = walker.value(thread.place) {
            let told = |outcome: &Outcome| !thread.refers || matches!(outcome, Outcome::Entry(_));
            hits.extend(pack.outcomes(value).filter(told).map(|outcome| Hit { outcome, trail }));
        }
        let gap = walker.step(thread.place, GAP);
        let lengths =
            gap.into_iter().flat_map(|gap| walker.inputs(gap)).filter(|tokens| (1..=MAX_GAP).contains(tokens));
        let gaps = lengths.fold(0, |gaps, tokens| gaps | 1 << (tokens - 1));
        if walker.goes_on(thread.place) && self.present.may_go_on(walker, thread.place, gaps, at) {
            self.push(at, Thread { gaps, ..thread });
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

/// The threads that no other outdoes, so many at most.
/// Of equals the one that began first stays: a longer way to say it is told whole.
fn undominated(mut threads: Vec<Thread>, most: usize) -> Vec<Thread> {
    if threads.len() < 2 {
        return threads;
    }
    threads.sort_by_key(|t| (t.key(), t.cost, t.fillers, t.passed, t.start));
    let mut kept: Vec<Thread> = Vec::with_capacity(threads.len().min(most));
    for thread in threads {
        let rivals = kept.iter().rev().take_while(|rival| rival.key() == thread.key());
        if kept.len() < most && !rivals.into_iter().any(|rival| rival.outdoes(&thread)) {
            kept.push(thread);
        }
    }
    kept
}
