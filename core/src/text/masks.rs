//! Which of 64 bytes belong to ASCII words, a bit each.

/// So many bytes are looked at together.
pub(super) const WINDOW: usize = 64;

/// Bit `n`: whether the `n`-th of a block's first 64 bytes is an ASCII letter or digit.
#[inline(always)]
pub(super) fn words<const BLOCK: usize>(block: &[u8; BLOCK]) -> u64 {
    // Written so that the compiler does sixteen at once: bit `2 n` is that of a byte of the `n`-th sixteen.
    let (sixteens, _) = block.as_chunks::<16>();
    let mut words = [0u8; 16];
    if let [first, second, third, fourth, ..] = sixteens {
        for ((((word, a), b), c), d) in words.iter_mut().zip(first).zip(second).zip(third).zip(fourth) {
            *word = bit(*a, 1) | bit(*b, 4) | bit(*c, 16) | bit(*d, 64);
        }
    }
    in_order(&words)
}

/// A bit, if a byte is of a word.
#[inline(always)]
const fn bit(byte: u8, bit: u8) -> u8 {
    let is_word = (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10;
    if is_word { bit } else { 0 }
}

/// Puts bits in the order of the bytes they are those of.
#[inline(always)]
fn in_order(sixteen: &[u8; 16]) -> u64 {
    let (&[even, odd], _) = sixteen.as_chunks::<8>() else { return 0 };
    let mut bits = u64::from_le_bytes(even) | u64::from_le_bytes(odd) << 1;
    // Bit `g` of byte `j` becomes bit `j` of byte `g`. Source: Warren, "Hacker's Delight" (2012), section 7-3.
    for (shift, mask) in [(7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0x0000_0000_F0F0_F0F0)] {
        let swapped = (bits ^ bits >> shift) & mask;
        bits ^= swapped ^ swapped << shift;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_a_loop(bytes: &[u8]) -> u64 {
        let bit = |(n, byte): (usize, &u8)| u64::from(byte.is_ascii_alphanumeric()) << n;
        bytes.iter().take(WINDOW).enumerate().map(bit).sum()
    }

    #[test]
    fn every_byte_value() {
        for byte in 0..=255u8 {
            let window = [byte; WINDOW];
            assert_eq!(words(&window), by_a_loop(&window), "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_a_byte_loop(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b' '), b'a'..=b'z'], 80)) {
            let block: &[u8; 80] = bytes.first_chunk().unwrap();
            prop_assert_eq!(words(block), by_a_loop(block));
        }
    }
}
