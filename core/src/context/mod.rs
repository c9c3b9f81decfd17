//! Context: how what is found is said. A woken sentence is read with the one before and the one behind it, rules of
//! context are applied to its findings, and entries that something near excludes are dropped.
//!
//! Nothing here depends on text more than two sentences away.

mod apply;
mod effects;

pub(crate) use effects::net;

use crate::analyse::{Analyser, Lattice, Lexicons, Match, Reading};
use crate::pack::set::PackSet;
use crate::scan::Sentence;
use crate::text::Tokens;
use crate::text::quotes::Quotations;
use apply::{Surroundings, apply};

/// So many sentences are kept read: the one before, the one in hand, the one behind.
const KEPT: usize = 4;

/// A sentence that was read.
#[derive(Debug)]
struct Read {
    index: u32,
    /// In bytes of the text.
    start: usize,
    lattice: Lattice,
    reading: Option<Reading>,
}

/// Reads woken sentences with what stands around them; its buffers are kept.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    analyser: Analyser,
    read: Vec<Read>,
    quotations: Quotations,
}

/// What is read.
#[derive(Clone, Copy)]
pub(crate) struct Source<'s> {
    pub(crate) lexicons: Lexicons<'s>,
    /// Per pack, its categories' numbers among all.
    pub(crate) numbers: &'s [Vec<u16>],
    pub(crate) text: &'s str,
    /// The byte of the scored text at which `text` begins.
    pub(crate) base: usize,
    /// The sentences that scan found, in order, with two neighbours on each side of a woken one as far as they are known.
    pub(crate) sentences: &'s [Sentence],
}

impl Reader {
    /// Forgets what was read.
    pub(crate) fn forget(&mut self) {
        self.analyser.forget();
        self.read.clear();
        self.quotations.clear();
    }

    /// Begins another text.
    pub(crate) fn restart(&mut self) {
        self.read.clear();
    }

    /// Finds everything in a woken sentence, which is the `at`-th of those scan found.
    pub(crate) fn read(&mut self, source: &Source<'_>, at: usize, found: &mut Vec<Match>) {
        let Some(sentence) = source.sentences.get(at).copied() else { return };
        let known = |back: u32| {
            let wanted = sentence.index.checked_sub(back)?;
            let near = source.sentences.get(at.saturating_sub(back as usize)..at).unwrap_or_default();
            let before = near.iter().find(|other| other.index == wanted);
            before.filter(|before| before.start >= source.base).map(|before| (before.start, before.end))
        };
        let (before, first) = (known(1), known(2));
        let own = (sentence.start, sentence.end);
        let all = PackSet::first(source.lexicons.packs.len());
        let woken_by = sentence.woken_by;
        if !source.lexicons.have_patterns() {
            // Nothing bears on what plain lists have.
            let here = self.look(source, sentence.index, sentence.start, woken_by);
            let lattice = self.read.get_mut(here).map(|read| &mut read.lattice);
            found.extend(lattice.map(Lattice::take_matches).unwrap_or_default());
            return;
        }
        // Most sentences are woken in vain: of those only the packs that woke them are asked, and no neighbours.
        let (index, start) = (sentence.index, sentence.start);
        let here = self.look(source, index, start, woken_by);
        let keyless = self.read.get(here).is_some_and(|read| read.lattice.is_keyless());
        let here = self.understand_own(source, index, start, before, if keyless { all } else { woken_by });
        if self.reading(here).is_none_or(|mine| mine.matches.is_empty()) {
            return;
        }
        let here = self.understand_own(source, index, start, before, all);
        let earlier = before.map(|(start, _)| {
            let earlier = self.look(source, index.wrapping_sub(1), start, all);
            match self.reading(earlier) {
                // It was woken itself.
                Some(_) => self.understand_own(source, index.wrapping_sub(1), start, first, all),
                None => {
                    self.understand(source, earlier, None, all);
                    earlier
                }
            }
        });
        let behind = next(source, sentence.end);
        let later = behind.map(|(start, _)| self.look(source, index + 1, start, all));
        if let Some(later) = later {
            self.understand(source, later, Some(here), all);
        }
        let reading = |at: Option<usize>| at.and_then(|at| self.read.get(at)?.reading.as_ref());
        let readings = [reading(earlier), reading(Some(here)), reading(later)];
        let Some(mine) = readings.get(1).copied().flatten() else { return };
        let last = behind.and_then(|(_, end)| next(source, end));
        let stretch = [first, before, Some(own), behind, last]
            .map(|place| place.map(|(start, end)| (start - source.base, end - source.base)));
        let from = stretch.iter().flatten().next().map_or(0, |place| place.0);
        let to = stretch.iter().flatten().next_back().map_or(0, |place| place.1);
        let mut ends = [0; 5];
        let mut count = 0;
        for (slot, place) in ends.iter_mut().zip(stretch.iter().flatten()) {
            *slot = place.1;
            count += 1;
        }
        self.quotations.read(source.text, from, to, ends.get(..count).unwrap_or_default());
        let around = Surroundings {
            packs: source.lexicons.packs,
            numbers: source.numbers,
            readings,
            quotations: &self.quotations,
            question: question(source, own),
            base: source.base,
        };
        let excluded = |m: &Match| readings.iter().flatten().any(|near| near.unless.contains(&(m.pack, m.entry)));
        for m in mine.matches.iter().filter(|m| !excluded(m)) {
            let mut m = m.clone();
            apply(&mut m, &around);
            found.push(m);
        }
    }

    fn reading(&self, at: usize) -> Option<&Reading> {
        self.read.get(at)?.reading.as_ref()
    }

    /// The place among those kept of a sentence, about whose words these packs are asked if they have not been yet.
    fn look(&mut self, source: &Source<'_>, index: u32, start: usize, packs: PackSet) -> usize {
        let known = self.read.iter().position(|read| (read.index, read.start) == (index, start));
        let at = known.unwrap_or_else(|| {
            let fresh = Read { index, start, lattice: Lattice::default(), reading: None };
            // The three of one woken sentence are asked for in a row, so the oldest is never one of them.
            if self.read.len() >= KEPT {
                let oldest = self.read.iter().enumerate().min_by_key(|(_, read)| read.index).map(|(at, _)| at);
                if let Some(slot) = oldest.and_then(|at| Some((at, self.read.get_mut(at)?))) {
                    *slot.1 = fresh;
                    return slot.0;
                }
            }
            self.read.push(fresh);
            self.read.len() - 1
        });
        let Self { analyser, read, .. } = self;
        let Source { lexicons, text, base, .. } = *source;
        if let Some(read) = read.get_mut(at).filter(|read| !read.lattice.knows(packs)) {
            analyser.look(lexicons, &mut read.lattice, text, base, start, index, packs);
        }
        at
    }

    /// Reads a woken sentence, with the one `before` it where a pronoun may stand for something there; gives its place among
    /// those kept.
    fn understand_own(
        &mut self,
        source: &Source<'_>,
        index: u32,
        start: usize,
        before: Option<(usize, usize)>,
        packs: PackSet,
    ) -> usize {
        let here = self.look(source, index, start, packs);
        let refers = self.read.get(here).is_some_and(|read| read.lattice.refers());
        let mut named = None;
        if refers {
            // Any pack's word may be what is named, however it is typed.
            let all = PackSet::first(source.lexicons.packs.len());
            self.look(source, index, start, all);
            named = before.map(|(start, _)| self.look(source, index.wrapping_sub(1), start, all));
        }
        self.understand(source, here, named, packs);
        here
    }

    /// Reads a sentence that was looked at, with the one before it, for packs that have not been asked yet.
    fn understand(&mut self, source: &Source<'_>, at: usize, before: Option<usize>, packs: PackSet) {
        let Self { analyser, read, .. } = self;
        let Some(reading) = read.get_mut(at).map(|own| &mut own.reading) else { return };
        let mut reading = reading.take().unwrap_or_default();
        if !reading.asked.covers(packs) {
            let lattice = |at: usize| read.get(at).map(|read| &read.lattice);
            if let Some(own) = read.get(at) {
                let asked = (packs, &mut reading);
                analyser.read(source.lexicons, &own.lattice, before.and_then(lattice), own.index, asked);
            }
        }
        if let Some(own) = read.get_mut(at) {
            own.reading = Some(reading);
        }
    }
}

/// The sentence behind the byte at which one ends.
fn next(source: &Source<'_>, end: usize) -> Option<(usize, usize)> {
    let mut tokens = Tokens::new(source.text, end.checked_sub(source.base)?);
    tokens.next()?;
    let start = tokens.sentence_start();
    let _next_sentence = tokens.find(|token| token.starts_sentence);
    let (_, end) = tokens.finished();
    Some((start + source.base, end + source.base))
}

/// Marks that end a question.
const QUESTION: [char; 5] = ['?', '؟', '？', '⁇', '⁈'];

/// The question mark that ends a sentence, whatever closes behind it, in bytes of the text.
fn question(source: &Source<'_>, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let sentence = source.text.get(start - source.base..end - source.base)?;
    let mut tail = sentence.char_indices().rev().take_while(|(_, c)| !c.is_alphanumeric());
    let (at, mark) = tail.find(|(_, c)| QUESTION.contains(c))?;
    Some((start + at, start + at + mark.len_utf8()))
}
