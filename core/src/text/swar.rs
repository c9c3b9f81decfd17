//! Class masks over sixteen bytes at a time: one bit pattern tells how far an ASCII word reaches.

const LOW: u128 = 0x7F * ONES;
const HIGH: u128 = 0x80 * ONES;
const ONES: u128 = u128::MAX / 0xFF;
/// Set in every byte, it makes ASCII letters small and leaves digits alone.
pub(crate) const LOWER: u128 = 0x20 * ONES;

/// The sixteen bytes at `at`, zeros past the end.
#[inline(always)]
pub(crate) fn load(bytes: &[u8], at: usize) -> u128 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(chunk) => u128::from_le_bytes(*chunk),
        None => load_last(bytes, at),
    }
}

/// The same near the end, from the last sixteen bytes where there are so many.
#[cold]
fn load_last(bytes: &[u8], at: usize) -> u128 {
    let rest = bytes.get(at..).unwrap_or_default();
    match bytes.last_chunk() {
        Some(chunk) if !rest.is_empty() => u128::from_le_bytes(*chunk) >> (8 * (16 - rest.len())),
        _ => rest.iter().rev().fold(0, |word, &byte| word << 8 | u128::from(byte)),
    }
}

/// How many of the sixteen bytes, from the lowest, are ASCII letters or digits before the first that is not.
#[inline(always)]
pub(crate) const fn word_len(chunk: u128) -> u32 {
    let ascii = chunk & LOW;
    let lower = ascii | LOWER;
    let letters = between(lower, b'a', b'z');
    let digits = between(ascii, b'0', b'9');
    let words = (letters | digits) & !chunk & HIGH;
    (!words & HIGH).trailing_zeros() / 8
}

/// The high bit of every byte (all below 128) that lies within `from..=to`. No sum carries into the next byte.
#[inline(always)]
const fn between(bytes: u128, from: u8, to: u8) -> u128 {
    let at_least = bytes.wrapping_add(ONES * (0x80 - from as u128));
    let above = bytes.wrapping_add(ONES * (0x7F - to as u128));
    at_least & !above & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_value() {
        for byte in 0..=255u8 {
            let expected = if byte.is_ascii_alphanumeric() { 16 } else { 0 };
            assert_eq!(word_len(u128::from_le_bytes([byte; 16])), expected, "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_a_byte_loop(bytes: [u8; 16]) {
            let expected = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(16);
            prop_assert_eq!(word_len(u128::from_le_bytes(bytes)) as usize, expected);
        }

        #[test]
        fn near_the_end_zeros_follow(bytes in prop::collection::vec(any::<u8>(), 0..40), at in 0usize..40) {
            let mut padded = bytes.clone();
            padded.resize(at.max(bytes.len()) + 16, 0);
            prop_assert_eq!(&load(&bytes, at).to_le_bytes()[..], &padded[at..at + 16]);
        }
    }
}
