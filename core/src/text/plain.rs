//! Runs of plain words: those of ASCII letters and digits, or of letters of one other script that have two bytes, with
//! blanks, ASCII marks and line breaks between them. Nearly all text is made of such runs.
//!
//! What [`Plain`] needs to know fits into a few registers, and what it does not read it leaves to [`Tokens`], where it
//! stopped: between two words.
//!
//! [`Tokens`]: super::Tokens

use super::gap::{MAX_SENTENCE_BYTES, MAX_SENTENCE_TOKENS};
use super::hash::Skeleton;
use super::plain_word::{PlainWord, is_plain_end, joined, read, read_two_byte};
use super::run::{Found, Reach};

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
        let comma = usize::from(self.bytes.get(end) == Some(&b','));
        let mut at = end + 1 + comma;
        let plain = match self.bytes.get(end + comma..end + comma + 2) {
            Some(&[b' ', first]) => BEGINNINGS.get(usize::from(first)).copied().unwrap_or(false),
            _ => false,
        };
        let (mut start, mut ended) = (self.start, NOWHERE);
        if !plain {
            // What most sentences end with, told without the loop: two in a hundred instructions less on English.
            if let (Some([b'.' | b'!' | b'?', b' ', b'A'..=b'Z']), false) = (self.bytes.get(end..end + 3), self.letter)
            {
                (at, start, ended) = (end + 2, end + 2, end + 1);
            } else {
                let Some(between) = between(self.bytes, end, self.letter, start) else { return Step::OTHER };
                (at, start, ended) = (between.at, between.start, between.ended);
            }
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

    /// Whether the text has no room for another word behind the last one.
    #[inline(always)]
    pub(crate) const fn is_last(&self) -> bool {
        self.end + 1 >= self.bytes.len()
    }

    /// Reads words of ASCII letters and digits for as long as each stands behind a blank, alone or behind a comma, and `take`
    /// takes it.
    #[inline(always)]
    pub(crate) fn run(&mut self, reach: &mut Reach<'t>, mut take: impl FnMut(PlainWord) -> bool) {
        let bytes = self.bytes;
        let before = self.end;
        let Some(mut start) = glance(two_at(bytes, before), before) else { return };
        // What comes near the limits of a sentence is left to who looks at them.
        let limit = self.start + MAX_SENTENCE_BYTES / 2;
        let mut left = MAX_SENTENCE_TOKENS.saturating_sub(self.tokens);
        while left > 0 {
            let Some(Found { len, mut skeleton, behind }) = reach.word(bytes, start, limit) else { break };
            let mut end = start + len as usize;
            let mut next = glance(behind, end);
            if next.is_none() {
                if behind[0] == b'\'' {
                    (skeleton, end) = joined(bytes, end, &skeleton);
                    next = glance(two_at(bytes, end), end);
                }
                if end == 0 || !is_plain_end(bytes, end) {
                    break;
                }
            }
            if !take(PlainWord { start, end, skeleton }) {
                break;
            }
            left -= 1;
            (self.word, self.end) = (start, end);
            let Some(next) = next else { break };
            start = next;
        }
        self.tokens = MAX_SENTENCE_TOKENS - left;
        if self.end != before {
            self.letter = self.end - self.word == 1 && !bytes.get(self.word).is_some_and(u8::is_ascii_digit);
        }
    }

    /// The same for words of letters from U+0400 to U+07FF.
    #[inline(always)]
    pub(crate) fn run_two_byte(&mut self, mut take: impl FnMut(PlainWord) -> bool) {
        let bytes = self.bytes;
        let begins = |end: usize| match two_at(bytes, end) {
            [b' ', 0xD0..=0xDF] => Some(end + 1),
            [b',', b' '] => Some(end + 2),
            _ => None,
        };
        let mut next = begins(self.end);
        while let Some(start) = next {
            if self.tokens >= MAX_SENTENCE_TOKENS || start - self.start >= MAX_SENTENCE_BYTES {
                break;
            }
            let word = read_two_byte(bytes, start);
            if !word.is_some() || !take(word) {
                break;
            }
            self.tokens += 1;
            self.reach(&word);
            next = begins(word.end);
        }
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

/// Where the next word begins, from the two bytes behind one that ends at `end`; `None` where it takes more to tell.
#[inline(always)]
const fn glance(behind: [u8; 2], end: usize) -> Option<usize> {
    match behind {
        [b' ', 0..0x80] => Some(end + 1),
        [b',', b' '] => Some(end + 2),
        _ => None,
    }
}

/// Two bytes; zeros if there are none.
#[inline(always)]
fn two_at(bytes: &[u8], at: usize) -> [u8; 2] {
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default()
}

/// Whether a plain word may begin with a byte. Read, not branched on.
static BEGINNINGS: [bool; 256] = beginnings();

const fn beginnings() -> [bool; 256] {
    let mut all = [false; 256];
    let (mut rest, mut byte): (&mut [bool], u8) = (&mut all, 0);
    while let [begins, others @ ..] = rest {
        *begins = byte.is_ascii_alphanumeric() || matches!(byte, 0xD0..=0xDF);
        (rest, byte) = (others, byte.wrapping_add(1));
    }
    all
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

#[cfg(test)]
mod tests {
    use super::super::run::Tail;
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
        let tail = Tail::new(text);
        let mut reach = Reach::new(&tail);
        let mut tokens = Tokens::new(text, 0);
        let mut all: Vec<Read> = Vec::new();
        let mut first = tokens.first_plain();
        loop {
            let (last, slow) = if let Some(word) = first.take() {
                all.push((word.start, word.end, word.skeleton, None));
                (word, false)
            } else {
                let Some(token) = tokens.next_of_any() else { break };
                let ended = (token.starts_sentence && !all.is_empty()).then(|| tokens.finished());
                all.push((token.start, token.end, token.skeleton, ended));
                (PlainWord { start: token.start, end: token.end, skeleton: token.skeleton }, token.slow)
            };
            // Scan does not go on from a token that has to be folded.
            let Some(mut plain) = tokens.plain(last).filter(|_| !slow) else { continue };
            loop {
                let mut take = |word: PlainWord| {
                    let room = !all.len().is_multiple_of(7);
                    if room {
                        all.push((word.start, word.end, word.skeleton, None));
                    }
                    room
                };
                plain.run(&mut reach, &mut take);
                plain.run_two_byte(&mut take);
                let Step { kind, word, ended, .. } = plain.next(usize::MAX);
                let ended = match kind {
                    StepKind::Word => None,
                    StepKind::Sentence => Some(ended),
                    StepKind::Other => break,
                };
                all.push((word.start, word.end, word.skeleton, ended));
            }
            tokens.resume(&plain);
            if tokens.end() {
                break;
            }
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn in_runs_or_one_by_one(
            pieces in prop::collection::vec(prop_oneof![
                "[a-zA-Z]{1,20}", "[а-яё]{1,12}", " [a-z]{1,9}", " [а-я]{1,9}", ", [a-zа-я]{1,9}", "[a-z]{1,4}'[a-zA-Z0-9]{0,3}", "[ьъйА]{1,2}", "[0-9a]{1,3}",
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
