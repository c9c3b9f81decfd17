//! Showing what is wrong with a lexicon: excerpts for people, a line each for tools, JSON for machines.

use crate::exit::Outcome;
use crate::visible::visible;
use crate::words::count;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode};
use miette::{SourceSpan, SpanContents};
use serde::Serialize;
use sipar::{Diagnostic, Severity};
use std::fmt;
use std::io::{self, IsTerminal, Write};

/// More than this many excerpts help nobody; the rest is counted.
const MOST_EXCERPTS: usize = 50;
/// How much of a line stands before and from the place, in bytes: a list may be one line of megabytes.
const BEFORE: usize = 60;
const FROM: usize = 120;

/// How many of `diagnostics` are errors, and how many warnings.
pub(crate) fn tally(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

/// `2 errors, 1 warning`.
pub(crate) fn tally_words(diagnostics: &[Diagnostic]) -> String {
    let (errors, warnings) = tally(diagnostics);
    format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings"))
}

/// Failed if there is an error.
pub(crate) fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    if tally(diagnostics).0 > 0 { Outcome::Failed } else { Outcome::Done }
}

/// Prints them on standard error: with excerpts on a terminal, else (or if `plain`) a line each.
pub(crate) fn print(diagnostics: &[Diagnostic], texts: &[(String, String)], plain: bool) {
    let mut out = anstream::stderr().lock();
    let written = if plain || !io::stderr().is_terminal() {
        diagnostics.iter().try_for_each(|d| writeln!(out, "{}", visible(&d.to_string())))
    } else {
        let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        diagnostics.iter().take(MOST_EXCERPTS).try_for_each(|d| writeln!(out, "{}", excerpt(d, texts, color))).and_then(
            |()| match diagnostics.len().saturating_sub(MOST_EXCERPTS) {
                0 => Ok(()),
                more => writeln!(out, "… and {}; --plain or --json shows all", crate::words::grouped(more)),
            },
        )
    };
    // That nobody reads standard error is no reason to fail.
    drop(written);
}

/// One diagnostic with the place it speaks of.
fn excerpt(diagnostic: &Diagnostic, texts: &[(String, String)], color: bool) -> String {
    let text = texts.iter().find(|(name, _)| *name == diagnostic.file).map(|(_, text)| text.as_str());
    let shown = Shown { diagnostic, code: text.and_then(|text| Excerpt::new(diagnostic, text)) };
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut out = String::new();
    match GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false).render_report(&mut out, &shown) {
        Ok(()) => out,
        Err(fmt::Error) => format!("{}\n", visible(&diagnostic.to_string())),
    }
}

/// A diagnostic as miette takes it.
#[derive(Debug)]
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    code: Option<Excerpt>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.code.is_none() {
            write!(f, "{}: ", visible(&self.diagnostic.file))?;
        }
        f.write_str(&visible(&self.diagnostic.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(visible(&self.diagnostic.remedy)))
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.code.as_ref().map(|code| code as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.code.as_ref()?.label;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".to_owned()), span))))
    }
}

/// The part of a line worth showing, with its control characters visible, and the place within it.
#[derive(Debug)]
struct Excerpt {
    file: String,
    text: String,
    label: SourceSpan,
    line: usize,
    column: usize,
}

impl Excerpt {
    fn new(diagnostic: &Diagnostic, text: &str) -> Option<Self> {
        let (start, end) = diagnostic.span;
        if diagnostic.line == 0 || !text.is_char_boundary(start) {
            return None;
        }
        let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at);
        let from = ceil(text, line_start.max(start.saturating_sub(BEFORE)));
        let to = ceil(text, line_end.min(start + FROM));
        let end = ceil(text, end.clamp(start, to));
        let before = visible(text.get(from..start)?);
        let marked = visible(text.get(start..end)?);
        let after = visible(text.get(end..to)?.trim_end_matches('\r'));
        let cut = |yes: bool| if yes { "…" } else { "" };
        let (head, tail) = (cut(from > line_start), cut(to < line_end));
        Some(Excerpt {
            file: visible(&diagnostic.file).into_owned(),
            label: ((head.len() + before.len()), marked.len()).into(),
            text: format!("{head}{before}{marked}{after}{tail}"),
            line: diagnostic.line.saturating_sub(1) as usize,
            column: diagnostic.column.saturating_sub(1) as usize,
        })
    }
}

/// The next code point's start at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = (0, self.text.len()).into();
        let name = self.file.clone();
        Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), all, self.line, self.column, 1)))
    }
}

/// A diagnostic in JSON.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    code: &'a str,
    severity: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    span: [usize; 2],
    message: &'a str,
    remedy: &'a str,
}

impl<'a> From<&'a Diagnostic> for Json<'a> {
    fn from(d: &'a Diagnostic) -> Self {
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        let span = [d.span.0, d.span.1];
        Json {
            code: d.code,
            severity,
            file: &d.file,
            line: d.line,
            column: d.column,
            span,
            message: &d.message,
            remedy: &d.remedy,
        }
    }
}

/// All of them in JSON.
pub(crate) fn json(diagnostics: &[Diagnostic]) -> Vec<Json<'_>> {
    diagnostics.iter().map(Json::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, word: &str) -> Diagnostic {
        let start = text.find(word).unwrap();
        let line = text[..start].matches('\n').count() + 1;
        let column = text[..start].rsplit('\n').next().unwrap().chars().count() + 1;
        Diagnostic {
            code: "lexicon.duplicate-id",
            severity: Severity::Error,
            file: "en/pack.toml".into(),
            line: line.try_into().unwrap(),
            column: column.try_into().unwrap(),
            span: (start, start + word.len()),
            message: "the id stands twice".into(),
            remedy: "give one of them another".into(),
        }
    }

    fn rendered(text: &str, word: &str) -> String {
        let diagnostic = at(text, word);
        excerpt(&diagnostic, &[("en/pack.toml".to_owned(), text.to_owned())], false)
    }

    #[test]
    fn an_excerpt_names_the_place_and_the_remedy() {
        let shown = rendered("[[entry]]\nid = \"дубль\"\n", "\"дубль\"");
        for part in ["lexicon.duplicate-id", "en/pack.toml:2:6", "id = \"дубль\"", "here", "give one of them another"]
        {
            assert!(shown.contains(part), "{part} in {shown}");
        }
    }

    #[test]
    fn a_megabyte_in_one_line_is_cut_around_the_place() {
        let text = format!("match = [\"{{{}|zorgle|{}}}\"]", "ж|".repeat(200_000), "b|".repeat(200_000));
        let shown = rendered(&text, "zorgle");
        assert!(shown.len() < 3_000, "{}", shown.len());
        assert!(shown.contains("zorgle") && shown.contains('…'), "{shown}");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert!(!rendered("id = \"a\u{1b}[2Jb\"", "\"a").contains('\u{1b}'));
    }

    #[test]
    fn a_place_that_is_not_in_the_text_still_gives_the_message() {
        let mut diagnostic = at("abc", "abc");
        diagnostic.span = (500, 900);
        let shown = excerpt(&diagnostic, &[("en/pack.toml".to_owned(), "abc".to_owned())], false);
        assert!(shown.contains("the id stands twice") && shown.contains("en/pack.toml"), "{shown}");
    }
}
