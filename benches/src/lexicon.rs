//! Lists of terms: half English words, 15 % Russian words, 35 % phrases of two to four words. None of them occurs in the
//! clean inputs, so that the planted hits are all there are.

use crate::inputs::{Input, Term};
use crate::random::Random;
use crate::words::Sources;
use hashbrown::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

const ENDINGS: [&[&str]; 2] = [
    &[
        "s", "ing", "ers", "ness", "less", "like", "ish", "able", "ism", "ful", "wise", "ship", "dom", "ville",
        "ization",
    ],
    &["ами", "ах", "ого", "ому", "ыми", "ает", "ают", "ила", "или", "ость", "ский", "ником", "чик", "ова", "енко"],
];
const BEGINNINGS: [&[&str]; 2] =
    [&["", "un", "re", "over", "anti", "mega"], &["", "пере", "недо", "супер", "под", "анти"]];

/// The first `count` terms: a smaller list is the beginning of a larger one.
#[must_use]
pub fn terms(sources: &Sources, clean: &[Input], count: usize) -> Vec<Term> {
    let seen = Seen::of(clean);
    let mut random = Random(3);
    let mut words: [WordList<'_>; 2] =
        [0, 1].map(|language| WordList::new(&sources.dictionaries[language], language, &mut random));
    let running: Vec<Vec<String>> =
        sources.other_prose.iter().map(|prose| prose.iter().flat_map(|text| tokens(text)).collect()).collect();
    let mut known = HashSet::new();
    let mut terms = Vec::with_capacity(count);
    while terms.len() < count {
        let (kind, language) = match terms.len() % 20 {
            0 | 2 | 4 | 6 | 8 | 10 | 12 | 14 | 16 | 18 => (0, 0),
            1 | 7 | 13 => (0, 1),
            5 | 15 => (1, 1),
            _ => (1, 0),
        };
        let term = match kind {
            0 => words[language].next(),
            _ => phrase(&running[language], &mut random),
        };
        if !seen.contains(&term) && known.insert(term.clone()) {
            terms.push((term, language));
        }
    }
    terms
}

/// Dictionary words in random order; when they run out, words made of them.
struct WordList<'s> {
    words: Vec<&'s str>,
    language: usize,
    round: usize,
    next: usize,
}

impl<'s> WordList<'s> {
    fn new(words: &'s [String], language: usize, random: &mut Random) -> Self {
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        random.shuffle(&mut words);
        Self { words, language, round: 0, next: 0 }
    }

    fn next(&mut self) -> String {
        if self.next == self.words.len() {
            self.next = 0;
            self.round += 1;
        }
        let word = self.words[self.next];
        self.next += 1;
        if self.round == 0 {
            return word.to_owned();
        }
        let (endings, beginnings) = (ENDINGS[self.language], BEGINNINGS[self.language]);
        let variant = self.round - 1;
        let beginning = beginnings[variant / endings.len() % beginnings.len()];
        format!("{beginning}{word}{}", endings[(variant + self.next) % endings.len()])
    }
}

/// A phrase that begins as phrases of the language do and ends otherwise.
fn phrase(running: &[String], random: &mut Random) -> String {
    let count = 2 + random.below(3);
    let from = random.below(running.len() - count);
    let mut words: Vec<&str> = running[from..from + count - 1].iter().map(String::as_str).collect();
    words.push(random.pick(running).as_str());
    words.join(" ")
}

/// Words of letters, in lower case, joined where an apostrophe divides them.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let folded = words.map(|word| word.replace('\'', "").to_lowercase());
    folded.filter(|word| !word.is_empty() && word.chars().all(char::is_alphabetic)).collect()
}

/// Hashes of all runs of one to four words in the clean inputs.
struct Seen {
    runs: HashSet<u64>,
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl Seen {
    fn of(inputs: &[Input]) -> Self {
        let mut seen = Self { runs: HashSet::new(), hasher: BuildHasherDefault::default() };
        for text in inputs.iter().flat_map(|input| &input.texts) {
            let words = tokens(text);
            for from in 0..words.len() {
                for run in (1..=4).filter_map(|len| words.get(from..from + len)) {
                    seen.runs.insert(seen.hasher.hash_one(run.join(" ")));
                }
            }
        }
        seen
    }

    fn contains(&self, term: &str) -> bool {
        self.runs.contains(&self.hasher.hash_one(term))
    }
}
