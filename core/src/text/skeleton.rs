//! The skeleton: one engine-wide many-to-one letter table that decides only where to look, never what matches.
//!
//! A folded character gives no byte or one:
//!
//! * apostrophes, marks, hamza (ء ٴ), ъ and ь give none: they are what is left out, or typed as each other;
//! * ASCII letters and digits give themselves, Latin letters with diacritics their base (ö ş ñ ə ø → o s n a o);
//! * Cyrillic letters give 0x80 and on, one byte for each of а–я; й ё and the letters of the other languages give that of
//!   the letter typed for them: қ→к ғ→г ҷ→ч ҳ һ→х ө→о ү ұ ў ӯ→у ң→н ә→а ӣ і ї→и; Ӏ (palochka) is 0xA0;
//! * Arabic letters give 0xB0 and on: آ أ إ→ا, ة ە→ه, ی ئ ې ۍ→ی, ؤ→و, ک گ ګ→ک, پ→ب, چ څ ځ→ج, ژ ږ→ز, ټ→ت, ډ→د, ړ→ر, ڼ→ن, ښ→ش;
//! * any other letter or number gives 0xE0–0xFF, `0xE0 | ((cp ^ cp >> 5 ^ cp >> 10) & 31)` of its canonical base;
//! * all else gives none.
//!
//! The letters are listed in `xtask/src/letters.rs`; [`DIRECT`] is what becomes of them. For raw text, [`DIRECT`] and
//! [`raw_byte`] give the same bytes without folding, except where they say it must be folded.

use super::class::{Class, class};
pub(crate) use super::tables::DIRECT;
use super::ucd::{Mapped, attaches, decompose, map};

/// What a raw code point gives a skeleton. In [`DIRECT`]: 0 other, 1 skip, 2 apostrophe, 3 slow, else the byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    /// Not simply part of a word: white space, punctuation, emoji.
    Other,
    /// Inside a token, and gives no byte: marks, ignorables, hamza, ъ and ь.
    Skip,
    /// An apostrophe: part of a token between letters, and gives no byte.
    Apostrophe,
    /// Part of a token, which must be folded to know its bytes.
    Slow,
    /// The skeleton byte, 0x20 or more.
    Byte(u8),
}

impl Raw {
    /// What a code of [`DIRECT`] says.
    #[inline]
    pub(crate) const fn of(code: u8) -> Self {
        match code {
            0 => Raw::Other,
            1 => Raw::Skip,
            2 => Raw::Apostrophe,
            3 => Raw::Slow,
            byte => Raw::Byte(byte),
        }
    }
}

/// The skeleton byte of a folded character.
#[must_use]
#[inline]
pub(crate) fn byte(c: char) -> Option<u8> {
    match DIRECT.get(c as usize) {
        Some(&byte) => (byte >= 0x20).then_some(byte),
        None => beyond(c),
    }
}

/// The byte of a folded character from U+0800 on.
fn beyond(c: char) -> Option<u8> {
    let mut base = c;
    while let Some((first, _)) = decompose(base) {
        base = first;
    }
    let cp = u32::from(base);
    if let Some(&byte) = DIRECT.get(base as usize) {
        return (byte >= 0x20).then_some(byte);
    }
    matches!(class(base), Class::Letter | Class::Digit).then(|| hashed(cp))
}

/// The byte of a letter that no table names.
fn hashed(cp: u32) -> u8 {
    u8::try_from(0xE0 | ((cp ^ (cp >> 5) ^ (cp >> 10)) & 0x1F)).unwrap_or(0xE0)
}

/// What a raw (unfolded) code point gives, from anywhere in Unicode.
#[must_use]
#[inline]
pub(crate) fn raw_byte(c: char) -> Raw {
    match DIRECT.get(c as usize) {
        Some(&code) => Raw::of(code),
        None => raw_beyond(c),
    }
}

fn raw_beyond(c: char) -> Raw {
    match c {
        '\u{200B}'..='\u{200F}' | '\u{FE0F}' => return Raw::Skip,
        '\u{2018}' | '\u{2019}' => return Raw::Apostrophe,
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => return Raw::Byte(hashed(u32::from(c))),
        '\u{2013}' | '\u{2014}' | '\u{201C}'..='\u{201E}' | '\u{2026}' => return Raw::Other,
        _ => {}
    }
    let word = match class(c) {
        Class::Ignorable => return Raw::Skip,
        Class::Apostrophe => return Raw::Apostrophe,
        Class::Letter | Class::Digit | Class::Mark => true,
        _ => false,
    };
    match map(c) {
        // Jamo compose to syllables, whose bytes are not theirs.
        Mapped::One('\u{1100}'..='\u{11FF}') => Raw::Slow,
        Mapped::One(m) if word && attaches(m).is_some() && class(m) == Class::Letter => Raw::Slow,
        Mapped::One(m) if word => match byte(m) {
            Some(byte) => Raw::Byte(byte),
            None => Raw::Skip,
        },
        Mapped::Many(text) if word || text.chars().any(|m| byte(m).is_some()) => match text.chars().next() {
            Some(m) if class(c) == Class::Mark && attaches(m).is_some() => Raw::Skip,
            _ => Raw::Slow,
        },
        _ => Raw::Other,
    }
}

#[cfg(test)]
mod tests;
