//! Gathering everything that is wrong, each with its place: authors mend a file in one go.

use super::SourceFile;
use crate::error::{CompileError, Diagnostic, Severity};
use core::ops::Range;
use std::sync::Arc;

/// A value with the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}

/// A place in the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file's number.
    pub(crate) file: usize,
    /// Bytes; `None` means the whole file.
    pub(crate) span: Option<Range<usize>>,
}

impl Place {
    pub(crate) const fn whole(file: usize) -> Self {
        Self { file, span: None }
    }

    pub(crate) const fn at(file: usize, span: Range<usize>) -> Self {
        Self { file, span: Some(span) }
    }
}

/// What a file is called and where its lines begin.
#[derive(Clone, Debug)]
pub(crate) struct FileMap {
    pub(crate) path: String,
    text: Arc<str>,
    lines: Arc<[usize]>,
}

impl FileMap {
    pub(crate) fn new(file: &SourceFile) -> Self {
        let breaks = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self {
            path: file.path.clone(),
            text: file.text.as_str().into(),
            lines: [0].into_iter().chain(breaks).collect(),
        }
    }

    /// A file of which only the name is known.
    pub(crate) fn named(path: &str) -> Self {
        Self { path: path.to_owned(), text: "".into(), lines: [0].into() }
    }

    /// Whether strings stand in quotes here.
    pub(super) fn is_toml(&self) -> bool {
        self.path.ends_with(".toml")
    }

    /// Line and column in code points, both from 1. A byte order mark is no column.
    fn position(&self, at: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= at);
        let start = line.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or_default();
        let before = self.text.get(start..at).unwrap_or_default();
        let before = if start == 0 { before.trim_start_matches('\u{feff}') } else { before }.chars().count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (number(line), number(before + 1))
    }

    /// The source at a place.
    pub(crate) fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

/// The diagnostics so far. At most [`Problems::LIMIT`] warnings are kept, and ten times as many errors, so that a hostile file cannot fill memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problems {
    files: Vec<FileMap>,
    found: Vec<Diagnostic>,
    left_out: usize,
}

impl Problems {
    const LIMIT: usize = 1_000;

    pub(crate) fn new(files: Vec<FileMap>) -> Self {
        Self { files, found: Vec::new(), left_out: 0 }
    }

    /// The same files, and nothing told of them.
    pub(super) fn unused(&self) -> Self {
        Self::new(self.files.clone())
    }

    pub(crate) fn file(&self, number: usize) -> Option<&FileMap> {
        self.files.get(number)
    }

    /// Where the text of a string begins in its file, if it stands there as it is. To be asked once for a string,
    /// however much is wrong in it.
    pub(crate) fn origin(&self, place: &Place) -> Option<usize> {
        let span = place.span.as_ref()?;
        let file = self.file(place.file)?;
        let source = file.slice(span);
        if !file.is_toml() {
            // The cell of a table, without its quotes; those within it are doubled.
            return (!source.contains("\"\"")).then_some(span.start);
        }
        let quote = source.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        if quote == '"' && source.contains('\\') {
            return None;
        }
        let body = source.trim_start_matches(quote);
        let lead = source.len() - body.len();
        // A string of several lines does not hold the line end it begins with.
        let line_end = if lead < 3 { 0 } else { body.len() - body.trim_start_matches('\r').len() };
        let line_end = line_end + usize::from(lead >= 3 && body.trim_start_matches('\r').starts_with('\n'));
        Some(span.start + lead + line_end)
    }

    /// The place of a part of a string whose text begins at [`origin`](Self::origin).
    pub(crate) fn within(place: &Place, origin: Option<usize>, (start, end): (usize, usize)) -> Place {
        origin.map_or_else(|| place.clone(), |origin| Place::at(place.file, origin + start..origin + end))
    }

    pub(crate) fn error(
        &mut self,
        code: &'static str,
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(Severity::Error, code, place, message.into(), remedy.into());
    }

    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(Severity::Warning, code, place, message.into(), remedy.into());
    }

    fn add(&mut self, severity: Severity, code: &'static str, place: &Place, message: String, remedy: String) {
        let limit = if severity == Severity::Warning { Self::LIMIT } else { 10 * Self::LIMIT };
        if self.found.len() >= limit {
            self.left_out += 1;
            return;
        }
        let file = self.files.get(place.file);
        let (line, column) = match (file, &place.span) {
            (Some(file), Some(span)) => file.position(span.start),
            _ => (0, 0),
        };
        let span = place.span.as_ref().map_or((0, 0), |span| (span.start, span.end));
        let file = file.map(|file| file.path.clone()).unwrap_or_default();
        self.found.push(Diagnostic { code, severity, file, line, column, span, message, remedy });
    }

    /// How much has been told so far.
    pub(super) fn count(&self) -> usize {
        self.found.len() + self.left_out
    }

    /// Everything found, in the order of files and places.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        let order = |d: &Diagnostic| (self.files.iter().position(|file| file.path == d.file), d.span.0, d.line);
        self.found.sort_by_cached_key(order);
        if self.left_out > 0
            && let Some(last) = self.found.last_mut()
        {
            last.remedy.push_str(&format!(" ({} more are left out)", self.left_out));
        }
        self.found
    }

    /// `Err` with everything found if any of it is an error, otherwise the warnings.
    pub(crate) fn finish(self) -> Result<Vec<Diagnostic>, CompileError> {
        let diagnostics = self.into_sorted();
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            Err(CompileError { diagnostics })
        } else {
            Ok(diagnostics)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted_and_changes_no_other() {
        let file = SourceFile { path: "x.txt".into(), text: "\n".repeat(20_000) };
        let mut problems = Problems::new(vec![FileMap::new(&file)]);
        for at in 0..20_000 {
            problems.error("list.malformed", &Place::at(0, at..at), "", "mend it");
            problems.warning("list.term-left-out", &Place::at(0, at..at), "", "mend it");
        }
        let found = problems.into_sorted();
        assert_eq!(found.len(), 10_000);
        assert_eq!((found[0].line, found[999].line, found[9_999].line), (1, 500, 9_500));
        assert!(found[9_999].remedy.ends_with("(30000 more are left out)"), "{}", found[9_999].remedy);
    }

    #[test]
    fn strings_begin_behind_their_quotes() {
        let origin = |text: &str| {
            let file = FileMap::new(&SourceFile { path: "x.toml".into(), text: format!("a = {text}") });
            Problems::new(vec![file]).origin(&Place::at(0, 4..4 + text.len()))
        };
        assert_eq!(origin("\"b\""), Some(5));
        assert_eq!(origin("'\\b'"), Some(5));
        assert_eq!(origin("\"\"\"\r\nb\"\"\""), Some(9));
        assert_eq!(origin("\"\\u0062\""), None);
        assert_eq!(origin("1"), None);
    }
}
