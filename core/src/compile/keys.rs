//! Choosing the keys by which scan finds a lexicon's terms.

use super::variants::{Head, Variants};
use crate::lexicon::common::CommonWord;
use crate::pack::firsts::{self, First, GUESSED_BY};
use crate::pack::keys::{
    HeadLengths, KEY_KINDS, first_key, head_key, is_latin, opening_key, pair_key, phrase_head, quad_key, sound_key,
    three, triple_key, two, word_key, write,
};
use crate::pack::letters;
use crate::pack::spelling::Spellings;
use crate::text::word_skeleton;
use std::collections::{BTreeMap, BTreeSet};

/// As many words with one head are keyed by the head alone: fewer bytes, at the price of confirming more tokens.
const HEAD_GROUP: usize = 64;
/// Heads are worth asking every word about where they stand for at least one of so many words.
const HEADS_FOR: usize = 2;

/// Gathers the keys of terms.
#[derive(Default)]
pub(super) struct KeyWriter<'s> {
    heads: HeadLengths,
    /// The head key, if long enough to have one, and the key of each single word.
    words: Vec<(Option<u32>, u32)>,
    sounds: Vec<u32>,
    pairs: Vec<u32>,
    triples: Vec<u32>,
    quads: Vec<u32>,
    openings: Vec<u32>,
    /// Keys of first words, each with what one of their terms stands for.
    firsts: Vec<(u32, Option<First>)>,
    heard: Option<Heard<'s>>,
    /// Common words, and how many of a million words each is.
    common: BTreeMap<&'s str, u64>,
}

/// What is kept for a pack whose words are keyed by sound.
struct Heard<'s> {
    variants: Variants<'s>,
    /// The words and pairs done, by number: forms share them.
    done: BTreeSet<Vec<usize>>,
}

/// The key of a first word with each thing its term is, and alone.
fn with_roles(key: u32, roles: &[First]) -> impl Iterator<Item = (u32, Option<First>)> {
    core::iter::once((key, None)).chain(roles.iter().map(move |first| (key, Some(*first))))
}

/// The first key of every word that begins so.
fn first_key_of(head: &Head) -> u32 {
    first_key(head.whole.map_or(head.sound, |whole| u64::from(word_key(whole))))
}

/// What a pack stores of its keys; a section is empty where there is nothing to say.
pub(super) struct KeySections {
    pub(super) keys: Vec<u8>,
    /// What first words may be.
    pub(super) firsts: Vec<u8>,
    /// How they may be typed.
    pub(super) letters: Vec<u8>,
}

impl<'s> KeyWriter<'s> {
    /// For words that can be typed in several ways, if there are tables that say so.
    pub(super) fn new(spellings: &'s Spellings, common: &'s [CommonWord]) -> Self {
        let heard = (!spellings.is_empty()).then(|| {
            let variants = Variants::new(&spellings.tables, spellings.proclitics.is_none());
            Heard { variants, done: BTreeSet::new() }
        });
        let common = common.iter().map(|common| (common.word.as_str(), common.per_million as u64)).collect();
        Self { heard, common, ..Self::default() }
    }

    fn commonness(&self, word: &str) -> u64 {
        self.common.get(word).copied().unwrap_or_default()
    }

    /// Adds a term's key: folded words with one blank between.
    pub(super) fn add(&mut self, term: &str) {
        if self.heard.is_some() {
            return self.add_sounds(term);
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

    /// Adds the keys of a term's first word, and of the word by which it is guessed, however they are typed, with what is asked
    /// of either.
    pub(super) fn add_first(&mut self, term: &str, roles: &[First], of_first: &[First]) {
        let first = term.split(' ').next().unwrap_or_default();
        let words = term.split(' ').take(GUESSED_BY);
        let rarest = words.min_by_key(|word| self.commonness(word)).unwrap_or(first);
        // Nobody asks for an entry of several words by one of them.
        let phrase = term.contains(' ');
        let roles: Vec<First> = roles.iter().copied().filter(|role| !(phrase && *role == First::Entry)).collect();
        self.add_word(rarest, &roles);
        if first != rarest || !of_first.is_empty() {
            self.add_word(first, of_first);
        }
    }

    fn add_word(&mut self, word: &str, roles: &[First]) {
        match &mut self.heard {
            None => {
                let key = first_key(u64::from(word_key(word_skeleton(word).hash)));
                self.firsts.extend(with_roles(key, roles));
            }
            Some(heard) => {
                let number = heard.variants.number(word);
                for head in heard.variants.heads(number).iter().flatten() {
                    self.firsts.extend(with_roles(first_key_of(head), roles));
                }
            }
        }
    }

    fn opening(&mut self, [first, second, third]: [u64; 3], fourth: Option<u64>) {
        let opening = three(two(first, second), third);
        self.openings.push(opening_key(opening));
        match fourth {
            None => self.triples.push(triple_key(opening)),
            Some(fourth) => self.quads.push(quad_key(opening, fourth)),
        }
    }

    /// Adds the keys of a term however it is typed, all of its words through one table. Of a longer phrase two of the
    /// first three words are enough, the rarer: three at once would be as many keys as there are ways to say it.
    fn add_sounds(&mut self, term: &str) {
        let Some(mut heard) = self.heard.take() else { return };
        let words: Vec<&str> = term.split(' ').take(3).collect();
        let rarity = |pair: &&[&str]| pair.iter().map(|word| self.commonness(word)).min();
        let pair = words.windows(2).min_by_key(rarity).unwrap_or(&words);
        let numbers: Vec<usize> = pair.iter().map(|word| heard.variants.number(word)).collect();
        if heard.done.insert(numbers.clone()) {
            let words: Vec<&[Vec<Head>]> = numbers.iter().map(|&number| heard.variants.heads(number)).collect();
            for table in 0..words.first().map_or(0, |word| word.len()) {
                let heads: Vec<&[Head]> = words.iter().filter_map(|word| word.get(table).map(Vec::as_slice)).collect();
                match *heads.as_slice() {
                    [word] => {
                        for head in word {
                            match head.whole {
                                Some(whole) => self.words.push((None, word_key(whole))),
                                None => self.sounds.push(sound_key(head.sound)),
                            }
                        }
                    }
                    [first, second] => {
                        let pairs = first.iter().flat_map(|a| second.iter().map(|b| pair_key(a.sound, b.sound)));
                        self.sounds.extend(pairs);
                    }
                    _ => {}
                }
            }
        }
        self.heard = Some(heard);
    }

    /// The sections.
    pub(super) fn finish(mut self) -> KeySections {
        self.firsts.sort_unstable();
        self.firsts.dedup();
        let groups = self.firsts.chunk_by(|a, b| a.0 == b.0);
        let roles: Vec<Vec<First>> = groups.map(|group| group.iter().filter_map(|first| first.1).collect()).collect();
        let of_firsts = if roles.is_empty() { Vec::new() } else { firsts::write(roles.iter().map(Vec::as_slice)) };
        let mut firsts: Vec<u32> = self.firsts.iter().map(|(key, _)| *key).collect();
        firsts.dedup();
        let letters = self.heard.map(|heard| letters_of(&firsts, &heard.variants)).unwrap_or_default();
        self.words.sort_unstable();
        self.words.dedup();
        let mut words = Vec::new();
        let mut heads = Vec::new();
        let is_head =
            |group: &[(Option<u32>, u32)]| group.first().and_then(|word| word.0).filter(|_| group.len() >= HEAD_GROUP);
        let groups = || self.words.chunk_by(|a, b| a.0 == b.0);
        let headed: usize = groups().filter(|group| is_head(group).is_some()).map(<[_]>::len).sum();
        let worthwhile = headed * HEADS_FOR >= self.words.len();
        for group in groups() {
            match is_head(group).filter(|_| worthwhile) {
                Some(head) => heads.push(head),
                None => words.extend(group.iter().map(|(_, word)| *word)),
            }
        }
        let mut lists: [Vec<u32>; KEY_KINDS] =
            [firsts, words, heads, self.pairs, self.triples, self.quads, self.openings, self.sounds];
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
        }
        let keys = write(lists.each_ref().map(Vec::as_slice), self.heads);
        KeySections { keys, firsts: of_firsts, letters }
    }
}

/// The section of letters of these first keys, which are sorted.
fn letters_of(firsts: &[u32], variants: &Variants<'_>) -> Vec<u8> {
    let mut of_keys: BTreeMap<u32, u16> = BTreeMap::new();
    for (head, letters) in variants.letters() {
        *of_keys.entry(first_key_of(head)).or_default() |= letters;
    }
    if of_keys.is_empty() {
        return Vec::new();
    }
    let of_key = |key| of_keys.get(key).copied().unwrap_or(letters::ANY);
    letters::write(firsts.iter().map(of_key))
}
