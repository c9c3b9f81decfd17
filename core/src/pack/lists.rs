//! Tables of lists of numbers: what stands behind a term's or a path's value. A count of lists and the bytes of all numbers
//! (u32 each), of each list where it begins among them (u16, or u32 where they are more than 65,535 bytes), the numbers, each
//! list sorted and as differences.

use super::bytes::{u16_at, u32_at};
#[cfg(feature = "compile")]
use super::deltas;
use super::deltas::Deltas;

const HEADER: usize = 8;

/// Offsets take so many bytes.
const fn width(numbers: u32) -> usize {
    if numbers <= u16::MAX as u32 { 2 } else { 4 }
}

/// How many lists there are, or as many as there is room for.
pub(super) fn count(table: &[u8]) -> u32 {
    let room = u32::try_from(table.len() / 2).unwrap_or(u32::MAX);
    u32_at(table, 0).unwrap_or_default().min(room)
}

/// The numbers of a list; none where there is no such list.
#[inline]
pub(super) fn list(table: &[u8], index: u32) -> Deltas<'_> {
    Deltas::new(bytes(table, index).unwrap_or_default())
}

#[inline]
fn bytes(table: &[u8], index: u32) -> Option<&[u8]> {
    let (count, len) = (u32_at(table, 0)?, u32_at(table, 4)?);
    if index >= count {
        return None;
    }
    let width = width(len);
    let offset = |index: u32| {
        let at = HEADER.checked_add((index as usize).checked_mul(width)?)?;
        if width == 2 { u16_at(table, at).map(usize::from) } else { u32_at(table, at).map(|at| at as usize) }
    };
    let numbers = table.get(HEADER.checked_add((count as usize).checked_mul(width)?)?..)?;
    let end = if index + 1 == count { len as usize } else { offset(index + 1)? };
    numbers.get(offset(index)?..end)
}

/// The numbers a value stands for: itself below `direct`, else those of a list.
pub(super) fn listed(table: &[u8], value: u64, direct: u32) -> impl Iterator<Item = u32> + '_ {
    let number = u32::try_from(value).unwrap_or(u32::MAX);
    let index = number.checked_sub(direct);
    let single = index.is_none().then_some(number);
    single.into_iter().chain(index.into_iter().flat_map(|index| list(table, index)))
}

/// Writes a table; each list must be sorted.
#[cfg(feature = "compile")]
pub(crate) fn write(lists: &[Vec<u32>]) -> Vec<u8> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut numbers = Vec::new();
    let mut offsets = Vec::with_capacity(lists.len());
    for list in lists {
        offsets.push(number(numbers.len()));
        deltas::write(list, &mut numbers);
    }
    let len = number(numbers.len());
    let mut out = [number(lists.len()), len].map(u32::to_le_bytes).concat();
    for offset in offsets {
        out.extend(offset.to_le_bytes().iter().take(width(len)));
    }
    out.extend(numbers);
    out
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(table: &[u8]) -> Vec<Vec<u32>> {
        (0..count(table)).map(|index| list(table, index).collect()).collect()
    }

    #[test]
    fn many_numbers_have_longer_offsets() {
        let lists: Vec<Vec<u32>> = (0..20_000).map(|n| vec![n, n + 200, n + 300]).collect();
        assert_eq!(read(&write(&lists)), lists);
        assert_eq!(list(&write(&lists), 20_000).count(), 0);
    }

    proptest! {
        #[test]
        fn reads_what_was_written(lists in prop::collection::vec(prop::collection::btree_set(any::<u32>(), 0..9), 0..40)) {
            let lists: Vec<Vec<u32>> = lists.into_iter().map(|list| list.into_iter().collect()).collect();
            prop_assert_eq!(&read(&write(&lists)), &lists);
        }

        #[test]
        fn reads_anything(table: Vec<u8>, index: u32) {
            prop_assert!(read(&table).iter().all(|list| list.len() <= table.len()));
            prop_assert!(list(&table, index).count() <= table.len());
        }
    }
}
