//! The second tier: what a woken sentence says. Exact and thorough, linear in the sentence.

#[cfg(feature = "compile")]
mod breadth;
mod edges;
mod lattice;
mod named;
mod overlaps;
mod phrases;
mod present;
mod threads;
mod uses;

#[cfg(feature = "compile")]
pub(crate) use breadth::widest;
pub(crate) use lattice::Lattice;
#[cfg(feature = "compile")]
pub(crate) use threads::MAX_THREADS;
pub(crate) use uses::Uses;

use crate::lookup::{References, Vocabulary};
use crate::pack::patterns::Outcome;
use crate::pack::set::PackSet;
use crate::pack::{Context, Pack, RuleKind};
use crate::scan::{Filter, Gates};
use crate::spelling::Spelling;
use crate::text::Words;
use edges::Edges;
use lattice::{Run, Wanted};
use named::Named;
use phrases::Phrases;
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
    /// Whether the pack lists its words as they stand; else they are read by its spelling tables, and may be another
    /// language's words.
    pub(crate) as_listed: bool,
    /// Its words' numbers in the sentence, the end not included.
    pub(crate) words: (u16, u16),
    /// In bytes of the text.
    pub(crate) bytes: (usize, usize),
}

/// What a sentence says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The packs that were asked.
    pub(crate) asked: PackSet,
    pub(crate) matches: Vec<Match>,
    /// Entries, by pack, that do not fire near here.
    pub(crate) unless: Vec<(u16, u32)>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) barriers: Vec<Barrier>,
}

/// A word that stops a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Barrier {
    /// Its number in the sentence.
    pub(crate) word: u16,
    /// Whose word it is.
    pub(crate) pack: u16,
    /// Whether that lists it as it stands: read by a spelling table it may be an honest word of another pack's language.
    pub(crate) as_listed: bool,
}

/// What is looked for in a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Lexicons<'l> {
    pub(crate) packs: &'l [Pack],
    pub(crate) filter: &'l Filter,
    pub(crate) vocabulary: &'l Vocabulary,
    pub(crate) references: &'l References,
    pub(crate) uses: &'l Uses,
    pub(crate) gates: &'l Gates,
}

impl Lexicons<'_> {
    /// Whether any pack has patterns or rules of context.
    pub(crate) fn have_patterns(&self) -> bool {
        self.packs.iter().any(|pack| pack.pattern_walker().is_some() || pack.rules().next().is_some())
    }
}

/// The name of the class whose words stop a cue.
const BARRIER: &str = "core.barrier";

/// Reads sentences; its buffers are kept.
#[derive(Debug, Default)]
pub(crate) struct Analyser {
    words: Words,
    phrases: Phrases,
    named: Named,
    edges: Edges,
    threads: Threads,
    hits: Vec<Hit>,
}

impl Analyser {
    /// Forgets the words of the last text.
    pub(crate) fn forget(&mut self) {
        self.words.wipe();
        self.phrases.wipe();
    }

    /// What the words of a sentence may mean to packs that have not been asked yet. `text` begins at byte `base` of what is
    /// scored, the sentence at byte `start`.
    #[expect(clippy::too_many_arguments, reason = "where a sentence stands, and what of it is wanted")]
    pub(crate) fn look(
        &mut self,
        lexicons: Lexicons<'_>,
        lattice: &mut Lattice,
        text: &str,
        base: usize,
        start: usize,
        sentence: u32,
        packs: PackSet,
    ) {
        let Self { words, phrases, .. } = self;
        words.read(text, start - base);
        lattice.read(lexicons, Wanted { words, text, base, sentence, packs }, phrases);
    }

    /// What a sentence says to packs that have not been asked yet; `before` is the one before it.
    pub(crate) fn read(
        &mut self,
        lexicons: Lexicons<'_>,
        lattice: &Lattice,
        before: Option<&Lattice>,
        sentence: u32,
        (asked, reading): (PackSet, &mut Reading),
    ) {
        let Lexicons { packs, vocabulary, .. } = lexicons;
        let fresh = asked.without(reading.asked);
        reading.asked = reading.asked.and(asked);
        let new = lattice.matches.iter().filter(|m| fresh.contains(usize::from(m.pack)));
        reading.matches.extend(new.cloned());
        self.named.read(lexicons, lattice, before);
        reading.barriers.clear();
        reading.barriers.extend(lattice.barriers());
        for (number, pack) in packs.iter().enumerate().filter(|(number, _)| fresh.contains(*number)) {
            self.hits.clear();
            let (Some(walker), Some(starts)) = (pack.pattern_walker(), vocabulary.starts(number)) else { continue };
            let search = Search { pack, starts, walker };
            self.edges.read(lexicons, number, lattice, &self.named);
            self.threads.follow(&search, lattice.places.len(), &self.edges.all, &mut self.hits);
            for hit in &self.hits {
                self.tell(pack, number, lattice, hit, sentence, reading);
            }
        }
        overlaps::resolve(&mut reading.matches, 0);
        reading.cues.sort_unstable_by_key(|cue| (cue.words, cue.pack, cue.rule, !cue.as_listed));
        reading.cues.dedup_by_key(|cue| (cue.words, cue.pack, cue.rule));
        reading.unless.sort_unstable();
        reading.unless.dedup();
    }

    fn tell(&self, pack: &Pack, number: usize, lattice: &Lattice, hit: &Hit, sentence: u32, reading: &mut Reading) {
        let pack_number = u16::try_from(number).unwrap_or(u16::MAX);
        let walked = self.threads.edges(hit).into_iter().filter_map(|edge| {
            let edge = self.edges.all.get(edge as usize)?;
            let antecedent = self.edges.antecedents.get(edge.antecedent as usize).copied();
            Some(Walked { antecedent, run: lattice.runs.get(edge.run as usize)? })
        });
        let walked: Vec<Walked<'_>> = walked.collect();
        let (Some(first), Some(last)) = (walked.first(), walked.last()) else { return };
        let words = (first.run.start, last.run.end);
        let bytes = (first.run.bytes.0, last.run.bytes.1);
        match hit.outcome {
            Outcome::Unless(entry) => reading.unless.push((pack_number, entry)),
            Outcome::Cue(rule) => {
                let as_listed = walked.iter().all(|step| step.run.listed);
                reading.cues.push(Cue { pack: pack_number, rule, as_listed, words, bytes });
            }
            Outcome::Entry(entry) => {
                let Some(record) = pack.entry(entry) else { return };
                let sum =
                    |of: fn(&Walked<'_>) -> i32| walked.iter().fold(0i32, |sum, step| sum.saturating_add(of(step)));
                let common = walked.iter().map(|step| step.run.common).max().unwrap_or_default();
                let count = sum(|step| i32::from(step.run.end - step.run.start)).max(1);
                let respelled = walked.iter().any(|step| step.run.standard.is_some());
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
                    penalty: sum(|step| step.run.letters).saturating_add(common / count),
                    mode: record.context,
                    spelling: walked.iter().map(|step| step.run.spelling).max().unwrap_or_default(),
                    standard: respelled.then(|| standard(lattice, &walked)),
                    notes: Vec::new(),
                    company: false,
                });
            }
        }
    }
}

/// A step of a path that was walked to its end.
struct Walked<'w> {
    /// What a pronoun stands for, in bytes of the text.
    antecedent: Option<(usize, usize)>,
    run: &'w Run,
}

/// The words of a match that stand side by side, each run once.
fn parts(walked: &[Walked<'_>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for step in walked {
        if let Some(bytes) = step.antecedent {
            parts.insert(0, Part { words: (0, 0), bytes });
        }
        let &Run { start, end, bytes, .. } = step.run;
        let words = (start, end);
        match parts.last_mut() {
            Some(part) if part.words.1 == words.0 && part.words.0 < part.words.1 => {
                part.words.1 = words.1;
                part.bytes.1 = bytes.1;
            }
            _ => parts.push(Part { words, bytes }),
        }
    }
    parts
}

/// The standard forms of a match's words.
fn standard(lattice: &Lattice, walked: &[Walked<'_>]) -> Box<str> {
    let mut all = String::new();
    for step in walked {
        let &Run { start, end, .. } = step.run;
        let own = || lattice.folded.get(usize::from(start)..usize::from(end)).unwrap_or_default().join(" ");
        if !all.is_empty() {
            all.push(' ');
        }
        match &step.run.standard {
            Some(standard) => all.push_str(standard),
            None => all.push_str(&own()),
        }
    }
    all.into()
}
