//! The strings of a pack, each stored once.

use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct StringWriter {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl StringWriter {
    /// Where a string lies, and its length in bytes. What does not fit a short length is cut at a character.
    pub(super) fn add(&mut self, text: &str) -> (u32, usize) {
        let cut =
            text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= usize::from(u16::MAX)).last();
        let text = text.get(..cut.unwrap_or_default()).unwrap_or_default();
        (self.offset(text), text.len())
    }

    /// Writes where a string lies and its length, as two 32-bit integers.
    pub(super) fn add_long(&mut self, text: &str, out: &mut Vec<u8>) {
        out.extend(self.offset(text).to_le_bytes());
        out.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn offset(&mut self, text: &str) -> u32 {
        if let Some(at) = self.known.get(text) {
            return *at;
        }
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
