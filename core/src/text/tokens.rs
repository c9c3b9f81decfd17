//! Cutting text into tokens and sentences: one pass, no allocation, the same for scan and analyse.
//!
//! Where a sentence begins, nothing before it matters: reading on from there gives the same tokens. Streaming rests on
//! this.

use super::class::{Class, class};
use super::gap::{Gap, MAX_SENTENCE_BYTES};
use super::hash::{Skeleton, SkeletonHash};
use super::kind::TokenKind;
use super::shapes;
use super::skeleton::{DIRECT, Raw, raw_byte};
use super::swar;

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes, marks and ignorables attached to it included.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it is the first of its sentence.
    pub starts_sentence: bool,
    /// Whether it is a piece of a hashtag.
    pub in_hashtag: bool,
    /// Whether its skeleton can only be had by folding it.
    pub(crate) slow: bool,
    pub(crate) skeleton: Skeleton,
}

/// The tokens of a text, in order. Time is linear in the text; nothing is allocated.
///
/// ```
/// use sipar::text::tokens;
/// let words: Vec<&str> = tokens("Don't b.e late: 7 o'clock!").map(|(_, word)| word).collect();
/// assert_eq!(words, ["Don't", "b", "e", "late", "7", "o'clock"]);
/// ```
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    gap: Gap,
    hashtag_end: usize,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text` from byte `from` on, which must begin a sentence.
    #[inline]
    pub(crate) const fn new(text: &'t str, from: usize) -> Self {
        Self { text, gap: Gap::new(from), hashtag_end: 0 }
    }

    /// The sentence that ended last, in bytes. It is told once the first token of the next one, or the end, is read.
    #[inline]
    pub(crate) const fn finished(&self) -> (usize, usize) {
        self.gap.finished()
    }

    /// Where the sentence of the token read last begins, a quotation mark or `#` before its first token included.
    #[inline]
    pub(crate) const fn sentence_start(&self) -> usize {
        self.gap.sentence_start()
    }

    #[inline(always)]
    fn emit(&mut self, start: usize, kind: TokenKind, word: Word) -> Token {
        let letter = word.skeleton.len == 1 && !word.digit && !word.slow && self.is_letter(start, word.end);
        let in_hashtag = start < self.hashtag_end;
        let lead = start - usize::from(in_hashtag && self.follows_hash(start));
        let starts_sentence = self.gap.token(lead, start, word.end, letter);
        Token { start, end: word.end, kind, starts_sentence, in_hashtag, slow: word.slow, skeleton: word.skeleton }
    }

    /// Whether a token is one letter, marks aside. A skeleton of one letter may stand for more: it leaves ь out.
    #[inline(never)]
    fn is_letter(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        word.chars().filter(|&c| class(c) == Class::Letter).count() == 1
    }

    fn follows_hash(&self, start: usize) -> bool {
        start.checked_sub(1).and_then(|before| self.text.as_bytes().get(before)) == Some(&b'#')
    }

    /// A token that begins with a letter or digit.
    #[inline]
    fn word(&mut self, start: usize) -> Token {
        let bytes = self.text.as_bytes();
        if start < self.hashtag_end && self.gap.is_full(start) {
            // The next sentence must read the same without knowing what came before.
            self.hashtag_end = 0;
        }
        if start < self.hashtag_end {
            let limit = shapes::hashtag_piece(self.text, start, self.hashtag_end);
            let word = read_word(self.text, start, limit);
            return self.emit(start, TokenKind::Word, word);
        }
        if let Some(word) = read_plain(bytes, start) {
            return self.emit(start, TokenKind::Word, word);
        }
        let word = read_word(self.text, start, self.text.len());
        if let Some(b':' | b'@' | b'.') = bytes.get(word.end)
            && let Some((kind, end)) = shapes::address(self.text, start, word.end)
        {
            return self.emit(start, kind, Word::opaque(end));
        }
        self.emit(start, TokenKind::Word, word)
    }

    fn emoji(&mut self, start: usize) -> Token {
        let (end, hash) = shapes::emoji(self.text, start);
        self.emit(start, TokenKind::Emoji, Word { end, skeleton: hash.finish(), slow: false, digit: false })
    }

    /// The next token. Most are plain words with a blank before them. Inlined, or else the token would go through
    /// memory, which takes as long as reading it.
    #[inline(always)]
    pub(crate) fn advance(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = self.gap.skip_plain(bytes);
        if start >= self.hashtag_end
            && let Some(word) = read_plain(bytes, start)
        {
            return Some(self.emit(start, TokenKind::Word, word));
        }
        // A copy, so that what is read here can stay in registers.
        let mut copy = self.clone();
        let token = copy.next_of_any();
        *self = copy;
        token
    }

    /// The next token, whatever stands before it.
    #[inline(never)]
    fn next_of_any(&mut self) -> Option<Token> {
        loop {
            let (at, found) = self.gap.next(self.text)?;
            match found {
                Class::Letter | Class::Digit => return Some(self.word(at)),
                Class::Emoji | Class::Regional => return Some(self.emoji(at)),
                _ => {
                    // '#' or '@', or a piece of a hashtag cut by '_'.
                    if self.text.as_bytes().get(at) == Some(&b'#') {
                        self.hashtag_end = shapes::hashtag_end(self.text, at);
                        self.gap.skip(at + 1);
                    } else if let Some(end) = shapes::handle_end(self.text, at) {
                        return Some(self.emit(at, TokenKind::Handle, Word::opaque(end)));
                    } else {
                        self.gap.skip(at + 1);
                    }
                }
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.advance()
    }
}

/// What was read of a word.
#[derive(Clone, Copy)]
struct Word {
    end: usize,
    skeleton: Skeleton,
    slow: bool,
    digit: bool,
}

impl Word {
    fn opaque(end: usize) -> Self {
        Self { end, skeleton: Skeleton::default(), slow: false, digit: false }
    }
}

/// A word that can be read without a look around: ASCII alone, or of letters of one other script that have two bytes.
/// `None` where anything but that, or a long word, or what may be an address stands here.
#[inline(always)]
fn read_plain(bytes: &[u8], start: usize) -> Option<Word> {
    match bytes.get(start)? {
        0xD0..=0xDF => read_two_byte(bytes, start),
        _ => read_ascii(bytes, start),
    }
}

/// A word of fewer than sixteen ASCII letters and digits.
#[inline(always)]
fn read_ascii(bytes: &[u8], start: usize) -> Option<Word> {
    let chunk = swar::load(bytes, start);
    let count = swar::word_len(chunk);
    let digit = chunk as u8 <= b'9';
    if count < 8 {
        let end = start + count as usize;
        let skeleton = Skeleton::of_seven(swar::keep(chunk | swar::LOWER, count), count);
        return (count > 0 && is_plain_end(bytes, end)).then_some(Word { end, skeleton, slow: false, digit });
    }
    let rest = swar::load(bytes, start + 8);
    let more = swar::word_len(rest);
    let end = start + 8 + more as usize;
    if more == 8 || !is_plain_end(bytes, end) {
        return None;
    }
    let skeleton = Skeleton::of_fifteen(chunk | swar::LOWER, swar::keep(rest | swar::LOWER, more), more);
    Some(Word { end, skeleton, slow: false, digit })
}

/// A word of letters from U+0400 to U+07FF.
#[inline(always)]
fn read_two_byte(bytes: &[u8], start: usize) -> Option<Word> {
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
    plain.then(|| Word { end: at, skeleton: hash.finish(), slow: false, digit: false })
}

/// Longer words are read with care for [`MAX_SENTENCE_BYTES`].
const MAX_PLAIN: usize = 256;
/// From here on a code of [`DIRECT`] is that of a letter.
const FIRST_LETTER: u8 = b'a';

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

/// Any word, code point by code point, to `limit` at most.
fn read_word(text: &str, start: usize, limit: usize) -> Word {
    let mut word = Word { end: start, skeleton: Skeleton::default(), slow: false, digit: false };
    let mut hash = SkeletonHash::default();
    let mut at = start;
    let limit = limit.min(start + MAX_SENTENCE_BYTES);
    let mut after_letter = false;
    while let Some((raw, len)) = raw_at(text, at) {
        if at + len > limit {
            break;
        }
        at += len;
        match raw {
            Raw::Byte(byte) => {
                hash.push(byte);
                word.digit = byte.is_ascii_digit();
                after_letter = !word.digit;
            }
            Raw::Skip => {}
            Raw::Apostrophe => {
                if !after_letter || !text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_letter) {
                    break;
                }
                continue;
            }
            Raw::Slow => {
                let Some(c) = text.get(at - len..).and_then(|rest| rest.chars().next()) else { break };
                match class(c) {
                    Class::Letter => after_letter = true,
                    Class::Digit | Class::Mark | Class::Ignorable => {}
                    _ => break,
                }
                word.slow = true;
                hash.push(0xFF);
            }
            Raw::Other => break,
        }
        word.end = at;
    }
    word.skeleton = hash.finish();
    word
}

fn is_letter(c: char) -> bool {
    class(c) == Class::Letter
}

/// The code point of two bytes.
#[inline]
fn two_byte(first: u8, second: u8) -> usize {
    usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)
}

/// What the code point at `at` adds to a skeleton, and its length in bytes.
#[inline]
fn raw_at(text: &str, at: usize) -> Option<(Raw, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    let direct = |cp: usize| DIRECT.get(cp).copied().map_or(Raw::Other, Raw::of);
    match first {
        0..0x80 => Some((direct(usize::from(first)), 1)),
        0x80..0xE0 => {
            let second = *bytes.get(at + 1)?;
            Some((direct(two_byte(first, second)), 2))
        }
        _ => {
            let c = text.get(at..)?.chars().next()?;
            Some((raw_byte(c), c.len_utf8()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{fold, tokens, word_skeleton};
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|(_, word)| word).collect()
    }

    #[test]
    fn a_token_is_a_run_of_letters_marks_and_digits() {
        assert_eq!(words("covid19, high-return (x)_y"), ["covid19", "high", "return", "x", "y"]);
        assert_eq!(words("би\u{306}ч cafe\u{301}s"), ["би\u{306}ч", "cafe\u{301}s"]);
        assert_eq!(words("می\u{200c}کشم كـــتاب مُحَمَّد"), ["می\u{200c}کشم", "كـــتاب", "مُحَمَّد"]);
        assert_eq!(words("ab\u{ad}cd e\u{200b}f"), ["ab\u{ad}cd", "e\u{200b}f"]);
    }

    #[test]
    fn an_apostrophe_belongs_between_letters() {
        assert_eq!(
            words("'don't' oʻq togʻ O’Neil’s o''q 5'6"),
            ["don't", "oʻq", "tog", "O’Neil’s", "o", "q", "5", "6"]
        );
        assert_eq!(words("qo`y qo´y qoʼy"), ["qo`y", "qo´y", "qoʼy"]);
    }

    #[test]
    fn every_length_is_read_alike() {
        for len in 1..70 {
            for unit in ["a", "я", "ا", "é"] {
                let word = unit.repeat(len);
                assert_eq!(words(&format!("{word} {word}")), [&word, &word]);
                let hash = |text: &str| tokens(text).next().map(|(token, _)| token.skeleton);
                assert_eq!(hash(&word), hash(&format!("{word} and more after it")));
                assert_eq!(hash(&word), hash(&word.to_uppercase()));
            }
        }
    }

    proptest! {
        #[test]
        fn a_token_hashes_like_its_folded_form(text in "[a-zA-Zа-яА-Яқғҳӣўʻʼʻ'’öşğİı\u{306}\u{301}ا-یكيةأ\u{64b}\u{200c}ـ0-9٣ﬁßქ日 ]{0,40}") {
            for (token, word) in tokens(&text) {
                let folded = fold(word);
                if !token.slow {
                    prop_assert_eq!(token.skeleton, word_skeleton(&folded), "{} {}", word, folded);
                }
            }
        }
    }
}
