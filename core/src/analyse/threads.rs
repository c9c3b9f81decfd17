//! Matching patterns: threads walk the transducer of paths along the edges of a sentence.
//!
//! At every word a thread is a place in the transducer, a number of tokens it has passed over there, and what it has cost: one
//! thread for all the gaps that begin at its place. Of threads at one place those are dropped that another outdoes: it has
//! passed over no more, and cost no more. No more than
//! [`MAX_THREADS`] are kept, so that the time is linear in the sentence.

use super::lattice::{ANY, Edge};
use super::present::{Present, only_set};
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

/// Buffers of matching.
#[derive(Debug, Default)]
pub(super) struct Threads {
    ways: Vec<Way>,
    live: Vec<Vec<Thread>>,
    trail: Vec<Trace>,
    own: Vec<Own>,
    present: Present,
}

/// An edge that the pack in hand can use.
#[derive(Clone, Copy, Debug)]
struct Own {
    edge: u32,
    start: u16,
    end: u16,
    set: Option<u16>,
    filler: bool,
}

impl Search<'_> {
    /// Tells of the edges that the pack can use.
    fn own(&self, edges: &[Edge], tell: impl FnMut(Own)) {
        let own = (0u32..).zip(edges).filter_map(|(number, edge)| {
            let may_use = edge.reader == ANY || usize::from(edge.reader) == self.number;
            let set = if may_use { self.vocabulary.set(self.number, edge.symbol) } else { None };
            let filler = Some(edge.symbol) == self.filler && edge.antecedent.is_none();
            let &Edge { start, end, .. } = edge;
            (set.is_some() || filler).then_some(Own { edge: number, start, end, set, filler })
        });
        own.for_each(tell);
    }
}

impl Threads {
    /// Tells of everything that is found in a sentence of so many words. `edges` lie by their starts; those of the lattice, and
    /// those of pronouns for what they stand for.
    pub(super) fn follow(&mut self, search: &Search<'_>, words: usize, edges: &[Edge], hits: &mut Vec<Hit>) {
        let mut own = core::mem::take(&mut self.own);
        own.clear();
        search.own(edges, |edge| own.push(edge));
        if own.iter().any(|own| own.set.is_some()) {
            self.present.read(search.pack.symbol_count(), own.iter().filter_map(|own| Some((own.set?, own.start))));
            self.follow_own(search, words, (edges, &own), hits);
        }
        self.own = own;
    }

    fn follow_own(&mut self, search: &Search<'_>, words: usize, (edges, own): (&[Edge], &[Own]), hits: &mut Vec<Hit>) {
        self.trail.clear();
        self.live.iter_mut().for_each(Vec::clear);
        self.live.resize_with((words + 1).max(self.live.len()), Vec::new);
        let mut rest = own;
        for at in 0..words {
            let here = rest.iter().take_while(|own| usize::from(own.start) <= at).count();
            let (here, behind) = rest.split_at_checked(here).unwrap_or_default();
            rest = behind;
            let threads = undominated(self.live.get_mut(at).map(core::mem::take).unwrap_or_default(), MAX_THREADS);
            self.word(search, &threads, at, (edges, here), hits);
        }
    }

    /// Takes the threads at a word along those of the edges that begin there.
    fn word(
        &mut self,
        search: &Search<'_>,
        threads: &[Thread],
        at: usize,
        (edges, here): (&[Edge], &[Own]),
        hits: &mut Vec<Hit>,
    ) {
        let Search { pack, number, vocabulary, walker, .. } = *search;
        for thread in threads {
            if thread.gaps.checked_shr(u32::from(thread.passed)).unwrap_or_default() != 0 {
                self.push(at + 1, Thread { passed: thread.passed + 1, ..*thread });
            }
        }
        let Some(start) = here.first().map(|own| own.start) else { return };
        let place = walker.root();
        let root = Thread { place, passed: 0, gaps: 0, fillers: 0, cost: 0, start, trail: NOWHERE, refers: false };
        // Once for all edges: a word may be in many sets.
        let mut ways = core::mem::take(&mut self.ways);
        ways.extend(
            threads.iter().flat_map(|thread| thread.ways_on(walker).map(move |from| Way::new(walker, *thread, from))),
        );
        for own in here {
            let end = usize::from(own.end);
            if own.filler {
                let words = u8::try_from(own.end - own.start).unwrap_or(u8::MAX);
                for thread in threads {
                    let fillers = thread.fillers.saturating_add(words);
                    if u32::from(fillers) <= MAX_FILLERS {
                        self.push(end, Thread { fillers, ..*thread });
                    }
                }
            }
            let (Some(set), Some(edge)) = (own.set, edges.get(own.edge as usize)) else { continue };
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
                self.arrive(pack, walker, thread, end, own.edge, hits);
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
        self.present.forget();
        self.live.clear();
        self.live.resize_with(2, Vec::new);
        let mut own = Vec::new();
        search.own(edges, |edge| own.push(edge));
        self.word(search, threads, 0, (edges, &own), &mut Vec::new());
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
