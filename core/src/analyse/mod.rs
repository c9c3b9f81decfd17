//! The second tier: what a woken sentence says. Exact and thorough, linear in the sentence.

mod overlaps;

use crate::pack::{Context, Pack};
use crate::scan::Sentence;
use crate::spelling::Spelling;
use crate::text::{Words, wipe};

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
}

/// Reads woken sentences; its buffers are kept.
#[derive(Debug, Default)]
pub(crate) struct Analyser {
    words: Words,
    key: String,
}

impl Analyser {
    /// Forgets the words of the last text.
    pub(crate) fn forget(&mut self) {
        self.words.wipe();
        wipe(&mut self.key);
    }

    /// Finds every term in a sentence. `text` begins at byte `base` of what is scored.
    pub(crate) fn read(&mut self, packs: &[Pack], text: &str, base: usize, sentence: Sentence, found: &mut Vec<Match>) {
        self.words.read(text, sentence.start - base);
        let first = found.len();
        for (number, pack) in (0u16..).zip(packs) {
            let Some(walker) = pack.walker() else { continue };
            for (index, word) in self.words.all().iter().enumerate() {
                let mut place = Some(walker.root());
                self.key.clear();
                for next in self.words.all().iter().skip(index) {
                    let folded = self.words.folded(*next);
                    place = place.filter(|_| !folded.is_empty());
                    place = place.and_then(|place| walker.follow(place, folded.as_bytes()));
                    let Some(here) = place else { break };
                    self.key.push_str(folded);
                    if let Some(value) = walker.value(here) {
                        for entry in pack.senses(value) {
                            let Some(record) = pack.entry(entry) else { continue };
                            found.push(Match {
                                pack: number,
                                entry,
                                term: record.list.then(|| self.key.as_str().into()),
                                category: record.category,
                                sentence: sentence.index,
                                start: word.start + base,
                                end: next.end + base,
                                evidence: record.evidence,
                                penalty: 0,
                                mode: record.context,
                                spelling: Spelling::Exact,
                            });
                        }
                    }
                    place = walker.step(here, b' ');
                    self.key.push(' ');
                }
            }
        }
        overlaps::resolve(found, first);
    }
}
