//! Hashing a token's skeleton: eight letters a step, so that an ASCII token is hashed straight from its bytes.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a skeleton, gathered byte by byte or eight bytes at a time with the same result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SkeletonHash {
    state: u64,
    pending: u64,
    head: u64,
    len: u32,
}

impl SkeletonHash {
    /// Adds one letter.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        self.pending |= u64::from(byte) << (8 * (self.len & 7));
        self.len = self.len.wrapping_add(1);
        if self.len & 7 == 0 {
            self.mix();
        }
    }

    /// Adds eight letters to a hash that has had a multiple of eight.
    #[inline]
    pub(crate) fn push_eight(&mut self, letters: u64) {
        self.pending = letters;
        self.len = self.len.wrapping_add(8);
        self.mix();
    }

    /// Adds the last `count` letters, fewer than eight, to a hash that has had a multiple of eight.
    #[inline]
    pub(crate) fn push_last(&mut self, letters: u64, count: u32) {
        self.pending = letters;
        self.len = self.len.wrapping_add(count);
    }

    #[inline]
    fn mix(&mut self) {
        if self.len == 8 {
            self.head = self.pending;
        }
        self.state = step(self.state, self.pending);
        self.pending = 0;
    }

    /// The number of letters so far.
    #[inline]
    pub(crate) const fn len(&self) -> u32 {
        self.len
    }

    /// The first eight letters, the first in the lowest byte, zeros where there are fewer.
    #[inline]
    pub(crate) const fn head(&self) -> u64 {
        if self.len < 8 { self.pending } else { self.head }
    }

    /// The hash of all letters.
    #[inline]
    pub(crate) const fn finish(&self) -> u64 {
        if self.len & 7 == 0 && self.len > 0 { self.state } else { step(self.state, self.pending) }
    }
}

/// The hash of up to eight letters, equal to that of a skeleton of just these.
#[inline]
pub(crate) const fn hash_head(letters: u64) -> u64 {
    step(0, letters)
}

const fn step(state: u64, letters: u64) -> u64 {
    let mixed = (state ^ letters).wrapping_mul(MULTIPLIER);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_one_by_one_or_eight_at_a_time(letters in prop::collection::vec(0x20u8..=255, 0..40)) {
            let mut slow = SkeletonHash::default();
            letters.iter().for_each(|&byte| slow.push(byte));
            let mut fast = SkeletonHash::default();
            for chunk in letters.chunks(8) {
                let packed = chunk.iter().rev().fold(0u64, |n, &byte| n << 8 | u64::from(byte));
                if chunk.len() == 8 { fast.push_eight(packed) } else { fast.push_last(packed, chunk.len() as u32) }
            }
            prop_assert_eq!(slow.finish(), fast.finish());
            prop_assert_eq!(slow.head(), fast.head());
            prop_assert_eq!(slow.len() as usize, letters.len());
        }
    }
}
