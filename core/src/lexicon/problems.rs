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

    /// Line and column in code points, both from 1.
    fn position(&self, at: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= at);
        let start = line.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or_default();
        let before = self.text.get(start..at).map_or(0, |before| before.chars().count());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (number(line), number(before + 1))
    }

    /// The source at a place.
    pub(crate) fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

/// The diagnostics so far. At most [`Problems::LIMIT`] are kept, so that a hostile file cannot fill memory.
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

    pub(crate) fn file(&self, number: usize) -> Option<&FileMap> {
        self.files.get(number)
    }

    /// The place of a part of a string, if the string stands in the source as it is.
    pub(crate) fn within(&self, place: &Place, value: &str, (start, end): (usize, usize)) -> Place {
        let Some(span) = &place.span else { return place.clone() };
        let source = self.file(place.file).map_or("", |file| file.slice(span));
        match source.find(value) {
            Some(lead) => Place::at(place.file, span.start + lead + start..span.start + lead + end),
            None => place.clone(),
        }
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

    /// Adds a diagnostic of a place that is known by its line alone.
    pub(crate) fn at_line(&mut self, severity: Severity, code: &'static str, line: u64, message: String, remedy: &str) {
        self.add(severity, code, &Place::whole(0), message, remedy.to_owned());
        if let Some(last) = self.found.last_mut().filter(|_| line > 0) {
            last.line = u32::try_from(line).unwrap_or(u32::MAX);
        }
    }

    fn add(&mut self, severity: Severity, code: &'static str, place: &Place, message: String, remedy: String) {
        if self.found.len() >= Self::LIMIT && severity == Severity::Warning {
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
        if self.found.len() < 10 * Self::LIMIT {
            self.found.push(Diagnostic { code, severity, file, line, column, span, message, remedy });
        }
    }

    /// Everything found, in the order of files and places.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        let order = |d: &Diagnostic| (self.files.iter().position(|file| file.path == d.file), d.span.0, d.line);
        self.found.sort_by_key(order);
        if self.left_out > 0
            && let Some(last) = self.found.last_mut()
        {
            last.remedy.push_str(&format!(" ({} more warnings are left out)", self.left_out));
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
