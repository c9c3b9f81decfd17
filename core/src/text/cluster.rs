//! Canonical order and composition within one cluster: a character and what attaches to it.
//!
//! The buffers are as long as the longest cluster of the text; ordering is a stable sort, the rest one pass.

use super::ucd::{Mapped, attaches, compose, decompose, look};
use std::str::Chars;

/// A character of the folded text and the bytes of the source it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedChar {
    /// The folded character.
    pub ch: char,
    /// Where its source begins.
    pub start: usize,
    /// Where its source ends, with attached marks and ignorables.
    pub end: usize,
}

/// Where the dot that İ leaves behind, and ͅ (iota subscript), stand in canonical order.
const ABOVE: u8 = 230;
const IOTA_SUBSCRIPT: u8 = 240;

/// One mapped and decomposed code point with its combining class and source range.
#[derive(Clone, Copy)]
struct Item {
    ch: char,
    class: u8,
    start: usize,
    end: usize,
}

/// Takes clusters from the front of a text and folds them.
#[derive(Clone, Default)]
pub(crate) struct Cluster {
    items: Vec<Item>,
}

impl Cluster {
    /// Folds the first cluster of `rest`, appends it to `out`, leaves `rest` behind it; `len` is the length of the text.
    pub(crate) fn take(&mut self, rest: &mut Chars<'_>, len: usize, out: &mut Vec<FoldedChar>) {
        self.collect(rest, len);
        self.order();
        self.compose_into(out);
    }

    /// Maps and decomposes up to the next code point that stands on its own.
    fn collect(&mut self, rest: &mut Chars<'_>, len: usize) {
        self.items.clear();
        let (mut first, mut end) = (0, 0);
        loop {
            let start = len - rest.as_str().len();
            let mut ahead = rest.clone();
            let Some(c) = ahead.next() else { break };
            let (mapped, joins) = look(c);
            if !self.items.is_empty() && !joins {
                break;
            }
            *rest = ahead;
            // Jamo attach only by composing: a syllable takes the end of its last part, others keep their own.
            if matches!(mapped, Mapped::One('\u{1161}'..='\u{11C2}')) {
                self.close(first, end);
                first = self.items.len();
            }
            end = len - rest.as_str().len();
            // ᾳ and the like become two letters, but marks after them still go between.
            let subscript = match mapped {
                Mapped::Many(_) => matches!(c, '\u{37A}' | '\u{1F80}'..='\u{1FFC}'),
                _ => c == '\u{345}',
            };
            for ch in mapped.chars() {
                self.push(ch, start);
            }
            if let Some(last) = self.items.last_mut().filter(|last| subscript && last.ch == 'ι') {
                last.class = IOTA_SUBSCRIPT;
            }
        }
        self.close(first, end);
    }

    fn push(&mut self, mut ch: char, start: usize) {
        let at = self.items.len();
        while let Some((base, mark)) = decompose(ch) {
            self.items.insert(at, Item::new(mark, start));
            ch = base;
        }
        self.items.insert(at, Item::new(ch, start));
    }

    /// Everything since `first` ends where its last mark ends.
    fn close(&mut self, first: usize, end: usize) {
        for item in self.items.iter_mut().skip(first) {
            item.end = end;
        }
    }

    /// Canonical order. A mark that moves takes the start of the earliest that now follows, so that spans are monotone.
    fn order(&mut self) {
        for marks in self.items.chunk_by_mut(|a, b| a.class != 0 && b.class != 0) {
            marks.sort_by_key(|item| item.class);
        }
        let mut least = usize::MAX;
        for item in self.items.iter_mut().rev() {
            least = least.min(item.start);
            item.start = least;
        }
    }

    /// Composes, deletes harakat and the dots of i. Harakat count as blocking only for harakat, so that the result is
    /// composed without them.
    fn compose_into(&self, out: &mut Vec<FoldedChar>) {
        let (mut starter, mut kept, mut any, mut dotted) = (None, 0, 0, false);
        for item in &self.items {
            let &Item { ch, class, start, end } = item;
            let class = if ch == 'ι' { 0 } else { class };
            if ch == '\u{307}' && dotted {
                continue;
            }
            let harakat = matches!(ch, '\u{64B}'..='\u{655}' | '\u{670}');
            let (next, last) = (out.len(), if harakat { any } else { kept });
            let base = starter.and_then(|at: usize| {
                let free = if class == 0 { at + 1 == next } else { last < class };
                out.get_mut(at).filter(|_| free)
            });
            if let Some((base, composed)) = base.and_then(|base| compose(base.ch, ch).map(|c| (base, c))) {
                base.ch = composed;
                base.end = base.end.max(end);
                dotted &= class < ABOVE;
                continue;
            }
            any = class;
            if harakat {
                continue;
            }
            kept = class;
            if class == 0 {
                starter = Some(next);
                dotted = ch == 'i';
            } else {
                dotted &= class < ABOVE;
            }
            out.push(FoldedChar { ch, start, end });
        }
    }
}

impl Item {
    fn new(ch: char, start: usize) -> Self {
        Self { ch, class: attaches(ch).unwrap_or(0), start, end: start }
    }
}
