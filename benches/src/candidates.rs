//! Everything that is timed: the scorer, other matchers with the same list, and two ceilings.

use crate::inputs::Term;
use crate::measure::cpu_time;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use hashbrown::HashSet;
use sipar::{BuildError, Scorer, Scratch};
use std::hint::black_box;
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;

/// Reads texts and returns something that depends on all it found.
type Read = Box<dyn FnMut(&[String]) -> usize>;

/// A way to read texts, and what its making took.
pub(crate) struct Candidate {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) build: Duration,
    pub(crate) memory: usize,
    pub(crate) read: Read,
}

const DFA_LIMIT: usize = 10_000;
const DAACHORSE_LIMIT: usize = 300_000;

/// The scorer with the list, with a report and without; with the packs a user loads; and with both.
pub(crate) fn of_sipar(scorer: &Scorer) -> Result<Vec<Candidate>, BuildError> {
    let scan = scorer.clone();
    let read = move |texts: &[String]| texts.iter().map(|text| scan.scan_counts(text).awake as usize).sum();
    let (packs, build) = cpu_time(sipar_packs::scorer);
    let both = sipar_packs::builder().packs(scorer.packs().iter().cloned()).build()?;
    let memory = scorer.memory();
    Ok(vec![
        full("sipar", "sipar, full report", scorer, Duration::ZERO),
        Candidate { id: "sipar-scan", title: "sipar, scan alone", build: Duration::ZERO, memory, read: Box::new(read) },
        full("sipar-packs", "sipar, the bundled packs instead", &packs, build),
        full("sipar-both", "sipar, the bundled packs as well", &both, Duration::ZERO),
    ])
}

fn full(id: &'static str, title: &'static str, scorer: &Scorer, build: Duration) -> Candidate {
    let (scorer, memory) = (scorer.clone(), scorer.memory());
    let mut scratch = Scratch::default();
    let read = move |texts: &[String]| {
        texts.iter().map(|text| black_box(scorer.score_with(&mut scratch, text)).findings.len()).sum()
    };
    Candidate { id, title, build, memory, read: Box::new(read) }
}

/// The peers that can be built at this size.
pub(crate) fn peers(terms: &[Term], full: bool, note: &dyn Fn(&str)) -> Vec<Candidate> {
    let patterns: Vec<&str> = terms.iter().map(|term| term.0.as_str()).collect();
    let fits = |title: &str, limit: usize| {
        let fits = full || terms.len() <= limit;
        if !fits {
            note(&format!("skipped: {title}, whose build takes too much beyond {limit} entries (--full builds it)"));
        }
        fits
    };
    let mut all = Vec::new();
    note("building aho-corasick's contiguous NFA");
    let (nfa, build) = cpu_time(|| automaton(&patterns, AhoCorasickKind::ContiguousNFA, MatchKind::Standard));
    all.extend(nfa.map(|nfa| raw("ac-nfa", "aho-corasick contiguous NFA, raw bytes", nfa, build)));
    if fits("aho-corasick DFA", DFA_LIMIT) {
        let (dfa, build) = cpu_time(|| automaton(&patterns, AhoCorasickKind::DFA, MatchKind::Standard));
        all.extend(dfa.map(|dfa| raw("ac-dfa", "aho-corasick DFA, raw bytes", dfa, build)));
    }
    note("building the careful pipeline");
    let (nfa, build) = cpu_time(|| automaton(&patterns, AhoCorasickKind::ContiguousNFA, MatchKind::LeftmostLongest));
    all.extend(nfa.map(|nfa| careful(nfa, build)));
    if fits("daachorse charwise", DAACHORSE_LIMIT) {
        let (charwise, build) = cpu_time(|| CharwiseDoubleArrayAhoCorasick::<u32>::new(&patterns).ok());
        all.extend(charwise.map(|charwise| daachorse(charwise, build)));
    }
    all.push(hash_set(terms));
    all.push(byte_loop());
    all.push(copy());
    all
}

fn automaton(patterns: &[&str], kind: AhoCorasickKind, matches: MatchKind) -> Option<AhoCorasick> {
    AhoCorasick::builder().kind(Some(kind)).match_kind(matches).build(patterns).ok()
}

fn raw(id: &'static str, title: &'static str, automaton: AhoCorasick, build: Duration) -> Candidate {
    let memory = automaton.memory_usage();
    let read = move |texts: &[String]| texts.iter().map(|text| automaton.find_iter(text).count()).sum();
    Candidate { id, title, build, memory, read: Box::new(read) }
}

/// NFKC and lower case into a buffer, then aho-corasick, then a look at the word boundaries.
fn careful(automaton: AhoCorasick, build: Duration) -> Candidate {
    let memory = automaton.memory_usage();
    let mut folded = String::new();
    let read = move |texts: &[String]| {
        let mut found = 0;
        for text in texts {
            folded.clear();
            folded.extend(text.nfkc().flat_map(char::to_lowercase));
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = |start: usize, end: usize| {
                !is_word(folded[..start].chars().next_back()) && !is_word(folded[end..].chars().next())
            };
            found += automaton.find_iter(&folded).filter(|m| whole(m.start(), m.end())).count();
        }
        found
    };
    Candidate {
        id: "careful",
        title: "NFKC, lower case, aho-corasick, boundaries",
        build,
        memory,
        read: Box::new(read),
    }
}

fn daachorse(automaton: CharwiseDoubleArrayAhoCorasick<u32>, build: Duration) -> Candidate {
    let memory = automaton.heap_bytes();
    let read = move |texts: &[String]| texts.iter().map(|text| automaton.find_iter(text).count()).sum();
    Candidate { id: "daachorse", title: "daachorse charwise, raw", build, memory, read: Box::new(read) }
}

/// Single words only: what a host would write first.
fn hash_set(terms: &[Term]) -> Candidate {
    let words = || terms.iter().map(|term| term.0.clone()).filter(|term| !term.contains(' '));
    let (set, build) = cpu_time(|| words().collect::<HashSet<String>>());
    let memory = set.allocation_size() + words().map(|word| word.len()).sum::<usize>();
    let mut lower = String::new();
    let read = move |texts: &[String]| {
        let mut found = 0;
        for token in texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
            lower.clear();
            if token.is_ascii() {
                lower.push_str(token);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(token.chars().flat_map(char::to_lowercase));
            }
            found += usize::from(set.contains(lower.as_str()));
        }
        found
    };
    Candidate {
        id: "hash-set",
        title: "hash set of lower-cased words, no phrases",
        build,
        memory,
        read: Box::new(read),
    }
}

/// As fast as reading byte by byte can be.
fn byte_loop() -> Candidate {
    let read = |texts: &[String]| {
        texts
            .iter()
            .map(|text| text.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))))
            .sum::<u32>() as usize
    };
    Candidate { id: "byte-loop", title: "a loop over bytes", build: Duration::ZERO, memory: 0, read: Box::new(read) }
}

fn copy() -> Candidate {
    let mut buffer = Vec::new();
    let read = move |texts: &[String]| {
        for text in texts {
            buffer.clear();
            buffer.extend_from_slice(text.as_bytes());
            black_box(&buffer);
        }
        buffer.len()
    };
    Candidate { id: "memcpy", title: "copying", build: Duration::ZERO, memory: 0, read: Box::new(read) }
}
