//! What the terms are together of which a word is the rarest, by the keys of first words: a guess that costs no walk.
//!
//! Numbers are in LEB128. A count of lists, and of each list a count and its numbers, sorted, as differences; then for each
//! key of a first word, in their order, the number of its list. In a list 0 stands for an entry of this one word, and set `n` is `n + 1`.

use super::deltas::number;

/// A phrase is guessed by the rarest of so many words with which it begins.
pub(crate) const GUESSED_BY: usize = 4;

/// The lists of a section.
pub(crate) struct FirstLists<'p> {
    bytes: core::slice::Iter<'p, u8>,
    left: u32,
}

/// What a term may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum First {
    Entry,
    Set(u16),
}

impl<'p> FirstLists<'p> {
    pub(super) fn new(section: &'p [u8]) -> Self {
        let mut bytes = section.iter();
        let left = number(&mut bytes).unwrap_or_default();
        Self { bytes, left }
    }

    /// The numbers of the keys' lists, once all lists have been read.
    pub(crate) fn numbers(mut self) -> impl Iterator<Item = u32> {
        core::iter::from_fn(move || number(&mut self.bytes))
    }

    /// Tells what the next list holds; `false` where there are no more.
    #[inline(always)]
    pub(crate) fn next_list(&mut self, mut tell: impl FnMut(First)) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        let Some(count) = number(&mut self.bytes) else { return false };
        self.left = left;
        let mut last = 0u32;
        for _ in 0..count {
            let Some(more) = number(&mut self.bytes) else { break };
            last = last.wrapping_add(more);
            match last.checked_sub(1).map(u16::try_from) {
                None => tell(First::Entry),
                Some(Ok(set)) => tell(First::Set(set)),
                Some(Err(_)) => {}
            }
        }
        true
    }
}

/// Writes the section; of each key what its terms are, sorted.
#[cfg(feature = "compile")]
pub(crate) fn write<'a>(keys: impl Iterator<Item = &'a [First]>) -> Vec<u8> {
    use std::collections::BTreeMap;
    let of_keys: Vec<&[First]> = keys.collect();
    let mut uses: BTreeMap<&[First], usize> = BTreeMap::new();
    of_keys.iter().for_each(|list| *uses.entry(list).or_default() += 1);
    let mut lists: Vec<&[First]> = uses.keys().copied().collect();
    // Those of most keys have the numbers that take one byte.
    lists.sort_by_key(|list| core::cmp::Reverse(uses.get(list)));
    let numbers: BTreeMap<&[First], u32> = lists.iter().copied().zip(0..).collect();
    let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    super::deltas::push(short(lists.len()), &mut out);
    for list in lists {
        super::deltas::push(short(list.len()), &mut out);
        let list: Vec<u32> = list
            .iter()
            .map(|first| match first {
                First::Entry => 0,
                First::Set(set) => u32::from(*set) + 1,
            })
            .collect();
        super::deltas::write(&list, &mut out);
    }
    let numbers = of_keys.into_iter().filter_map(|list| numbers.get(list));
    numbers.for_each(|number| super::deltas::push(*number, &mut out));
    out
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(section: &[u8]) -> (Vec<Vec<First>>, Vec<u32>) {
        let mut lists = FirstLists::new(section);
        let (mut all, mut list) = (Vec::new(), Vec::new());
        while lists.next_list(|first| list.push(first)) {
            all.push(std::mem::take(&mut list));
        }
        (all, lists.numbers().collect())
    }

    proptest! {
        #[test]
        fn reads_what_was_written(keys in prop::collection::vec(prop::collection::btree_set(0u16..600, 0..9), 0..40)) {
            let first = |n: u16| n.checked_sub(1).map_or(First::Entry, First::Set);
            let keys: Vec<Vec<First>> = keys.into_iter().map(|list| list.into_iter().map(first).collect()).collect();
            let (lists, numbers) = read(&write(keys.iter().map(Vec::as_slice)));
            let of_keys: Vec<Vec<First>> = numbers.iter().map(|number| lists[*number as usize].clone()).collect();
            prop_assert_eq!(of_keys, keys);
        }

        #[test]
        fn reads_anything(section: Vec<u8>) {
            let (lists, numbers) = read(&section);
            prop_assert!(lists.len() + numbers.len() <= section.len());
        }
    }
}
