//! From bytes to the units hosts count in: one pass over the text for all places at once.

use super::Span;

/// Places of a text in bytes, UTF-16 units and code points.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// Ascending by bytes.
    places: Vec<Place>,
    /// How far the text has been read.
    reached: Place,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    utf8: usize,
    utf16: usize,
    chars: usize,
}

impl Marks {
    /// Marks places of the next piece of a text and passes over all of it. The places count from the text's start;
    /// those before the piece must have been marked with theirs, and those behind it are left to theirs.
    pub(crate) fn read(&mut self, piece: &str, mut wanted: Vec<usize>) {
        let base = self.reached.utf8;
        wanted.retain(|&place| (base..=base + piece.len()).contains(&place));
        wanted.sort_unstable();
        wanted.dedup();
        for place in wanted {
            self.advance(piece, base, place);
            self.places.push(self.reached);
        }
        self.advance(piece, base, base + piece.len());
    }

    fn advance(&mut self, piece: &str, base: usize, to: usize) {
        let passed = piece.get(self.reached.utf8 - base..to - base).unwrap_or_default();
        self.reached.utf8 += passed.len();
        // Counts of so many bytes fit into one, and are taken of many at a time.
        for chunk in passed.as_bytes().chunks(usize::from(u8::MAX)) {
            let (mut begun, mut long) = (0u8, 0u8);
            for &byte in chunk {
                // Every byte that is no continuation begins a code point; four-byte ones take two units.
                begun = begun.wrapping_add(u8::from(byte & 0xC0 != 0x80));
                long = long.wrapping_add(u8::from(byte >= 0xF0));
            }
            self.reached.chars += usize::from(begun);
            self.reached.utf16 += usize::from(begun) + usize::from(long);
        }
    }

    /// A span between marked places.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let find = |at: usize| {
            let index = self.places.partition_point(|place| place.utf8 < at);
            self.places.get(index).copied().unwrap_or(self.reached)
        };
        let (start, end) = (find(start), find(end));
        let unit = |start, end| [start, end].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        Span {
            utf8: unit(start.utf8, end.utf8),
            utf16: unit(start.utf16, end.utf16),
            chars: unit(start.chars, end.chars),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "\\PC{0,40}", cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8), piece in any::<prop::sample::Index>()) {
            let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let wanted: Vec<usize> = cuts.iter().map(|cut| *cut.get(&borders)).collect();
            let (first, second) = text.split_at(*piece.get(&borders));
            let mut marks = Marks::default();
            let (before, after): (Vec<usize>, Vec<usize>) = wanted.iter().partition(|&&at| at <= first.len());
            marks.read(first, before);
            marks.read(second, after);
            for &start in &wanted {
                for &end in wanted.iter().filter(|&&end| end >= start) {
                    let span = marks.span(start, end);
                    prop_assert_eq!(span.bytes(), start..end);
                    prop_assert_eq!(span.utf16[0] as usize, text[..start].encode_utf16().count());
                    prop_assert_eq!(span.chars[1] as usize, text[..end].chars().count());
                }
            }
        }
    }
}
