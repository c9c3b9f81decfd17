//! Quotations: the stretches of a text that somebody else said, or that are only named.
//!
//! What is reported is not what is meant. Marks are paired by what they may open and close and by their neighbours
//! (`marks`); a line that begins with `>` is a quotation too, as in a letter that answers another.

mod marks;

use super::class::{Class, class};
use marks::{Look, Mark};

/// Deeper nesting is ignored: a mark then looks at no more open quotations than this.
const MAX_DEPTH: usize = 16;
/// A closing mark more sentences than this behind the one that opened closes nothing.
const MAX_CLOSED: usize = 2;
/// What is never closed ends with this sentence behind the one that opened it.
const MAX_UNCLOSED: usize = 1;

/// No quotation.
const NONE: usize = usize::MAX;

/// A quotation with its marks. It is empty while open, and stays so if its mark turns out to be none.
#[derive(Clone, Copy, Debug)]
struct Quotation {
    start: usize,
    end: usize,
    /// The innermost quotation that was open where this one began.
    parent: usize,
}

/// A quotation that is not closed yet.
#[derive(Clone, Copy, Debug)]
struct Open {
    index: usize,
    kind: u32,
    sentence: usize,
    /// It is a quotation only when it is closed: its mark may be an apostrophe.
    if_closed: bool,
    /// Where a quotation of its own kind within it was closed last.
    inner: Option<usize>,
}

/// The stretches of a text that stand in quotation marks or in lines that begin with `>`.
#[derive(Default, Debug)]
pub(crate) struct Quotations {
    /// By their beginnings, ascending.
    found: Vec<Quotation>,
    /// Lines that begin with `>`, ascending.
    lines: Vec<(usize, usize)>,
    /// The innermost last; empty between two reads.
    open: Vec<Open>,
}

impl Quotations {
    /// Reads `text[from..to]`, which begins at the beginning of a sentence or paragraph. `ends` are the bytes at which
    /// the sentences of that stretch end, ascending. Replaces what was read before. Linear time.
    pub(crate) fn read(&mut self, text: &str, from: usize, to: usize, ends: &[usize]) {
        self.clear();
        if text.get(from..to).is_none() {
            return;
        }
        let mut line = if begins_line(text, from) { answered(text, from, to) } else { None };
        let (mut at, mut sentence) = (from, 0);
        while let Some(&byte) = text.as_bytes().get(at).filter(|_| at < to) {
            if !marks::may_matter(byte) {
                at += 1;
                continue;
            }
            let rest = text.get(at..to).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let next = at + c.len_utf8();
            if class(c) == Class::LineBreak {
                self.end_all(0, at, ends);
                self.lines.extend(line.map(|start| (start, at)));
                line = answered(text, next, to);
                at = next;
                continue;
            }
            while ends.get(sentence).is_some_and(|&end| end <= at) {
                sentence += 1;
            }
            at = self.mark(text, (at, to), sentence, ends).unwrap_or(next);
        }
        self.end_all(0, to, ends);
        self.lines.extend(line.map(|start| (start, to)));
    }

    /// The innermost quotation that holds all of `start..end` (bytes), as the byte range of the quotation with its
    /// marks. Logarithmic in the number of quotations.
    pub(crate) fn around(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let holds = |from: usize, to: usize| from <= start && start < to && end <= to;
        let mut index = self.found.partition_point(|quotation| quotation.start <= start).checked_sub(1).unwrap_or(NONE);
        // All that were open where the last one began are among its nearest ancestors.
        for _ in 0..MAX_DEPTH {
            let Some(quotation) = self.found.get(index) else { break };
            if holds(quotation.start, quotation.end) {
                return Some((quotation.start, quotation.end));
            }
            index = quotation.parent;
        }
        let line = self.lines.partition_point(|line| line.0 <= start).checked_sub(1)?;
        self.lines.get(line).copied().filter(|&(from, to)| holds(from, to))
    }

    /// Forgets what was read; the buffers stay.
    pub(crate) fn clear(&mut self) {
        self.found.clear();
        self.lines.clear();
        self.open.clear();
    }

    /// Takes in the mark at `at`, if there is one; tells where to go on if that is not behind its first character.
    fn mark(&mut self, text: &str, (at, to): (usize, usize), sentence: usize, ends: &[usize]) -> Option<usize> {
        let rest = text.get(at..to)?;
        self.end_late(sentence, to, ends);
        if let Some(length) = marks::elided_and(rest) {
            return Some(at + length);
        }
        if let Some(pair) = marks::pair(rest)
            && self.take(pair, text, at, at + 2, sentence, ends)
        {
            return Some(at + 2);
        }
        let c = rest.chars().next()?;
        self.take(marks::mark(c)?, text, at, at + c.len_utf8(), sentence, ends);
        None
    }

    /// Closes or opens a quotation by the mark at `at..next`; tells whether it did.
    fn take(&mut self, mark: Mark, text: &str, at: usize, next: usize, sentence: usize, ends: &[usize]) -> bool {
        let look = Look::new(text, at, next);
        let closes = mark.closes(look);
        if let Some(depth) = self.open.iter().rposition(|open| open.kind & closes != 0) {
            self.end_all(depth + 1, at, ends);
            let Some(open) = self.open.pop() else { return false };
            if let Some(quotation) = self.found.get_mut(open.index) {
                quotation.end = next;
            }
            if let Some(outer) = self.open.iter_mut().rfind(|outer| outer.kind == open.kind) {
                outer.inner = Some(next);
            }
            return true;
        }
        let Some(if_closed) = mark.opens(look) else { return false };
        if self.open.len() < MAX_DEPTH {
            let parent = self.open.last().map_or(NONE, |open| open.index);
            self.open.push(Open { index: self.found.len(), kind: mark.kind, sentence, if_closed, inner: None });
            self.found.push(Quotation { start: at, end: at, parent });
        }
        true
    }

    /// Gives up the outermost quotations if a mark in this sentence is too late to close them.
    fn end_late(&mut self, sentence: usize, to: usize, ends: &[usize]) {
        let late = self.open.iter().take_while(|open| open.sentence + MAX_CLOSED < sentence).count();
        for open in self.open.drain(..late) {
            end(&mut self.found, open, to, ends);
        }
    }

    /// Ends what is open from this depth on without a closing mark, at `limit` at the latest.
    fn end_all(&mut self, depth: usize, limit: usize, ends: &[usize]) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            end(&mut self.found, open, limit, ends);
        }
    }
}

/// Ends a quotation that nothing closes.
fn end(found: &mut [Quotation], open: Open, limit: usize, ends: &[usize]) {
    let Some(quotation) = found.get_mut(open.index).filter(|_| !open.if_closed) else { return };
    let sentence = ends.get(open.sentence + MAX_UNCLOSED).map_or(limit, |&end| end.min(limit));
    // Russian lets one mark close two: «Газета «Труд».
    quotation.end = open.inner.unwrap_or(sentence);
}

/// White space that may indent a line.
const INDENT: [char; 4] = [' ', '\t', '\u{A0}', '\u{3000}'];

fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(INDENT);
    before.chars().next_back().is_none_or(|c| class(c) == Class::LineBreak)
}

/// Where the `>` stands with which the line at `at` begins, unless it is a face (`>:(`) or an arrow.
fn answered(text: &str, at: usize, to: usize) -> Option<usize> {
    let line = text.get(at..to)?.trim_start_matches(INDENT);
    let after = line.strip_prefix(['>', '＞'])?.chars().next();
    let quotes = after.is_none_or(|c| !c.is_ascii_punctuation() || matches!(c, '>' | '"' | '\'' | '*' | '@' | '['));
    quotes.then_some(to - line.len())
}

#[cfg(test)]
mod tests;
