//! Quotation marks: which there are, what each may open and close, and what its neighbours say about it.

use crate::text::class::{Class, class};

// What opened a quotation: one bit for each, so that a mark's partners are a mask.
const STRAIGHT: u32 = 1;
const CURLY: u32 = 1 << 1;
const LOW: u32 = 1 << 2;
const RIGHT: u32 = 1 << 3;
const POINTED: u32 = 1 << 4;
const INWARD: u32 = 1 << 5;
const SINGLE_POINTED: u32 = 1 << 6;
const SINGLE_INWARD: u32 = 1 << 7;
const SINGLE_STRAIGHT: u32 = 1 << 8;
const SINGLE_CURLY: u32 = 1 << 9;
const SINGLE_LOW: u32 = 1 << 10;
const SINGLE_RIGHT: u32 = 1 << 11;
const CORNER: u32 = 1 << 12;
const WHITE_CORNER: u32 = 1 << 13;
const PRIME: u32 = 1 << 14;
const ANGLE: u32 = 1 << 15;
const DOUBLE_ANGLE: u32 = 1 << 16;
const HEAVY: u32 = 1 << 17;
const SINGLE_HEAVY: u32 = 1 << 18;
const GRAVES: u32 = 1 << 19;
const PAIR: u32 = 1 << 20;

/// More marks and ignorables than this beside a mark are not looked past: no look costs more than another.
const MAX_PASSED: usize = 8;

/// How a mark opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Never,
    /// Unless it looks like a closing mark: one that lost its partner, say at a line break.
    Freely,
    /// Only when it looks like an opening one: elsewhere it is a closing mark, an arrow, a sign for inches.
    Tightly,
    /// Like `Freely`, but not after a digit.
    Evenly,
    /// An apostrophe, but for its place.
    Singly,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The quotation it opens, as a bit.
    pub(super) kind: u32,
    opens: Opens,
    /// Kinds that it closes …
    closes: u32,
    /// … and those that it closes unless it looks like an opening mark.
    may_close: u32,
}

/// What stands on one side of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Blank,
    /// An opening bracket or a long dash.
    Before,
    /// Closing brackets and stops.
    Behind,
    Digit,
    Word,
    /// A letter of a script that sets no blanks between words, so that there is none beside marks either.
    Unspaced,
    Other,
}

/// A mark's two neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    before: Side,
    after: Side,
}

impl Look {
    /// Looks at both sides of `start..end`. Constant time.
    pub(super) fn new(text: &str, start: usize, end: usize) -> Self {
        let before = text.get(..start).unwrap_or_default().chars().rev();
        let after = text.get(end..).unwrap_or_default().chars();
        Self { before: side(before), after: side(after) }
    }

    /// As before the first word of a quotation.
    fn opening(self) -> bool {
        matches!(self.before, Side::Blank | Side::Before) && !matches!(self.after, Side::Blank | Side::Behind)
    }

    /// As behind its last.
    fn closing(self) -> bool {
        !matches!(self.before, Side::Blank | Side::Before) && matches!(self.after, Side::Blank | Side::Behind)
    }

    /// As between two letters of a word.
    fn inside(self) -> bool {
        let word = |side| matches!(side, Side::Word | Side::Unspaced);
        word(self.before) && word(self.after)
    }
}

impl Mark {
    /// The kinds of open quotations that the mark closes here.
    pub(super) fn closes(self, look: Look) -> u32 {
        if self.opens == Opens::Singly && (look.before == Side::Blank || matches!(look.after, Side::Word | Side::Digit))
        {
            return 0;
        }
        let partners = if look.opening() { self.closes } else { self.closes | self.may_close };
        // Many a keyboard has only one of the two marks.
        let own = if self.opens == Opens::Freely && look.closing() { self.kind } else { 0 };
        partners | own
    }

    /// Whether the mark opens a quotation here; `Some(true)` if that shows only when it is closed.
    pub(super) fn opens(self, look: Look) -> Option<bool> {
        let single = self.opens == Opens::Singly;
        let opens = match self.opens {
            Opens::Never => false,
            Opens::Freely => !look.closing(),
            // Arabic and Hebrew write "and" and "the" together with what follows, marks or not.
            Opens::Tightly => look.opening() || (self.kind == RIGHT && look.inside()),
            Opens::Evenly => !look.closing() && look.before != Side::Digit,
            Opens::Singly => {
                let after_unspaced = Look { before: Side::Blank, ..look }.opening() && look.before == Side::Unspaced;
                look.opening() || after_unspaced
            }
        };
        // A Hebrew acronym has a mark before its last letter, an elided word an apostrophe before its first.
        opens.then_some(single || (matches!(self.opens, Opens::Evenly | Opens::Tightly) && look.inside()))
    }
}

fn side(mut chars: impl Iterator<Item = char>) -> Side {
    for _ in 0..MAX_PASSED {
        match chars.next() {
            None => return Side::Blank,
            // Where marks stand together, what is around all of them tells which way they turn. Writers of Arabic and
            // Hebrew set direction marks beside them.
            Some(c) if mark(c).is_some() || class(c) == Class::Ignorable => {}
            Some(c) => return side_of(c),
        }
    }
    Side::Other
}

fn side_of(c: char) -> Side {
    match c {
        '(' | '[' | '{' | '¿' | '¡' | '（' | '［' | '【' | '—' | '–' | '―' => Side::Before,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '،' | '؛' | '؟' | '۔' | '।' => Side::Behind,
        '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？' | '）' | '］' | '】' => Side::Behind,
        // Thai to Myanmar, Khmer, ideographs and kana; Korean sets blanks, but none before a particle.
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{9FFF}' => {
            Side::Unspaced
        }
        '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Side::Unspaced,
        _ => match class(c) {
            Class::Space | Class::LineBreak => Side::Blank,
            Class::Digit => Side::Digit,
            Class::Letter | Class::Mark => Side::Word,
            _ => Side::Other,
        },
    }
}

/// The mark that a character is: all with the property `Quotation_Mark`, angle brackets (a quotation in Korean and
/// Mongolian, a title in Chinese) and the ornaments.
pub(super) fn mark(c: char) -> Option<Mark> {
    let of = |opens, kind, closes, may_close| Some(Mark { kind, opens, closes, may_close });
    match c {
        '"' | '＂' => of(Opens::Evenly, STRAIGHT, STRAIGHT, LOW),
        // “English”, „German“, and ”Hebrew“ with the marks taken for mirrored.
        '“' | '‟' => of(Opens::Freely, CURLY, 0, LOW | RIGHT),
        '„' | '⹂' => of(Opens::Freely, LOW, 0, 0),
        '”' => of(Opens::Tightly, RIGHT, CURLY | LOW | RIGHT, 0),
        '«' => of(Opens::Freely, POINTED, 0, INWARD),
        '»' => of(Opens::Tightly, INWARD, POINTED | INWARD, 0),
        '‹' => of(Opens::Freely, SINGLE_POINTED, 0, SINGLE_INWARD),
        '›' => of(Opens::Tightly, SINGLE_INWARD, SINGLE_POINTED | SINGLE_INWARD, 0),
        '\'' | '＇' => of(Opens::Singly, SINGLE_STRAIGHT, SINGLE_STRAIGHT, SINGLE_LOW),
        '‘' | '‛' => of(Opens::Singly, SINGLE_CURLY, 0, SINGLE_LOW | SINGLE_RIGHT),
        '‚' => of(Opens::Freely, SINGLE_LOW, 0, 0),
        '’' => of(Opens::Singly, SINGLE_RIGHT, SINGLE_CURLY | SINGLE_LOW | SINGLE_RIGHT, 0),
        '「' | '｢' | '﹁' => of(Opens::Freely, CORNER, 0, 0),
        '」' | '｣' | '﹂' => of(Opens::Never, 0, CORNER, 0),
        '『' | '﹃' => of(Opens::Freely, WHITE_CORNER, 0, 0),
        '』' | '﹄' => of(Opens::Never, 0, WHITE_CORNER, 0),
        '〝' => of(Opens::Freely, PRIME, 0, 0),
        '〞' | '〟' => of(Opens::Never, 0, PRIME, 0),
        '〈' => of(Opens::Freely, ANGLE, 0, 0),
        '〉' => of(Opens::Never, 0, ANGLE, 0),
        '《' => of(Opens::Freely, DOUBLE_ANGLE, 0, 0),
        '》' => of(Opens::Never, 0, DOUBLE_ANGLE, 0),
        '❝' => of(Opens::Freely, HEAVY, 0, 0),
        '❞' => of(Opens::Never, 0, HEAVY, 0),
        '❛' => of(Opens::Freely, SINGLE_HEAVY, 0, 0),
        '❜' => of(Opens::Never, 0, SINGLE_HEAVY, 0),
        _ => None,
    }
}

/// The mark that two characters are: ``` ``these'' ```, also ''these''.
pub(super) fn pair(rest: &str) -> Option<Mark> {
    match rest.get(..2)? {
        "``" => Some(Mark { kind: GRAVES, opens: Opens::Freely, closes: 0, may_close: 0 }),
        "''" => Some(Mark { kind: PAIR, opens: Opens::Tightly, closes: GRAVES | PAIR, may_close: 0 }),
        _ => None,
    }
}

/// The length of the `'n'` of "rock 'n' roll": nobody quotes it, and its second apostrophe would close a quotation.
pub(super) fn elided_and(rest: &str) -> Option<usize> {
    let single = |c: &char| mark(*c).is_some_and(|mark| mark.opens == Opens::Singly);
    let mut chars = rest.chars();
    chars.next().filter(single)?;
    chars.next().filter(|c| matches!(c, 'n' | 'N'))?;
    chars.next().filter(single)?;
    Some(rest.len() - chars.as_str().len())
}

/// Whether a character that begins with this byte may be a mark or a line break.
#[inline(always)]
pub(super) const fn may_matter(byte: u8) -> bool {
    matches!(byte, b'\n'..=b'\r' | b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3 | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_or_line_break_is_passed_over() {
        for c in '\0'..=char::MAX {
            if mark(c).is_some() || class(c) == Class::LineBreak {
                assert!(may_matter(c.to_string().as_bytes()[0]), "{c:?}");
            }
        }
    }

    #[test]
    fn every_opening_mark_has_a_closing_one() {
        let all: Vec<Mark> =
            ('\0'..=char::MAX).filter_map(mark).chain([pair("``"), pair("''")].map(Option::unwrap)).collect();
        let opened = all.iter().fold(0, |kinds, mark| kinds | mark.kind);
        let closed = all.iter().fold(0, |kinds, mark| kinds | mark.closes | mark.may_close);
        assert_eq!(opened, closed);
        assert_eq!(opened.count_ones(), 21);
    }

    #[test]
    fn unicode_names_no_other() {
        let property = "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣";
        assert!(property.chars().all(|c| mark(c).is_some()));
    }

    #[test]
    fn neighbours() {
        let look = |text: &str| {
            let at = text.find('"').unwrap();
            let look = Look::new(text, at, at + 1);
            (look.opening(), look.closing())
        };
        for opening in ["\"a", "a \"b", "(\"1", "«\"a", "—\"a", "\n\"…", " \u{200F}\"\u{202B}ا"] {
            assert_eq!(look(opening), (true, false), "{opening:?}");
        }
        for closing in ["a\"", "a\" b", "1\", b", ".\")", "a»\"\n", "ا\u{200F}\"\u{200F} "] {
            assert_eq!(look(closing), (false, true), "{closing:?}");
        }
        for neither in ["a \" b", "a\"b", "说\"好", "a \".", "\""] {
            assert_eq!(look(neither), (false, false), "{neither:?}");
        }
    }
}
