//! What lies between tokens: white space, punctuation, and the ends of sentences.
//!
//! A sentence ends after `. ! ? ؟ ۔ …` followed by white space or the end, closing quotes and brackets staying with
//! it, but not after a full stop behind a single letter; at a line break; and where it grows too long.

use super::class::{Class, class};

/// A sentence is cut at this many tokens …
pub(super) const MAX_SENTENCE_TOKENS: u32 = 256;
/// … and before a token that begins this many bytes in.
pub(super) const MAX_SENTENCE_BYTES: usize = 4_096;

/// More punctuation before a sentence's first token, in bytes, does not belong to it.
const MAX_LEAD: usize = 64;

/// No position: a sentence of which nothing has been seen.
const NOWHERE: usize = usize::MAX;

/// The state between two tokens.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    /// Where reading goes on.
    at: usize,
    /// The sentence so far, from its first to its last character that is not white space.
    start: usize,
    end: usize,
    tokens: u32,
    finished: (usize, usize),
    /// Where the last token ended if it was one letter.
    letter_end: usize,
}

impl Gap {
    pub(crate) const fn new(at: usize) -> Self {
        Self { at, start: NOWHERE, end: at, tokens: 0, finished: (0, 0), letter_end: NOWHERE }
    }

    #[inline]
    pub(crate) const fn finished(&self) -> (usize, usize) {
        self.finished
    }

    /// Where reading goes on, if nothing was read so far.
    #[inline]
    pub(super) fn fresh(&self) -> Option<usize> {
        (self.tokens == 0 && self.start == NOWHERE && self.end == self.at).then_some(self.at)
    }

    /// Where the sentence in progress begins.
    #[inline]
    pub(crate) const fn sentence_start(&self) -> usize {
        self.start
    }

    /// How many tokens the sentence in progress has.
    #[inline(always)]
    pub(crate) const fn count(&self) -> u32 {
        self.tokens
    }

    /// Goes on behind a word, the last so far of a sentence that began at `start`.
    #[inline(always)]
    pub(crate) const fn resume(&mut self, start: usize, end: usize, tokens: u32, letter: bool) {
        (self.at, self.start, self.end, self.tokens) = (end, start, end, tokens);
        self.letter_end = if letter { end } else { NOWHERE };
    }

    /// Ends the last sentence if nothing more than one stop is left; tells whether it did.
    #[inline(always)]
    pub(crate) fn end(&mut self, bytes: &[u8]) -> bool {
        let at = self.at;
        match bytes.get(at..) {
            Some([]) => self.boundary(),
            Some(b"." | b"!" | b"?") => return self.ends_plainly(bytes),
            _ => return false,
        }
        true
    }

    /// Goes on behind what was looked at and is no token.
    #[inline]
    pub(crate) fn skip(&mut self, to: usize) {
        self.touch(self.at, to);
        self.at = to;
    }

    /// Whether a token at `start` would make the sentence too long, so that it begins the next.
    #[inline(always)]
    pub(crate) const fn is_full(&self, start: usize) -> bool {
        self.tokens >= MAX_SENTENCE_TOKENS
            || (self.tokens > 0 && start.saturating_sub(self.start) >= MAX_SENTENCE_BYTES)
    }

    /// Takes in a token that begins, a `#` before it included, at `lead`; tells whether it starts a sentence.
    #[inline(always)]
    pub(crate) fn token(&mut self, lead: usize, start: usize, end: usize, letter: bool) -> bool {
        if self.is_full(start) {
            self.boundary();
        }
        if self.tokens == 0 && lead.saturating_sub(self.start) > MAX_LEAD {
            self.start = lead;
        }
        self.touch(lead, end);
        self.at = end;
        self.tokens += 1;
        self.letter_end = if letter { end } else { NOWHERE };
        self.tokens == 1
    }

    #[inline(always)]
    fn touch(&mut self, start: usize, end: usize) {
        if self.start == NOWHERE {
            self.start = start;
        }
        self.end = end;
    }

    #[inline(always)]
    fn boundary(&mut self) {
        if self.tokens > 0 {
            self.finished = (self.start, self.end);
        }
        self.start = NOWHERE;
        self.tokens = 0;
    }

    /// Goes over what most often stands between two words: a blank, alone or behind a comma or full stop.
    #[inline(always)]
    pub(crate) fn skip_plain(&mut self, bytes: &[u8]) -> usize {
        let at = self.at;
        match bytes.get(at) {
            Some(b' ') => self.at = at + 1,
            Some(mark @ (b',' | b'.'))
                if bytes.get(at + 1) == Some(&b' ') && (*mark == b',' || at != self.letter_end) =>
            {
                self.touch(at, at + 1);
                if *mark == b'.' {
                    self.boundary();
                }
                self.at = at + 2;
            }
            _ => {}
        }
        self.at
    }

    /// The next place where a token may begin, and what stands there: a letter, digit or emoji, or (as
    /// [`Class::Other`]) `#` or `@`. At the end the sentence in progress is finished.
    #[inline]
    pub(crate) fn next(&mut self, text: &str) -> Option<(usize, Class)> {
        let bytes = text.as_bytes();
        loop {
            let at = self.at;
            match bytes.get(at) {
                Some(b' ') => self.at = at + 1,
                Some(b'a'..=b'z' | b'A'..=b'Z') => return Some((at, Class::Letter)),
                Some(b'0'..=b'9') => return Some((at, Class::Digit)),
                Some(b'.' | b'!' | b'?') if self.ends_plainly(bytes) => {}
                Some(b'\n') => {
                    self.boundary();
                    self.at = at + 1;
                }
                Some(b'"' | b'\'' | b'(' | b')' | b',' | b'-' | b':' | b';') => {
                    self.touch(at, at + 1);
                    self.at = at + 1;
                }
                Some(_) => {
                    if let Some(found) = self.other(text) {
                        return Some(found);
                    }
                }
                None => {
                    self.boundary();
                    return None;
                }
            }
        }
    }

    /// Anything but a blank, an ASCII letter or a digit.
    fn other(&mut self, text: &str) -> Option<(usize, Class)> {
        let at = self.at;
        let c = text.get(at..)?.chars().next()?;
        let next = at + c.len_utf8();
        if is_stop(c) {
            self.stop(text);
            return None;
        }
        match class(c) {
            found @ (Class::Letter | Class::Digit | Class::Emoji | Class::Regional) => return Some((at, found)),
            Class::LineBreak => {
                self.boundary();
                self.at = next;
            }
            Class::Space => self.at = next,
            _ if c == '#' || c == '@' => return Some((at, Class::Other)),
            _ => {
                self.touch(at, next);
                self.at = next;
            }
        }
        None
    }

    /// Takes in a lone stop with a blank, a line break or nothing behind it; tells whether that is what stands here.
    #[inline]
    fn ends_plainly(&mut self, bytes: &[u8]) -> bool {
        let at = self.at;
        if !matches!(bytes.get(at + 1), None | Some(b' ' | b'\n')) || at == self.letter_end {
            return false;
        }
        self.touch(at, at + 1);
        self.at = at + 1;
        self.boundary();
        true
    }

    /// A run of stops and closing marks.
    fn stop(&mut self, text: &str) {
        let begin = self.at;
        let rest = text.get(begin..).unwrap_or_default();
        let stops = rest.find(|c| !is_stop(c)).unwrap_or(rest.len());
        let goes_on = |c| is_stop(c) || is_closing(c) || class(c) == Class::Ignorable;
        let run = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        self.touch(begin, begin + run);
        self.at = begin + run;
        let abbreviation = begin == self.letter_end && rest.get(..stops) == Some(".");
        let after = rest.get(run..).and_then(|rest| rest.chars().next());
        let ends = after.is_none_or(|c| matches!(class(c), Class::Space | Class::LineBreak));
        if ends && !abbreviation {
            self.boundary();
        }
    }
}

/// Whether a sentence may end here.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '．' | '！' | '？')
}

/// Whether a mark stays with the sentence it closes.
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '»' | '›' | '”' | '’' | '“' | '‘' | '」' | '』')
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use proptest::prelude::*;

    /// The sentences of a text.
    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Tokens::new(text, 0);
        let mut found = Vec::new();
        let mut first = true;
        while let Some(token) = tokens.next() {
            if token.starts_sentence && !core::mem::take(&mut first) {
                found.push(tokens.finished());
            }
        }
        found.extend((!first).then(|| tokens.finished()));
        found.into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn sentences_end_after_stops_and_at_line_breaks() {
        assert_eq!(sentences("One. Two! Three? Four… Five"), ["One.", "Two!", "Three?", "Four…", "Five"]);
        assert_eq!(sentences("یک۔ دو؟ سه"), ["یک۔", "دو؟", "سه"]);
        assert_eq!(sentences("One\ntwo\r\nthree\u{2028}four"), ["One", "two", "three", "four"]);
        assert_eq!(sentences("  !!!\n\n … \n"), Vec::<&str>::new());
    }

    #[test]
    fn closing_marks_stay_and_opening_ones_go_on() {
        assert_eq!(sentences("He said «Go!» “Now.” (Yes.) No"), ["He said «Go!»", "“Now.”", "(Yes.)", "No"]);
        assert_eq!(sentences("One. “Two three.”"), ["One.", "“Two three.”"]);
    }

    #[test]
    fn numbers_initials_and_unspaced_stops_do_not_end_one() {
        assert_eq!(sentences("J. Smith paid 3.5 dollars"), ["J. Smith paid 3.5 dollars"]);
        assert_eq!(sentences("и т. д. и т. п. Да"), ["и т. д. и т. п. Да"]);
        assert_eq!(sentences("wait...what a.b"), ["wait...what a.b"]);
        assert_eq!(sentences("Plan B! Go"), ["Plan B!", "Go"]);
        assert_eq!(sentences("It is 5. Go"), ["It is 5.", "Go"]);
        assert_eq!(sentences("محمد ﷺ. نص"), ["محمد ﷺ.", "نص"]);
        assert_eq!(sentences("Огонь. Нь. Да"), ["Огонь.", "Нь.", "Да"]);
        assert_eq!(sentences("یک؟\u{200f} دو.\u{200f}\u{200e} سه"), ["یک؟\u{200f}", "دو.\u{200f}\u{200e}", "سه"]);
    }

    #[test]
    fn a_flood_of_punctuation_parts_no_words() {
        let text = format!("{}kill you. {}#now", "#".repeat(5_000), "!".repeat(70));
        assert_eq!(sentences(&text), ["#kill you.", "#now"]);
        assert_eq!(sentences("«((Kill you"), ["«((Kill you"]);
    }

    #[test]
    fn long_sentences_are_cut() {
        let words = "word ".repeat(600);
        let lengths: Vec<usize> = sentences(&words).iter().map(|s| s.split(' ').count()).collect();
        assert_eq!(lengths, [256, 256, 88]);
        let long = format!("{} ", "x".repeat(1_500)).repeat(10);
        assert!(sentences(&long).iter().all(|s| s.len() <= 4_096 + 1_500));
        assert_eq!(sentences(&"y".repeat(10_000)).iter().map(|s| s.len()).sum::<usize>(), 10_000);
    }

    proptest! {
        #[test]
        fn reading_on_from_a_sentence_gives_the_same(text in "[a-zA-Zé#@_.!?'’«» \n0-9:/👍]{0,200}", long in any::<bool>()) {
            let text = if long { text.repeat(60) } else { text };
            let all: Vec<_> = Tokens::new(&text, 0).map(|token| (token.start, token.end, token.kind, token.starts_sentence)).collect();
            let mut tokens = Tokens::new(&text, 0);
            let mut index = 0;
            while let Some(token) = tokens.next() {
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end) && token.start < token.end);
                if token.starts_sentence {
                    let rest = Tokens::new(&text, tokens.sentence_start()).take(40);
                    let rest: Vec<_> = rest.map(|token| (token.start, token.end, token.kind, token.starts_sentence)).collect();
                    prop_assert_eq!(&rest, &all[index..(index + 40).min(all.len())]);
                }
                index += 1;
            }
        }
    }
}
