//! The second tier: what a woken sentence says. Exact and thorough, linear in the sentence.

#[cfg(feature = "compile")]
mod breadth;
mod lattice;
mod overlaps;
mod phrases;
mod present;
mod threads;

#[cfg(feature = "compile")]
pub(crate) use breadth::widest;
pub(crate) use lattice::Lattice;
#[cfg(feature = "compile")]
pub(crate) use threads::MAX_THREADS;

use crate::lookup::{Symbol, Vocabulary};
use crate::pack::patterns::{Outcome, Reference};
use crate::pack::{Context, Pack, RuleKind};
use crate::scan::Filter;
use crate::spelling::Spelling;
use crate::text::Words;
use lattice::Edge;
use phrases::Phrases;
use std::collections::BTreeMap;
use threads::{Hit, Search, Threads};

/// Something an entry was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The pack's number in the scorer.
    pub(crate) pack: u16,
    /// The entry's number in the pack.
    pub(crate) entry: u32,
    /// The term, for entries that are lists: each term counts by itself.
    pub(crate) term: Option<Box<str>>,
    /// The category's number in the pack.
    pub(crate) category: u16,
    pub(crate) sentence: u32,
    /// Where it stands, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Its words without what was passed over, in the order of the text.
    pub(crate) parts: Vec<Part>,
    /// In centinats.
    pub(crate) evidence: i32,
    pub(crate) penalty: i32,
    pub(crate) mode: Context,
    pub(crate) spelling: Spelling,
    /// The standard form, where it is not what the text has.
    pub(crate) standard: Option<Box<str>>,
    /// The rules of context that apply.
    pub(crate) notes: Vec<Note>,
    /// Whether a rule of context is company enough for what needs some.
    pub(crate) company: bool,
}

/// Words of a match that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Their numbers in the sentence, the end not included; none for what a pronoun stands for.
    pub(crate) words: (u16, u16),
    /// In bytes of the text.
    pub(crate) bytes: (usize, usize),
}

/// A rule of context that applies to a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) kind: RuleKind,
    /// In centinats.
    pub(crate) evidence: i32,
    /// The words that made it apply, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Words by which a rule of context may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) pack: u16,
    pub(crate) rule: u32,
    /// Its words' numbers in the sentence, the end not included.
    pub(crate) words: (u16, u16),
    /// In bytes of the text.
    pub(crate) bytes: (usize, usize),
}

/// What a sentence says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) matches: Vec<Match>,
    /// Entries, by pack, that do not fire near here.
    pub(crate) unless: Vec<(u16, u32)>,
    pub(crate) cues: Vec<Cue>,
    /// The numbers of words that stop a cue.
    pub(crate) barriers: Vec<u16>,
}

/// What is looked for in a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Lexicons<'l> {
    pub(crate) packs: &'l [Pack],
    pub(crate) filter: &'l Filter,
    pub(crate) vocabulary: &'l Vocabulary,
    /// Pronouns, with what they may stand for; in order.
    pub(crate) references: &'l [Reference<Symbol>],
}

impl Lexicons<'_> {
    /// Whether any pack has patterns or rules of context.
    pub(crate) fn have_patterns(&self) -> bool {
        self.packs.iter().any(|pack| pack.pattern_walker().is_some() || pack.rules().next().is_some())
    }
}

/// The name of the class whose words are passed over between the elements of a pattern.
const FILLER: &str = "core.filler";
/// The name of the class whose words stop a cue.
const BARRIER: &str = "core.barrier";

/// Reads sentences; its buffers are kept.
#[derive(Debug, Default)]
pub(crate) struct Analyser {
    words: Words,
    phrases: Phrases,
    threads: Threads,
    hits: Vec<Hit>,
}

impl Analyser {
    /// Forgets the words of the last text.
    pub(crate) fn forget(&mut self) {
        self.words.wipe();
        self.phrases.wipe();
    }

    /// What the words of a sentence may mean. `text` begins at byte `base` of what is scored, the sentence at byte `start`.
    pub(crate) fn look(
        &mut self,
        lexicons: Lexicons<'_>,
        text: &str,
        base: usize,
        start: usize,
        sentence: u32,
    ) -> Lattice {
        let Self { words, phrases, .. } = self;
        words.read(text, start - base);
        Lattice::read(lexicons, words, phrases, text, base, sentence)
    }

    /// What a sentence says; `before` is the one before it.
    pub(crate) fn read(
        &mut self,
        lexicons: Lexicons<'_>,
        lattice: &Lattice,
        before: Option<&Lattice>,
        sentence: u32,
    ) -> Reading {
        let Lexicons { packs, vocabulary, references, .. } = lexicons;
        let filler = vocabulary.named(FILLER);
        let mut reading = Reading { matches: lattice.matches.clone(), ..Reading::default() };
        if let Some(barrier) = vocabulary.named(BARRIER) {
            reading.barriers = lattice.members(barrier).map(|edge| edge.start).collect();
        }
        let edges = with_references(lattice, before, references);
        for (number, pack) in packs.iter().enumerate() {
            self.hits.clear();
            let Some(walker) = pack.pattern_walker() else { continue };
            let search = Search { pack, number, vocabulary, filler, walker };
            self.threads.follow(&search, lattice.places.len(), &edges, &mut self.hits);
            for hit in &self.hits {
                self.tell(pack, number, lattice, &edges, hit, sentence, &mut reading);
            }
        }
        overlaps::resolve(&mut reading.matches, 0);
        reading.cues.sort_unstable_by_key(|cue| (cue.words, cue.pack, cue.rule));
        reading.cues.dedup();
        reading.unless.sort_unstable();
        reading.unless.dedup();
        reading
    }

    #[expect(clippy::too_many_arguments, reason = "what a hit is made of")]
    fn tell(
        &self,
        pack: &Pack,
        number: usize,
        lattice: &Lattice,
        edges: &[Edge],
        hit: &Hit,
        sentence: u32,
        reading: &mut Reading,
    ) {
        let pack_number = u16::try_from(number).unwrap_or(u16::MAX);
        let walked: Vec<&Edge> =
            self.threads.edges(hit).into_iter().filter_map(|edge| edges.get(edge as usize)).collect();
        let (Some(first), Some(last)) = (walked.first(), walked.last()) else { return };
        let words = (first.start, last.end);
        let bytes = (first.bytes.0, last.bytes.1);
        match hit.outcome {
            Outcome::Unless(entry) => reading.unless.push((pack_number, entry)),
            Outcome::Cue(rule) => reading.cues.push(Cue { pack: pack_number, rule, words, bytes }),
            Outcome::Entry(entry) => {
                let Some(record) = pack.entry(entry) else { return };
                let sum = |of: fn(&Edge) -> i32| walked.iter().fold(0i32, |sum, edge| sum.saturating_add(of(edge)));
                let common = walked.iter().map(|edge| edge.common).max().unwrap_or_default();
                let count = sum(|edge| i32::from(edge.end - edge.start)).max(1);
                let respelled = walked.iter().any(|edge| edge.standard.is_some());
                reading.matches.push(Match {
                    pack: pack_number,
                    entry,
                    term: None,
                    category: record.category,
                    sentence,
                    start: bytes.0,
                    end: bytes.1,
                    parts: parts(&walked),
                    evidence: record.evidence,
                    // A common word says less of a longer match: the others hold it in place.
                    penalty: sum(|edge| edge.letters).saturating_add(common / count),
                    mode: record.context,
                    spelling: walked.iter().map(|edge| edge.spelling).max().unwrap_or_default(),
                    standard: respelled.then(|| standard(lattice, &walked)),
                    notes: Vec::new(),
                    company: false,
                });
            }
        }
    }
}

/// Where a member of a class ends, and its place in bytes.
type Named = (u16, (usize, usize));

/// The edges of a sentence, and those of its pronouns for what was named before them: in the sentence itself, or in the
/// one before.
fn with_references<'l>(
    lattice: &'l Lattice,
    before: Option<&Lattice>,
    references: &[Reference<Symbol>],
) -> std::borrow::Cow<'l, [Edge]> {
    let mut found: Vec<Edge> = Vec::new();
    // Where members of a class end, in order, with their places.
    let mut known: BTreeMap<Symbol, Vec<Named>> = BTreeMap::new();
    for edge in &lattice.edges {
        let first = references.partition_point(|reference| reference.pronoun < edge.symbol);
        let own = references.iter().skip(first).take_while(|reference| reference.pronoun == edge.symbol);
        for &Reference { class, named, .. } in own {
            let members = known.entry(named).or_insert_with(|| {
                let mut members: Vec<Named> = lattice.members(named).map(|named| (named.end, named.bytes)).collect();
                members.sort_by_key(|member| member.0);
                members
            });
            // The nearest before it, in the sentence itself or in the one before.
            let before_it = members.partition_point(|member| member.0 <= edge.start);
            let nearest = before_it.checked_sub(1).and_then(|at| members.get(at)).map(|member| member.1);
            let earlier = || Some(before?.members(named).last()?.bytes);
            if let Some(antecedent) = nearest.or_else(earlier) {
                found.push(Edge { symbol: class, antecedent: Some(antecedent), ..edge.clone() });
            }
        }
    }
    if found.is_empty() {
        return std::borrow::Cow::Borrowed(&lattice.edges);
    }
    found.extend(lattice.edges.iter().cloned());
    // A word that is itself a member needs no antecedent.
    found.sort_by_key(|edge| (edge.key(), edge.antecedent.is_some()));
    found.dedup_by_key(|edge| edge.key());
    std::borrow::Cow::Owned(found)
}

/// The words of a match that stand side by side, each run once.
fn parts(walked: &[&Edge]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for edge in walked {
        if let Some(bytes) = edge.antecedent {
            parts.insert(0, Part { words: (0, 0), bytes });
        }
        match parts.last_mut() {
            Some(part) if part.words.1 == edge.start && part.words.0 < part.words.1 => {
                part.words.1 = edge.end;
                part.bytes.1 = edge.bytes.1;
            }
            _ => parts.push(Part { words: (edge.start, edge.end), bytes: edge.bytes }),
        }
    }
    parts
}

/// The standard forms of a match's words.
fn standard(lattice: &Lattice, walked: &[&Edge]) -> Box<str> {
    let mut all = String::new();
    for edge in walked {
        let own = || lattice.folded.get(usize::from(edge.start)..usize::from(edge.end)).unwrap_or_default().join(" ");
        if !all.is_empty() {
            all.push(' ');
        }
        match &edge.standard {
            Some(standard) => all.push_str(standard),
            None => all.push_str(&own()),
        }
    }
    all.into()
}
