//! One plain word, read from where it begins.

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

/// A word that can be read without a look around. [`PlainWord::NONE`] where anything else stands, or a long word, or what may
/// be an address.
#[inline(always)]
pub(super) fn read(bytes: &[u8], start: usize) -> PlainWord {
    match bytes.get(start) {
        Some(0xD0..=0xDF) => read_one_of_two_byte(bytes, start),
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
        let skeleton = Skeleton::of_seven(swar::keep(chunk | swar::LOWER, count), count);
        if bytes.get(end) == Some(&b'\'') {
            let (skeleton, end) = joined(bytes, end, &skeleton);
            return PlainWord { start, end, skeleton };
        }
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

/// A word with an apostrophe, which stands at `at`, between two of its letters: "don't". The skeleton of at most eight letters
/// without it, from that of those before it, and where the word ends; 0 where it is no such word.
#[inline(never)]
pub(super) fn joined(bytes: &[u8], at: usize, before: &Skeleton) -> (Skeleton, usize) {
    const NONE: (Skeleton, usize) = (Skeleton::NONE, 0);
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if !(1..8).contains(&before.len) || !letter(at - 1) || !letter(at + 1) {
        return NONE;
    }
    let chunk = swar::load(bytes, at + 1);
    let more = swar::word_len(chunk);
    let end = at + 1 + more as usize;
    let letters = before.len + more;
    if letters > 8 || !is_plain_end(bytes, end) {
        return NONE;
    }
    let head = before.head | swar::keep(chunk | swar::LOWER, more) << (8 * before.len);
    (if letters < 8 { Skeleton::of_seven(head, letters) } else { Skeleton::of_fifteen(head, 0, 0) }, end)
}

/// A word of letters from U+0400 to U+07FF.
#[inline(always)]
pub(super) fn read_two_byte(bytes: &[u8], start: usize) -> PlainWord {
    let mut hash = SkeletonHash::default();
    let (pairs, _) = bytes.get(start..).unwrap_or_default().as_chunks();
    let mut end = start;
    for &[first, second] in pairs {
        if !matches!(first, 0xD0..=0xDF) {
            break;
        }
        match DIRECT.get(two_byte(first, second)) {
            Some(&byte @ FIRST_LETTER..) => hash.push(byte),
            // Inside a word, but it does not begin one.
            Some(1) if end > start => {}
            _ => return PlainWord::NONE,
        }
        end += 2;
    }
    let plain = end > start && end - start <= MAX_PLAIN && is_plain_end(bytes, end);
    PlainWord { start, end: if plain { end } else { 0 }, skeleton: hash.finish() }
}

/// The same where it is read seldom.
#[inline(never)]
fn read_one_of_two_byte(bytes: &[u8], start: usize) -> PlainWord {
    read_two_byte(bytes, start)
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
pub(super) fn is_plain_end(bytes: &[u8], end: usize) -> bool {
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
