//! Choosing the keys by which scan finds a lexicon's terms.

use super::variants::Variants;
use crate::pack::keys::{
    HeadLengths, KEY_KINDS, head_key, is_latin, opening_key, pair_key, phrase_head, quad_key, sound_key, triple_key,
    word_key, write,
};
use crate::pack::spelling::Spellings;
use crate::text::word_skeleton;
use std::collections::BTreeSet;

/// As many words with one head are keyed by the head alone: fewer bytes, at the price of confirming more tokens.
const HEAD_GROUP: usize = 12;
/// A phrase whose first words can be typed in more ways is keyed by its first two words alone.
const MAX_OPENINGS: usize = 64;

/// Gathers the keys of terms.
pub(super) struct KeyWriter<'s> {
    heads: HeadLengths,
    /// The head key, if long enough to have one, and the key of each single word.
    words: Vec<(Option<u32>, u32)>,
    sounds: Vec<u32>,
    pairs: Vec<u32>,
    triples: Vec<u32>,
    quads: Vec<u32>,
    openings: Vec<u32>,
    spelled: Option<Spelled<'s>>,
}

/// What is kept for a pack whose words are keyed by sound.
struct Spelled<'s> {
    variants: Variants<'s>,
    /// Whether words may have something joined before them, of which openings know nothing.
    peels: bool,
    /// The phrases done, by the numbers of their words: forms share them.
    done: BTreeSet<Vec<usize>>,
}

impl<'s> KeyWriter<'s> {
    /// `forms` tells that words stand in many forms, which need fewer keys by sound too.
    pub(super) fn new(spellings: &'s Spellings, forms: bool) -> Self {
        let spelled = (forms || !spellings.is_empty()).then(|| Spelled {
            variants: Variants::new(&spellings.tables),
            peels: spellings.proclitics.is_some(),
            done: BTreeSet::new(),
        });
        Self {
            heads: HeadLengths::default(),
            words: Vec::new(),
            sounds: Vec::new(),
            pairs: Vec::new(),
            triples: Vec::new(),
            quads: Vec::new(),
            openings: Vec::new(),
            spelled,
        }
    }

    /// Adds a term's key: folded words with one blank between.
    pub(super) fn add(&mut self, term: &str) {
        if self.spelled.is_some() {
            return self.add_spelled(term);
        }
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
            [Some(second), Some(third), fourth] => self.opening([opener, second, third], fourth),
        }
    }

    fn opening(&mut self, [first, second, third]: [u64; 3], fourth: Option<u64>) {
        self.openings.push(opening_key(first, second, third));
        match fourth {
            None => self.triples.push(triple_key(first, second, third)),
            Some(fourth) => self.quads.push(quad_key(first, second, third, fourth)),
        }
    }

    /// Adds the keys of a term however it is typed, all of its words through one table.
    fn add_spelled(&mut self, term: &str) {
        let Some(mut spelled) = self.spelled.take() else { return };
        let numbers: Vec<usize> = term.split(' ').take(3).map(|word| spelled.variants.number(word)).collect();
        if spelled.done.insert(numbers.clone()) {
            let words: Vec<&[Vec<u64>]> = numbers.iter().map(|&number| spelled.variants.heads(number)).collect();
            for table in 0..words.first().map_or(0, |word| word.len()) {
                let heads = words.iter().filter_map(|word| word.get(table).map(Vec::as_slice));
                self.add_heads(&heads.collect::<Vec<_>>(), spelled.peels);
            }
        }
        self.spelled = Some(spelled);
    }

    fn add_heads(&mut self, words: &[&[u64]], peels: bool) {
        match *words {
            [] => {}
            [word] => self.sounds.extend(word.iter().map(|&head| sound_key(head))),
            [first, second, ref rest @ ..] => {
                let ways = words.iter().fold(1usize, |product, word| product.saturating_mul(word.len()));
                let pairs = || first.iter().flat_map(|&a| second.iter().map(move |&b| (a, b)));
                match rest {
                    [third, ..] if ways <= MAX_OPENINGS && !peels => {
                        let triples = pairs().flat_map(|pair| third.iter().map(move |&third| (pair, third)));
                        self.sounds.extend(triples.map(|((a, b), c)| opening_key(a, b, c)));
                    }
                    _ => self.sounds.extend(pairs().map(|(a, b)| pair_key(a, b))),
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
        let mut lists: [Vec<u32>; KEY_KINDS] =
            [words, heads, self.pairs, self.triples, self.quads, self.openings, self.sounds];
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
        }
        write(lists.each_ref().map(Vec::as_slice), self.heads)
    }
}
