//! Following a sentence's words through a pack's transducer, however they are spelled.

use crate::lookup::{Reading, read_word};
use crate::pack::Pack;
use crate::pack::words::{Place, Walker};
use crate::spelling::Spelling;
use crate::text::{Words, wipe};

/// So many ways to read the words so far are followed; the cheapest are kept.
const MAX_WAYS: usize = 32;

/// A way in which the words so far can be read.
#[derive(Clone, Debug)]
pub(super) struct Way {
    place: Place,
    /// What the substitutions cost, in centinats.
    pub(super) letters: i32,
    /// What being a common word costs the dearest of the words.
    pub(super) common: i32,
    /// How many words they are.
    words: i32,
    pub(super) spelling: Spelling,
    /// The standard form, where it is not what the text has.
    pub(super) standard: Option<String>,
}

impl Way {
    /// Words that stand as they are listed, read as far as a place.
    const fn exact(place: Place) -> Self {
        Self { place, letters: 0, common: 0, words: 0, spelling: Spelling::Exact, standard: None }
    }

    pub(super) const fn penalty(&self) -> i32 {
        // A common word says less of a longer phrase: the others hold it in place.
        self.letters.saturating_add(self.common / if self.words > 1 { self.words } else { 1 })
    }
}

/// Buffers of a walk.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    ways: Vec<Way>,
    next: Vec<Way>,
    /// The words so far as the text has them, folded.
    key: String,
}

impl Phrases {
    /// Tells of every term that begins with the word at `first`: the number of its last word, its value, its folded
    /// words, and how it was read; of words `as_listed` alone or however they are typed. Of several ways to read the same words
    /// only the cheapest is told.
    pub(super) fn follow(
        &mut self,
        pack: &Pack,
        words: &Words,
        first: usize,
        as_listed: bool,
        tell: &mut dyn FnMut(usize, u64, &str, &Way),
    ) {
        let Some(walker) = pack.walker() else { return };
        self.forget();
        if as_listed || pack.spellings().is_empty() {
            return self.follow_listed(walker, words, first, tell);
        }
        self.ways.push(Way::exact(walker.root()));
        for (index, word) in words.all().iter().enumerate().skip(first) {
            let folded = words.folded(*word);
            self.next.clear();
            for way in self.ways.iter().filter(|_| !folded.is_empty()) {
                read_word(pack, walker, way.place, folded, &mut |reading, standard| {
                    self.next.push(way.and(reading, standard, folded, &self.key));
                    false
                });
            }
            self.key.push_str(folded);
            if self.next.len() > 1 {
                self.next.sort_by_key(|way| (way.spelling != Spelling::Exact, way.penalty()));
                self.next.truncate(MAX_WAYS);
            }
            let ended = self.next.iter().filter_map(|way| Some((way, walker.value(way.place)?)));
            let mut cheapest = None;
            for (way, value) in ended {
                let cost = (way.spelling != Spelling::Exact, way.penalty());
                if *cheapest.get_or_insert(cost) == cost {
                    tell(index, value, way.standard.as_deref().unwrap_or(&self.key), way);
                }
            }
            self.ways.clear();
            let onward = |way: Way| Some(Way { place: walker.step(way.place, b' ')?, ..way });
            self.ways.extend(self.next.drain(..).filter_map(onward));
            if self.ways.is_empty() {
                return;
            }
            self.key.push(' ');
        }
    }

    /// The same of a pack whose words are typed in one way.
    fn follow_listed(
        &mut self,
        walker: Walker<'_>,
        words: &Words,
        first: usize,
        tell: &mut dyn FnMut(usize, u64, &str, &Way),
    ) {
        let mut at = walker.root();
        for (index, word) in words.all().iter().enumerate().skip(first) {
            let folded = words.folded(*word);
            let Some(place) = walker.follow(at, folded.as_bytes()).filter(|_| !folded.is_empty()) else { return };
            self.key.push_str(folded);
            if let Some(value) = walker.value(place) {
                tell(index, value, &self.key, &Way { words: 1, ..Way::exact(place) });
            }
            let Some(next) = walker.step(place, b' ') else { return };
            at = next;
            self.key.push(' ');
        }
    }

    fn forget(&mut self) {
        self.ways.clear();
        self.next.clear();
        self.key.clear();
    }

    /// Overwrites what was read.
    pub(super) fn wipe(&mut self) {
        self.forget();
        wipe(&mut self.key);
    }
}

impl Way {
    /// This way with one more word, read so; `before` are the words so far as the text has them, a blank behind.
    fn and(&self, reading: Reading, standard: &str, word: &str, before: &str) -> Self {
        let form = match &self.standard {
            Some(form) => Some(form.clone() + " " + standard),
            None if standard != word => Some(before.to_owned() + standard),
            None => None,
        };
        Self {
            place: reading.place,
            letters: self.letters.saturating_add(reading.letters),
            common: self.common.max(reading.common),
            words: self.words + 1,
            spelling: self.spelling.max(reading.spelling),
            standard: form,
        }
    }
}
