//! Runs of plain words: those of ASCII letters and digits, or of letters of one other script that have two bytes, with
//! blanks, ASCII marks and line breaks between them. Nearly all text is made of such runs.
//!
//! What [`Plain`] needs to know fits into a few registers, and what it does not read it leaves to [`Tokens`], where it
//! stopped: between two words.
//!
//! [`Tokens`]: super::Tokens

use super::gap::{MAX_SENTENCE_BYTES, MAX_SENTENCE_TOKENS};
use super::hash::{Skeleton, SkeletonHash};
use super::skeleton::DIRECT;
use super::swar;

/// A plain word and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct PlainWord {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) skeleton: Skeleton,
}

impl PlainWord {
    /// No word.
    pub(super) const NONE: Self = Self { start: 0, end: 0, skeleton: Skeleton::NONE };

    #[inline(always)]
    pub(super) const fn is_some(&self) -> bool {
        self.end > 0
    }
}

/// A reader of plain words.
#[derive(Clone)]
pub(crate) struct Plain<'t> {
    bytes: &'t [u8],
    /// Where the last word begins and ends.
    word: usize,
    end: usize,
    /// Whether it may be a single letter.
    letter: bool,
    /// Where the sentence begins.
    start: usize,
    /// How many tokens it has.
    tokens: u32,
}

/// What a run goes on with. No variants with fields: they would go through memory, which takes longer than reading.
pub(crate) struct Step {
    pub(crate) kind: StepKind,
    pub(crate) word: PlainWord,
    /// Of a new sentence: where it begins, and the one that ended.
    pub(crate) start: usize,
    pub(crate) ended: (usize, usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// A word of the same sentence.
    Word,
    /// The first word of the next sentence.
    Sentence,
    /// Something that is not read here.
    Other,
}

impl Step {
    const OTHER: Self = Self { kind: StepKind::Other, word: PlainWord::NONE, start: 0, ended: (0, 0) };
}

/// What stands between two words.
struct Between {
    /// Where the next one begins.
    at: usize,
    /// Where its sentence begins.
    start: usize,
    /// Where the sentence of the one before ends, [`NOWHERE`] if it does not.
    ended: usize,
}

/// More marks and blanks than this many in a row are left to who reads with care.
const MAX_GAP: usize = 8;
/// No place.
const NOWHERE: usize = usize::MAX;

impl<'t> Plain<'t> {
    /// A reader of what follows `last`, in a sentence that begins at `start` and has so many tokens.
    pub(crate) fn new(bytes: &'t [u8], last: PlainWord, start: usize, tokens: u32) -> Self {
        let PlainWord { start: word, end, skeleton } = last;
        Self { bytes, word, end, letter: may_be_letter(&skeleton), start, tokens }
    }

    /// Where the last word begins and ends, and whether it may be a single letter.
    pub(crate) const fn last(&self) -> (usize, usize, bool) {
        (self.word, self.end, self.letter)
    }

    /// Where the sentence begins, and how many tokens it has.
    pub(crate) const fn sentence(&self) -> (usize, u32) {
        (self.start, self.tokens)
    }

    /// The next word, if it is plain and so is what stands before it; of another sentence only if that begins before a byte.
    #[inline(always)]
    pub(crate) fn next(&mut self, before: usize) -> Step {
        let end = self.end;
        let is = |at: usize, byte: u8| self.bytes.get(at) == Some(&byte);
        let mut at = end + 1 + usize::from(is(end, b','));
        let plain = is(at - 1, b' ') && (at == end + 1 || is(end, b',')) && self.bytes.get(at).is_some_and(begins_word);
        let (mut start, mut ended) = (self.start, NOWHERE);
        if !plain {
            let Some(between) = between(self.bytes, end, self.letter, start) else { return Step::OTHER };
            (at, start, ended) = (between.at, between.start, between.ended);
        }
        let word = read(self.bytes, at);
        if !word.is_some() {
            return Step::OTHER;
        }
        if ended != NOWHERE {
            if start >= before {
                return Step::OTHER;
            }
            let ended = (self.start, ended);
            (self.start, self.tokens) = (start, 1);
            self.reach(&word);
            return Step { kind: StepKind::Sentence, word, start, ended };
        }
        if self.tokens >= MAX_SENTENCE_TOKENS || at - start >= MAX_SENTENCE_BYTES {
            return Step::OTHER;
        }
        self.tokens += 1;
        self.reach(&word);
        Step { kind: StepKind::Word, word, start, ended: (0, 0) }
    }

    #[inline(always)]
    fn reach(&mut self, word: &PlainWord) {
        (self.word, self.end, self.letter) = (word.start, word.end, may_be_letter(&word.skeleton));
    }
}

/// Whether a word may be a single letter, letters that its skeleton leaves out aside.
#[inline(always)]
const fn may_be_letter(skeleton: &Skeleton) -> bool {
    skeleton.len == 1 && !(skeleton.head as u8).is_ascii_digit()
}

/// Whether a plain word may begin with a byte.
#[inline(always)]
const fn begins_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(*byte, 0xD0..=0xDF)
}

/// Goes over marks, stops and line breaks behind a word; `letter` says that it may be a single one.
#[inline(never)]
fn between(bytes: &[u8], end: usize, letter: bool, start: usize) -> Option<Between> {
    let (mut at, mut start) = (end, start);
    // Where the last mark of the sentence ends.
    let mut touched = end;
    let mut ended = NOWHERE;
    while at < end + MAX_GAP {
        match *bytes.get(at)? {
            b' ' => at += 1,
            b'\n' => {
                if ended == NOWHERE {
                    ended = touched;
                }
                start = NOWHERE;
                at += 1;
            }
            b'"' | b'\'' | b'(' | b')' | b',' | b'-' | b':' | b';' => {
                start = start.min(at);
                at += 1;
                touched = at;
            }
            // Behind a single letter it may end nothing.
            b'.' | b'!' | b'?' if ended == NOWHERE && (at > end || !letter) => {
                let closing = usize::from(matches!(bytes.get(at + 1), Some(b'"' | b'\'' | b')')));
                at += 1 + closing;
                if !matches!(bytes.get(at), Some(b' ' | b'\n')) {
                    return None;
                }
                ended = at;
                start = NOWHERE;
            }
            _ => break,
        }
    }
    Some(Between { at, start: start.min(at), ended })
}

/// A word that can be read without a look around. [`PlainWord::NONE`] where anything else stands, or a long word, or what may
/// be an address.
#[inline(always)]
pub(super) fn read(bytes: &[u8], start: usize) -> PlainWord {
    match bytes.get(start) {
        Some(0xD0..=0xDF) => read_two_byte(bytes, start),
        _ => read_ascii(bytes, start),
    }
}

/// A word of fewer than sixteen ASCII letters and digits.
#[inline(always)]
fn read_ascii(bytes: &[u8], start: usize) -> PlainWord {
    let chunk = swar::load(bytes, start);
    let count = swar::word_len(chunk);
    if count < 8 {
        let end = start + count as usize;
        if bytes.get(end) == Some(&b'\'') {
            let (head, letters, end) = joined(bytes, end, swar::keep(chunk | swar::LOWER, count), count);
            let skeleton =
                if letters < 8 { Skeleton::of_seven(head, letters) } else { Skeleton::of_fifteen(head, 0, 0) };
            return PlainWord { start, end, skeleton };
        }
        let skeleton = Skeleton::of_seven(swar::keep(chunk | swar::LOWER, count), count);
        let end = if count > 0 && is_plain_end(bytes, end) { end } else { 0 };
        return PlainWord { start, end, skeleton };
    }
    let rest = swar::load(bytes, start + 8);
    let more = swar::word_len(rest);
    let end = start + 8 + more as usize;
    let end = if more < 8 && is_plain_end(bytes, end) { end } else { 0 };
    // What is too long is not read, whatever its skeleton would be.
    let skeleton = Skeleton::of_fifteen(chunk | swar::LOWER, swar::keep(rest | swar::LOWER, more & 7), more & 7);
    PlainWord { start, end, skeleton }
}

/// A word with an apostrophe, which stands at `at`, between two of its letters: "don't". The letters without it, how many
/// (at most eight), and where it ends; 0 where it is no such word.
#[inline(always)]
fn joined(bytes: &[u8], at: usize, before: u64, count: u32) -> (u64, u32, usize) {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if count == 0 || !letter(at - 1) || !letter(at + 1) {
        return (0, 0, 0);
    }
    let chunk = swar::load(bytes, at + 1);
    let more = swar::word_len(chunk);
    let end = at + 1 + more as usize;
    if count + more > 8 || !is_plain_end(bytes, end) {
        return (0, 0, 0);
    }
    (before | swar::keep(chunk | swar::LOWER, more) << (8 * count), count + more, end)
}

/// A word of letters from U+0400 to U+07FF.
#[inline(always)]
fn read_two_byte(bytes: &[u8], start: usize) -> PlainWord {
    let mut hash = SkeletonHash::default();
    let mut at = start;
    while let Some(&[first @ 0xD0..=0xDF, second]) = bytes.get(at..at + 2) {
        match DIRECT.get(two_byte(first, second)) {
            Some(&byte @ FIRST_LETTER..) => hash.push(byte),
            // Inside a word, but it does not begin one.
            Some(1) if at > start => {}
            _ => return PlainWord::NONE,
        }
        at += 2;
    }
    let plain = at - start <= MAX_PLAIN && is_plain_end(bytes, at);
    PlainWord { start, end: if plain { at } else { 0 }, skeleton: hash.finish() }
}

/// Longer words are read with care for [`MAX_SENTENCE_BYTES`].
const MAX_PLAIN: usize = 256;
/// From here on a code of [`DIRECT`] is that of a letter.
const FIRST_LETTER: u8 = b'a';

/// The code point of two bytes.
#[inline]
pub(super) fn two_byte(first: u8, second: u8) -> usize {
    usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)
}

/// Whether a word surely ends before what stands here, and is no address.
#[inline(always)]
fn is_plain_end(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        None | Some(b' ') => true,
        Some(b'.') => matches!(bytes.get(end + 1), None | Some(b' ' | b'.' | b'\n' | b'"' | b')')),
        Some(b':') => matches!(bytes.get(end + 1), None | Some(b' ' | b'\n')),
        Some(&byte) => PLAIN_ENDS.get(usize::from(byte)).copied().unwrap_or(false),
    }
}

/// The ASCII characters but the full stop that end a word and do not make it an address. Read, not branched on.
static PLAIN_ENDS: [bool; 128] = plain_ends();

const fn plain_ends() -> [bool; 128] {
    let mut all = [false; 128];
    let (mut rest, mut byte): (&mut [bool], u8) = (&mut all, 0);
    while let [ends, others @ ..] = rest {
        *ends = !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | b'`' | b':' | b'@' | b'.');
        (rest, byte) = (others, byte + 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use super::*;
    use proptest::prelude::*;

    /// A word's place and skeleton, and the sentence that ended before it.
    type Read = (usize, usize, Skeleton, Option<(usize, usize)>);

    fn one_by_one(text: &str) -> Vec<Read> {
        let mut tokens = Tokens::new(text, 0);
        let mut all: Vec<Read> = Vec::new();
        while let Some(token) = tokens.next() {
            let ended = (token.starts_sentence && !all.is_empty()).then(|| tokens.finished());
            all.push((token.start, token.end, token.skeleton, ended));
        }
        all
    }

    fn in_runs(text: &str) -> Vec<Read> {
        let mut tokens = Tokens::new(text, 0);
        let mut all: Vec<Read> = Vec::new();
        while let Some(token) = tokens.next_of_any() {
            let ended = (token.starts_sentence && !all.is_empty()).then(|| tokens.finished());
            all.push((token.start, token.end, token.skeleton, ended));
            let last = PlainWord { start: token.start, end: token.end, skeleton: token.skeleton };
            // Scan does not go on from a token that has to be folded.
            let Some(mut plain) = tokens.plain(last).filter(|_| !token.slow) else { continue };
            loop {
                let Step { kind, word, ended, .. } = plain.next(usize::MAX);
                let ended = match kind {
                    StepKind::Word => None,
                    StepKind::Sentence => Some(ended),
                    StepKind::Other => break,
                };
                all.push((word.start, word.end, word.skeleton, ended));
            }
            tokens.resume(&plain);
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn in_runs_or_one_by_one(
            pieces in prop::collection::vec(prop_oneof![
                "[a-zA-Z]{1,20}", "[а-яё]{1,12}", "[a-z]{1,4}'[a-zA-Z0-9]{0,3}", "[ьъйА]{1,2}", "[0-9a]{1,3}",
                "[ ]{1,2}", "[ ,.]{1,3}", "[.!?'\")» «(\n#@_:/-]{1,4}", "[ﷺ½é’👍]", "[.] ",
                "[.!?;:,'\")( \n-]{1,10}"
            ], 0..60),
            long in any::<bool>(),
        ) {
            let text = if long { pieces.concat().repeat(30) } else { pieces.concat() };
            prop_assert_eq!(one_by_one(&text), in_runs(&text));
        }
    }
}
