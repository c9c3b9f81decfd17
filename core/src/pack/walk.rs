//! A checked walker over the transducers that the `fst` crate builds (its format 3).
//!
//! Bytes come from outside. Every read is bounded, every address a node leads to is lower than its own, so a walk
//! ends; a bad address is simply "no match". Nodes are read backwards from their last byte:
//!
//! | state byte | node |
//! |---|---|
//! | `11cccccc` | one transition to the node just before, no output |
//! | `10cccccc` | one transition: sizes, address, output |
//! | `0fnnnnnn` | `n` transitions (0: the count is in the byte before), `f` final |
//!
//! `cccccc` indexes [`COMMON`]; 0 means that the input is the byte before. Sizes hold the widths of addresses (high
//! four bits) and outputs (low four bits) in bytes.

use super::bytes::u64_at;

/// The inputs that fit into a state byte, from 1.
const COMMON: [u8; 63] = *b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// More transitions than this and a node carries an index of 256 bytes.
const INDEXED_FROM: usize = 32;
const EMPTY: usize = 0;
const FOOTER: usize = 20;
const HEADER: usize = 16;

/// A transducer from byte strings to integers, read in place.
#[derive(Clone, Copy)]
pub(crate) struct Walker<'p> {
    data: &'p [u8],
    root: usize,
}

/// A place in a transducer, with the output gathered on the way there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    node: usize,
    output: u64,
}

impl Place {
    /// Tells places apart.
    pub(crate) const fn key(self) -> (usize, u64) {
        (self.node, self.output)
    }
}

impl<'p> Walker<'p> {
    /// `None` where the bytes are too few or of another format.
    pub(crate) fn new(data: &'p [u8]) -> Option<Self> {
        if data.len() < HEADER + FOOTER || u64_at(data, 0) != Some(3) {
            return None;
        }
        let root = usize::try_from(u64_at(data, data.len() - 12)?).ok()?;
        let data = data.get(..data.len() - FOOTER)?;
        (root < data.len()).then_some(Self { data, root })
    }

    pub(crate) const fn root(self) -> Place {
        Place { node: self.root, output: 0 }
    }

    /// The place after one more byte, or `None` where no key goes on with it.
    #[inline]
    pub(crate) fn step(self, from: Place, input: u8) -> Option<Place> {
        if from.node == EMPTY {
            return None;
        }
        let state = self.byte(from.node)?;
        match state >> 6 {
            0b11 => {
                let (found, end) = self.single_input(state, from.node)?;
                let node = end.checked_sub(1)?;
                (found == input).then_some(Place { node, output: from.output })
            }
            0b10 => {
                let (found, end) = self.single_input(state, from.node)?;
                if found != input {
                    return None;
                }
                let at = end.checked_sub(1)?;
                let (addresses, outputs) = widths(self.byte(at)?);
                let address_at = at.checked_sub(addresses)?;
                let end = address_at.checked_sub(outputs)?;
                self.arrive(from.output, end, address_at, addresses, end, outputs)
            }
            _ => {
                let many = self.many(state, from.node)?;
                let index = self.find(&many, input)?;
                let address_at = many.inputs_at.checked_sub((index + 1).checked_mul(many.addresses)?)?;
                let output_at = many.outputs_end.checked_sub((index + 1).checked_mul(many.outputs)?)?;
                self.arrive(from.output, many.end, address_at, many.addresses, output_at, many.outputs)
            }
        }
    }

    /// The value of the key that ends here, if one does.
    pub(crate) fn value(self, at: Place) -> Option<u64> {
        if at.node == EMPTY {
            return Some(at.output);
        }
        let state = self.byte(at.node)?;
        if state >> 6 != 0b01 {
            return None;
        }
        let many = self.many(state, at.node)?;
        let last = if many.outputs == 0 { 0 } else { self.uint(many.end, many.outputs)? };
        Some(at.output.wrapping_add(last))
    }

    /// Whether any key goes on from here.
    pub(crate) const fn goes_on(self, at: Place) -> bool {
        at.node != EMPTY
    }

    /// Follows a whole string.
    pub(crate) fn follow(self, from: Place, bytes: &[u8]) -> Option<Place> {
        bytes.iter().try_fold(from, |place, &byte| self.step(place, byte))
    }

    /// The only input that leads on from here, where there is just one.
    #[inline]
    pub(crate) fn only_input(self, from: Place) -> Option<u8> {
        let state = (from.node != EMPTY).then(|| self.byte(from.node)).flatten()?;
        if state >> 7 == 1 { self.single_input(state, from.node).map(|(input, _)| input) } else { None }
    }

    /// The inputs that lead on from here, in no order that matters. For listing a pack, not for matching.
    pub(crate) fn inputs(self, from: Place) -> impl Iterator<Item = u8> + use<'p> {
        let state = (from.node != EMPTY).then(|| self.byte(from.node)).flatten();
        let single = state.filter(|state| state >> 7 == 1).and_then(|state| self.single_input(state, from.node));
        let many = state.filter(|state| state >> 7 == 0).and_then(|state| self.many(state, from.node));
        let many = many.and_then(|many| self.data.get(many.inputs_at..many.inputs_at.saturating_add(many.count)));
        single.map(|(input, _)| input).into_iter().chain(many.unwrap_or_default().iter().rev().copied())
    }

    #[inline]
    fn arrive(
        self,
        output: u64,
        end: usize,
        address_at: usize,
        address_width: usize,
        output_at: usize,
        output_width: usize,
    ) -> Option<Place> {
        let delta = usize::try_from(self.uint(address_at, address_width)?).ok()?;
        let node = if delta == EMPTY { EMPTY } else { end.checked_sub(delta)? };
        let more = if output_width == 0 { 0 } else { self.uint(output_at, output_width)? };
        Some(Place { node, output: output.wrapping_add(more) })
    }

    /// The input of a node with one transition, and where its other fields end.
    #[inline]
    fn single_input(self, state: u8, node: usize) -> Option<(u8, usize)> {
        match usize::from(state & 0b11_1111).checked_sub(1) {
            Some(index) => Some((COMMON.get(index).copied()?, node)),
            None => {
                let at = node.checked_sub(1)?;
                Some((self.byte(at)?, at))
            }
        }
    }

    #[inline]
    fn many(self, state: u8, node: usize) -> Option<Many> {
        let mut at = node;
        let mut count = usize::from(state & 0b11_1111);
        if count == 0 {
            at = at.checked_sub(1)?;
            // A node with one transition has a form of its own, so a count of 1 is free to mean 256.
            count = match self.byte(at)? {
                1 => 256,
                n => usize::from(n),
            };
        }
        at = at.checked_sub(1)?;
        let (addresses, outputs) = widths(self.byte(at)?);
        let index_at = if count > INDEXED_FROM { at.checked_sub(256)? } else { at };
        let inputs_at = index_at.checked_sub(count)?;
        let outputs_end = inputs_at.checked_sub(count.checked_mul(addresses)?)?;
        let finals = if state & 0b0100_0000 == 0 { 0 } else { outputs };
        let end = outputs_end.checked_sub(count.checked_mul(outputs)?)?.checked_sub(finals)?;
        Some(Many { count, addresses, outputs, index_at, inputs_at, outputs_end, end })
    }

    #[inline]
    fn find(self, many: &Many, input: u8) -> Option<usize> {
        if many.count > INDEXED_FROM {
            let index = usize::from(self.byte(many.index_at.checked_add(usize::from(input))?)?);
            return (index < many.count).then_some(index);
        }
        let inputs = self.data.get(many.inputs_at..many.index_at)?;
        inputs.iter().rev().position(|&byte| byte == input)
    }

    #[inline]
    fn byte(self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    /// An integer of up to eight bytes; eight are read at once where there are so many.
    #[inline]
    fn uint(self, at: usize, width: usize) -> Option<u64> {
        let rest = self.data.get(at..)?;
        let bits = 8 * u32::try_from(width).ok()?;
        match rest.first_chunk() {
            Some(eight) if (1..=8).contains(&width) => Some(u64::from_le_bytes(*eight) & (u64::MAX >> (64 - bits))),
            _ if width > 8 => None,
            _ => Some(rest.get(..width)?.iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte))),
        }
    }
}

/// The layout of a node with any number of transitions; fields stand in falling order of address.
struct Many {
    count: usize,
    addresses: usize,
    outputs: usize,
    index_at: usize,
    inputs_at: usize,
    outputs_end: usize,
    end: usize,
}

const fn widths(sizes: u8) -> (usize, usize) {
    ((sizes >> 4) as usize, (sizes & 0b1111) as usize)
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn build(map: &BTreeMap<Vec<u8>, u64>) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (key, value) in map {
            builder.insert(key, *value).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn get(bytes: &[u8], key: &[u8]) -> Option<u64> {
        let walker = Walker::new(bytes)?;
        walker.value(walker.follow(walker.root(), key)?)
    }

    #[test]
    fn common_inputs_are_the_crate_s() {
        let map: BTreeMap<Vec<u8>, u64> = (0..=255u8).map(|b| (vec![b'k', b, b, b'z'], u64::from(b) * 7)).collect();
        let bytes = build(&map);
        for (key, value) in &map {
            assert_eq!(get(&bytes, key), Some(*value), "{key:?}");
        }
    }

    #[test]
    fn an_empty_transducer_has_no_keys() {
        let bytes = build(&BTreeMap::new());
        assert_eq!(get(&bytes, b"a"), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_map_it_was_built_from(
            map in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 0..9), any::<u64>(), 0..200),
            others in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..50),
        ) {
            let bytes = build(&map);
            for key in map.keys().chain(&others) {
                prop_assert_eq!(get(&bytes, key), map.get(key).copied());
            }
            if let Some(walker) = Walker::new(&bytes) {
                let first: BTreeSet<u8> = map.keys().filter_map(|key| key.first().copied()).collect();
                prop_assert_eq!(walker.inputs(walker.root()).collect::<BTreeSet<_>>(), first);
            }
        }

        #[test]
        fn damage_never_panics_and_every_walk_ends(
            map in prop::collection::btree_map("[a-f]{1,6}", any::<u64>(), 1..60),
            hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        ) {
            let mut bytes = build(&map.iter().map(|(k, v)| (k.clone().into_bytes(), *v)).collect());
            for (at, byte) in hits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(walker) = Walker::new(&bytes) {
                for key in map.keys() {
                    if let Some(place) = walker.follow(walker.root(), key.as_bytes()) {
                        walker.value(place);
                        let _ = walker.inputs(place).count();
                    }
                }
                let mut place = walker.root();
                let mut steps = 0;
                while let Some(next) = walker.inputs(place).next().and_then(|b| walker.step(place, b)) {
                    prop_assert!(next.node < place.node);
                    place = next;
                    steps += 1;
                }
                prop_assert!(steps <= bytes.len());
            }
        }
    }
}
