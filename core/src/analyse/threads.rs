//! Matching patterns: threads walk the transducer of paths along the edges of a sentence.
//!
//! At every word a thread is a place in the transducer, a number of tokens it has passed over there, and what it has cost: one
//! thread for all the gaps that begin at its place. Of threads at one place those are dropped that another outdoes: it has
//! passed over no more, and cost no more. No more than
//! [`MAX_THREADS`] are kept, so that the time is linear in the sentence.

use super::lattice::{ANY, Edge};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::{GAP, MAX_FILLERS, MAX_GAP, Outcome};
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
    pub(super) number: usize,
    pub(super) vocabulary: &'s Vocabulary,
    pub(super) filler: Option<Symbol>,
    pub(super) walker: Walker<'s>,
}

/// A thread with a place from which it may go on.
#[derive(Clone, Copy, Debug)]
struct Way {
    thread: Thread,
    from: Place,
    /// The only set it goes on with, where there is just one; most of a path has no branches.
    only: Option<u16>,
}

impl Way {
    fn new(walker: Walker<'_>, thread: Thread, from: Place) -> Self {
        Self { thread, from, only: only_set(walker, from) }
    }

    fn go(&self, walker: Walker<'_>, set: u16) -> Option<Place> {
        if self.only.is_some_and(|only| only != set) { None } else { walker.follow(self.from, &set.to_be_bytes()) }
    }
}

/// The only set with which a path goes on from a place, where there is just one.
fn only_set(walker: Walker<'_>, from: Place) -> Option<u16> {
    let high = walker.only_input(from)?;
    let low = walker.only_input(walker.step(from, high)?)?;
    Some(u16::from_be_bytes([high, low]))
}

/// Where the sets of a pack stand last in a sentence.
#[derive(Debug, Default)]
struct Present {
    /// By set: one more than the number of the last word that begins it, 0 where none does. Nothing is known of those beyond.
    last: Vec<u16>,
}

impl Present {
    fn read(&mut self, search: &Search<'_>, edges: &[Edge]) {
        self.last.clear();
        self.last.resize(search.pack.symbol_count(), 0);
        for edge in edges.iter().filter(|edge| search.may_use(edge)) {
            let set = search.vocabulary.set(search.number, edge.symbol);
            if let Some(last) = set.and_then(|set| self.last.get_mut(usize::from(set))) {
                *last = (*last).max(edge.start.saturating_add(1));
            }
        }
    }

    /// Whether a set may begin at a word or behind it.
    fn may_follow(&self, set: u16, at: usize) -> bool {
        self.last.get(usize::from(set)).is_none_or(|last| usize::from(*last) > at)
    }

    /// Whether a path may go on from a place, at a word or behind it; `gaps` as in [`Thread::gaps`].
    fn may_go_on(&self, walker: Walker<'_>, place: Place, gaps: u8, at: usize) -> bool {
        let may = |from| only_set(walker, from).is_none_or(|set| self.may_follow(set, at));
        match walker.only_input(place) {
            None => true,
            Some(GAP) => {
                let Some(gap) = walker.step(place, GAP) else { return false };
                (1..=MAX_GAP).filter(|n| gaps >> (n - 1) & 1 == 1).any(|n| walker.step(gap, n).is_some_and(may))
            }
            Some(_) => may(place),
        }
    }
}

/// Buffers of matching.
#[derive(Debug, Default)]
pub(super) struct Threads {
    ways: Vec<Way>,
    live: Vec<Vec<Thread>>,
    trail: Vec<Trace>,
    present: Present,
}

impl Search<'_> {
    /// Whether the pack's patterns may use an edge.
    fn may_use(&self, edge: &Edge) -> bool {
        edge.reader == ANY || usize::from(edge.reader) == self.number
    }
}

impl Threads {
    /// Tells of everything that is found in a sentence of so many words. `edges` lie by their starts; those of the lattice, and
    /// those of pronouns for what they stand for.
    pub(super) fn follow(&mut self, search: &Search<'_>, words: usize, edges: &[Edge], hits: &mut Vec<Hit>) {
        self.present.read(search, edges);
        self.trail.clear();
        self.live.iter_mut().for_each(Vec::clear);
        self.live.resize_with((words + 1).max(self.live.len()), Vec::new);
        let mut rest = edges;
        for at in 0..words {
            let here = rest.partition_point(|edge| usize::from(edge.start) <= at);
            let (here, behind) = rest.split_at_checked(here).unwrap_or_default();
            let first_edge = edges.len() - rest.len();
            rest = behind;
            let threads = undominated(self.live.get_mut(at).map(core::mem::take).unwrap_or_default(), MAX_THREADS);
            self.word(search, &threads, at, (here, first_edge), hits);
        }
    }

    /// Takes the threads at a word along its edges, the first of which has this number.
    fn word(
        &mut self,
        search: &Search<'_>,
        threads: &[Thread],
        at: usize,
        (here, first_edge): (&[Edge], usize),
        hits: &mut Vec<Hit>,
    ) {
        let Search { pack, number, vocabulary, filler, walker } = *search;
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
        ways.extend(
            threads.iter().flat_map(|thread| thread.ways_on(walker).map(move |from| Way::new(walker, *thread, from))),
        );
        for (offset, edge) in here.iter().enumerate() {
            let end = usize::from(edge.end);
            if Some(edge.symbol) == filler && edge.antecedent.is_none() {
                let words = u8::try_from(edge.end - edge.start).unwrap_or(u8::MAX);
                for thread in threads {
                    let fillers = thread.fillers.saturating_add(words);
                    if u32::from(fillers) <= MAX_FILLERS {
                        self.push(end, Thread { fillers, ..*thread });
                    }
                }
            }
            if !search.may_use(edge) {
                continue;
            }
            let Some(set) = vocabulary.set(number, edge.symbol) else { continue };
            let edge_number = u32::try_from(first_edge + offset).unwrap_or(NOWHERE);
            let present = &self.present;
            let begun = vocabulary.start(number, set).filter(|start| {
                start.next.iter().any(|next| present.may_follow(*next, end)) || walker.value(start.place).is_some()
            });
            let begun = begun.map(|start| (root, start.place));
            let gone_on = ways.iter().filter_map(|way| Some((way.thread, way.go(walker, set)?)));
            for (thread, place) in gone_on.chain(begun) {
                let refers = thread.refers || edge.antecedent.is_some();
                let cost = thread.cost.saturating_add(edge.letters).saturating_add(edge.common);
                let thread = Thread { place, passed: 0, gaps: 0, fillers: 0, cost, refers, ..thread };
                self.arrive(pack, walker, thread, end, edge_number, hits);
            }
        }
        ways.clear();
        self.ways = ways;
    }

    /// The threads behind one more word, no end to their number; each of its edges is a word long.
    #[cfg(feature = "compile")]
    pub(super) fn behind(&mut self, search: &Search<'_>, threads: &[Thread], edges: &[Edge]) -> Vec<Thread> {
        self.trail.clear();
        // Of what follows nothing is known.
        self.present.last.clear();
        self.live.clear();
        self.live.resize_with(2, Vec::new);
        self.word(search, threads, 0, (edges, 0), &mut Vec::new());
        undominated(self.live.pop().unwrap_or_default(), usize::MAX)
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
        let gap = walker.step(thread.place, GAP);
        let begins = |tokens: &u8| gap.is_some_and(|gap| walker.step(gap, *tokens).is_some());
        let gaps = (1..=MAX_GAP).filter(begins).fold(0, |gaps, tokens| gaps | 1 << (tokens - 1));
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
