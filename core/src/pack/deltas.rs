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
        self.last = self.last.wrapping_add(number(&mut self.bytes)?);
        Some(self.last)
    }

    /// List by list, which is less than half the work.
    #[inline]
    fn fold<B, F: FnMut(B, u32) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        loop {
            for _ in 0..self.left {
                let Some(more) = number(&mut self.bytes) else { return folded };
                self.last = self.last.wrapping_add(more);
                folded = f(folded, self.last);
            }
            let Some(left) = self.counts.next() else { return folded };
            (self.left, self.last) = (left, 0);
        }
    }
}

/// Reads one number.
#[inline(always)]
pub(super) fn number(bytes: &mut core::slice::Iter<'_, u8>) -> Option<u32> {
    // Nearly all have up to three bytes.
    let [a, b, c, ..] = *bytes.as_slice() else { return long_number(bytes) };
    let [low, middle, high] = [a, b, c].map(u32::from);
    let (number, len) = if low < 0x80 {
        (low, 1)
    } else if middle < 0x80 {
        (low & 0x7F | middle << 7, 2)
    } else if high < 0x80 {
        (low & 0x7F | (middle & 0x7F) << 7 | high << 14, 3)
    } else {
        return long_number(bytes);
    };
    *bytes = bytes.as_slice().get(len..).unwrap_or_default().iter();
    Some(number)
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
        fn reads_what_was_written(mut lists: [Vec<u32>; 3], bytes: Vec<u8>) {
            let mut out = Vec::new();
            lists.iter_mut().for_each(|list| list.sort_unstable());
            lists.iter().for_each(|list| write(list, &mut out));
            let counts = lists.each_ref().map(Vec::len);
            prop_assert_eq!(Deltas::new(&out, counts).collect::<Vec<_>>(), lists.concat());
            let mut folded = Vec::new();
            Deltas::new(&out, counts).for_each(|number| folded.push(number));
            prop_assert_eq!(folded, lists.concat());
            Deltas::new(&bytes, [usize::MAX; 3]).count();
        }
    }
}
