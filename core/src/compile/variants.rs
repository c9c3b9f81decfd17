//! How a word may begin when it is typed through spelling tables: what scan needs to know of all the ways to spell it.

use crate::pack::keys::{is_latin, phrase_head, phrase_head_letters};
use crate::pack::spelling::{Pair, Table};
use crate::text::hash::Skeleton;
use crate::text::skeleton::byte;
use std::collections::{BTreeMap, BTreeSet};

/// What a word gives keys in each table, and by itself. The first is the word as it stands.
pub(super) type Heads = Vec<Vec<u64>>;

/// The heads of words, each worked out once: forms of a word share them.
pub(super) struct Variants<'t> {
    tables: Vec<ByStandard<'t>>,
    known: BTreeMap<String, usize>,
    sets: Vec<Heads>,
    numbers: BTreeMap<Heads, usize>,
}

/// A table by what is meant, where the transducer has it by what is typed.
struct ByStandard<'t> {
    pairs: BTreeMap<char, Vec<&'t Pair>>,
    /// What is typed and stands for nothing.
    idle: Vec<&'t str>,
}

impl<'t> Variants<'t> {
    pub(super) fn new(tables: &'t [Table]) -> Self {
        let by_standard = |table: &'t Table| {
            let mut by_standard = ByStandard { pairs: BTreeMap::new(), idle: Vec::new() };
            for pair in table.pairs() {
                match pair.standard.chars().next() {
                    Some(first) => by_standard.pairs.entry(first).or_default().push(pair),
                    None => by_standard.idle.push(&pair.typed),
                }
            }
            by_standard
        };
        let tables = tables.iter().map(by_standard).collect();
        Self { tables, known: BTreeMap::new(), sets: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The number of a word's set of heads; words that are typed alike as far as keys see have one.
    pub(super) fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let exact = vec![heads(word, None)];
        let heads: Heads = exact.into_iter().chain(self.tables.iter().map(|table| heads(word, Some(table)))).collect();
        let fresh = self.sets.len();
        let number = *self.numbers.entry(heads.clone()).or_insert(fresh);
        if number == fresh {
            self.sets.push(heads);
        }
        self.known.insert(word.to_owned(), number);
        number
    }

    pub(super) fn heads(&self, number: usize) -> &[Vec<u64>] {
        self.sets.get(number).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Every head with which a word can begin when typed so; sorted, each once.
fn heads(word: &str, table: Option<&ByStandard<'_>>) -> Vec<u64> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![(word, Skeleton::default(), false)];
    while let Some((rest, typed, idle)) = todo.pop() {
        if !seen.insert((rest.len(), typed.head, typed.len)) {
            continue;
        }
        let Some(first) = rest.chars().next().filter(|_| !is_full(&typed)) else {
            found.insert(phrase_head(&typed));
            continue;
        };
        let (letter, after) = rest.split_at_checked(first.len_utf8()).unwrap_or_default();
        todo.push((after, grown(typed, letter), false));
        let Some(table) = table else { continue };
        for pair in table.pairs.get(&first).into_iter().flatten() {
            if let Some(after) = rest.strip_prefix(&*pair.standard) {
                todo.push((after, grown(typed, &pair.typed), false));
            } else if pair.standard.strip_suffix('\'') == Some(rest) {
                todo.push(("", grown(typed, &pair.typed), false));
            }
        }
        if !idle {
            todo.extend(table.idle.iter().map(|letters| (rest, grown(typed, letters), true)));
        }
    }
    found.into_iter().collect()
}

/// Whether keys see no more letters.
fn is_full(typed: &Skeleton) -> bool {
    typed.len >= phrase_head_letters(is_latin(typed.head))
}

fn grown(mut typed: Skeleton, letters: &str) -> Skeleton {
    for byte in letters.chars().filter_map(byte) {
        if typed.len < 8 {
            typed.head |= u64::from(byte) << (8 * typed.len);
            typed.len += 1;
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::Spelling;
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
        let mut variants = Variants::new(&tables);
        let number = variants.number("қатл");
        let head = |word: &str| phrase_head(&word_skeleton(word));
        let [exact, translit, _] = variants.heads(number) else { panic!() };
        assert_eq!(exact, &[head("катл")]);
        assert!(["qatl", "katl", "қатл"].iter().all(|word| translit.contains(&head(word))));
        assert!(!translit.contains(&head("gatl")));
        let number = variants.number("ҷанг");
        assert!(["чанг", "джанг", "ҷанг"].iter().all(|word| variants.heads(number)[2].contains(&head(word))));
        assert_eq!(variants.number("қатлгоҳ"), variants.number("қатлгоҳҳо"));
    }
}
