//! How a word sounds, roughly: what keys see of words that may be typed in several ways.
//!
//! Every letter of a skeleton has one of some twenty classes, across Latin and Cyrillic: а and a, ж and j, қ and q are one.
//! A standard form and most of the ways it is typed so begin alike, and need one key together; the ways that do not (sh
//! for ш) have keys of their own. Like the skeleton, it decides where to look, never what matches.

use crate::text::hash::hash_head;

/// How many letters of a word are heard. With more, forms of one stem need many keys; with fewer, all words sound alike.
pub(crate) const HEARD: u32 = 5;
/// How many consonants of a romanised word are heard where its vowels may be typed at will.
const CONSONANTS: u32 = 5;
const SOUND: u64 = 0x5153_4F55_4E44_000F;
const VOWELLESS: u64 = 0x5156_4F57_454C_000D;

/// The first letters of a word as they sound, from its skeleton's first letters.
#[inline(always)]
pub(crate) const fn sound_head(head: u64) -> u64 {
    let [a, b, c, d, e, ..] = head.to_le_bytes();
    hash_head(u64::from_le_bytes([class(a), class(b), class(c), class(d), class(e), 0, 0, 0]) ^ SOUND)
}

/// The first consonants and digits of a Latin word as they sound, of several alike in a row one: for romanised Arabic and
/// Persian. From the bytes of its skeleton.
pub(crate) fn consonant_head(skeleton: impl Iterator<Item = u8>) -> u64 {
    let mut consonants = Consonants::default();
    skeleton.for_each(|byte| consonants.push(byte));
    consonants.head()
}

/// The consonants of a word so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Consonants {
    letters: u64,
    len: u32,
    last: u8,
}

impl Consonants {
    pub(crate) fn push(&mut self, byte: u8) {
        let class = class(byte);
        if matches!(class, b'a' | b'i' | b'u') || class == self.last || self.is_full() {
            return;
        }
        self.letters |= (class as u64) << (8 * self.len);
        self.len += 1;
        self.last = class;
    }

    pub(crate) const fn is_full(self) -> bool {
        self.len >= CONSONANTS
    }

    pub(crate) const fn head(self) -> u64 {
        hash_head(self.letters ^ VOWELLESS)
    }
}

/// The class of a skeleton's byte: a Latin letter for Latin and Cyrillic, else the byte itself.
#[inline(always)]
const fn class(byte: u8) -> u8 {
    match CLASSES.split_at_checked(byte as usize) {
        Some((_, [class, ..])) => *class,
        _ => byte,
    }
}

/// What the letters а to я sound like, in their order.
const CYRILLIC: [u8; 32] = *b"abvgdazziiklmnuprstufhszss\0i\0aua";

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut rest: &mut [u8] = &mut classes;
    let mut byte = 0u8;
    let mut cyrillic: &[u8] = &CYRILLIC;
    while let [class, behind @ ..] = rest {
        *class = match byte {
            b'e' => b'a',
            b'y' => b'i',
            b'o' | b'w' => b'u',
            b'q' | b'c' => b'k',
            b'j' => b'z',
            b'x' => b'h',
            byte => byte,
        };
        if byte >= 0x80
            && let [sound, others @ ..] = cyrillic
        {
            *class = *sound;
            cyrillic = others;
        }
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_skeleton;

    fn heard(word: &str) -> u64 {
        sound_head(word_skeleton(word).head)
    }

    #[test]
    fn what_sounds_alike_has_one_head() {
        for (standard, typed) in [
            ("өлтіремін", "oltiremin"),
            ("қатл", "qatl"),
            ("қатл", "katl"),
            ("жүрек", "jurek"),
            ("ҷанг", "jang"),
            ("хайр", "xayr"),
        ] {
            assert_eq!(heard(standard), heard(typed), "{standard} {typed}");
        }
        assert_ne!(heard("қатл"), heard("катлҳо"));
        assert_eq!(heard("мекушам"), heard("мекушанд"));
        assert_ne!(heard("قتل"), heard("قتال"));
        assert_ne!(heard("шаб"), heard("shab"));
    }

    #[test]
    fn vowels_may_be_typed_at_will() {
        let heard = |word: &str| consonant_head(word.bytes());
        assert_eq!(heard("mikosham"), heard("meekooshaam"));
        assert_eq!(heard("qatl"), heard("katal"));
        assert_eq!(heard("mohammad"), heard("mhmd"));
        assert_ne!(heard("qatl"), heard("qasl"));
    }
}
