//! Which parts of a text are worth showing: all of a short one, of a long one the lines with findings.

use super::text::Text;
use std::ops::Range;

/// Up to this size, and this many lines, a text is shown whole.
const SHORT: usize = 1_200;
const FEW: usize = 16;
/// How much stands around a finding in a long line, in bytes.
const AROUND: usize = 160;

/// A line, or the part of one that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Its words, without the line end.
    pub(super) text: String,
    /// The number of the line, from 1, where it can be known and there is more than one.
    pub(super) line: Option<usize>,
    /// Whether something between the passage before (or the start) and this one is left out.
    pub(super) gap: bool,
    /// Whether the line goes on before and after it.
    pub(super) cut: (bool, bool),
}

/// The passages of `text` that show `spans`, which ascend. The end says whether something follows the last.
pub(super) fn of(text: &Text, spans: &[Range<usize>]) -> (Vec<Passage>, bool) {
    match text {
        Text::Whole(text) if text.len() <= SHORT && text.lines().count() <= FEW => (all(text), false),
        Text::Gone => (Vec::new(), false),
        _ if spans.is_empty() => (Vec::new(), false),
        _ => some(text, spans),
    }
}

/// Every line.
fn all(text: &str) -> Vec<Passage> {
    let many = text.lines().count() > 1;
    let mut start = 0;
    let line = |(i, line): (usize, &str)| {
        let passage = Passage {
            start,
            text: trim_end(line).to_owned(),
            line: many.then_some(i + 1),
            gap: false,
            cut: (false, false),
        };
        start += line.len();
        passage
    };
    text.split_inclusive('\n').enumerate().map(line).collect()
}

/// The lines with findings, each cut to their surroundings.
fn some(text: &Text, spans: &[Range<usize>]) -> (Vec<Passage>, bool) {
    let mut passages: Vec<Passage> = Vec::new();
    let mut counter = LineCounter::new(text);
    let mut shown_to = 0;
    for window in windows(spans) {
        let Some((from, words)) = clamped(text, &window) else { continue };
        let last = from + words.len();
        let mut start = from;
        for line in words.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            let spans = || spans.iter().filter(|span| span.start < range.end && range.start < span.end);
            let (Some(first), Some(end)) = (spans().map(|s| s.start).min(), spans().map(|s| s.end).max()) else {
                continue;
            };
            let before = range.start == from && from > 0 && !line_begins_at(text, from);
            let after = range.end == last && !line.ends_with('\n') && text.goes_on(last);
            let head = if before { to_word(line, first.saturating_sub(range.start)) } else { 0 };
            let line = line.get(head..).unwrap_or_default();
            let tail = if after { from_word(line, end.saturating_sub(range.start + head)) } else { line.len() };
            passages.push(Passage {
                start: range.start + head,
                text: trim_end(line.get(..tail).unwrap_or_default()).to_owned(),
                line: counter.line(range.start),
                gap: range.start > shown_to,
                cut: (before, after),
            });
            shown_to = range.end;
        }
    }
    (passages, text.goes_on(shown_to))
}

/// What surrounds the spans, joined where it meets.
fn windows(spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for span in spans {
        let window = span.start.saturating_sub(AROUND)..span.end + AROUND;
        match windows.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => windows.push(window),
        }
    }
    windows
}

/// A window within the text and between whole characters.
fn clamped(text: &Text, window: &Range<usize>) -> Option<(usize, String)> {
    match text {
        Text::Whole(text) => {
            let start = (window.start..=text.len()).find(|&at| text.is_char_boundary(at))?;
            let end = (0..=window.end.min(text.len())).rev().find(|&at| text.is_char_boundary(at))?;
            Some((start, text.get(start..end)?.to_owned()))
        }
        // A character cut in two reads as U+001A, a byte each.
        _ => text.slice(window.clone()).map(|words| (window.start, words)),
    }
}

/// Whether the byte before `at` ends a line.
fn line_begins_at(text: &Text, at: usize) -> bool {
    text.slice(at.saturating_sub(1)..at).is_some_and(|before| before == "\n")
}

/// Where the first whole word of a cut line begins, no later than `limit`.
fn to_word(line: &str, limit: usize) -> usize {
    let space = line.get(..limit).and_then(|head| head.find(char::is_whitespace));
    space.and_then(|at| line.get(at..).map(|rest| at + rest.len() - rest.trim_start().len())).unwrap_or(0).min(limit)
}

/// Where the last whole word of a cut line ends, no earlier than `limit`.
fn from_word(line: &str, limit: usize) -> usize {
    let space = line.get(limit..).and_then(|tail| tail.rfind(char::is_whitespace));
    space.map_or(line.len(), |at| limit + at)
}

fn trim_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Counts lines as far as asked, going forward only.
struct LineCounter<'t> {
    text: Option<&'t str>,
    at: usize,
    line: usize,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t Text) -> Self {
        let text = match text {
            Text::Whole(text) if text.contains('\n') => Some(text.as_str()),
            _ => None,
        };
        LineCounter { text, at: 0, line: 1 }
    }

    fn line(&mut self, to: usize) -> Option<usize> {
        let between = self.text?.as_bytes().get(self.at..to)?;
        self.line += between.iter().filter(|&&b| b == b'\n').count();
        self.at = to;
        Some(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, word: &str) -> (Vec<Passage>, bool) {
        let spans: Vec<_> = text.match_indices(word).map(|(at, w)| at..at + w.len()).collect();
        of(&Text::Whole(text.to_owned()), &spans)
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let (passages, more) = whole("one\r\n\ntwo", "two");
        assert_eq!(passages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["one", "", "two"]);
        assert_eq!(
            passages.iter().map(|p| (p.start, p.line)).collect::<Vec<_>>(),
            [(0, Some(1)), (5, Some(2)), (6, Some(3))]
        );
        assert!(!more);
        assert_eq!(whole("zorgle", "zorgle").0[0].line, None);
    }

    #[test]
    fn of_a_long_text_only_the_lines_with_findings_are_shown() {
        let text = format!("{}say zorgle now\n{}", "plain line\n".repeat(200), "plain line\n".repeat(200));
        let (passages, more) = whole(&text, "zorgle");
        assert_eq!(passages.len(), 1);
        assert_eq!((passages[0].text.as_str(), passages[0].line, passages[0].gap), ("say zorgle now", Some(201), true));
        assert_eq!((passages[0].start, passages[0].cut, more), (2_200, (false, false), true));
    }

    #[test]
    fn a_long_line_is_cut_at_words_around_the_finding() {
        for filler in ["слово ", "слово"] {
            let text = format!("{}zorgle {}", filler.repeat(1_000), filler.repeat(1_000));
            let (passages, _) = whole(&text, "zorgle");
            let passage = &passages[0];
            assert_eq!(passage.cut, (true, true));
            assert!(passage.text.contains("zorgle") && passage.text.len() < 2 * AROUND + 40, "{}", passage.text);
            assert_eq!(text.get(passage.start..passage.start + passage.text.len()), Some(passage.text.as_str()));
        }
    }
}
