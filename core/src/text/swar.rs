//! Class masks over eight bytes at a time: one bit pattern tells how far an ASCII word reaches.

pub(super) const LOW: u64 = 0x7F * ONES;
pub(super) const HIGH: u64 = 0x80 * ONES;
pub(super) const ONES: u64 = u64::MAX / 0xFF;
/// Set in every byte, it makes ASCII letters small and leaves digits alone.
pub(crate) const LOWER: u64 = 0x20 * ONES;

/// The eight bytes at `at`, zeros past the end.
#[inline(always)]
pub(crate) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => load_last(bytes, at),
    }
}

/// The same near the end, from the last eight bytes where there are so many.
#[cold]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match bytes.last_chunk() {
        Some(chunk) if !rest.is_empty() => u64::from_le_bytes(*chunk) >> (8 * (8 - rest.len())),
        _ => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// How many of the eight bytes, from the lowest, are ASCII letters or digits before the first that is not.
#[inline(always)]
pub(crate) const fn word_len(chunk: u64) -> u32 {
    let words = is_word(chunk & LOW) & !chunk;
    (!words & HIGH).trailing_zeros() / 8
}

/// The high bit of every byte (all below 128) that is a letter or digit.
#[inline(always)]
pub(super) const fn is_word(ascii: u64) -> u64 {
    between(ascii | LOWER, b'a', b'z') | between(ascii, b'0', b'9')
}

/// The high bit of every byte (all below 128) that is not this one.
#[inline(always)]
pub(super) const fn differs(ascii: u64, from: u8) -> u64 {
    (ascii ^ (ONES * from as u64)).wrapping_add(LOW)
}

/// The high bit of every byte (all below 128) that lies within `from..=to`. No sum carries into the next byte.
#[inline(always)]
const fn between(bytes: u64, from: u8, to: u8) -> u64 {
    let at_least = bytes.wrapping_add(ONES * (0x80 - from as u64));
    let above = bytes.wrapping_add(ONES * (0x7F - to as u64));
    at_least & !above & HIGH
}

/// The lowest bits of eight bytes that are 0 or 1.
#[inline(always)]
pub(super) const fn gather(bytes: u64) -> u64 {
    /// Moves the lowest bit of byte `n` to bit `56 + n`.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    bytes.wrapping_mul(GATHER) >> 56
}

/// The lowest `count` (0 to 7) bytes.
#[inline(always)]
pub(crate) const fn keep(chunk: u64, count: u32) -> u64 {
    chunk & ((1 << (8 * count)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_value() {
        for byte in 0..=255u8 {
            let expected = if byte.is_ascii_alphanumeric() { 8 } else { 0 };
            assert_eq!(word_len(u64::from_le_bytes([byte; 8])), expected, "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_a_byte_loop(bytes: [u8; 8]) {
            let expected = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(8);
            prop_assert_eq!(word_len(u64::from_le_bytes(bytes)) as usize, expected);
        }

        #[test]
        fn near_the_end_zeros_follow(bytes in prop::collection::vec(any::<u8>(), 0..40), at in 0usize..40) {
            let mut padded = bytes.clone();
            padded.resize(at.max(bytes.len()) + 8, 0);
            prop_assert_eq!(&load(&bytes, at).to_le_bytes()[..], &padded[at..at + 8]);
        }
    }
}
