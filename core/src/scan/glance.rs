//! That nothing is in a short text of ASCII is told from its words' keys alone: no sentence is cut, no word is kept.
//!
//! Most messages are short, and most hold no word of a list. All is asked here that the scan asks, and more: about what stands side by
//! side across the end of a sentence, too. So what is found clean here is clean; everything else the scan reads from its beginning.

use super::filter::{Filter, probe};
use crate::pack::keys::{fold32, opening_key, phrase_head, quad_key, three, triple_key, two, word_key};
use crate::text::words_at_a_glance;

/// In a longer text, in bytes, something passes the filter too often.
const MAX_LEN: usize = 320;

/// Whether a text surely has nothing for which the filter was made.
pub(crate) fn is_clean(text: &str, filter: &Filter) -> bool {
    let bytes = text.as_bytes();
    // A text in another script mostly begins with it.
    if bytes.len() > MAX_LEN || !filter.at_a_glance() || bytes.first().is_some_and(|first| !first.is_ascii()) {
        return false;
    }
    let blocks = filter.blocks();
    if blocks.is_empty() {
        return true;
    }
    let mut read = Read { pair: 0, last: 0, opening: None };
    let mut passed = false;
    let all = words_at_a_glance(bytes, |skeleton| {
        let phrase = phrase_head(skeleton);
        let three = three(read.pair, phrase);
        let opens = probe(blocks, opening_key(three)) == 0;
        if opens || read.opening.is_some() {
            passed |= read.is_phrase(blocks, three, phrase, opens);
        }
        (read.pair, read.last) = (two(read.last, phrase), phrase);
        passed |= probe(blocks, word_key(skeleton.hash)) == 0 || probe(blocks, fold32(read.pair)) == 0;
        passed
    });
    all && !passed
}

/// What the words before give phrases.
struct Read {
    /// The last two, and the last alone.
    pair: u64,
    last: u64,
    /// The last three, where they may open a phrase.
    opening: Option<u64>,
}

impl Read {
    /// Whether the last three words or the last four may be what a phrase is asked for by.
    #[cold]
    fn is_phrase(&mut self, blocks: &[u64], three: u64, phrase: u64, opens: bool) -> bool {
        let triple = opens && probe(blocks, triple_key(three)) == 0;
        let quad = self.opening.is_some_and(|opening| probe(blocks, quad_key(opening, phrase)) == 0);
        self.opening = opens.then_some(three);
        triple || quad
    }
}
