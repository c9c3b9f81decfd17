//! T0, the folding that is safe in every language; keys and text go through the same function.
//!
//! 1. Every code point c of the text in canonical decomposition becomes M(c): the code points of
//!    `NFKC_Casefold(c)` (compatibility composition and default case folding until nothing changes, without
//!    default-ignorables), except that
//!    * apostrophes (U+0027 0060 00B4 02BB 02BC 2018 2019 201B 2032 FF07, and what is equivalent to one) become U+0027,
//!      before anything else could take ´ apart;
//!    * I, İ and ı become i;
//!    * tatweel (U+0640) is deleted; U+0643 becomes U+06A9; U+0649 becomes U+06CC;
//!    * decimal digits become ASCII digits.
//! 2. The result is put in canonical order and canonically composed: ا + U+0654 is أ now. U+0345 (iota subscript) is
//!    ordered as the mark it is, and becomes ι between the two.
//! 3. What harakat (U+064B–0655, 0670) are left are deleted, and so is a U+0307 that is the first mark above an i
//!    (İ leaves one behind).
//! 4. It is composed again; U+06C0 and U+06C2 become U+0647, U+064A that did not become ئ becomes U+06CC.
//!
//! Folding twice changes nothing, and canonically equivalent texts fold alike. ئ أ إ آ ؤ ە ة and ё stay: what is typed
//! for them is spelling (T1). A hamza is deleted where no letter takes it: ی and ى (U+06CC, U+0649) have no form with
//! one, so only U+064A + U+0654 is ئ.
//!
//! Case folding knows what the standard library knew when the tables were made: the newest Unicode version's capitals
//! (20 phonetic letters in 18.0) stay as they are.
//!
//! **Spans** are source byte ranges of whole code points: those that made the character, and the marks and ignorables
//! attached after them, whether they composed, stayed or were deleted. All characters of one expansion (ﷺ) have one
//! span. Spans start and end in ascending order; a mark that was put in order begins where the first after it does.

use super::cluster::Cluster;
pub use super::cluster::FoldedChar;
use super::tables::{FOLD_LOW, FOLD_SHIFTS};
use super::ucd::{Mapped, look, map, shift};
use std::str::Chars;

/// The version of T0; packs compiled under another are refused.
pub const FOLD_VERSION: u16 = 1;

/// How many bytes are looked at together for being ASCII.
const CHUNK: usize = 32;

/// Folded characters of a text, in order; made by [`chars`].
///
/// It allocates only for clusters: characters with marks after them, and characters that fold to several.
#[derive(Clone)]
pub struct Fold<'a> {
    rest: Chars<'a>,
    len: usize,
    ready: Vec<FoldedChar>,
    taken: usize,
    cluster: Cluster,
}

/// The folded characters of a text with their source ranges.
#[must_use]
pub fn chars(text: &str) -> Fold<'_> {
    Fold { rest: text.chars(), len: text.len(), ready: Vec::new(), taken: 0, cluster: Cluster::default() }
}

/// Folds a text.
///
/// ```
/// assert_eq!(sipar::text::fold::fold("Oʻzbekiston"), "o'zbekiston");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded text to `out`. ASCII is copied in chunks without a look-up.
pub fn fold_into(text: &str, out: &mut String) {
    let mut fold = chars(text);
    loop {
        if fold.is_between() {
            fold.copy_ascii(out);
            fold.copy_simple(out);
        }
        let Some(folded) = fold.next() else { return };
        out.push(folded.ch);
    }
}

/// Appends the folded text to `out`, and to `spans` the source range of each of its characters.
pub fn fold_with_spans(text: &str, out: &mut String, spans: &mut Vec<(u32, u32)>) {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for folded in chars(text) {
        out.push(folded.ch);
        spans.push((offset(folded.start), offset(folded.end)));
    }
}

/// What the table for code points below U+0800 says.
enum Low {
    /// Nothing: ask the rules.
    Ask,
    Deleted,
    /// One character, of no account to what stands before it.
    One(char),
}

#[inline]
fn low(c: char) -> Low {
    match FOLD_LOW.get(c as usize) {
        // Ideographs, Hangul syllables and most emoji, which are common and change nothing.
        None if matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{1F300}'..='\u{1F6FF}') => {
            Low::One(c)
        }
        None | Some(0) => Low::Ask,
        Some(1) => Low::Deleted,
        Some(&at) => Low::One(shift(c, i32::from(FOLD_SHIFTS.get(usize::from(at - 2)).copied().unwrap_or(0)))),
    }
}

impl Fold<'_> {
    fn offset(&self) -> usize {
        self.len - self.rest.as_str().len()
    }

    /// Has everything read been given out?
    fn is_between(&self) -> bool {
        self.taken >= self.ready.len()
    }

    /// Copies ASCII as long as whole chunks of it follow; the last byte of each stretch is left for [`Fold::next`], for
    /// a mark may follow it.
    fn copy_ascii(&mut self, out: &mut String) {
        let text = self.rest.as_str();
        let mut done = 0;
        while let Some((chunk, _)) = text.as_bytes().get(done..).and_then(|bytes| bytes.split_first_chunk::<CHUNK>()) {
            if !chunk.is_ascii() {
                break;
            }
            let folded = chunk.map(|b| if b == b'`' { b'\'' } else { b.to_ascii_lowercase() });
            let Ok(folded) = str::from_utf8(&folded) else { break };
            out.push_str(folded);
            done += CHUNK;
        }
        if done > 0 {
            out.pop();
            self.rest = text.get(done - 1..).unwrap_or_default().chars();
        }
    }

    /// Copies what the small table answers, up to a character that needs more or a stretch of ASCII. The last character
    /// is left for [`Fold::next`] as well.
    fn copy_simple(&mut self, out: &mut String) {
        let mut ahead = self.rest.clone();
        let mut last = ahead.clone();
        let (mut waiting, mut ascii) = (None, 0);
        loop {
            let before = ahead.clone();
            match ahead.next().map(|c| (c, low(c))) {
                Some((c, Low::One(m))) if ascii < CHUNK => {
                    if let Some(ready) = waiting.replace(m) {
                        out.push(ready);
                    }
                    ascii = if c.is_ascii() { ascii + 1 } else { 0 };
                    last = before;
                }
                Some((_, Low::Deleted)) if waiting.is_some() => {}
                _ => break,
            }
        }
        self.rest = last;
    }

    /// Skips what is deleted after a character; tells whether nothing then attaches to it.
    #[inline]
    fn skip_deleted(&mut self) -> bool {
        loop {
            let mut ahead = self.rest.clone();
            let Some(c) = ahead.next() else { return true };
            match low(c) {
                Low::One(_) => return true,
                Low::Deleted => {}
                Low::Ask => match look(c) {
                    (_, false) => return true,
                    (Mapped::Nothing, _) => {}
                    _ => return false,
                },
            }
            self.rest = ahead;
        }
    }

    /// A character that folds to one and needs no look at its neighbours beyond [`Fold::skip_deleted`].
    #[inline]
    fn single(c: char) -> Option<char> {
        match low(c) {
            Low::One(m) => Some(m),
            Low::Deleted => None,
            Low::Ask => match look(c) {
                (Mapped::One('\u{64A}'), _) => Some('\u{6CC}'),
                (Mapped::One(m), false) => Some(m),
                _ => None,
            },
        }
    }
}

impl Iterator for Fold<'_> {
    type Item = FoldedChar;

    fn next(&mut self) -> Option<FoldedChar> {
        loop {
            if let Some(folded) = self.ready.get(self.taken) {
                self.taken += 1;
                let ch = if folded.ch == '\u{64A}' { '\u{6CC}' } else { folded.ch };
                return Some(FoldedChar { ch, ..*folded });
            }
            let (before, start) = (self.rest.clone(), self.offset());
            let c = self.rest.next()?;
            if let Some(ch) = Self::single(c) {
                if self.skip_deleted() {
                    return Some(FoldedChar { ch, start, end: self.offset() });
                }
            } else if map(c) == Mapped::Nothing {
                continue;
            }
            self.rest = before;
            self.ready.clear();
            self.taken = 0;
            self.cluster.take(&mut self.rest, self.len, &mut self.ready);
        }
    }
}

#[cfg(test)]
mod tests;
