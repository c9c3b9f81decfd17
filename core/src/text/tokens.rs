//! Cutting text into tokens and sentences: one pass, no allocation, the same for scan and analyse.
//!
//! Where a sentence begins, nothing before it matters: reading on from there gives the same tokens. Streaming rests on
//! this.

use super::class::{Class, class};
use super::gap::{Gap, MAX_SENTENCE_BYTES};
use super::hash::{Skeleton, SkeletonHash};
use super::kind::TokenKind;
use super::plain::Plain;
use super::plain_word::{self, PlainWord, two_byte};
use super::shapes;
use super::skeleton::{DIRECT, Raw, raw_byte};

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

    /// How many tokens the sentence has so far.
    #[inline]
    pub(crate) const fn read_count(&self) -> u32 {
        self.gap.count()
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
        let word = plain_word::read(bytes, start);
        if word.is_some() {
            return self.emit(start, TokenKind::Word, Word::plain(bytes, &word));
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
        let word = plain_word::read(bytes, start);
        if start >= self.hashtag_end && word.is_some() {
            return Some(self.emit(start, TokenKind::Word, Word::plain(bytes, &word)));
        }
        // A copy, so that what is read here can stay in registers.
        let mut copy = self.clone();
        let token = copy.next_of_any();
        *self = copy;
        token
    }

    /// A reader of the plain words that follow `last`, which was read here; `None` within a hashtag.
    #[inline(always)]
    pub(crate) fn plain(&self, last: PlainWord) -> Option<Plain<'t>> {
        let (from, count) = (self.gap.sentence_start(), self.gap.count());
        (last.end >= self.hashtag_end).then(|| Plain::new(self.text.as_bytes(), last, from, count))
    }

    /// Goes on where a reader of plain words stopped.
    #[inline(always)]
    pub(crate) fn resume(&mut self, plain: &Plain<'_>) {
        let (start, end, letter) = plain.last();
        let letter = letter && self.is_letter(start, end);
        let (sentence, tokens) = plain.sentence();
        self.gap.resume(sentence, end, tokens, letter);
    }

    /// The first word of all, if it is plain and nothing stands before it.
    #[inline]
    pub(crate) fn first_plain(&mut self) -> Option<PlainWord> {
        let bytes = self.text.as_bytes();
        let word = plain_word::read(bytes, self.gap.fresh()?);
        if !word.is_some() {
            return None;
        }
        self.resume(&Plain::new(bytes, word, word.start, 1));
        Some(word)
    }

    /// Ends the text if nothing more than one stop is left of it; tells whether it did.
    #[inline(always)]
    pub(crate) fn end(&mut self) -> bool {
        self.gap.end(self.text.as_bytes())
    }

    /// The next token, whatever stands before it.
    #[inline(never)]
    pub(crate) fn next_of_any(&mut self) -> Option<Token> {
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
    #[inline(always)]
    fn plain(bytes: &[u8], word: &PlainWord) -> Self {
        let digit = bytes.get(word.start).is_some_and(u8::is_ascii_digit);
        Self { end: word.end, skeleton: word.skeleton, slow: false, digit }
    }

    fn opaque(end: usize) -> Self {
        Self { end, skeleton: Skeleton::default(), slow: false, digit: false }
    }
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
