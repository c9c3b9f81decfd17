//! From what an author writes to the key a term is stored under: its folded words, one blank between.

use crate::text::Words;
use crate::text::class::{Class, class};
use crate::text::{TokenKind, Tokens};

/// A term of more words is a mistake, and would make hostile texts slow.
const MAX_WORDS: usize = 32;
/// The same in bytes of its key.
const MAX_BYTES: usize = 512;

/// Why a term cannot be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermFault {
    /// No letter, digit or emoji.
    Empty,
    /// An address is read as one token that no term matches.
    Address,
    /// A sign that reading passes over would change what the term means.
    LostSign(char),
    TooLong,
}

impl TermFault {
    pub(crate) fn message(self) -> String {
        match self {
            TermFault::Empty => "it holds no letter, digit or emoji".to_owned(),
            TermFault::Address => "it is an address, and no term matches addresses".to_owned(),
            TermFault::LostSign(c) => {
                format!("its sign `{c}` is passed over in texts, so it would match something else")
            }
            TermFault::TooLong => format!("it is longer than {MAX_WORDS} words or {MAX_BYTES} bytes"),
        }
    }
}

/// The key of a term.
pub(crate) fn key(term: &str, words: &mut Words) -> Result<String, TermFault> {
    let mut at = 0;
    for token in Tokens::new(term, 0) {
        if matches!(token.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle) {
            return Err(TermFault::Address);
        }
        lost_sign(term, at, token.start)?;
        at = token.end;
    }
    lost_sign(term, at, term.len())?;
    words.read_term(term);
    let mut key = String::with_capacity(term.len());
    for word in words.all() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(words.folded(*word));
    }
    if key.is_empty() {
        Err(TermFault::Empty)
    } else if key.len() > MAX_BYTES || words.all().len() > MAX_WORDS {
        Err(TermFault::TooLong)
    } else {
        Ok(key)
    }
}

fn lost_sign(term: &str, from: usize, to: usize) -> Result<(), TermFault> {
    let gap = term.get(from..to).unwrap_or_default();
    match gap.chars().find(|&c| class(c) == Class::Other && !is_punctuation(c)) {
        Some(c) => Err(TermFault::LostSign(c)),
        None => Ok(()),
    }
}

/// What may stand between words without meaning anything.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '-' | '"' | '(' | ')' | '[' | ']' | '/' | '&' | '#' | '_' | '«' | '»' | '¿' | '¡' | '·' | '\u{2010}'
            ..='\u{2027}' | '\u{2030}'..='\u{205e}' | '،' | '؛' | '؟' | '۔' | '¬'
    )
}

/// Adds the spellings of a term that leave apostrophes out: `don't` is also typed `dont`. At most 64. The turned comma
/// of Uzbek oʻ and gʻ (U+02BB) is no apostrophe but part of a letter: without it `oʻl`, die, is `ol`, take.
pub(crate) fn with_and_without_apostrophes(term: &str, mut add: impl FnMut(&str)) {
    let optional = |(_, c): &(usize, char)| *c != '\u{2bb}' && class(*c) == Class::Apostrophe;
    let places: Vec<usize> = term.char_indices().filter(optional).map(|(at, _)| at).take(6).collect();
    if places.is_empty() {
        return add(term);
    }
    for choice in 0..1u32 << places.len() {
        let kept = |at: usize| places.iter().position(|place| *place == at).is_none_or(|bit| choice & (1 << bit) == 0);
        add(&term.char_indices().filter(|&(at, _)| kept(at)).map(|(_, c)| c).collect::<String>());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(term: &str) -> Result<String, TermFault> {
        key(term, &mut Words::default())
    }

    #[test]
    fn keys_are_folded_words() {
        assert_eq!(key_of("High-Return  INVESTMENT!").as_deref(), Ok("high return investment"));
        assert_eq!(key_of("Don’t tell. Anyone").as_deref(), Ok("don't tell anyone"));
        assert_eq!(key_of("#KillThem").as_deref(), Ok("kill them"));
        assert_eq!(key_of("ﷺ").as_deref(), Ok("صلی الله علیه وسلم"));
        assert_eq!(key_of("🖕🏽").as_deref(), Ok("🖕"));
    }

    #[test]
    fn what_cannot_be_matched_is_told() {
        assert_eq!(key_of(" … "), Err(TermFault::Empty));
        assert_eq!(key_of("a$$"), Err(TermFault::LostSign('$')));
        assert_eq!(key_of("s**t"), Err(TermFault::LostSign('*')));
        assert_eq!(key_of("@ss"), Err(TermFault::Address));
        assert_eq!(key_of("www.example.com"), Err(TermFault::Address));
        assert_eq!(key_of(&"a ".repeat(40)), Err(TermFault::TooLong));
    }

    #[test]
    fn apostrophes_are_optional() {
        let mut forms = Vec::new();
        with_and_without_apostrophes("don't i’ll oʻl", |form| forms.push(form.to_owned()));
        forms.sort();
        assert_eq!(forms, ["don't ill oʻl", "don't i’ll oʻl", "dont ill oʻl", "dont i’ll oʻl"]);
    }
}
