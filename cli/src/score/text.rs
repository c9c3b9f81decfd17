//! The words of a text that has been scored, as far as they are still at hand.

use super::utf8::Repair;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;

/// Where the words of a scored text can be had from.
pub(super) enum Text {
    /// In memory.
    Whole(String),
    /// In the file they were read from, from this offset on; not in memory, for it may be of any size.
    Again(File, u64),
    /// Nowhere: they came through a pipe and were too many to keep.
    Gone,
}

impl Text {
    /// The words in `range`, counted in bytes.
    pub(super) fn slice(&self, range: Range<usize>) -> Option<String> {
        match self {
            Text::Whole(text) => text.get(range).map(str::to_owned),
            Text::Again(file, start) => {
                let mut file = file;
                let mut bytes = Vec::with_capacity(range.len());
                file.seek(SeekFrom::Start(start + range.start as u64)).ok()?;
                file.take(range.len() as u64).read_to_end(&mut bytes).ok()?;
                let (mut text, mut repair) = (String::with_capacity(bytes.len()), Repair::default());
                repair.push(&bytes, |t| text.push_str(t));
                repair.finish(|t| text.push_str(t));
                Some(text)
            }
            Text::Gone => None,
        }
    }

    /// Whether anything stands at `at` or after it.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        match self {
            Text::Whole(text) => at < text.len(),
            Text::Again(..) => self.slice(at..at + 1).is_some_and(|next| !next.is_empty()),
            Text::Gone => false,
        }
    }
}
