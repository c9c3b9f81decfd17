//! Folding a sentence into words that a term can be compared with, each with its exact place in the text.

use super::class::{Class, class};
use super::fold::{fold_into, fold_with_spans};
use super::hash::{Skeleton, SkeletonHash};
use super::kind::TokenKind;
use super::skeleton::byte;
use super::tokens::Tokens;

/// A folded word. Most tokens are one; ﷺ is four, with one span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where its folded form lies in [`Words::folded`]; empty for a token that no term matches, such as an address.
    folded: (usize, usize),
    /// Where it stands in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The words of a sentence. Buffers are kept between sentences.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    words: Vec<Word>,
    piece: String,
    spans: Vec<(u32, u32)>,
}

impl Words {
    /// Reads the sentence that begins at byte `from` of the text.
    pub(crate) fn read(&mut self, text: &str, from: usize) {
        let mut first = true;
        self.read_while(text, from, |starts_sentence| core::mem::take(&mut first) || !starts_sentence);
    }

    /// Reads a term: all of it, whatever punctuation it holds.
    #[cfg(feature = "source")]
    pub(crate) fn read_term(&mut self, term: &str) {
        self.read_while(term, 0, |_| true);
    }

    /// Forgets what was read and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.folded.clear();
        self.words.clear();
        self.piece.clear();
        self.spans.clear();
    }

    /// Overwrites what was read, so that no word stays behind in a buffer that is kept.
    pub(crate) fn wipe(&mut self) {
        wipe(&mut self.folded);
        wipe(&mut self.piece);
        self.clear();
    }

    fn read_while(&mut self, text: &str, from: usize, mut goes_on: impl FnMut(bool) -> bool) {
        self.clear();
        for token in Tokens::new(text, from) {
            if !goes_on(token.starts_sentence) {
                break;
            }
            match token.kind {
                // Whose skeleton is known is one word.
                TokenKind::Word if !token.slow => {
                    let at = self.folded.len();
                    fold_word(text.get(token.start..token.end).unwrap_or_default(), &mut self.folded);
                    self.words.push(Word { folded: (at, self.folded.len()), start: token.start, end: token.end });
                }
                TokenKind::Word | TokenKind::Emoji => self.push(text, token.start, token.end, token.kind),
                TokenKind::Url | TokenKind::Email | TokenKind::Handle => {
                    let at = self.folded.len();
                    self.words.push(Word { folded: (at, at), start: token.start, end: token.end });
                }
            }
        }
    }

    fn push(&mut self, text: &str, start: usize, end: usize, kind: TokenKind) {
        let source = text.get(start..end).unwrap_or_default();
        self.piece.clear();
        self.spans.clear();
        fold_with_spans(source, &mut self.piece, &mut self.spans);
        if kind == TokenKind::Emoji {
            let at = self.folded.len();
            self.folded.extend(self.piece.chars().filter(|&c| class(c) != Class::Modifier));
            self.words.push(Word { folded: (at, self.folded.len()), start, end });
            return;
        }
        let whole = |(first, last): (usize, usize)| {
            let span = |index: usize| self.spans.get(index).copied().unwrap_or_default();
            (start + span(first).0 as usize, start + span(last).1 as usize)
        };
        for (piece, chars) in pieces(&self.piece) {
            let at = self.folded.len();
            self.folded.push_str(piece);
            // A lone piece is the token, whatever is attached to it.
            let (start, end) = if piece.len() == self.piece.len() { (start, end) } else { whole(chars) };
            self.words.push(Word { folded: (at, self.folded.len()), start, end });
        }
    }

    pub(crate) fn all(&self) -> &[Word] {
        &self.words
    }

    pub(crate) fn folded(&self, word: Word) -> &str {
        self.folded.get(word.folded.0..word.folded.1).unwrap_or_default()
    }
}

/// Folds a token of ASCII without a look-up, any other by the rules.
fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() && !word.contains('`') {
        let at = folded.len();
        folded.push_str(word);
        if let Some(own) = folded.get_mut(at..) {
            own.make_ascii_lowercase();
        }
    } else {
        fold_into(word, folded);
    }
}

/// Empties a string and overwrites what it held, as far as its room reaches.
pub(crate) fn wipe(text: &mut String) {
    let mut bytes = core::mem::take(text).into_bytes();
    bytes.clear();
    bytes.resize(bytes.capacity(), 0);
    bytes.clear();
    *text = String::from_utf8(bytes).unwrap_or_default();
}

/// The words in a folded token, each with the numbers of its first and last character.
pub(crate) fn pieces(folded: &str) -> impl Iterator<Item = (&str, (usize, usize))> {
    let mut rest = folded;
    let mut chars = 0;
    core::iter::from_fn(move || {
        let lead = rest.find(is_word)?;
        chars += rest.get(..lead)?.chars().count();
        rest = rest.get(lead..)?;
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(len)?;
        let count = piece.chars().count();
        let place = (chars, chars + count - 1);
        chars += count;
        rest = after;
        Some((piece, place))
    })
}

fn is_word(c: char) -> bool {
    matches!(class(c), Class::Letter | Class::Digit | Class::Mark | Class::Apostrophe)
}

/// The skeleton of a folded word as scan has it for a token of a text.
#[cfg(any(test, feature = "compile"))]
pub(crate) fn word_skeleton(folded: &str) -> Skeleton {
    match Tokens::new(folded, 0).next() {
        Some(token) if !token.slow && token.end == folded.len() => token.skeleton,
        _ => skeleton(folded),
    }
}

/// The skeleton of a folded word, letter by letter.
pub(crate) fn skeleton(folded: &str) -> Skeleton {
    let mut hash = SkeletonHash::default();
    folded.chars().filter_map(byte).for_each(|byte| hash.push(byte));
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        let mut words = Words::default();
        words.read(text, 0);
        words.all().iter().map(|word| (words.folded(*word).to_owned(), &text[word.start..word.end])).collect()
    }

    fn pair<'t>(folded: &str, source: &'t str) -> (String, &'t str) {
        (folded.to_owned(), source)
    }

    #[test]
    fn places_are_exact_through_every_fold() {
        assert_eq!(
            read("İSTANBUL qo´y ﬁre би\u{306}к! 𝐛𝐨𝐦𝐛"),
            [pair("istanbul", "İSTANBUL"), pair("qo'y", "qo´y"), pair("fire", "ﬁre"), pair("бйк", "би\u{306}к")]
        );
        let four = ["صلی", "الله", "علیه", "وسلم"].map(|word| pair(word, "ﷺ"));
        assert_eq!(read("ﷺ"), four);
        assert_eq!(read("می\u{200c}کشم\u{200f}."), [pair("میکشم", "می\u{200c}کشم\u{200f}")]);
        assert_eq!(read("👍🏽 ½ №5"), [pair("👍", "👍🏽"), pair("1", "½"), pair("2", "½"), pair("no5", "№5")]);
    }

    #[test]
    fn addresses_match_nothing_and_a_sentence_ends_reading() {
        assert_eq!(read("see t.me/kill now. Next"), [pair("see", "see"), pair("", "t.me/kill"), pair("now", "now")]);
    }
}
