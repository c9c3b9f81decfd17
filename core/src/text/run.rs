//! How far ASCII words reach, told for 64 bytes at once: most words of most texts are found by a shift and a count.

use super::hash::Skeleton;
use super::swar;

/// So many bytes are looked at together …
const WINDOW: usize = 64;
/// … and so many behind them are at hand, so that a word that begins there can be read.
const BLOCK: usize = WINDOW + 2 * size_of::<u64>();

/// The end of a text with zeros behind it, so that blocks can be had up to there.
pub(crate) struct Tail {
    /// Where in the text it begins.
    base: usize,
    bytes: [u8; 2 * BLOCK],
}

impl Tail {
    pub(crate) fn new(text: &str) -> Self {
        let base = text.len().saturating_sub(BLOCK);
        let end = text.as_bytes().get(base..).unwrap_or_default();
        let mut bytes = [0; 2 * BLOCK];
        if let Some(to) = bytes.get_mut(..end.len()) {
            to.copy_from_slice(end);
        }
        Self { base, bytes }
    }
}

/// What is known of 64 bytes of a text.
#[derive(Clone, Copy)]
pub(crate) struct Reach<'t> {
    tail: &'t Tail,
    block: &'t [u8; BLOCK],
    /// Where the block begins.
    base: usize,
    /// Bit `n`: whether the `n`-th byte is an ASCII letter or digit.
    words: u64,
}

/// A word found by [`Reach`].
pub(super) struct Found {
    /// How many letters and digits it has, at most fifteen.
    pub(super) len: u32,
    pub(super) skeleton: Skeleton,
    /// The two bytes behind it.
    pub(super) behind: [u8; 2],
}

impl<'t> Reach<'t> {
    /// Of a text of which nothing was looked at so far.
    #[inline]
    pub(crate) const fn new(tail: &'t Tail) -> Self {
        const NOTHING: &[u8; BLOCK] = &[0; BLOCK];
        Self { tail, block: NOTHING, base: usize::MAX - WINDOW, words: 0 }
    }

    /// The word of ASCII letters and digits that begins at `start`; `None` if there is none, if it is long, and if that has
    /// to be looked up and `start` is at `limit` or behind it.
    #[inline(always)]
    pub(super) fn word(&mut self, bytes: &'t [u8], start: usize, limit: usize) -> Option<Found> {
        let mut at = start.wrapping_sub(self.base);
        let mut len = if at < WINDOW { self.len(at) } else { WINDOW };
        // At the window's end nothing is known of what follows.
        if at >= WINDOW || at + len >= WINDOW {
            if start >= limit {
                return None;
            }
            self.look(bytes, start);
            at = 0;
            len = self.len(0);
        }
        if len.wrapping_sub(1) >= 15 {
            return None;
        }
        let &[first, second, ..] = self.block.get(at + len..)? else { return None };
        let len = len as u32;
        Some(Found { len, skeleton: self.skeleton(at, len), behind: [first, second] })
    }

    #[inline(always)]
    const fn len(&self, at: usize) -> usize {
        (!(self.words >> (at % WINDOW))).trailing_zeros() as usize
    }

    #[inline(always)]
    fn skeleton(&self, at: usize, len: u32) -> Skeleton {
        let head = swar::load(self.block, at % WINDOW) | swar::LOWER;
        if len < 8 {
            return Skeleton::of_seven(swar::keep(head, len), len);
        }
        let rest = swar::load(self.block, at % WINDOW + 8) | swar::LOWER;
        Skeleton::of_fifteen(head, swar::keep(rest, len - 8), len - 8)
    }

    #[inline(never)]
    fn look(&mut self, bytes: &'t [u8], start: usize) {
        let tail = || self.tail.bytes.get(start.saturating_sub(self.tail.base)..)?.first_chunk();
        if let Some(block) = bytes.get(start..).and_then(<[u8]>::first_chunk).or_else(tail) {
            (self.block, self.base, self.words) = (block, start, words(block));
        }
    }
}

/// Bit `n`: whether the `n`-th of the first 64 bytes is an ASCII letter or digit.
fn words(block: &[u8; BLOCK]) -> u64 {
    // Written so that the compiler does sixteen at once.
    let mut bits = [0u8; WINDOW];
    for (bit, &byte) in bits.iter_mut().zip(block) {
        *bit = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
    }
    let (eights, _) = bits.as_chunks();
    eights.iter().rev().fold(0, |words, &eight| words << 8 | swar::gather(u64::from_le_bytes(eight)))
}

#[cfg(test)]
mod tests {
    use super::super::word_skeleton;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_found_like_by_a_byte_loop(
            pieces in prop::collection::vec(prop_oneof!["[a-zA-Z0-9]{1,9}", "[a-z0-9]{10,70}", "[ ,.;@\u{e9}\u{44f}]{1,3}"], 0..30),
            starts in prop::collection::vec(0usize..400, 1..20),
            limit in prop_oneof![Just(usize::MAX), 0usize..300],
        ) {
            let text = pieces.concat();
            let tail = Tail::new(&text);
            let mut reach = Reach::new(&tail);
            for start in starts.into_iter().filter(|&start| start < text.len()) {
                let rest = &text.as_bytes()[start..];
                let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let found = reach.word(text.as_bytes(), start, limit);
                if let Some(found) = found {
                    prop_assert_eq!(found.len as usize, len);
                    prop_assert_eq!(found.skeleton, word_skeleton(&text[start..start + len].to_lowercase()));
                    let behind = |n: usize| rest.get(len + n).copied().unwrap_or(0);
                    prop_assert_eq!(found.behind, [behind(0), behind(1)]);
                } else {
                    prop_assert!(len == 0 || len > 15 || start >= limit);
                }
            }
        }
    }
}
