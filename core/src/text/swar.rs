//! Class masks over eight bytes at a time: one bit pattern tells how far an ASCII word reaches.

const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;
/// Set in every byte, it makes ASCII letters small and leaves digits alone.
pub(crate) const LOWER: u64 = 0x2020_2020_2020_2020;

/// The eight bytes at `at`, zeros past the end.
#[inline]
pub(crate) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at.wrapping_add(8)).and_then(|chunk| chunk.try_into().ok()) {
        Some(chunk) => u64::from_le_bytes(chunk),
        None => bytes.get(at..).unwrap_or_default().iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// How many of the eight bytes, from the lowest, are ASCII letters or digits before the first that is not.
#[inline]
pub(crate) const fn word_len(chunk: u64) -> u32 {
    let ascii = chunk & LOW;
    let lower = ascii | LOWER;
    let letters = between(lower, b'a', b'z');
    let digits = between(ascii, b'0', b'9');
    let words = (letters | digits) & !chunk & HIGH;
    (!words & HIGH).trailing_zeros() / 8
}

/// The high bit of every byte (all below 128) that lies within `from..=to`. No sum carries into the next byte.
const fn between(bytes: u64, from: u8, to: u8) -> u64 {
    let at_least = bytes.wrapping_add(ONES * (0x80 - from as u64));
    let above = bytes.wrapping_add(ONES * (0x7F - to as u64));
    at_least & !above & HIGH
}

/// The lowest `count` (0 to 7) bytes.
#[inline]
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
    }
}
