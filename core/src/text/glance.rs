//! The words of a text of ASCII as [`Tokens`](super::Tokens) reads them, without places and sentences: 64 bytes at once, and only
//! while no byte needs a closer look.

use super::hash::Skeleton;
use super::swar;

/// So many bytes are looked at together …
const WINDOW: usize = 64;
/// … and so many behind them are at hand, so that a word that begins there can be read.
const BLOCK: usize = WINDOW + 2 * size_of::<u64>();
/// A longer word needs a closer look.
const MAX_WORD: u32 = 15;

/// Reads the words of a text, in order; tells whether these are all. At a block of bytes with something that needs a closer look
/// (another script, an address, a hashtag, a long word) it stops, and so it does behind one of whose last word `take` says that it is enough.
#[inline(always)]
pub(crate) fn words_at_a_glance(text: &[u8], mut take: impl FnMut(&Skeleton) -> bool) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let mut last = [0; BLOCK];
        let block: &[u8; BLOCK] = match rest.first_chunk() {
            Some(block) => block,
            None => {
                if let Some(room) = last.get_mut(..rest.len()) {
                    room.copy_from_slice(rest);
                }
                &last
            }
        };
        let Some(Masks { words, marks }) = Masks::of(block) else { return false };
        // What reaches the end is read with what follows.
        let end = WINDOW - (words | marks).leading_ones() as usize;
        let known = if end == WINDOW { u64::MAX } else { (1 << end) - 1 };
        let (joints, address) = joints(block, marks & known);
        if address || end == 0 {
            return false;
        }
        let words = (words | joints) & known;
        let mut begins = words & !(words << 1);
        let mut ends = !words & (words << 1);
        let (mut long, mut enough) = (false, false);
        while begins != 0 {
            let at = begins.trailing_zeros();
            let len = ends.trailing_zeros() - at;
            begins &= begins - 1;
            ends &= ends.wrapping_sub(1);
            let mut inside = (joints >> at) & ((1 << (len & 63)) - 1);
            let at = at as usize % WINDOW;
            let (mut letters, mut count) = ([swar::load(block, at), swar::load(block, at + 8)], len);
            // From behind, so that the places before hold.
            while let Some(place) = inside.checked_ilog2() {
                inside &= !(1 << place);
                letters = without(letters, place);
                count -= 1;
            }
            long |= len > MAX_WORD;
            enough = take(&skeleton(letters, count));
        }
        if long || enough {
            return false;
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    true
}

/// That of the first `count` of sixteen bytes.
#[inline(always)]
fn skeleton(letters: [u64; 2], count: u32) -> Skeleton {
    let [head, rest] = letters.map(|letters| letters | swar::LOWER);
    if count < 8 {
        return Skeleton::of_seven(swar::keep(head, count), count);
    }
    // Of a long word it does not matter.
    let more = (count - 8) & 7;
    Skeleton::of_fifteen(head, swar::keep(rest, more), more)
}

/// Which of the marks stand between two letters of one word, and whether any may belong to an address.
#[inline(always)]
fn joints(block: &[u8; BLOCK], mut marks: u64) -> (u64, bool) {
    let (mut joints, mut address) = (0, false);
    while marks != 0 {
        let at = marks.trailing_zeros() as usize;
        marks &= marks - 1;
        let letter = |at: usize| block.get(at).is_some_and(u8::is_ascii_alphabetic);
        match block.get(at) {
            // Before the last name of a host, which has two letters or more …
            Some(b'.') => address |= letter(at + 1) && letter(at + 2),
            // … and behind the first of an address.
            Some(b':') => address |= block.get(at + 1) == Some(&b'/'),
            _ => joints |= u64::from(letter(at.wrapping_sub(1)) && letter(at + 1)) << at,
        }
    }
    (joints, address)
}

/// Sixteen bytes without one.
#[cold]
fn without([low, high]: [u64; 2], place: u32) -> [u64; 2] {
    let all = u128::from(low) | u128::from(high) << 64;
    let before = (1u128 << (8 * (place & 15))) - 1;
    let all = all & before | (all >> 8) & !before;
    [all as u64, (all >> 64) as u64]
}

/// What stands where in the first 64 bytes, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Masks {
    /// Letters and digits.
    words: u64,
    /// Apostrophes, and what makes an address where certain letters follow.
    marks: u64,
}

impl Masks {
    /// Nothing if any byte needs a closer look.
    #[inline(always)]
    fn of(block: &[u8; BLOCK]) -> Option<Self> {
        // In WebAssembly wide registers cost more here than they save.
        if cfg!(target_arch = "wasm32") { Self::by_eights(block) } else { Self::by_sixteens(block) }
    }

    /// Written so that the compiler does sixteen bytes at once.
    #[inline(always)]
    fn by_sixteens(block: &[u8; BLOCK]) -> Option<Self> {
        let window: [u8; WINDOW] = *block.first_chunk()?;
        let kinds = window.map(|byte| {
            let word = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
            let stop = u8::from(byte == b'.') | u8::from(byte == b':');
            word | (stop | u8::from(byte == b'\'') | u8::from(byte == b'`')) << 1
        });
        let tag = |byte: u8| u8::from(byte == b'#') | u8::from(byte == b'@');
        let others = window.iter().fold(0, |others, &byte| others | byte | tag(byte) << 7);
        let (eights, _) = kinds.as_chunks::<8>();
        let gather = |shift: u32| {
            let eight = |n: usize| {
                let kinds = eights.get(n).map_or(0, |eight| u64::from_le_bytes(*eight));
                swar::gather(kinds >> shift & swar::ONES) << (8 * n)
            };
            ((eight(0) | eight(1)) | (eight(2) | eight(3))) | ((eight(4) | eight(5)) | (eight(6) | eight(7)))
        };
        (others < 0x80).then(|| Self { words: gather(0), marks: gather(1) })
    }

    /// The same with nothing wider than eight bytes.
    #[inline(always)]
    fn by_eights(block: &[u8; BLOCK]) -> Option<Self> {
        let (eights, _) = block.as_chunks::<8>();
        let (mut words, mut marks, mut others) = (0, 0, 0);
        for (n, eight) in eights.iter().take(WINDOW / 8).enumerate() {
            let bytes = u64::from_le_bytes(*eight);
            let ascii = bytes & swar::LOW;
            let no_stop = swar::differs(ascii, b'.') & swar::differs(ascii, b':');
            let no_mark = no_stop & swar::differs(ascii, b'\'') & swar::differs(ascii, b'`');
            let no_tag = swar::differs(ascii, b'#') & swar::differs(ascii, b'@');
            words |= swar::gather(swar::is_word(ascii) >> 7) << (8 * n);
            marks |= swar::gather(!no_mark >> 7 & swar::ONES) << (8 * n);
            others |= bytes | !no_tag;
        }
        (others & swar::HIGH == 0).then_some(Self { words, marks })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tokens;
    use super::*;
    use proptest::prelude::*;

    fn at_a_glance(text: &str) -> Option<Vec<Skeleton>> {
        let mut words = Vec::new();
        words_at_a_glance(text.as_bytes(), |word| {
            words.push(*word);
            false
        })
        .then_some(words)
    }

    fn one_by_one(text: &str) -> Vec<Skeleton> {
        Tokens::new(text, 0).map(|token| token.skeleton).collect()
    }

    #[test]
    fn what_most_messages_are_made_of_is_read() {
        for text in [
            "",
            "Don't forget: it's 7:30, not 5.30 p.m.! (\"Sure,\" he said.) :-)",
            "ok... see you -- all of you * at 10,000 m, and/or later; the `end' of C.R.T. sets, 'tis o'clock's",
            &"a lot of words, one like another. ".repeat(20),
            &"x ".repeat(100),
        ] {
            assert_eq!(at_a_glance(text), Some(one_by_one(text)), "{text}");
        }
    }

    #[test]
    fn what_needs_a_closer_look_is_left() {
        for text in
            ["see t.me/joined", "www.xy", "http://a", "#tag", "a@b.c", "@name", "naïve", "pneumonoultramicroscopic"]
        {
            assert_eq!(at_a_glance(text), None, "{text}");
            assert_eq!(at_a_glance(&format!("{}{text}", "and more, ".repeat(13))), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn at_a_glance_or_one_by_one(
            pieces in prop::collection::vec(prop_oneof![
                4 => "[a-zA-Z]{1,9}[ ,]{1,2}", 1 => "[a-zA-Z0-9]{6,17} ", 2 => "[a-zA-Z0-9]{1,3}['`.:/-]{1,2}", 1 => "[a-z]{1,4}'[a-z]{1,3} ",
                1 => "[ !?;:,'`\"()\n*_/.-]{1,4}", 1 => "(www|t|a1|com|ru)\\.(me|com|ru|x|5)[/ .]?", 1 => "[a-z]{1,4}[.]",
            ], 0..40),
            odd in prop::option::weighted(0.1, "[#@é\u{44f}\0]{1,2}"),
        ) {
            let text = pieces.concat() + odd.as_deref().unwrap_or_default();
            if let Some(words) = at_a_glance(&text) {
                prop_assert_eq!(words, one_by_one(&text), "{:?}", text);
            }
        }

        #[test]
        fn by_eights_or_by_sixteens(bytes: [u8; 32], ascii: bool) {
            let mut block = [b' '; BLOCK];
            for (at, byte) in bytes.iter().enumerate() {
                block[2 * at] = if ascii { byte & 0x7F } else { *byte };
            }
            prop_assert_eq!(Masks::by_eights(&block), Masks::by_sixteens(&block));
        }
    }
}
