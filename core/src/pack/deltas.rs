//! Sorted 32-bit numbers as the differences between neighbours, seven bits a byte, the lowest first (LEB128).

/// Reads the numbers of a list, as far as the bytes reach.
pub(super) struct Deltas<'p> {
    bytes: core::slice::Iter<'p, u8>,
    last: u32,
}

impl<'p> Deltas<'p> {
    pub(super) fn new(bytes: &'p [u8]) -> Self {
        Self { bytes: bytes.iter(), last: 0 }
    }
}

impl Iterator for Deltas<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.last = self.last.wrapping_add(number(&mut self.bytes)?);
        Some(self.last)
    }
}

/// Reads one number.
#[inline(always)]
pub(super) fn number(bytes: &mut core::slice::Iter<'_, u8>) -> Option<u32> {
    // Most have one byte or two.
    let (&low, rest) = bytes.as_slice().split_first()?;
    if low < 0x80 {
        *bytes = rest.iter();
        return Some(u32::from(low));
    }
    let (&high, rest) = rest.split_first()?;
    if high < 0x80 {
        *bytes = rest.iter();
        return Some(u32::from(low & 0x7F) | u32::from(high) << 7);
    }
    long_number(bytes)
}

#[inline(never)]
fn long_number(bytes: &mut core::slice::Iter<'_, u8>) -> Option<u32> {
    let (mut number, mut shift) = (0u32, 0);
    loop {
        let byte = *bytes.next()?;
        number |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or_default();
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
}

/// Writes a sorted list.
#[cfg(feature = "compile")]
pub(super) fn write(list: &[u32], out: &mut Vec<u8>) {
    let mut last = 0;
    for &number in list {
        push(number.wrapping_sub(last), out);
        last = number;
    }
}

/// Writes one number.
#[cfg(feature = "compile")]
pub(super) fn push(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(0x80 | (number & 0x7F) as u8);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_what_was_written(mut list: Vec<u32>, bytes: Vec<u8>) {
            list.sort_unstable();
            let mut out = Vec::new();
            write(&list, &mut out);
            prop_assert_eq!(Deltas::new(&out).collect::<Vec<_>>(), list);
            prop_assert!(Deltas::new(&bytes).count() <= bytes.len());
        }
    }
}
