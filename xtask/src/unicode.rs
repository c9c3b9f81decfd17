//! Unicode facts as T0 folding sees them: what each code point becomes, and its class.
//!
//! The versions of the crates used need not be the same; [`check_versions`] says how far apart they may be.
//! Letters newer than `caseless` are lower-cased by the standard library.

use caseless::Caseless;
use regex_syntax::hir::{Class, HirKind};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as Gc, GeneralCategoryGroup as Group, UnicodeGeneralCategory};

/// Written as an apostrophe in one of the languages, or by keyboards without it.
const APOSTROPHES: &[char] =
    &['\'', '`', '\u{B4}', '\u{2BB}', '\u{2BC}', '\u{2018}', '\u{2019}', '\u{201B}', '\u{2032}', '\u{FF07}'];

/// Properties read once.
pub(crate) struct Unicode {
    ignorable: BTreeSet<char>,
    pictographic: BTreeSet<char>,
}

/// The class of a code point, in the order of `core`'s `Class`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Letter,
    Digit,
    Mark,
    Ignorable,
    Apostrophe,
    Emoji,
    Modifier,
    Regional,
    Space,
    LineBreak,
    Other,
}

/// The Unicode version of the normalisation data, which the tables are said to be of.
pub(crate) fn version() -> (u8, u8, u8) {
    unicode_normalization::UNICODE_VERSION
}

/// Normalisation and categories must be of one version; case folding may be two behind, the standard library one.
pub(crate) fn check_versions() {
    let norm = u64::from(version().0);
    assert_eq!(norm, unicode_properties::UNICODE_VERSION.0, "normalisation and categories differ");
    assert!(caseless::UNICODE_VERSION.0 + 2 >= norm, "case folding is too old");
    assert!(u64::from(char::UNICODE_VERSION.0) + 1 >= norm, "the standard library is too old");
}

impl Unicode {
    pub(crate) fn new() -> Self {
        Self {
            ignorable: property(r"\p{Default_Ignorable_Code_Point}"),
            pictographic: property(r"[\p{Extended_Pictographic}\p{Emoji_Presentation}]"),
        }
    }

    /// M(c): what one code point is mapped to before the string is composed. In composed form.
    pub(crate) fn map(&self, c: char) -> String {
        let mut now = c.to_string();
        for _ in 0..8 {
            let next = self.map_once(&now);
            if next == now {
                return now.replace("i\u{307}", "i").replace(['\u{6C0}', '\u{6C2}'], "\u{647}");
            }
            now = next;
        }
        panic!("no fixpoint for {c:?}")
    }

    fn map_once(&self, s: &str) -> String {
        s.nfd()
            .flat_map(|c| -> Vec<char> {
                match c {
                    c if APOSTROPHES.contains(&c) => vec!['\''],
                    'I' | 'ı' => vec!['i'],
                    '\u{640}' => vec![],
                    '\u{649}' => vec!['\u{6CC}'],
                    '\u{643}' => vec!['\u{6A9}'],
                    c if self.ignorable.contains(&c) => vec![],
                    c => match digit(c) {
                        Some(d) => vec![d],
                        None => lower(c),
                    },
                }
            })
            .nfkc()
            .collect()
    }

    /// The class of a code point; the order of the questions matters.
    pub(crate) fn kind(&self, c: char) -> Kind {
        let folded = settle(&self.map(c));
        let letter = |c: char| c.general_category_group() == Group::Letter || c.general_category() == Gc::LetterNumber;
        let first = folded.chars().next();
        match c {
            '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::LineBreak,
            '\u{1F3FB}'..='\u{1F3FF}' => Kind::Modifier,
            '\u{1F1E6}'..='\u{1F1FF}' => Kind::Regional,
            _ if folded == "'" => Kind::Apostrophe,
            _ if folded.is_empty() => Kind::Ignorable,
            _ if first.is_some_and(letter) || (letter(c) && folded.chars().any(letter)) => Kind::Letter,
            _ if matches!(c.general_category(), Gc::DecimalNumber | Gc::OtherNumber) => Kind::Digit,
            _ if first.is_some_and(|c| c.is_ascii_digit()) => Kind::Digit,
            _ if first.is_some_and(is_mark) => Kind::Mark,
            _ if c == '\t' || c.general_category() == Gc::SpaceSeparator => Kind::Space,
            '\0'..='\u{7F}' | '©' | '®' => Kind::Other,
            _ if self.pictographic.contains(&c) => Kind::Emoji,
            _ => Kind::Other,
        }
    }
}

/// Is the general category M*?
pub(crate) fn is_mark(c: char) -> bool {
    c.general_category_group() == Group::Mark
}

/// The marks that T0 deletes after composing.
pub(crate) fn is_harakat(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{655}' | '\u{670}')
}

/// What remains of a mapped string when nothing follows it.
pub(crate) fn settle(mapped: &str) -> String {
    let kept = mapped.chars().filter(|&c| !is_harakat(c));
    kept.map(|c| if c == '\u{64A}' { '\u{6CC}' } else { c }).collect()
}

/// Every code point that is a character.
pub(crate) fn all_chars() -> impl Iterator<Item = char> {
    (0..=0x10_FFFF).filter_map(char::from_u32)
}

/// The value of a decimal digit: they stand in runs of ten, each beginning with its zero.
fn digit(c: char) -> Option<char> {
    let is = |n: u32| char::from_u32(n).is_some_and(|c| c.general_category() == Gc::DecimalNumber);
    let n = c as u32;
    if !is(n) {
        return None;
    }
    let first = (0..=n).rev().take_while(|&n| is(n)).last().unwrap_or(n);
    char::from_digit((n - first) % 10, 10)
}

/// Default case folding, with the standard library's for capitals too new for `caseless`. Cherokee folds to capitals.
fn lower(c: char) -> Vec<char> {
    let folded: Vec<char> = std::iter::once(c).default_case_fold().collect();
    let cherokee = matches!(c, '\u{13A0}'..='\u{13F5}');
    if folded != [c] || cherokee || c.general_category() != Gc::UppercaseLetter {
        return folded;
    }
    c.to_lowercase().collect()
}

fn property(pattern: &str) -> BTreeSet<char> {
    let hir = regex_syntax::parse(pattern).expect("a property regex-syntax knows");
    let HirKind::Class(Class::Unicode(class)) = hir.kind() else { panic!("{pattern} is no class") };
    class.iter().flat_map(|range| range.start()..=range.end()).collect()
}
