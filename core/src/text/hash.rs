//! Hashing a token's skeleton: eight letters a step, so that an ASCII token is hashed straight from its bytes.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a skeleton, gathered letter by letter.
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

    #[inline]
    fn mix(&mut self) {
        if self.len == 8 {
            self.head = self.pending;
        }
        self.state = step(self.state, self.pending);
        self.pending = 0;
    }

    /// The skeleton, complete.
    #[inline]
    pub(crate) const fn finish(&self) -> Skeleton {
        let hash = if self.len & 7 == 0 && self.len > 0 { self.state } else { step(self.state, self.pending) };
        Skeleton { hash, head: if self.len < 8 { self.pending } else { self.head }, len: self.len }
    }
}

/// What is known of a skeleton.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Skeleton {
    /// The hash of all letters.
    pub(crate) hash: u64,
    /// The first eight letters, the first in the lowest byte, zeros where there are fewer.
    pub(crate) head: u64,
    /// The number of letters.
    pub(crate) len: u32,
}

impl Skeleton {
    /// A skeleton of the first `len` (1 to 15) of sixteen letters, without a branch.
    #[inline(always)]
    pub(crate) const fn of_sixteen(letters: u128, len: u32) -> Self {
        let letters = letters & ((1 << (8 * len)) - 1);
        let (head, rest) = (letters as u64, (letters >> 64) as u64);
        let first = step(0, head);
        Self { hash: if len > 8 { step(first, rest) } else { first }, head, len }
    }
}

/// The hash of up to eight letters, equal to that of a skeleton of just these.
#[inline(always)]
pub(crate) const fn hash_head(letters: u64) -> u64 {
    step(0, letters)
}

#[inline(always)]
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
        fn letters_one_by_one_or_all_at_once(letters in prop::collection::vec(0x20u8..=255, 0..40)) {
            let mut slow = SkeletonHash::default();
            letters.iter().for_each(|&byte| slow.push(byte));
            let slow = slow.finish();
            prop_assert_eq!(slow.len as usize, letters.len());
            let sixteen = letters.iter().take(16).rev().fold(0u128, |n, &byte| n << 8 | u128::from(byte));
            prop_assert_eq!(slow.head, sixteen as u64);
            if (1..16).contains(&letters.len()) {
                prop_assert_eq!(slow, Skeleton::of_sixteen(sixteen | u128::MAX << (8 * letters.len()), slow.len));
            }
        }
    }
}
