//! With which letters the words of a first key are typed, roughly: many words sound alike that no two letters of are the same.
//!
//! Sixteen bits a key; a word has one of them, by its first letters as they are typed.

use super::bytes::u16_at;
use super::sound::HEARD;
use crate::text::hash::hash_head;

/// Nothing is known of a word's letters.
pub(crate) const ANY: u16 = u16::MAX;

/// The first byte of so many letters, and the highest bit of each.
const SEEN: u64 = u64::MAX >> (64 - 8 * HEARD);
const HIGH: u64 = 0x8080_8080_8080_8080 & SEEN;

/// The bit of a word, from its skeleton's first letters. Of one whose letters are of two alphabets nothing is known: keys have
/// not all the ways in which that may be.
#[inline]
pub(crate) const fn letters(head: u64) -> u16 {
    let seen = head & SEEN;
    let unused = seen.leading_zeros() & !7;
    let used = if unused < 64 { HIGH & (u64::MAX >> unused) } else { 0 };
    let high = seen & HIGH;
    if used == 0 || (high != 0 && high != used) { ANY } else { 1 << (hash_head(seen) >> 60) }
}

/// Whether a word of these letters may be one that is typed with those of a key.
#[inline]
pub(crate) const fn may_be(word: u16, key: u16) -> bool {
    word == ANY || word & key != 0
}

/// Of the `n`-th first key of a pack; `section` may hold nothing.
pub(crate) fn of_key(section: &[u8], n: usize) -> u16 {
    n.checked_mul(2).and_then(|at| u16_at(section, at)).unwrap_or(ANY)
}

/// Writes the section.
#[cfg(feature = "compile")]
pub(crate) fn write(all: impl Iterator<Item = u16>) -> Vec<u8> {
    all.flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::skeleton_of;
    use proptest::prelude::*;

    fn of(word: &str) -> u16 {
        letters(skeleton_of(word).head)
    }

    #[test]
    fn a_word_of_one_alphabet_has_a_bit() {
        for word in ["a", "war", "война", "recruitment", "вложения"] {
            assert_eq!(of(word).count_ones(), 1, "{word}");
        }
        assert_eq!(of("recruit"), of("recrudescence"));
        for word in ["", "вoйна", "wарр", "'"] {
            assert_eq!(of(word), ANY, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_head_has_bits(head: u64) {
            prop_assert!(letters(head) != 0);
        }
    }
}
