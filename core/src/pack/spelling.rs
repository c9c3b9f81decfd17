//! Spelling tables (T1): what is typed instead of a pack's standard letters, and what may stand joined before a word.
//!
//! The section is small and is read once, when a pack is loaded. What points nowhere is left out.
//!
//! | bytes | what |
//! |---|---|
//! | 0–15 | numbers of tables, pairs, words, bytes of strings |
//! | 12 each | table: kind (u8), 0, least (u16), first pair (u32), first word (u32); its pairs and words end where those of the next begin |
//! | 8 each | pair: string (u32), bytes typed (u8), bytes of the standard letters behind them (u8), penalty (u16) |
//! | 8 each | word: string (u32), bytes (u16), penalty (u16; 65535: never read through the table) |
//! | 1 each | strings, UTF-8 |

use super::bytes::{u16_at, u32_at};
use crate::spelling::Spelling;
use core::ops::Range;

pub(crate) const HEADER: usize = 16;
pub(crate) const TABLE: usize = 12;
pub(crate) const PAIR: usize = 8;
pub(crate) const WORD: usize = 8;
/// The kind of the table of proclitics, beside those of [`Spelling`].
pub(crate) const PROCLITICS: u8 = 16;
/// A word that a table is never to read.
pub(crate) const NEVER: u16 = u16::MAX;

/// The tables of a pack.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    pub(crate) tables: Vec<Table>,
    pub(crate) proclitics: Option<Table>,
}

/// What may be typed for what, sorted by what is typed.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) spelling: Spelling,
    /// Of proclitics: the fewest letters of the word behind.
    pub(crate) least: usize,
    pairs: Vec<Pair>,
    /// The first characters that are typed, each with its pairs; those typed as nothing have none.
    firsts: Vec<(char, Range<usize>)>,
    /// Of the characters of most alphabets what `firsts` and `standards` say, found without a search.
    direct: Box<[Direct]>,
    left_out: Range<usize>,
    /// Sorted.
    words: Vec<(Box<str>, u16)>,
    /// Letters that are typed otherwise; sorted.
    standards: Vec<char>,
}

/// Characters before this one are found directly.
const DIRECT: usize = 0x700;

/// What a table says of a character.
#[derive(Clone, Copy, Debug, Default)]
struct Direct {
    /// Its pairs begin and end here.
    from: u16,
    to: u16,
    /// Whether it may not stand for itself.
    replaced: bool,
}

/// One substitution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    /// What stands in the text; empty where the letters are left out.
    pub(crate) typed: Box<str>,
    /// What it is read as; empty where it is read over.
    pub(crate) standard: Box<str>,
    /// In centinats.
    pub(crate) penalty: i32,
}

impl Spellings {
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.proclitics.is_none()
    }

    /// Reads the section; whatever makes no sense is left out.
    pub(super) fn read(section: &[u8]) -> Self {
        let mut spellings = Self::default();
        let Some(layout) = Layout::of(section) else { return spellings };
        for number in 0..layout.tables {
            let Some((kind, table)) = layout.table(number) else { continue };
            match kind {
                PROCLITICS => spellings.proclitics = Some(table),
                _ => spellings.tables.push(table),
            }
        }
        spellings
    }
}

/// Where the parts of a section begin.
struct Layout<'s> {
    section: &'s [u8],
    tables: usize,
    pairs: usize,
    words: usize,
    pairs_at: usize,
    words_at: usize,
    strings: &'s [u8],
}

impl<'s> Layout<'s> {
    fn of(section: &'s [u8]) -> Option<Self> {
        let count = |at| u32_at(section, at).map(|n| n as usize);
        let (tables, pairs, words, strings) = (count(0)?, count(4)?, count(8)?, count(12)?);
        let pairs_at = tables.checked_mul(TABLE)?.checked_add(HEADER)?;
        let words_at = pairs.checked_mul(PAIR)?.checked_add(pairs_at)?;
        let strings_at = words.checked_mul(WORD)?.checked_add(words_at)?;
        let strings = section.get(strings_at..strings_at.checked_add(strings)?)?;
        Some(Self { section, tables, pairs, words, pairs_at, words_at, strings })
    }

    fn string(&self, at: usize, len: usize) -> Option<&'s str> {
        core::str::from_utf8(self.strings.get(at..at.checked_add(len)?)?).ok()
    }

    fn pair(&self, number: usize) -> Option<Pair> {
        let at = number.checked_mul(PAIR)?.checked_add(self.pairs_at)?;
        let string = u32_at(self.section, at)? as usize;
        let [typed, standard] = [*self.section.get(at + 4)?, *self.section.get(at + 5)?].map(usize::from);
        let penalty = i32::from(u16_at(self.section, at + 6)?);
        let typed_text = self.string(string, typed)?;
        let standard = self.string(string.checked_add(typed)?, standard)?;
        // Nothing for nothing would never end.
        (!typed_text.is_empty() || !standard.is_empty()).then(|| Pair {
            typed: typed_text.into(),
            standard: standard.into(),
            penalty,
        })
    }

    fn word(&self, number: usize) -> Option<(Box<str>, u16)> {
        let at = number.checked_mul(WORD)?.checked_add(self.words_at)?;
        let len = usize::from(u16_at(self.section, at + 4)?);
        let word = self.string(u32_at(self.section, at)? as usize, len)?;
        Some((word.into(), u16_at(self.section, at + 6)?))
    }

    fn table(&self, number: usize) -> Option<(u8, Table)> {
        let record = |number: usize| {
            let at = number.checked_mul(TABLE)?.checked_add(HEADER)?;
            self.section.get(at..at.checked_add(TABLE)?)
        };
        let bounds = |number: usize| match number {
            n if n == self.tables => Some((self.pairs, self.words)),
            n => {
                let record = record(n)?;
                Some((u32_at(record, 4)? as usize, u32_at(record, 8)? as usize))
            }
        };
        let kind = *record(number)?.first()?;
        let spelling = match kind {
            1 => Spelling::Keyboard,
            2 => Spelling::Translit,
            3 => Spelling::Script,
            PROCLITICS => Spelling::Exact,
            _ => return None,
        };
        let ((pairs, words), (pairs_end, words_end)) = (bounds(number)?, bounds(number + 1)?);
        if pairs_end > self.pairs || words_end > self.words {
            return None;
        }
        let least = usize::from(u16_at(record(number)?, 2)?);
        let pairs = (pairs..pairs_end).filter_map(|n| self.pair(n)).collect();
        let words = (words..words_end).filter_map(|n| self.word(n)).collect();
        Some((kind, Table::new(spelling, least, pairs, words)))
    }
}

impl Table {
    pub(crate) fn new(spelling: Spelling, least: usize, mut pairs: Vec<Pair>, mut words: Vec<(Box<str>, u16)>) -> Self {
        pairs.sort_unstable();
        words.sort_unstable();
        let mut firsts: Vec<(char, Range<usize>)> = Vec::new();
        let left_out = 0..pairs.partition_point(|pair| pair.typed.is_empty());
        for (at, pair) in pairs.iter().enumerate() {
            match (pair.typed.chars().next(), firsts.last_mut()) {
                (Some(c), Some((last, range))) if *last == c => range.end = at + 1,
                (Some(c), _) => firsts.push((c, at..at + 1)),
                (None, _) => {}
            }
        }
        // A letter that may only be left out is still itself.
        let letters = pairs.iter().filter(|pair| !pair.typed.is_empty()).filter_map(|pair| {
            let mut letters = pair.standard.chars();
            letters.next().filter(|_| letters.next().is_none())
        });
        let mut standards: Vec<char> = letters.collect();
        standards.sort_unstable();
        standards.dedup();
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let mut direct = vec![Direct::default(); DIRECT].into_boxed_slice();
        for (first, range) in &firsts {
            if let Some(slot) = direct.get_mut(*first as usize) {
                (slot.from, slot.to) = (short(range.start), short(range.end));
            }
        }
        for &standard in &standards {
            if let Some(slot) = direct.get_mut(standard as usize) {
                slot.replaced = true;
            }
        }
        Self { spelling, least, pairs, firsts, direct, left_out, words, standards }
    }

    /// The substitutions of which what is typed begins with a character.
    #[inline]
    pub(crate) fn pairs_from(&self, first: char) -> &[Pair] {
        if let Some(direct) = self.direct.get(first as usize) {
            return self.pairs.get(usize::from(direct.from)..usize::from(direct.to)).unwrap_or_default();
        }
        let found = self.firsts.binary_search_by_key(&first, |(c, _)| *c).ok().and_then(|at| self.firsts.get(at));
        found.and_then(|(_, range)| self.pairs.get(range.clone())).unwrap_or_default()
    }

    /// Whether a letter may stand for itself. On a keyboard that lacks some, any may; nobody mixes two alphabets in one
    /// romanised word, though, so that a letter which is typed otherwise is not itself there.
    pub(crate) fn keeps(&self, letter: char) -> bool {
        let replaced = || match self.direct.get(letter as usize) {
            Some(direct) => direct.replaced,
            None => self.standards.binary_search(&letter).is_ok(),
        };
        matches!(self.spelling, Spelling::Keyboard | Spelling::Exact) || !replaced()
    }

    /// The substitutions of letters that are left out.
    pub(crate) fn left_out(&self) -> &[Pair] {
        self.pairs.get(self.left_out.clone()).unwrap_or_default()
    }

    /// Whether letters are typed that stand for nothing: the vowels of a script that writes none.
    pub(crate) fn adds_letters(&self) -> bool {
        self.pairs.iter().any(|pair| pair.standard.is_empty()) && self.spelling != Spelling::Exact
    }

    /// What is typed, in the order of its bytes.
    pub(crate) fn typed(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|pair| &*pair.typed)
    }

    /// All substitutions.
    #[cfg(feature = "compile")]
    pub(crate) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// What reading this very word through the table costs besides; `None` if it is never to be.
    pub(crate) fn word_penalty(&self, word: &str) -> Option<i32> {
        let found =
            self.words.binary_search_by(|(known, _)| (**known).cmp(word)).ok().and_then(|at| self.words.get(at));
        match found {
            Some((_, NEVER)) => None,
            Some((_, penalty)) => Some(i32::from(*penalty)),
            None => Some(0),
        }
    }
}

/// Writes the section: each table with its kind.
#[cfg(feature = "compile")]
pub(crate) fn write(tables: &[(u8, Table)]) -> Vec<u8> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    let (mut records, mut pairs, mut words, mut strings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (kind, table) in tables {
        records.extend([*kind, 0]);
        records.extend(short(table.least));
        records.extend(number(pairs.len() / PAIR));
        records.extend(number(words.len() / WORD));
        for pair in &table.pairs {
            pairs.extend(number(strings.len()));
            pairs.extend([&pair.typed, &pair.standard].map(|text| u8::try_from(text.len()).unwrap_or(u8::MAX)));
            pairs.extend(short(usize::try_from(pair.penalty).unwrap_or_default()));
            strings.extend(pair.typed.bytes().chain(pair.standard.bytes()));
        }
        for (word, penalty) in &table.words {
            words.extend(number(strings.len()));
            words.extend(short(word.len()));
            words.extend(penalty.to_le_bytes());
            strings.extend(word.bytes());
        }
    }
    let counts = [tables.len(), pairs.len() / PAIR, words.len() / WORD, strings.len()];
    let mut out: Vec<u8> = counts.into_iter().flat_map(number).collect();
    [records, pairs, words, strings].into_iter().for_each(|part| out.extend(part));
    out
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(typed: &str, standard: &str, penalty: i32) -> Pair {
        Pair { typed: typed.into(), standard: standard.into(), penalty }
    }

    fn section() -> Vec<u8> {
        let pairs =
            vec![pair("к", "қ", 0), pair("дж", "ҷ", 50), pair("", "ъ", 10), pair("х", "ҳ", 0), pair("d", "", 0)];
        let words = vec![("чанг".into(), 300), ("чанги".into(), NEVER)];
        let proclitics = Table::new(Spelling::Exact, 3, vec![pair("و", "", 0)], vec![("کافر".into(), NEVER)]);
        write(&[(1, Table::new(Spelling::Keyboard, 0, pairs, words)), (PROCLITICS, proclitics)])
    }

    #[test]
    fn reads_what_was_written() {
        let spellings = Spellings::read(&section());
        let [table] = spellings.tables.as_slice() else { panic!("{spellings:?}") };
        assert_eq!(table.spelling, Spelling::Keyboard);
        assert_eq!(table.pairs_from('д'), [pair("дж", "ҷ", 50)]);
        assert_eq!(table.pairs_from('ч'), []);
        assert_eq!(table.left_out(), [pair("", "ъ", 10)]);
        assert_eq!(
            [table.word_penalty("чанг"), table.word_penalty("чанги"), table.word_penalty("ч")],
            [Some(300), None, Some(0)]
        );
        let proclitics = spellings.proclitics.unwrap();
        assert_eq!((proclitics.least, proclitics.word_penalty("کافر")), (3, None));
    }

    proptest! {
        #[test]
        fn damage_is_left_out(at in 0usize..400, byte: u8, cut in 0usize..400) {
            let mut bytes = section();
            let len = bytes.len();
            bytes[at % len] = byte;
            Spellings::read(&bytes);
            Spellings::read(&bytes[..cut % len]);
        }
    }
}
