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

impl<const N: usize> Iterator for Deltas<'_, N> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.left = self.counts.next()?;
            self.last = 0;
        }
        self.left -= 1;
        let (mut delta, mut shift) = (0u32, 0);
        loop {
            let byte = *self.bytes.next()?;
            delta |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or_default();
            shift += 7;
            if byte & 0x80 == 0 {
                self.last = self.last.wrapping_add(delta);
                return Some(self.last);
            }
        }
    }
}

/// Writes a sorted list.
#[cfg(feature = "compile")]
pub(super) fn write(list: &[u32], out: &mut Vec<u8>) {
    let mut last = 0;
    for &number in list {
        let mut delta = number.wrapping_sub(last);
        last = number;
        while delta >= 0x80 {
            out.push(0x80 | (delta & 0x7F) as u8);
            delta >>= 7;
        }
        out.push(delta as u8);
    }
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
