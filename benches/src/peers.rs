//! Other matchers with the same list.

use crate::candidates::{Candidate, Read};
use crate::inputs::Term;
use crate::measure::cpu_time;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick};
use hashbrown::HashSet;
use rustrict::{Censor, Trie, Type};
use unicode_normalization::UnicodeNormalization;

/// A matcher that can be built of a list.
struct Peer {
    id: &'static str,
    title: &'static str,
    /// More entries than this take more memory or time than a run should.
    limit: usize,
    /// What reads texts, and how many bytes it holds.
    build: fn(&[Term]) -> Option<(Read, usize)>,
}

const PEERS: [Peer; 8] = [
    Peer { id: "ac-nfa", title: "aho-corasick contiguous NFA, raw bytes", limit: usize::MAX, build: nfa },
    Peer { id: "ac-dfa", title: "aho-corasick DFA, raw bytes", limit: 10_000, build: dfa },
    Peer { id: "careful", title: "NFKC, lower case, aho-corasick, boundaries", limit: 300_000, build: careful },
    Peer { id: "daachorse", title: "daachorse charwise, raw", limit: 300_000, build: charwise },
    Peer { id: "daachorse-bytes", title: "daachorse bytewise, raw", limit: 300_000, build: bytewise },
    Peer { id: "hash-set", title: "hash set of lower-cased words, no phrases", limit: usize::MAX, build: hash_set },
    Peer { id: "rustrict", title: "rustrict with the list", limit: 300_000, build: rustrict },
    Peer { id: "decancer", title: "decancer, which finds nothing, by paragraph", limit: usize::MAX, build: decancer },
];

/// The ids of all peers.
pub fn ids() -> impl Iterator<Item = &'static str> {
    PEERS.iter().map(|peer| peer.id)
}

/// The peers that can be built at this size, or with `full` all of them.
pub fn peers(terms: &[Term], full: bool, note: &dyn Fn(&str)) -> Vec<Candidate> {
    let fits = |peer: &&Peer| {
        let fits = full || terms.len() <= peer.limit;
        if !fits {
            let Peer { title, limit, .. } = peer;
            note(&format!("skipped: {title}, whose build takes too much beyond {limit} entries (--full builds it)"));
        }
        fits
    };
    PEERS.iter().filter(fits).filter_map(|peer| built(peer, terms, note)).collect()
}

/// The peers of these ids, whatever the size.
#[must_use]
pub fn chosen(terms: &[Term], ids: &[&str]) -> Vec<Candidate> {
    PEERS.iter().filter(|peer| ids.contains(&peer.id)).filter_map(|peer| built(peer, terms, &|_| {})).collect()
}

fn built(peer: &Peer, terms: &[Term], note: &dyn Fn(&str)) -> Option<Candidate> {
    let &Peer { id, title, build, .. } = peer;
    note(&format!("building {title}"));
    let (made, build) = cpu_time(|| build(terms));
    if made.is_none() {
        note(&format!("left out: {title} does not take this list"));
    }
    made.map(|(read, memory)| Candidate { id, title, build, memory, read })
}

fn patterns(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| term.0.as_str()).collect()
}

fn automaton(terms: &[Term], kind: AhoCorasickKind, matches: MatchKind) -> Option<AhoCorasick> {
    AhoCorasick::builder().kind(Some(kind)).match_kind(matches).build(patterns(terms)).ok()
}

fn nfa(terms: &[Term]) -> Option<(Read, usize)> {
    automaton(terms, AhoCorasickKind::ContiguousNFA, MatchKind::Standard).map(raw)
}

fn dfa(terms: &[Term]) -> Option<(Read, usize)> {
    automaton(terms, AhoCorasickKind::DFA, MatchKind::Standard).map(raw)
}

fn raw(automaton: AhoCorasick) -> (Read, usize) {
    let memory = automaton.memory_usage();
    (Box::new(move |texts| texts.iter().map(|text| automaton.find_iter(text).count()).sum()), memory)
}

/// NFKC and lower case into a buffer, then aho-corasick, then a look at the word boundaries.
fn careful(terms: &[Term]) -> Option<(Read, usize)> {
    let automaton = automaton(terms, AhoCorasickKind::ContiguousNFA, MatchKind::LeftmostLongest)?;
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
    Some((Box::new(read), memory))
}

fn charwise(terms: &[Term]) -> Option<(Read, usize)> {
    let automaton = CharwiseDoubleArrayAhoCorasick::<u32>::new(patterns(terms)).ok()?;
    let memory = automaton.heap_bytes();
    Some((Box::new(move |texts| texts.iter().map(|text| automaton.find_iter(text).count()).sum()), memory))
}

fn bytewise(terms: &[Term]) -> Option<(Read, usize)> {
    let automaton = DoubleArrayAhoCorasick::<u32>::new(patterns(terms)).ok()?;
    let memory = automaton.heap_bytes();
    Some((Box::new(move |texts| texts.iter().map(|text| automaton.find_iter(text).count()).sum()), memory))
}

/// Single words only: what a host would write first.
fn hash_set(terms: &[Term]) -> Option<(Read, usize)> {
    let words = || terms.iter().map(|term| term.0.clone()).filter(|term| !term.contains(' '));
    let set = words().collect::<HashSet<String>>();
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
    Some((Box::new(read), memory))
}

/// It keeps a trie for ever and says nothing of its size; `--json` tells what it took, from a process of its own.
fn rustrict(terms: &[Term]) -> Option<(Read, usize)> {
    let mut trie = Trie::new();
    terms.iter().for_each(|term| trie.set(&term.0, Type::OFFENSIVE & Type::SEVERE));
    let trie: &'static Trie = Box::leak(Box::new(trie));
    let flagged = move |text: &String| Censor::from_str(text).with_trie(trie).analyze().is(Type::ANY);
    Some((Box::new(move |texts| texts.iter().filter(|text| flagged(text)).count()), 0))
}

/// By paragraph, because its time grows faster than its text.
fn decancer(_: &[Term]) -> Option<(Read, usize)> {
    let cure = |part: &str| decancer::cure(part, decancer::Options::default()).map_or(0, |cured| cured.len());
    Some((Box::new(move |texts| texts.iter().flat_map(|text| text.split("\n\n")).map(cure).sum()), 0))
}
