//! Walking a transducer of standard forms with a word as it was typed.

use super::Reading;
use super::trail::Trail;
use crate::pack::spelling::{Pair, Table};
use crate::pack::words::{Place, Walker};

/// So many letters are tried for a word and table; a table that lets more be tried is cut off there.
const STEPS: u32 = 512;
/// So many letters in a row may have been left out.
const MAX_LEFT_OUT: u32 = 2;

struct Walk<'w> {
    walker: Walker<'w>,
    table: &'w Table,
    word: &'w str,
    /// What reading this very word costs besides, looked up once something is found; `None` within if it is never to be read.
    word_penalty: Option<Option<i32>>,
    steps: u32,
    standard: Standard,
    found: &'w mut dyn FnMut(Reading, &str) -> bool,
}

/// A place from which several letters are tried. In most alphabets they begin with one of a few bytes.
struct Fork {
    place: Place,
    /// The first byte tried last, and where it leads.
    taken: Option<(u8, Option<Place>)>,
}

impl Fork {
    fn follow(&mut self, walker: Walker<'_>, letters: &[u8]) -> Option<Place> {
        let Some((first, rest)) = letters.split_first() else { return Some(self.place) };
        let behind = match self.taken {
            Some((taken, behind)) if taken == *first => behind,
            _ => {
                let behind = walker.step(self.place, *first);
                self.taken = Some((*first, behind));
                behind
            }
        };
        walker.follow(behind?, rest)
    }
}

/// The standard letters so far, without a heap.
struct Standard {
    bytes: [u8; 2 * super::MAX_BYTES],
    len: usize,
}

/// Tells of every way to read a word through a table in which at least one letter is not itself.
pub(super) fn respell(
    walker: Walker<'_>,
    table: &Table,
    trail: &Trail<'_>,
    found: &mut dyn FnMut(Reading, &str) -> bool,
) -> bool {
    let word = trail.word;
    // As far as the word can stand as it is, some letter must be another from there on.
    let (mut kept, mut end, mut any) = (0, 0, !table.left_out().is_empty());
    for c in word.chars() {
        any |= !table.pairs_from(c).is_empty();
        if kept == trail.count() || !table.keeps(c) {
            break;
        }
        kept += 1;
        end += c.len_utf8();
    }
    if !any {
        return false;
    }
    let standard = Standard { bytes: [0; 2 * super::MAX_BYTES], len: 0 };
    let steps = STEPS.saturating_sub(u32::try_from(kept + 1).unwrap_or(STEPS));
    let mut walk = Walk { walker, table, word, word_penalty: None, steps, standard, found };
    walk.standard.push(word);
    loop {
        let (before, rest) = word.split_at_checked(end).unwrap_or_default();
        let Some(place) = trail.behind(kept, before) else { return false };
        walk.standard.len = end;
        if walk.branch(&mut Fork { place, taken: None }, rest, 0, 0) {
            return true;
        }
        let Some(last) = before.chars().next_back() else { return false };
        kept -= 1;
        end -= last.len_utf8();
    }
}

impl Walk<'_> {
    /// Goes on with the `rest` of the word, of which some letter before was another; `true` once it has been told to end.
    fn go(&mut self, place: Place, rest: &str, penalty: i32, left_out: u32) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let fork = &mut Fork { place, taken: None };
        match rest.chars().next() {
            None => {
                if self.tell(place, penalty) {
                    return true;
                }
            }
            Some(first) => {
                let (letter, after) = rest.split_at_checked(first.len_utf8()).unwrap_or_default();
                if self.table.keeps(first) && self.step(fork, letter, after, penalty, 0) {
                    return true;
                }
            }
        }
        self.branch(fork, rest, penalty, left_out)
    }

    /// The same if the next letter is another, or some are left out before it.
    fn branch(&mut self, fork: &mut Fork, rest: &str, penalty: i32, left_out: u32) -> bool {
        let table = self.table;
        for Pair { typed, standard, penalty: more } in
            rest.chars().next().map(|c| table.pairs_from(c)).unwrap_or_default()
        {
            let Some(after) = rest.strip_prefix(&**typed) else { continue };
            if self.step(fork, standard, after, penalty.saturating_add(*more), 0) {
                return true;
            }
            // A word's last apostrophe is not part of it, in keys as in texts.
            if after.is_empty()
                && let Some(trimmed) = standard.strip_suffix('\'')
                && self.step(fork, trimmed, after, penalty.saturating_add(*more), 0)
            {
                return true;
            }
        }
        left_out < MAX_LEFT_OUT
            && rest.len() < self.word.len()
            && table
                .left_out()
                .iter()
                .any(|pair| self.step(fork, &pair.standard, rest, penalty.saturating_add(pair.penalty), left_out + 1))
    }

    fn step(&mut self, fork: &mut Fork, standard: &str, rest: &str, penalty: i32, left_out: u32) -> bool {
        let Some(place) = fork.follow(self.walker, standard.as_bytes()) else { return false };
        let len = self.standard.len;
        if !self.standard.push(standard) {
            return false;
        }
        let done = self.go(place, rest, penalty, left_out);
        self.standard.len = len;
        done
    }

    fn tell(&mut self, place: Place, penalty: i32) -> bool {
        let Some(common) = *self.word_penalty.get_or_insert_with(|| self.table.word_penalty(self.word)) else {
            return false;
        };
        let reading = Reading { place, letters: penalty, common, spelling: self.table.spelling };
        (self.found)(reading, self.standard.as_str())
    }
}

impl Standard {
    fn push(&mut self, letters: &str) -> bool {
        let end = self.len + letters.len();
        let Some(room) = self.bytes.get_mut(self.len..end) else { return false };
        room.copy_from_slice(letters.as_bytes());
        self.len = end;
        true
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use crate::pack::words::Builder;
    use crate::spelling::Spelling;
    use proptest::prelude::*;

    fn table(pairs: &[(&str, &str, i32)]) -> Table {
        let pair = |&(typed, standard, penalty): &(&str, &str, i32)| Pair {
            typed: typed.into(),
            standard: standard.into(),
            penalty,
        };
        Table::new(Spelling::Keyboard, 0, pairs.iter().map(pair).collect(), vec![("чанг".into(), 300)])
    }

    fn readings(terms: &[&str], table: &Table, word: &str) -> Vec<(String, i32)> {
        let mut terms = terms.to_vec();
        terms.sort_unstable();
        let mut builder = Builder::new(terms.iter().copied());
        terms.iter().zip(1..).for_each(|(term, number)| builder.insert(term, number));
        let map = builder.finish();
        let walker = Walker::new(&map).unwrap();
        let mut found = Vec::new();
        respell(walker, table, &Trail::follow(walker, walker.root(), word), &mut |reading, standard| {
            if walker.value(reading.place).is_some() {
                found.push((standard.to_owned(), reading.letters + reading.common));
            }
            false
        });
        found
    }

    #[test]
    fn letters_are_read_as_what_they_are_typed_for() {
        let tajik = table(&[("к", "қ", 0), ("ч", "ҷ", 0), ("дж", "ҷ", 50), ("", "ъ", 10), ("и", "ӣ", 0)]);
        let terms = ["ҷанг", "қатл", "чанг", "таъриф", "тоҷикӣ"];
        assert_eq!(readings(&terms, &tajik, "катл"), [("қатл".to_owned(), 0)]);
        assert_eq!(readings(&terms, &tajik, "джанг"), [("ҷанг".to_owned(), 50)]);
        assert_eq!(readings(&terms, &tajik, "чанг"), [("ҷанг".to_owned(), 300)]);
        assert_eq!(readings(&terms, &tajik, "тариф"), [("таъриф".to_owned(), 10)]);
        assert_eq!(readings(&terms, &tajik, "точики"), [("тоҷикӣ".to_owned(), 0)]);
        assert_eq!(readings(&terms, &tajik, "қатл"), []);
        assert_eq!(readings(&terms, &tajik, ""), []);
    }

    #[test]
    fn a_last_apostrophe_is_no_part_of_a_word() {
        let uzbek = table(&[("т", "t", 0), ("о", "o", 0), ("ғ", "g'", 0)]);
        assert_eq!(readings(&["tog", "tog'u"], &uzbek, "тоғ"), [("tog".to_owned(), 0)]);
    }

    #[test]
    fn work_is_bounded() {
        let pairs: Vec<(&str, &str, i32)> =
            vec![("a", "ab", 0), ("a", "ba", 0), ("a", "", 0), ("", "a", 0), ("", "b", 0)];
        let terms: Vec<String> =
            (0..1u32 << 12).map(|n| format!("{n:012b}").replace('0', "a").replace('1', "b")).collect();
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        assert!(readings(&terms, &table(&pairs), &"a".repeat(100)).len() <= STEPS as usize);
    }

    proptest! {
        #[test]
        fn never_panics(word in "[abд'ж]{0,140}", typed in "[abдж]{0,2}", standard in "[ab']{0,2}") {
            prop_assume!(!(typed.is_empty() && standard.is_empty()));
            readings(&["aab", "abab", "bbb'"], &table(&[(&typed, &standard, 1)]), &word);
        }
    }
}
