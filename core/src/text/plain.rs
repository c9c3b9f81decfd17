//! Runs of plain words: those of ASCII letters and digits, or of letters of one other script that have two bytes, with a
//! blank between them, alone or behind a comma or full stop. Nearly all text is made of such runs.
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

/// A reader of plain words.
#[derive(Clone)]
pub(crate) struct Plain<'t> {
    bytes: &'t [u8],
    /// The last word.
    pub(crate) last: PlainWord,
    /// Where the sentence begins.
    pub(crate) start: usize,
    /// How many tokens it has.
    pub(crate) tokens: u32,
}

/// What follows a word.
enum Behind {
    /// Another of the same sentence, here.
    Word(usize),
    /// The end of the sentence, and a word here.
    Sentence(usize),
    /// Something else.
    Other,
}

impl<'t> Plain<'t> {
    pub(crate) const fn new(bytes: &'t [u8], last: PlainWord, start: usize, tokens: u32) -> Self {
        Self { bytes, last, start, tokens }
    }

    /// The next word of the sentence, if it is plain.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<PlainWord> {
        let Behind::Word(at) = self.behind() else { return None };
        if self.tokens >= MAX_SENTENCE_TOKENS || at - self.start >= MAX_SENTENCE_BYTES {
            return None;
        }
        let word = read(self.bytes, at)?;
        self.tokens += 1;
        self.last = word;
        Some(word)
    }

    /// The first word of the next sentence, if it is plain and begins here, before a byte; and the sentence that ended.
    #[inline(always)]
    pub(crate) fn next_sentence(&mut self, before: usize) -> Option<(PlainWord, (usize, usize))> {
        let Behind::Sentence(at) = self.behind() else { return None };
        if at >= before {
            return None;
        }
        let word = read(self.bytes, at)?;
        let finished = (self.start, self.last.end + 1);
        self.start = at;
        self.tokens = 1;
        self.last = word;
        Some((word, finished))
    }

    #[inline(always)]
    fn behind(&self) -> Behind {
        let end = self.last.end;
        match self.bytes.get(end) {
            Some(b' ') => Behind::Word(end + 1),
            Some(b',') if self.bytes.get(end + 1) == Some(&b' ') => Behind::Word(end + 2),
            // Behind a single letter it may end nothing.
            Some(b'.') if self.bytes.get(end + 1) == Some(&b' ') && self.last.skeleton.len > 1 => {
                Behind::Sentence(end + 2)
            }
            _ => Behind::Other,
        }
    }
}

/// A word that can be read without a look around. `None` where anything else stands, or a long word, or what may be an
/// address.
#[inline(always)]
pub(super) fn read(bytes: &[u8], start: usize) -> Option<PlainWord> {
    match bytes.get(start)? {
        0xD0..=0xDF => read_two_byte(bytes, start),
        _ => read_ascii(bytes, start),
    }
}

/// A word of fewer than sixteen ASCII letters and digits.
#[inline(always)]
fn read_ascii(bytes: &[u8], start: usize) -> Option<PlainWord> {
    let chunk = swar::load(bytes, start);
    let count = swar::word_len(chunk);
    if count < 8 {
        let end = start + count as usize;
        let skeleton = Skeleton::of_seven(swar::keep(chunk | swar::LOWER, count), count);
        return (count > 0 && is_plain_end(bytes, end)).then_some(PlainWord { start, end, skeleton });
    }
    let rest = swar::load(bytes, start + 8);
    let more = swar::word_len(rest);
    let end = start + 8 + more as usize;
    if more == 8 || !is_plain_end(bytes, end) {
        return None;
    }
    let skeleton = Skeleton::of_fifteen(chunk | swar::LOWER, swar::keep(rest | swar::LOWER, more), more);
    Some(PlainWord { start, end, skeleton })
}

/// A word of letters from U+0400 to U+07FF.
#[inline(always)]
fn read_two_byte(bytes: &[u8], start: usize) -> Option<PlainWord> {
    let mut hash = SkeletonHash::default();
    let mut at = start;
    while let Some(&[first @ 0xD0..=0xDF, second]) = bytes.get(at..at + 2) {
        match DIRECT.get(two_byte(first, second)) {
            Some(&byte @ FIRST_LETTER..) => hash.push(byte),
            // Inside a word, but it does not begin one.
            Some(1) if at > start => {}
            _ => return None,
        }
        at += 2;
    }
    let plain = at - start <= MAX_PLAIN && is_plain_end(bytes, at);
    plain.then(|| PlainWord { start, end: at, skeleton: hash.finish() })
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
        Some(b'.') => matches!(bytes.get(end + 1), None | Some(b' ' | b'.')),
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
                let ended = match plain.next() {
                    Some(_) => None,
                    None => {
                        let Some((_, ended)) = plain.next_sentence(usize::MAX) else { break };
                        Some(ended)
                    }
                };
                all.push((plain.last.start, plain.last.end, plain.last.skeleton, ended));
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
                "[ ]{1,2}", "[ ,.]{1,3}", "[.!?'\")» «(\n#@_:/-]{1,4}", "[ﷺ½é’👍]", "[.] "
            ], 0..60),
            long in any::<bool>(),
        ) {
            let text = if long { pieces.concat().repeat(30) } else { pieces.concat() };
            prop_assert_eq!(one_by_one(&text), in_runs(&text));
        }
    }
}
