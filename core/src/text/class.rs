//! The class of a code point: what it is to a tokeniser.
//!
//! Classes follow what T0 (see [`fold`](mod@super::fold)) makes of a code point, so that text and folded text have the
//! same tokens: a fullwidth or mathematical letter is a letter, `№` is one too (it folds to `no`), `²` is a digit.

use super::tables::{CLASS_KINDS, CLASS_LENS, CLASS_LOW, CLASS_STARTS};
use super::ucd::run_at;

/// What a code point is to a tokeniser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A letter, a letter-like number (Ⅷ), or what folds to something beginning with a letter.
    Letter,
    /// A digit, any other number (½), or what folds to something beginning with a digit.
    Digit,
    /// A mark that folding keeps, if only by composing it.
    Mark,
    /// What folding deletes: default-ignorables (ZWNJ, ZWJ, variation selectors, bidi controls, soft hyphen), tatweel,
    /// harakat. Inside a token, and skipped.
    Ignorable,
    /// What folds to U+0027 alone.
    Apostrophe,
    /// A pictograph or emoji, with or without emoji presentation; not `©`, `®`, and not what folds to letters (`™`).
    Emoji,
    /// A skin tone, U+1F3FB–U+1F3FF.
    Modifier,
    /// A regional indicator, U+1F1E6–U+1F1FF; two are a flag.
    Regional,
    /// White space within a line.
    Space,
    /// A line or paragraph break.
    LineBreak,
    /// Punctuation, symbols, controls, and what is not assigned.
    Other,
}

/// The class of a code point: from a table below U+0800, by a search over runs beyond.
#[must_use]
#[inline]
pub fn class(c: char) -> Class {
    let cp = u32::from(c);
    match cp {
        0..0x800 => of_nibble(CLASS_LOW.get(c as usize / 2).copied().unwrap_or(0xFF), c as usize),
        // The two great blocks need no search.
        0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => Class::Letter,
        _ => searched(cp),
    }
}

fn searched(cp: u32) -> Class {
    match run_at(cp, 0x800, &CLASS_STARTS, &CLASS_LENS) {
        Some((run, _)) => of_nibble(CLASS_KINDS.get(run / 2).copied().unwrap_or(0xFF), run),
        None => Class::Other,
    }
}

fn of_nibble(two: u8, at: usize) -> Class {
    match (two >> (4 * (at % 2))) & 15 {
        0 => Class::Letter,
        1 => Class::Digit,
        2 => Class::Mark,
        3 => Class::Ignorable,
        4 => Class::Apostrophe,
        5 => Class::Emoji,
        6 => Class::Modifier,
        7 => Class::Regional,
        8 => Class::Space,
        9 => Class::LineBreak,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    fn all(class_of_all: Class, chars: &str) {
        for c in chars.chars() {
            assert_eq!(class(c), class_of_all, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn examples() {
        all(Class::Letter, "aZéıßқҳӯәіңөұүһўʻ".trim_end_matches('ʻ'));
        all(Class::Letter, "اأیيىكکەئهةءښ中가あ𝐛ＡⒶ㊗™№ﷺﬁⅧªℹ🄰〇ﻻ\u{345}");
        all(Class::Digit, "09٣۳५²½⑴①𝟗");
        all(Class::Mark, "\u{301}\u{306}\u{307}\u{338}\u{20E3}\u{93E}\u{94D}\u{3099}\u{FF9E}");
        all(Class::Ignorable, "\u{200C}\u{200D}\u{FE0F}\u{AD}\u{202E}\u{2066}\u{640}\u{64B}\u{651}\u{670}\u{654}");
        all(Class::Ignorable, "\u{FEFF}\u{34F}\u{61C}\u{115F}\u{3164}\u{E0041}\u{FE77}\u{200B}");
        all(Class::Apostrophe, "'’`´‘ʻʼ′‛＇\u{1FFD}\u{1FEF}｀");
        all(Class::Emoji, "😀❤☎🚀🧑✌‼");
        all(Class::Modifier, "\u{1F3FB}\u{1F3FF}");
        all(Class::Regional, "🇹🇯");
        all(Class::Space, " \t\u{A0}\u{2009}\u{3000}");
        all(Class::LineBreak, "\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}");
        all(Class::Other, ".,!?؟۔…-_#@*©®\"«»“”—°€\u{0}\u{7F}\u{378}\u{10FFFF}\u{FE70}¨″");
    }

    #[test]
    fn classes_agree_with_folding() {
        for c in '\0'..=char::MAX {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            let first = folded.chars().next();
            match class(c) {
                Class::Ignorable => assert_eq!(folded, "", "{c:?}"),
                Class::Apostrophe => assert_eq!(folded, "'", "{c:?}"),
                found => {
                    assert!(!folded.is_empty() && folded != "'", "{c:?} {found:?}");
                    let first = first.map(class);
                    if matches!(first, Some(Class::Letter | Class::Mark)) {
                        assert!(first == Some(found) || found == Class::Letter, "{c:?} {found:?}");
                    }
                }
            }
        }
    }
}
