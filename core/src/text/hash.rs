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
    /// That of no letters.
    pub(crate) const NONE: Self = Self { hash: 0, head: 0, len: 0 };

    /// A skeleton of at most seven letters, packed; zeros follow.
    #[inline(always)]
    pub(crate) const fn of_seven(letters: u64, len: u32) -> Self {
        Self { hash: step(0, letters), head: letters, len }
    }

    /// A skeleton of eight letters and `more` (at most seven) behind them; zeros follow.
    #[inline(always)]
    pub(crate) const fn of_fifteen(head: u64, rest: u64, more: u32) -> Self {
        let first = step(0, head);
        Self { hash: if more > 0 { step(first, rest) } else { first }, head, len: 8 + more }
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
            let pack = |letters: &[u8]| letters.iter().rev().fold(0u64, |n, &byte| n << 8 | u64::from(byte));
            let (head, rest) = letters.split_at(letters.len().min(8));
            prop_assert_eq!(slow.head, pack(head));
            match letters.len() {
                0..8 => prop_assert_eq!(slow, Skeleton::of_seven(pack(head), slow.len)),
                8..16 => prop_assert_eq!(slow, Skeleton::of_fifteen(pack(head), pack(rest), slow.len - 8)),
                _ => {}
            }
        }
    }
}
