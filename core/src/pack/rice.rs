//! Sorted 32-bit numbers as the differences between neighbours, in Rice codes: how many times 2^k a difference holds, as so many
//! ones and a zero, then its `k` lower bits. Of a hundred thousand hashes each takes 17 bits, less than half a bit more than
//! any code must. Bits are taken from the lowest of each byte. Source: Rice and Plaunt, "Adaptive Variable-Length Coding"
//! (1971).

/// So many ones and no zero: 32 bits follow, the difference as it is.
const ESCAPE: u32 = 24;
/// The fewest lower bits, so that a number takes a byte at least.
pub(super) const FEWEST: u8 = 7;
/// The most lower bits: with the ones before them a code fits into the bits that are read at once.
pub(super) const MOST: u8 = 31;
/// So many bytes stand behind the last number at least.
#[cfg(feature = "compile")]
pub(super) const BEHIND: usize = 8;

/// Reads numbers.
pub(super) struct Rice<'p> {
    bytes: &'p [u8],
    /// In bits.
    at: usize,
    low: u32,
    left: usize,
    last: u32,
}

impl<'p> Rice<'p> {
    /// So many numbers, with so many lower bits, from [`FEWEST`] to [`MOST`].
    pub(super) fn new(bytes: &'p [u8], low: u8, left: usize) -> Self {
        Self { bytes, at: 0, low: u32::from(low.clamp(FEWEST, MOST)), left, last: 0 }
    }
}

impl Iterator for Rice<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        let eight = self.bytes.get(self.at / 8..)?.first_chunk()?;
        let bits = u64::from_le_bytes(*eight) >> (self.at % 8);
        let ones = bits.trailing_ones();
        let difference = if ones < ESCAPE {
            self.at += (ones + 1 + self.low) as usize;
            let lower = (bits >> (ones + 1)) as u32 & ((1 << self.low) - 1);
            ones.wrapping_shl(self.low).wrapping_add(lower)
        } else {
            self.at += (ESCAPE + u32::BITS) as usize;
            (bits >> ESCAPE) as u32
        };
        self.last = self.last.wrapping_add(difference);
        Some(self.last)
    }
}

/// How many lower bits make a sorted list shortest.
#[cfg(feature = "compile")]
pub(super) fn lower_bits(list: &[u32]) -> u8 {
    let mean = (1u64 << 32) / list.len().max(1) as u64;
    let near = mean.ilog2().saturating_sub(1) as u8;
    let len = |low: u8| differences(list).map(|n| code_len(n, low)).sum::<u64>();
    (near..near + 3).map(|low| low.clamp(FEWEST, MOST)).min_by_key(|low| len(*low)).unwrap_or(MOST)
}

#[cfg(feature = "compile")]
fn differences(list: &[u32]) -> impl Iterator<Item = u32> {
    list.iter().scan(0u32, |last, &number| Some(number.wrapping_sub(core::mem::replace(last, number))))
}

#[cfg(feature = "compile")]
fn code_len(difference: u32, low: u8) -> u64 {
    let ones = difference >> low;
    u64::from(if ones < ESCAPE { ones + 1 + u32::from(low) } else { ESCAPE + u32::BITS })
}

/// Writes a sorted list, to a whole byte.
#[cfg(feature = "compile")]
pub(super) fn write(list: &[u32], low: u8, out: &mut Vec<u8>) {
    let (mut bits, mut count) = (0u128, 0u32);
    for difference in differences(list) {
        let ones = (difference >> low).min(ESCAPE);
        bits |= ((1u128 << ones) - 1) << count;
        let (rest, len) = match ones {
            ESCAPE => (difference, u32::BITS),
            _ => ((difference & ((1 << low) - 1)) << 1, u32::from(low) + 1),
        };
        bits |= u128::from(rest) << (count + ones);
        count += ones + len;
        while count >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            count -= 8;
        }
    }
    if count > 0 {
        out.push(bits as u8);
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round(list: &[u32], low: u8) -> Vec<u32> {
        let mut out = Vec::new();
        write(list, low, &mut out);
        out.extend([0; BEHIND]);
        Rice::new(&out, low, list.len()).collect()
    }

    #[test]
    fn hashes_take_little_more_than_they_must() {
        let mut list: Vec<u32> = (0u32..100_000).map(|n| n.wrapping_mul(0x9E37_79B1) ^ n << 7).collect();
        list.sort_unstable();
        let mut out = Vec::new();
        write(&list, lower_bits(&list), &mut out);
        assert!(out.len() < 220_000, "{}", out.len());
    }

    proptest! {
        #[test]
        fn reads_what_was_written(mut list: Vec<u32>, mut small in prop::collection::vec(0u32..9_000, 0..99), low in FEWEST..=MOST) {
            list.sort_unstable();
            small.sort_unstable();
            for list in [list, small] {
                prop_assert_eq!(&round(&list, low), &list);
                prop_assert_eq!(&round(&list, lower_bits(&list)), &list);
            }
        }

        #[test]
        fn reads_anything(bytes: Vec<u8>, low: u8) {
            prop_assert!(Rice::new(&bytes, low, usize::MAX).count() <= bytes.len());
        }
    }
}
