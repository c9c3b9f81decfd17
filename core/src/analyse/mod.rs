//! The second tier: what a woken sentence says. Exact and thorough, linear in the sentence.

mod overlaps;
mod phrases;

use crate::pack::{Context, Pack};
use crate::scan::Sentence;
use crate::spelling::Spelling;
use crate::text::Words;
use phrases::Phrases;

/// A term found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The pack's number in the scorer.
    pub(crate) pack: u16,
    /// The entry's number in the pack.
    pub(crate) entry: u32,
    /// The term, for entries that are lists: each term counts by itself.
    pub(crate) term: Option<Box<str>>,
    /// The category's number in the pack.
    pub(crate) category: u16,
    pub(crate) sentence: u32,
    /// Where it stands, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// In centinats.
    pub(crate) evidence: i32,
    pub(crate) penalty: i32,
    pub(crate) mode: Context,
    pub(crate) spelling: Spelling,
    /// The standard form, where it is not what the text has.
    pub(crate) standard: Option<Box<str>>,
}

/// Reads woken sentences; its buffers are kept.
#[derive(Debug, Default)]
pub(crate) struct Analyser {
    words: Words,
    phrases: Phrases,
}

impl Analyser {
    /// Forgets the words of the last text.
    pub(crate) fn forget(&mut self) {
        self.words.wipe();
        self.phrases.wipe();
    }

    /// Finds every term in a sentence. `text` begins at byte `base` of what is scored.
    pub(crate) fn read(&mut self, packs: &[Pack], text: &str, base: usize, sentence: Sentence, found: &mut Vec<Match>) {
        let Self { words, phrases } = self;
        words.read(text, sentence.start - base);
        let first = found.len();
        for (number, pack) in (0u16..).zip(packs) {
            for (index, word) in words.all().iter().enumerate() {
                phrases.follow(pack, words, index, |last, value, key, way| {
                    for entry in pack.senses(value) {
                        let Some(record) = pack.entry(entry) else { continue };
                        found.push(Match {
                            pack: number,
                            entry,
                            term: record.list.then(|| key.into()),
                            category: record.category,
                            sentence: sentence.index,
                            start: word.start + base,
                            end: last.end + base,
                            evidence: record.evidence,
                            penalty: way.penalty(),
                            mode: record.context,
                            spelling: way.spelling,
                            standard: way.standard.as_deref().map(Into::into),
                        });
                    }
                });
            }
        }
        overlaps::resolve(found, first);
    }
}
