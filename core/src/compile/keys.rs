//! Choosing the keys by which scan finds a lexicon's terms.

use crate::pack::keys::{
    HeadLengths, head_key, is_latin, opening_key, pair_key, phrase_head, quad_key, triple_key, word_key, write,
};
use crate::text::word_skeleton;

/// As many words with one head are keyed by the head alone: fewer bytes, at the price of confirming more tokens.
const HEAD_GROUP: usize = 12;

/// Gathers the keys of terms.
#[derive(Default)]
pub(super) struct KeyWriter {
    heads: HeadLengths,
    /// The head key, if long enough to have one, and the key of each single word.
    words: Vec<(Option<u32>, u32)>,
    pairs: Vec<u32>,
    triples: Vec<u32>,
    quads: Vec<u32>,
    openings: Vec<u32>,
}

impl KeyWriter {
    /// Adds a term's key: folded words with one blank between.
    pub(super) fn add(&mut self, term: &str) {
        let mut words = term.split(' ').map(word_skeleton);
        let (Some(first), rest) = (words.next(), [words.next(), words.next(), words.next()]) else { return };
        let opener = phrase_head(&first);
        match rest.map(|word| word.map(|word| phrase_head(&word))) {
            [None, ..] => {
                let letters = u32::from(if is_latin(first.head) { self.heads.latin } else { self.heads.other });
                let head = (first.len >= letters).then(|| head_key(first.head, letters));
                self.words.push((head, word_key(first.hash)));
            }
            [Some(second), None, _] => self.pairs.push(pair_key(opener, second)),
            [Some(second), Some(third), fourth] => {
                self.openings.push(opening_key(opener, second, third));
                match fourth {
                    None => self.triples.push(triple_key(opener, second, third)),
                    Some(fourth) => self.quads.push(quad_key(opener, second, third, fourth)),
                }
            }
        }
    }

    /// The section.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.words.sort_unstable();
        self.words.dedup();
        let mut words = Vec::new();
        let mut heads = Vec::new();
        for group in self.words.chunk_by(|a, b| a.0 == b.0) {
            match group.first() {
                Some((Some(head), _)) if group.len() >= HEAD_GROUP => heads.push(*head),
                _ => words.extend(group.iter().map(|(_, word)| *word)),
            }
        }
        for list in [&mut words, &mut heads, &mut self.pairs, &mut self.triples, &mut self.quads, &mut self.openings] {
            list.sort_unstable();
            list.dedup();
        }
        write([&words, &heads, &self.pairs, &self.triples, &self.quads, &self.openings], self.heads)
    }
}
