//! How a word may begin when it is typed through spelling tables: what scan needs to know of all the ways to spell it.

use crate::pack::letters::{ANY, letters};
use crate::pack::sound::{Consonants, HEARD, sound_head};
use crate::pack::spelling::{Pair, Table};
use crate::spelling::Spelling;
use crate::text::hash::hash_head;
use crate::text::skeleton::byte;
use std::collections::{BTreeMap, BTreeSet};

/// What a word gives keys in each table, and by itself. The first is the word as it stands.
pub(super) type Heads = Vec<Vec<Head>>;

/// A way in which a word can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    /// As it sounds.
    pub(super) sound: u64,
    /// The hash of its skeleton, where it is short: few words that sound like it are typed as it is.
    pub(super) whole: Option<u64>,
}

/// So many letters of another alphabet are looked for in what keys see of a long word: more make too many keys.
const MAX_FOREIGN: u32 = 1;

/// A word of so few letters is known by all of them: too many others sound like it. Of longer ones that would be too many
/// keys.
const WHOLE: u32 = 3;

/// The heads of words, each worked out once: forms of a word share them.
pub(super) struct Variants<'t> {
    tables: Vec<ByStandard<'t>>,
    known: BTreeMap<String, usize>,
    sets: Vec<Heads>,
    numbers: BTreeMap<Heads, usize>,
    /// With which letters words are typed that begin so, and words that no key is made for although they may be read.
    letters: BTreeMap<Head, u16>,
    /// Whether short words are known by all of their letters.
    whole: bool,
}

/// A table by what is meant, where the transducer has it by what is typed.
struct ByStandard<'t> {
    pairs: BTreeMap<char, Vec<&'t Pair>>,
    /// Whether vowels are typed that stand for nothing: keys leave all vowels out then.
    adds_letters: bool,
    /// Whether a word is typed in the table's letters throughout: nobody mixes two alphabets in one romanised word.
    throughout: bool,
}

impl<'t> Variants<'t> {
    /// With `whole` short words are known by all of their letters; not where something may stand joined before them.
    pub(super) fn new(tables: &'t [Table], whole: bool) -> Self {
        let by_standard = |table: &'t Table| {
            let mut by_standard = ByStandard {
                pairs: BTreeMap::new(),
                adds_letters: table.adds_letters(),
                throughout: table.spelling != Spelling::Keyboard,
            };
            for pair in table.pairs() {
                if let Some(first) = pair.standard.chars().next() {
                    by_standard.pairs.entry(first).or_default().push(pair);
                }
            }
            by_standard
        };
        let tables = tables.iter().map(by_standard).collect();
        Self {
            tables,
            known: BTreeMap::new(),
            sets: Vec::new(),
            numbers: BTreeMap::new(),
            letters: BTreeMap::new(),
            whole,
        }
    }

    /// The number of a word's set of heads; words that are typed alike as far as keys see have one.
    pub(super) fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let Self { tables, letters, .. } = self;
        let mut note = |head: Head, typed: u16| *letters.entry(head).or_default() |= typed;
        let mut heads: Heads =
            core::iter::once(None).chain(tables.iter().map(Some)).map(|table| heads(word, table, &mut note)).collect();
        if !self.whole {
            heads.iter_mut().flatten().for_each(|head| head.whole = None);
        }
        let fresh = self.sets.len();
        let number = *self.numbers.entry(heads.clone()).or_insert(fresh);
        if number == fresh {
            self.sets.push(heads);
        }
        self.known.insert(word.to_owned(), number);
        number
    }

    /// With which letters words are typed that begin so; nothing where what stands joined before them is not known.
    pub(super) fn letters(&self) -> impl Iterator<Item = (&Head, u16)> {
        self.letters.iter().filter(|_| self.whole).map(|(head, letters)| (head, *letters))
    }

    pub(super) fn heads(&self, number: usize) -> &[Vec<Head>] {
        self.sets.get(number).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Every head with which a word can begin when typed so; sorted, each once. Notes with which letters.
fn heads(word: &str, table: Option<&ByStandard<'_>>, note: &mut dyn FnMut(Head, u16)) -> Vec<Head> {
    match table {
        Some(table) if table.adds_letters => beginnings::<Consonants>(word, Some(table), note),
        table => beginnings::<Letters>(word, table, note),
    }
}

/// As much of a word as keys see.
trait Beginning: Copy + Ord + Default {
    fn grown(self, letters: &str) -> Self;
    /// Whether keys see no more letters.
    fn is_full(self) -> bool;
    fn head(self) -> Head;
    /// See [`letters`]; none where they are of two alphabets, since such words are found whatever is noted.
    fn letters(self) -> u16;
}

fn beginnings<H: Beginning>(word: &str, table: Option<&ByStandard<'_>>, note: &mut dyn FnMut(Head, u16)) -> Vec<Head> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![(word, H::default(), 0)];
    while let Some((rest, typed, foreign)) = todo.pop() {
        // A short word is known by all of its letters, however many of them are of another alphabet.
        let many = foreign > MAX_FOREIGN && (typed.is_full() || typed.head().whole.is_none());
        // Typed in the other alphabet throughout, it may still sound like a word that has a key.
        if (many && typed.letters().count_ones() != 1) || !seen.insert((rest.len(), typed, foreign)) {
            continue;
        }
        let Some(first) = rest.chars().next().filter(|_| !typed.is_full()) else {
            note(typed.head(), typed.letters());
            if !many {
                found.insert(typed.head());
            }
            continue;
        };
        let (letter, after) = rest.split_at_checked(first.len_utf8()).unwrap_or_default();
        let pairs = table.and_then(|table| table.pairs.get(&first));
        if pairs.is_none() || table.is_none_or(|table| !table.throughout) {
            todo.push((after, typed.grown(letter), foreign));
        }
        for pair in pairs.into_iter().flatten() {
            let strange =
                table.is_some_and(|table| !table.throughout) && pair.typed.is_ascii() != pair.standard.is_ascii();
            let foreign = foreign + u32::from(strange && !pair.typed.is_empty());
            if let Some(after) = rest.strip_prefix(&*pair.standard) {
                todo.push((after, typed.grown(&pair.typed), foreign));
            } else if pair.standard.strip_suffix('\'') == Some(rest) {
                todo.push(("", typed.grown(&pair.typed), foreign));
            }
        }
    }
    found.into_iter().collect()
}

/// The first letters of a skeleton.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Letters {
    head: u64,
    len: u32,
}

impl Beginning for Letters {
    fn grown(mut self, letters: &str) -> Self {
        for byte in letters.chars().filter_map(byte) {
            if self.len < HEARD {
                self.head |= u64::from(byte) << (8 * self.len);
                self.len += 1;
            }
        }
        self
    }

    fn is_full(self) -> bool {
        self.len >= HEARD
    }

    fn head(self) -> Head {
        Head { sound: sound_head(self.head), whole: (self.len <= WHOLE).then(|| hash_head(self.head)) }
    }

    fn letters(self) -> u16 {
        Some(letters(self.head)).filter(|letters| *letters != ANY).unwrap_or_default()
    }
}

impl Beginning for Consonants {
    fn grown(mut self, letters: &str) -> Self {
        letters.chars().filter_map(byte).for_each(|byte| self.push(byte));
        self
    }

    fn is_full(self) -> bool {
        Consonants::is_full(self)
    }

    fn head(self) -> Head {
        Head { sound: Consonants::head(self), whole: None }
    }

    fn letters(self) -> u16 {
        ANY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_skeleton;

    #[test]
    fn heads_are_those_of_what_is_typed() {
        let pair =
            |(typed, standard): (&str, &str)| Pair { typed: typed.into(), standard: standard.into(), penalty: 0 };
        let translit = [("q", "қ"), ("k", "қ"), ("a", "а"), ("t", "т"), ("l", "л"), ("i", "и"), ("u", "у"), ("m", "м")];
        let keyboard = [("дж", "ҷ"), ("", "ъ"), ("ч", "ҷ")];
        let tables = [
            Table::new(Spelling::Translit, 0, translit.map(pair).to_vec(), Vec::new()),
            Table::new(Spelling::Keyboard, 0, keyboard.map(pair).to_vec(), Vec::new()),
        ];
        let mut variants = Variants::new(&tables, true);
        let number = variants.number("қатл");
        let head = |word: &str| {
            let skeleton = word_skeleton(word);
            Head { sound: sound_head(skeleton.head), whole: (skeleton.len <= WHOLE).then_some(skeleton.hash) }
        };
        let [exact, translit, _] = variants.heads(number) else { panic!() };
        assert_eq!(exact, &[head("катл")]);
        assert!(["qatl", "katl"].iter().all(|word| translit.contains(&head(word))));
        assert!(!translit.contains(&head("gatl")));
        let noted = |word: &str| {
            let letters_of = |(known, letters): (&Head, u16)| (*known == head(word)).then_some(letters);
            variants.letters().find_map(letters_of).unwrap_or_default() & letters(word_skeleton(word).head) != 0
        };
        assert!(["катл", "qatl", "katl"].iter().all(|word| noted(word)));
        let number = variants.number("ҷанг");
        assert!(["чанг", "джанг", "ҷанг"].iter().all(|word| variants.heads(number)[2].contains(&head(word))));
        assert_eq!(variants.number("қатлгоҳ"), variants.number("қатлгоҳҳо"));
    }
}
