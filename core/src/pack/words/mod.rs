//! The transducer of a pack's terms: from strings to numbers, read in place.
//!
//! Its inputs are letters: one byte, or two that make a letter of an alphabet whose letters take two, so that of Cyrillic and
//! Arabic words each letter is one step. Letters are numbered by how often they stand in it; 63 and on are rare.
//!
//! Bytes come from outside. Every read is bounded, every address a node leads to is higher than its own, so a walk ends; a bad
//! address is simply "no match". A node begins with its first byte:
//!
//! | first byte | node |
//! |---|---|
//! | `11cccccc` | one arc, by letter `c`, to the node just behind, no output |
//! | `10cccccc` | one arc, by letter `c`, no output; an address of two bytes |
//! | `0foonnnn` | `n` arcs, up to 8, final if `f`, outputs of 0, 1, 2 or 4 bytes |
//! | `0foo1111` | more arcs |
//!
//! In the first two a `c` of 63 says that the letter's number is the byte behind. In the third there follow a byte an arc,
//! `ccccccaa`; in the fourth the number of arcs and a set of the letters below 63 (64 bits, the highest set). Behind them the final
//! output if there is one; then of each arc its letter's number if it is rare, its address in `aa` bytes, in the fourth in
//! three, and its output. Rare letters stand last. An address of no bytes is the node behind this one; only the last of up to 8
//! arcs has that.

#[cfg(feature = "compile")]
mod build;
#[cfg(feature = "compile")]
mod states;
#[cfg(feature = "compile")]
mod write;

#[cfg(feature = "compile")]
pub(crate) use build::Builder;

/// What the section begins with: another number than the transducers of patterns.
const FORMAT: u8 = 4;
/// Of a set of letters this bit stands for none and is set, which tells a set from none.
const RARE_BIT: u64 = 1 << 63;
/// Letters from this one on are rare.
const RARE: u8 = 63;
/// No letter.
const NO_LETTER: u8 = 255;
/// What is said of the first byte of letters of two is this and the number of the table of their second.
const FIRST_LEAD: u8 = 224;
/// The bytes with which letters of two begin.
#[cfg(feature = "compile")]
const LEADS: core::ops::RangeInclusive<u8> = 0xC2..=0xDF;
/// A node with more arcs than are looked at at once says so.
const WIDE: u8 = 15;
/// So many arcs are looked at at once.
#[cfg(feature = "compile")]
const NARROW: usize = 8;
const NODE_ONE: u8 = 0b1000_0000;
const NODE_NEXT: u8 = 0b1100_0000;
const NODE_FINAL: u8 = 0b0100_0000;

/// Half of what 32 bits hold, so that what is added to a place in bytes fits.
const MAX_LEN: usize = 0x7FFF_FFFF;
const HEADER: usize = 8;
const MAP: usize = 256;
/// The letters behind one lead.
const BEHIND_LEAD: usize = 64;
/// As many bytes stand behind the last node, so that eight can be read at once.
#[cfg(feature = "compile")]
const BEHIND: usize = 8;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;
const ADDRESS: u64 = ONES * 0b11;
/// The kind of the longest addresses.
const LONGEST: usize = 3;

/// A transducer from strings to integers.
#[derive(Clone, Copy)]
pub(crate) struct Walker<'p> {
    data: &'p [u8],
    /// The number of each letter of one byte; of a lead where the letters behind it are.
    map: &'p [u8; MAP],
    behind: &'p [[u8; BEHIND_LEAD]],
    /// The letters by their numbers, two bytes each, the second 0 where there is none.
    letters: &'p [[u8; 2]],
    /// Addresses asked for most.
    popular: &'p [[u8; 4]],
    /// An address of the longest kind has so many bytes more than three.
    longer: usize,
    root: u32,
}

/// A place in a transducer, with the output gathered on the way there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    node: u32,
    output: u32,
    /// What the map says of the first byte of a letter whose second is still to come, or 0.
    lead: u8,
}

/// What a node with any number of arcs says of them.
struct Arcs {
    count: usize,
    /// The letters of a wide node; 0 of another.
    set: u64,
    /// Where the `ccccccaa` of a node that is not wide begin.
    at: usize,
    /// Where their letters, addresses and outputs begin.
    data: usize,
    /// How many bytes an output has.
    outputs: usize,
}

impl<'p> Walker<'p> {
    /// `None` where the bytes are too few or of another format.
    pub(crate) fn new(data: &'p [u8]) -> Option<Self> {
        let [format, longer, leads, popular, letters, ..] = *data.first_chunk::<HEADER>()?;
        let (map, rest) = data.get(HEADER..)?.split_first_chunk()?;
        let (behind, rest) = rest.split_at_checked(usize::from(leads) * BEHIND_LEAD)?;
        let (letters, rest) = rest.split_at_checked(usize::from(letters) * 2)?;
        let (popular, rest) = rest.split_at_checked(usize::from(popular) * 4)?;
        let root = u32::try_from(data.len().checked_sub(rest.len())?).ok()?;
        (format == FORMAT && longer <= 1 && data.len() <= MAX_LEN).then_some(Self {
            data,
            map,
            behind: behind.as_chunks().0,
            letters: letters.as_chunks().0,
            popular: popular.as_chunks().0,
            longer: usize::from(longer),
            root,
        })
    }

    pub(crate) const fn root(&self) -> Place {
        Place { node: self.root, output: 0, lead: 0 }
    }

    /// The place after one more byte, or `None` where no key goes on with it. Of a letter of two bytes the first says little.
    #[inline]
    pub(crate) fn step(&self, from: Place, input: u8) -> Option<Place> {
        if from.lead != 0 {
            let letter = self.letter_behind(from.lead, input)?;
            return self.follow_letter(from, letter);
        }
        match self.map.get(usize::from(input)).copied()? {
            NO_LETTER => None,
            lead @ FIRST_LEAD.. => Some(Place { lead, ..from }),
            letter => self.follow_letter(from, letter),
        }
    }

    /// Follows a whole string.
    pub(crate) fn follow(&self, from: Place, bytes: &[u8]) -> Option<Place> {
        let mut place = from;
        let mut bytes = bytes.iter();
        while let Some(&byte) = bytes.next() {
            let number = self.map.get(usize::from(byte)).copied()?;
            place = match bytes.as_slice().first() {
                Some(second) if place.lead == 0 && (FIRST_LEAD..NO_LETTER).contains(&number) => {
                    bytes.next();
                    self.follow_letter(place, self.letter_behind(number, *second)?)?
                }
                _ => self.step(place, byte)?,
            };
        }
        Some(place)
    }

    /// The value of the key that ends here, if one does.
    pub(crate) fn value(&self, at: Place) -> Option<u64> {
        let node = self.eight(at.node as usize)?;
        if at.lead != 0 || node as u8 & (NODE_ONE | NODE_FINAL) != NODE_FINAL {
            return None;
        }
        let arcs = self.arcs(node, at.node as usize)?;
        let last = lowest(self.eight(arcs.data - arcs.outputs)?, arcs.outputs);
        Some(u64::from(at.output.wrapping_add(last)))
    }

    /// The letter of a lead, as the map has it, and a byte.
    #[inline]
    fn letter_behind(&self, lead: u8, second: u8) -> Option<u8> {
        let row = self.behind.get(usize::from(lead - FIRST_LEAD)).filter(|_| second >> 6 == 0b10)?;
        row.get(usize::from(second & 0x3F)).copied()
    }

    #[inline]
    fn follow_letter(&self, from: Place, letter: u8) -> Option<Place> {
        let node = self.eight(from.node as usize)?;
        let first = node as u8;
        // Most nodes have one arc and the next node behind them.
        if first & NODE_NEXT == NODE_NEXT && letter < RARE {
            return (first & 0x3F == letter).then_some(Place { node: from.node + 1, lead: 0, ..from });
        }
        self.one_of_many(from, node, letter)
    }

    #[inline(never)]
    fn one_of_many(&self, from: Place, node: u64, letter: u8) -> Option<Place> {
        if letter >= RARE {
            return self.follow_rare(from, node, letter);
        }
        let first = node as u8;
        if first & NODE_ONE != 0 {
            let distance = u32::from((node >> 8) as u16);
            return (first & 0x3F == letter).then_some(Place { node: from.node + 1 + distance, lead: 0, ..from });
        }
        if first & WIDE == WIDE {
            return self.one_of_wide(from, node, letter);
        }
        let Arcs { count, at, data, outputs, .. } = self.arcs(node, from.node as usize)?;
        // Of few arcs all have been read.
        let eight = if count < 8 { node >> 8 } else { self.eight(at)? };
        // All at once: which is the letter's, and how many bytes the addresses before it have.
        let beyond = u64::MAX.checked_shl(8 * count as u32).unwrap_or_default();
        let other = (eight & !ADDRESS) ^ (ONES * u64::from(letter << 2)) | beyond;
        let found = other.wrapping_sub(ONES) & !other & HIGH;
        if found == 0 {
            return None;
        }
        let own = found.trailing_zeros() & !7;
        let sizes = eight & ADDRESS & !(u64::MAX << own);
        let longest = ((sizes & sizes >> 1).wrapping_mul(ONES) >> 56) as usize;
        let before = (sizes.wrapping_mul(ONES) >> 56) as usize + longest * self.longer + own as usize / 8 * outputs;
        self.arrive(from, data + before, (eight >> own & 3) as usize, outputs)
    }

    #[inline]
    fn one_of_wide(&self, from: Place, node: u64, letter: u8) -> Option<Place> {
        let arcs = self.arcs(node, from.node as usize)?;
        if arcs.set >> letter & 1 == 0 {
            return None;
        }
        let before = (arcs.set & !(u64::MAX << letter)).count_ones() as usize;
        self.arrive(from, arcs.data + before * (self.address_len(LONGEST) + arcs.outputs), LONGEST, arcs.outputs)
    }

    #[cold]
    fn follow_rare(&self, from: Place, node: u64, letter: u8) -> Option<Place> {
        let first = node as u8;
        if first & NODE_ONE != 0 {
            let next = if first & NODE_NEXT == NODE_NEXT { 0 } else { u32::from((node >> 16) as u16) };
            let is_own = first & 0x3F == RARE && (node >> 8) as u8 == letter && letter != NO_LETTER;
            return is_own.then_some(Place { node: from.node + 2 + next, lead: 0, ..from });
        }
        let mut arcs = self.arcs(node, from.node as usize)?;
        if arcs.set != 0 {
            // The others stand before them.
            let others = (arcs.set & !RARE_BIT).count_ones() as usize;
            arcs.data += others * (self.address_len(LONGEST) + arcs.outputs);
            arcs.count = arcs.count.checked_sub(others)?;
            arcs.set = RARE_BIT;
        } else if self.data.get((arcs.at + arcs.count).checked_sub(1)?)? >> 2 != RARE {
            return None;
        }
        let mut found = None;
        self.for_arcs(&arcs, |own, at, address| {
            if own == letter && letter != NO_LETTER {
                found = Some((at, address));
            }
        });
        let (at, address) = found?;
        self.arrive(from, at, address, arcs.outputs)
    }

    /// Tells of each arc its letter, where its address stands, and of what kind that is.
    fn for_arcs(&self, arcs: &Arcs, mut tell: impl FnMut(u8, usize, usize)) -> Option<()> {
        let (mut at, mut set) = (arcs.data, arcs.set & !RARE_BIT);
        for number in 0..arcs.count {
            let (mut letter, address) = if arcs.set == 0 {
                let arc = self.data.get(arcs.at + number).copied()?;
                (arc >> 2, usize::from(arc & 3))
            } else {
                let letter = if set == 0 { RARE } else { set.trailing_zeros() as u8 };
                set &= set.wrapping_sub(1);
                (letter, LONGEST)
            };
            if letter == RARE {
                letter = self.data.get(at).copied()?;
                at += 1;
            }
            tell(letter, at, address);
            at += self.address_len(address) + arcs.outputs;
        }
        Some(())
    }

    #[inline]
    fn address_len(&self, address: usize) -> usize {
        address + if address == LONGEST { self.longer } else { 0 }
    }

    /// Where an arc leads whose address and output begin at a byte.
    #[inline]
    fn arrive(&self, from: Place, at: usize, address: usize, outputs: usize) -> Option<Place> {
        let len = self.address_len(address);
        let eight = self.eight(at)?;
        let distance = lowest(eight, len) as usize;
        let output = from.output.wrapping_add(lowest(eight >> (8 * len), outputs));
        let node = match address {
            0 => at + outputs,
            1 => match self.popular.get(distance) {
                Some(address) => u32::from_le_bytes(*address) as usize,
                None => at + distance - self.popular.len(),
            },
            _ => at.checked_add(distance)?,
        };
        let node = u32::try_from(node).ok().filter(|node| *node > from.node)?;
        Some(Place { node, output, lead: 0 })
    }

    /// The bytes that lead on from here, in no order that matters, some more than once. For listing a pack, not for matching.
    pub(crate) fn inputs(self, from: Place) -> impl Iterator<Item = u8> + use<'p> {
        let letters = self.letters_on(from.node as usize).unwrap_or_default();
        letters.into_iter().filter_map(move |letter| {
            let [first, second] = *self.letters.get(usize::from(letter))?;
            let lead = self.map.get(usize::from(first)).copied()?;
            match from.lead {
                0 => Some(first),
                own => (own == lead).then_some(second),
            }
        })
    }

    /// The numbers of the letters that lead on from a node.
    fn letters_on(&self, node: usize) -> Option<Vec<u8>> {
        let first = self.data.get(node).copied()?;
        if first & NODE_ONE != 0 {
            let letter = first & 0x3F;
            return Some(vec![if letter == RARE { self.data.get(node + 1).copied()? } else { letter }]);
        }
        let arcs = self.arcs(self.eight(node)?, node)?;
        let mut letters = Vec::with_capacity(arcs.count);
        self.for_arcs(&arcs, |letter, _, _| letters.push(letter))?;
        Some(letters)
    }

    /// What the first bytes of a node with any number of arcs say of them.
    #[inline]
    fn arcs(&self, node: u64, at: usize) -> Option<Arcs> {
        let first = node as u8;
        let outputs = usize::from(first >> 4 & 3);
        let outputs = outputs + usize::from(outputs == 3);
        let last = if first & NODE_FINAL == 0 { 0 } else { outputs };
        if first & WIDE == WIDE {
            let count = usize::from((node >> 8) as u8);
            return Some(Arcs { count, set: self.eight(at + 2)?, at: at + 10, data: at + 10 + last, outputs });
        }
        let count = usize::from(first & 0xF);
        Some(Arcs { count, set: 0, at: at + 1, data: at + 1 + count + last, outputs })
    }

    /// Eight bytes; that many stand behind the last node.
    #[inline]
    fn eight(&self, at: usize) -> Option<u64> {
        Some(u64::from_le_bytes(*self.data.get(at..)?.first_chunk()?))
    }
}

/// The lowest bytes, at most seven.
#[inline]
fn lowest(eight: u64, bytes: usize) -> u32 {
    (eight & !(u64::MAX << (8 * bytes))) as u32
}

#[cfg(all(test, feature = "compile"))]
mod tests;
