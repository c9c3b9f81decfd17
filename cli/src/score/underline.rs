//! A line of text with what was found marked under it.

use super::passages::Passage;
use crate::visible::{is_rtl, push_visible, visible};
use crate::words;
use sipar::Level;
use std::io::{self, Write};
use std::ops::Range;
use unicode_width::UnicodeWidthStr as _;

/// A place to mark, with the number under which it is explained.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// In bytes of the whole text.
    pub(super) range: Range<usize>,
    pub(super) number: usize,
    pub(super) level: Level,
}

/// Prints a passage in rows of `width` columns, each with its marks.
pub(super) fn print(out: &mut dyn Write, passage: &Passage, marks: &[Mark], width: usize) -> io::Result<()> {
    let gutter = passage.line.map_or_else(|| "  ".to_owned(), |line| format!("{line:>5} | "));
    let blank: String = gutter.chars().map(|c| if c == '|' { '|' } else { ' ' }).collect();
    let rows = rows(&passage.text, width.saturating_sub(gutter.len() + 2).max(20));
    let last = rows.len().saturating_sub(1);
    for (i, row) in rows.into_iter().enumerate() {
        let head = if i == 0 && passage.cut.0 { "…" } else { "" };
        let tail = if i == last && passage.cut.1 { "…" } else { "" };
        let gutter = if i == 0 { &gutter } else { &blank };
        let text = passage.text.get(row.clone()).unwrap_or_default();
        let marks = within(marks, passage.start + row.start, text);
        if is_rtl(text) {
            writeln!(out, "{gutter}{head}{}{tail}", bracketed(text, &marks))?;
            continue;
        }
        writeln!(out, "{gutter}{head}{}{tail}", visible(text))?;
        for line in layout(text, &marks, head.width()) {
            write!(out, "{blank}")?;
            let mut column = 0;
            for placed in &line {
                let style = words::style(placed.level);
                let marks = words::mark(placed.level).to_string().repeat(placed.end - placed.start);
                write!(out, "{:pad$}{style}{marks}{}{style:#}", "", placed.label, pad = placed.start - column)?;
                column = placed.end + placed.label.width();
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The marks that touch `text`, which begins at `start`; ranges become relative to it. Only where a mark ends is its
/// number given.
fn within(marks: &[Mark], start: usize, text: &str) -> Vec<(Range<usize>, Option<usize>, Level)> {
    let end = start + text.len();
    let touching = marks.iter().filter(|mark| mark.range.start < end && start < mark.range.end);
    let relative = |mark: &Mark| {
        let range = mark.range.start.saturating_sub(start)..mark.range.end.min(end) - start;
        (range, (mark.range.end <= end).then_some(mark.number), mark.level)
    };
    touching.map(relative).collect()
}

/// One underline, in columns.
struct Placed {
    start: usize,
    end: usize,
    label: String,
    level: Level,
}

/// Puts underlines into as few lines as hold them without touching.
fn layout(text: &str, marks: &[(Range<usize>, Option<usize>, Level)], shift: usize) -> Vec<Vec<Placed>> {
    let column = |at: usize| visible(text.get(..at).unwrap_or(text)).width() + shift;
    let mut lines: Vec<Vec<Placed>> = Vec::new();
    for (range, number, level) in marks {
        let start = column(range.start);
        let label = number.map_or_else(String::new, |n| format!(" {n}"));
        let placed = Placed { start, end: column(range.end).max(start + 1), label, level: *level };
        let fits = |line: &&mut Vec<Placed>| line.last().is_none_or(|last| last.end + last.label.len() < start);
        match lines.iter_mut().find(fits) {
            Some(line) => line.push(placed),
            None => lines.push(vec![placed]),
        }
    }
    lines
}

/// Where columns mean nothing, because the terminal reorders the line, marks stand in the text: `[words]1`.
fn bracketed(text: &str, marks: &[(Range<usize>, Option<usize>, Level)]) -> String {
    let mut out = String::with_capacity(text.len() + marks.len() * 4);
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), '\0'))) {
        for (range, number, level) in marks {
            if range.end == at {
                let style = words::style(*level);
                out.push_str(&format!("{style}]{}{style:#}", number.map_or_else(String::new, |n| n.to_string())));
            }
        }
        for (_, _, level) in marks.iter().filter(|(range, ..)| range.start == at && !range.is_empty()) {
            let style = words::style(*level);
            out.push_str(&format!("{style}[{style:#}"));
        }
        if at < text.len() {
            push_visible(&mut out, c);
        }
    }
    out
}

/// Cuts a line into rows of at most `width` columns, at spaces where it can.
fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut columns, mut space) = (0, 0, None);
    let mut shown = String::new();
    for (at, c) in text.char_indices() {
        shown.clear();
        push_visible(&mut shown, c);
        columns += shown.width();
        if columns > width && at > start {
            let cut = space.filter(|&space| space > start).unwrap_or(at);
            rows.push(start..cut);
            start = cut;
            columns = visible(text.get(start..at + c.len_utf8()).unwrap_or_default()).width();
            space = None;
        }
        if c == ' ' {
            space = Some(at + 1);
        }
    }
    rows.push(start..text.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str, words: &[(&str, Level)], width: usize) -> String {
        let passage = Passage { start: 100, text: text.to_owned(), line: None, gap: false, cut: (false, false) };
        let mark = |(i, (word, level)): (usize, &(&str, Level))| {
            let at = 100 + text.find(word).unwrap();
            Mark { range: at..at + word.len(), number: i + 1, level: *level }
        };
        let marks: Vec<_> = words.iter().enumerate().map(mark).collect();
        let mut out = Vec::new();
        print(&mut anstream::StripStream::new(&mut out), &passage, &marks, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_stand_under_their_words_and_differ_by_level() {
        let shown = printed("please zorgle now, act", &[("zorgle now", Level::High), ("act", Level::Low)], 80);
        assert_eq!(shown, "  please zorgle now, act\n         ^^^^^^^^^^ 1\n                     --- 2\n");
        let shown = printed("a zorgle b and act", &[("zorgle", Level::Medium), ("act", Level::None)], 80);
        assert_eq!(shown, "  a zorgle b and act\n    ~~~~~~ 1     ... 2\n");
    }

    #[test]
    fn wide_and_combining_and_control_characters_keep_columns() {
        assert_eq!(printed("日本 zorgle", &[("zorgle", Level::High)], 80), "  日本 zorgle\n       ^^^^^^ 1\n");
        assert_eq!(printed("e\u{301}\t zorgle", &[("zorgle", Level::High)], 80), "  e\u{301}␉ zorgle\n     ^^^^^^ 1\n");
        assert_eq!(printed("\u{202e}zorgle", &[("zorgle", Level::High)], 80), "  <U+202E>zorgle\n          ^^^^^^ 1\n");
    }

    #[test]
    fn a_long_line_is_wrapped_with_its_marks() {
        let shown = printed("one two three four five six zorgle now", &[("six zorgle", Level::High)], 24);
        for line in shown.lines() {
            assert!(line.width() <= 26, "{shown}");
        }
        assert_eq!(shown.matches('^').count(), "six zorgle".len(), "{shown}");
        assert_eq!(shown.matches(" 1").count(), 1, "{shown}");
    }

    #[test]
    fn right_to_left_text_is_marked_within() {
        assert_eq!(printed("سلام بد روز", &[("بد", Level::High)], 80), "  سلام [بد]1 روز\n");
        assert_eq!(printed("سلام بد", &[("بد", Level::High)], 80), "  سلام [بد]1\n");
    }

    #[test]
    fn rows_hold_all_of_the_text() {
        for text in ["", "a", "aaa bbb ccc ddd", "aaaaaaaaaaaaaaaaaaaa", "日本日本日本日本"] {
            let rows = rows(text, 5);
            let joined: String = rows.iter().map(|row| &text[row.clone()]).collect();
            assert_eq!(joined, text);
            assert!(rows.iter().all(|row| text[row.clone()].trim_end().width() <= 5), "{rows:?}");
        }
    }
}
