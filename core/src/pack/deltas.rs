//! Sorted 32-bit numbers as the differences between neighbours, seven bits a byte, the lowest first (LEB128): of a hundred
//! thousand hashes each takes three bytes.

/// Reads lists that stand one behind the other, each of so many numbers. Ends where the bytes do.
pub(super) struct Deltas<'p, const N: usize> {
    bytes: core::slice::Iter<'p, u8>,
    counts: core::array::IntoIter<usize, N>,
    left: usize,
    last: u32,
}

impl<'p, const N: usize> Deltas<'p, N> {
    pub(super) fn new(bytes: &'p [u8], counts: [usize; N]) -> Self {
        Self { bytes: bytes.iter(), counts: counts.into_iter(), left: 0, last: 0 }
    }
}

impl<'p, const N: usize> Deltas<'p, N> {
    /// The bytes behind what was read.
    pub(super) fn rest(self) -> core::slice::Iter<'p, u8> {
        self.bytes
    }
}

impl<const N: usize> Iterator for Deltas<'_, N> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.left = self.counts.next()?;
            self.last = 0;
        }
        self.left -= 1;
        self.last = self.last.wrapping_add(number(&mut self.bytes)?);
        Some(self.last)
    }
}

/// Reads one number.
#[inline]
pub(super) fn number(bytes: &mut core::slice::Iter<'_, u8>) -> Option<u32> {
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
        fn reads_what_was_written(mut lists: [Vec<u32>; 3], bytes: Vec<u8>) {
            let mut out = Vec::new();
            lists.iter_mut().for_each(|list| list.sort_unstable());
            lists.iter().for_each(|list| write(list, &mut out));
            let counts = lists.each_ref().map(Vec::len);
            prop_assert_eq!(Deltas::new(&out, counts).collect::<Vec<_>>(), lists.concat());
            Deltas::new(&bytes, [usize::MAX; 3]).count();
        }
    }
}
