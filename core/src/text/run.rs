//! Runs of ASCII words: where they begin and end is told for 64 bytes at once, so that most words of most texts are found by
//! a shift and a count, and sentences that end plainly are passed on the way.

use super::gap::{MAX_SENTENCE_BYTES, MAX_SENTENCE_TOKENS};
use super::hash::Skeleton;
use super::masks::{WINDOW, words};
use super::plain::{Between, NOWHERE, Plain, between};
use super::plain_word::{PlainWord, is_plain_end, joined};
use super::swar;

/// Who takes what is read.
pub(crate) trait Taker {
    /// Takes a word, if there is room for it.
    fn take(&mut self, word: PlainWord) -> bool;

    /// Hears that the next word begins a sentence, where that begins, and which one ended; if there is room for both.
    fn begin(&mut self, start: usize, ended: (usize, usize)) -> bool;
}

/// Behind a window so many bytes are at hand that a word of fifteen letters can be read which begins at its end.
const BLOCK: usize = WINDOW + 16;

impl Plain<'_> {
    /// Reads words of at most fifteen ASCII letters and digits for as long as nothing but blanks, marks and plain ends of
    /// sentences stands before them, and they are taken; of sentences that begin before byte `before`.
    #[inline(always)]
    pub(crate) fn run(&mut self, before: usize, taker: &mut impl Taker) {
        let known = self.end;
        // Two bytes tell whether words of other scripts follow.
        let next = self.bytes.get(known + 1..known + 3);
        if next.is_some_and(|next| !next.is_ascii()) {
            return;
        }
        // What comes near the limits of a sentence is left to who looks at them.
        while self.tokens < MAX_SENTENCE_TOKENS - WINDOW as u32 && self.end - self.start < MAX_SENTENCE_BYTES - WINDOW {
            let end = self.end;
            if !self.window(before, taker) || self.end == end {
                break;
            }
        }
        if self.end != known {
            self.letter = self.end - self.word == 1 && !self.bytes.get(self.word).is_some_and(u8::is_ascii_digit);
        }
    }

    /// Reads the words of the next 64 bytes; tells whether it came to their end.
    #[inline(always)]
    fn window(&mut self, before: usize, taker: &mut impl Taker) -> bool {
        let base = self.end;
        let rest = self.bytes.get(base..).unwrap_or_default();
        let mut copy;
        let block = if let Some(block) = rest.first_chunk() {
            block
        } else {
            copy = [0; BLOCK];
            if let Some(to) = copy.get_mut(..rest.len()) {
                to.copy_from_slice(rest);
            }
            &copy
        };
        let words = words(block);
        // Where the last word ends in the window, and whether it may be a single letter.
        let (mut end, mut letter) = (0, self.letter);
        // Where the next word begins, and its sentence, if it is the first of one, and where the sentence before ends.
        let (mut at, mut fresh, mut ended) = (0, NOWHERE, 0);
        if self.tokens > 0 {
            let Some(next) = self.behind(block, words, 0, letter) else { return false };
            (at, fresh, ended) = next;
        }
        loop {
            // Words with a blank behind them.
            if fresh == NOWHERE {
                let (known, mut last) = (end, 0);
                while at < WINDOW - 1 {
                    let len = (!(words >> at)).trailing_zeros() as usize;
                    if at + len >= WINDOW - 1 || block.get(at + len) != Some(&b' ') {
                        break;
                    }
                    let Some(skeleton) = skeleton(block, at, len) else { break };
                    if !taker.take(PlainWord { start: base + at, end: base + at + len, skeleton }) {
                        break;
                    }
                    self.tokens += 1;
                    (last, end) = (at, at + len);
                    at = end + 1;
                }
                if end != known {
                    (self.word, self.end) = (base + last, base + end);
                    letter = end - last == 1;
                }
            }
            if at >= WINDOW {
                return true;
            }
            // The next one, whatever stands behind it.
            let len = (!(words >> at)).trailing_zeros() as usize;
            if at + len >= WINDOW {
                return true;
            }
            if len == 0 {
                // A blank with no word behind it.
                let Some(next) = self.behind_marks(end, words, letter) else { return false };
                (at, fresh, ended) = next;
                continue;
            }
            let Some(skeleton) = skeleton(block, at, len) else { return false };
            let mut word = PlainWord { start: base + at, end: base + at + len, skeleton };
            if block.get(at + len) == Some(&b'\'') {
                (word.skeleton, word.end) = joined(self.bytes, word.end, &skeleton);
            }
            if word.end == 0 || !is_plain_end(self.bytes, word.end) {
                return false;
            }
            if fresh != NOWHERE {
                if fresh >= before || !taker.begin(fresh, (self.start, ended)) {
                    return false;
                }
                (self.start, self.tokens) = (fresh, 0);
            }
            if !taker.take(word) {
                return false;
            }
            self.tokens += 1;
            (self.word, self.end) = (word.start, word.end);
            (end, letter) = (word.end - base, word.end - word.start == 1);
            let Some(next) = self.behind(block, words, end, letter) else { return false };
            (at, fresh, ended) = next;
        }
    }

    /// What follows the last word, which ends at `end` in a window: where in the window the next one begins; where in the text
    /// its sentence does, if that is a new one, and where the one before ends.
    #[inline(always)]
    fn behind(&self, block: &[u8; BLOCK], words: u64, end: usize, letter: bool) -> Option<(usize, usize, usize)> {
        match block.get(end..end + 2) {
            Some([b' ', _]) if is_word(words, end + 1) => Some((end + 1, NOWHERE, 0)),
            Some([b',', b' ']) if is_word(words, end + 2) => Some((end + 2, NOWHERE, 0)),
            Some([b'.' | b'!' | b'?', b' ']) if !letter && is_word(words, end + 2) => {
                Some((end + 2, self.end + 2, self.end + 1))
            }
            _ => self.behind_marks(end, words, letter),
        }
    }

    /// The same where it takes more to tell.
    fn behind_marks(&self, end: usize, words: u64, letter: bool) -> Option<(usize, usize, usize)> {
        let Between { at, start, ended } = between(self.bytes, self.end, letter, self.start)?;
        let at = end + at - self.end;
        let start = if ended == NOWHERE { NOWHERE } else { start };
        (at > end && is_word(words, at)).then_some((at, start, ended))
    }
}

/// Whether a word begins in a window, or may do so behind it.
#[inline(always)]
const fn is_word(words: u64, at: usize) -> bool {
    at >= WINDOW || words >> at & 1 == 1
}

/// The skeleton of so many ASCII letters and digits; `None` if there are none or more than fifteen.
#[inline(always)]
fn skeleton(block: &[u8; BLOCK], at: usize, len: usize) -> Option<Skeleton> {
    let head = swar::load(block, at % WINDOW) | swar::LOWER;
    if let Some(kept) = FIRST.get(len.wrapping_sub(1)) {
        return Some(Skeleton::of_seven(head & kept, len as u32));
    }
    let more = len.wrapping_sub(8);
    let kept = if more == 0 { 0 } else { *FIRST.get(more - 1)? };
    let rest = swar::load(block, at % WINDOW + 8) | swar::LOWER;
    Some(Skeleton::of_fifteen(head, rest & kept, more as u32))
}

/// The lowest one byte, two bytes …
static FIRST: [u64; 7] = [0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF];
