//! Text shown on a terminal must not steer it: control characters and invisible ones are made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Adds `c` as a terminal may show it.
///
/// A control character becomes its picture (`␛`), an invisible one its number (`<U+202E>`): both can disguise words.
/// The joiners U+200C and U+200D stay, for Persian, Kurdish and Hindi are written with them.
pub(crate) fn push_visible(out: &mut String, c: char) {
    match c {
        '\0'..='\x1f' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        '\x7f' => out.push('␡'),
        c if is_invisible(c) => {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
        c => out.push(c),
    }
}

/// The whole of `text` as a terminal may show it, in one line.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_ascii_control() || is_invisible(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut out, c));
    Cow::Owned(out)
}

/// C1 controls, bidi controls, and format characters that show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e00ff}')
}

/// Whether a line reads from right to left somewhere, so that columns counted from the left mean nothing.
pub(crate) fn is_rtl(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_or_deceive_is_shown() {
        assert_eq!(visible("a\tb\u{1b}[2J\u{7f}"), "a␉b␛[2J␡");
        assert_eq!(visible("x\u{202e}y\u{200b}z\u{85}"), "x<U+202E>y<U+200B>z<U+0085>");
    }

    #[test]
    fn ordinary_text_is_untouched() {
        for text in ["naïve — “words”", "می\u{200c}روم", "👩\u{200d}👧", ""] {
            assert!(matches!(visible(text), Cow::Borrowed(t) if t == text));
        }
    }

    #[test]
    fn right_to_left() {
        assert!(is_rtl("salom سلام"));
        assert!(!is_rtl("сәлем, hello"));
    }
}
