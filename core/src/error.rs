//! What can go wrong: loading a pack, building a scorer, compiling a lexicon. Scoring cannot.
//!
//! Every error has a stable [code](LoadError::code) that hosts may match on and translate.

use crate::json::Json;
use core::fmt;

/// A pack's bytes that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error), uniffi(flat_error))]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are something else.
    #[error("not a Sipar pack: the first bytes are not its magic; compile a lexicon with `sipar compile`")]
    NotAPack,
    /// The file ends before what its header promises.
    #[error("the pack is cut short: {actual} bytes of {expected}; fetch it again")]
    Truncated {
        /// The length the header gives, in bytes.
        expected: u64,
        /// The length at hand, in bytes.
        actual: u64,
    },
    /// Bytes follow that belong to neither the pack nor a signature.
    #[error("{extra} bytes follow the pack's end; fetch it again")]
    TrailingBytes {
        /// How many.
        extra: u64,
    },
    /// A format this library does not know.
    #[error("the pack has format {found}, this library reads {supported}; update the library")]
    NewerFormat {
        /// The pack's major version.
        found: u16,
        /// The major version read here.
        supported: u16,
    },
    /// A folding of another generation: its keys would not match.
    #[error("the pack was folded by rules {found}, this library folds by {supported}; compile it again")]
    FoldVersion {
        /// The pack's fold version.
        found: u16,
        /// The fold version of this library.
        supported: u16,
    },
    /// The bytes were changed after they were written.
    #[error("the pack is damaged: its checksum does not match; fetch it again")]
    Damaged,
    /// A table or record contradicts itself.
    #[error("the pack's {section} section is malformed: {what}")]
    Malformed {
        /// Which section.
        section: &'static str,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl LoadError {
    /// The stable code, such as `pack.truncated`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            LoadError::NotAPack => "pack.not-a-pack",
            LoadError::Truncated { .. } => "pack.truncated",
            LoadError::TrailingBytes { .. } => "pack.trailing-bytes",
            LoadError::NewerFormat { .. } => "pack.newer-format",
            LoadError::FoldVersion { .. } => "pack.fold-version",
            LoadError::Damaged => "pack.damaged",
            LoadError::Malformed { .. } => "pack.malformed",
        }
    }
}

/// A scorer that cannot be built from these packs and options.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error), uniffi(flat_error))]
#[non_exhaustive]
pub enum BuildError {
    /// One pack id twice: which version counts would be chance.
    #[error("pack `{id}` is loaded twice, as {first} and {second}; load one of them")]
    DuplicatePack {
        /// The pack's id.
        id: String,
        /// The version loaded first.
        first: String,
        /// The version loaded next.
        second: String,
    },
    /// A threshold outside 0.0001 to 1.0, or thresholds that do not ascend.
    #[error("the thresholds of `{category}` must ascend from low to high within 0.0001 and 1.0")]
    Threshold {
        /// The category.
        category: String,
    },
    /// More packs than a report can number.
    #[error("{count} packs are loaded; at most {limit} can be")]
    TooManyPacks {
        /// How many were given.
        count: usize,
        /// How many can be.
        limit: usize,
    },
}

impl BuildError {
    /// The stable code, such as `scorer.duplicate-pack`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            BuildError::DuplicatePack { .. } => "scorer.duplicate-pack",
            BuildError::Threshold { .. } => "scorer.threshold",
            BuildError::TooManyPacks { .. } => "scorer.too-many-packs",
        }
    }
}

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Severity {
    /// Worth knowing; the pack is made.
    Warning,
    /// The pack is not made.
    Error,
}

/// One thing wrong with a lexicon's source, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Diagnostic {
    /// The stable code, such as `lexicon.duplicate-id`.
    pub code: &'static str,
    /// Whether it stops the compiler.
    pub severity: Severity,
    /// The file, as it was named to the parser.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// The column in code points, from 1; 0 where the whole line or file is meant.
    pub column: u32,
    /// The place in bytes of the file, for tools that show an excerpt.
    pub span: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": [{}] {}; {}", self.code, self.message, self.remedy)
    }
}

/// Everything wrong with a lexicon, at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// In the order of files and places; at least one is an error.
    pub diagnostics: Vec<Diagnostic>,
}

impl Diagnostic {
    /// Diagnostics as JSON, an array, with the names that serde would give.
    #[must_use]
    pub fn all_to_json(diagnostics: &[Diagnostic]) -> String {
        let mut json = Json(String::new());
        json.array(diagnostics, |json, item| json.object(|json| item.fields(json)));
        json.0
    }

    fn fields(&self, json: &mut Json) {
        json.field("code").string(self.code);
        json.field("severity").string(if self.severity == Severity::Error { "error" } else { "warning" });
        json.field("file").string(&self.file);
        json.field("line").integer(i64::from(self.line));
        json.field("column").integer(i64::from(self.column));
        json.field("span").array(&[self.span.0, self.span.1], |json, at| json.integer(*at as i64));
        json.field("message").string(&self.message);
        json.field("remedy").string(&self.remedy);
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.diagnostics.iter();
        if let Some(first) = lines.next() {
            write!(f, "{first}")?;
        }
        lines.try_for_each(|line| write!(f, "\n{line}"))
    }
}

impl core::error::Error for CompileError {}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    #[test]
    fn diagnostics_are_written_as_serde_writes_them() {
        let of = |severity, message: &str| Diagnostic {
            code: "list.empty",
            severity,
            file: "mine.txt".into(),
            line: 3,
            column: 0,
            span: (7, 9),
            message: message.into(),
            remedy: "mend it".into(),
        };
        let all = [of(Severity::Error, "a \"b\"\n"), of(Severity::Warning, "")];
        let read: serde_json::Value = serde_json::from_str(&Diagnostic::all_to_json(&all)).unwrap();
        assert_eq!(read, serde_json::json!(all));
    }
}

#[cfg(test)]
mod codes {
    use super::*;

    /// `Truncated { expected: 2, actual: 1 }` as `truncated`.
    fn named(error: &impl fmt::Debug) -> String {
        let mut name = String::new();
        for letter in format!("{error:?}").chars().take_while(char::is_ascii_alphabetic) {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }

    /// Bindings make the code from the case, because only the case and the text of an error cross.
    #[test]
    fn a_code_is_its_cases_name() {
        let loading = [
            LoadError::NotAPack,
            LoadError::Truncated { expected: 2, actual: 1 },
            LoadError::TrailingBytes { extra: 1 },
            LoadError::NewerFormat { found: 2, supported: 1 },
            LoadError::FoldVersion { found: 2, supported: 1 },
            LoadError::Damaged,
            LoadError::Malformed { section: "terms", what: "cut" },
        ];
        for error in loading {
            assert_eq!(error.code(), format!("pack.{}", named(&error)));
        }
        let text = String::new;
        let building = [
            BuildError::DuplicatePack { id: text(), first: text(), second: text() },
            BuildError::Threshold { category: text() },
            BuildError::TooManyPacks { count: 2, limit: 1 },
        ];
        for error in building {
            assert_eq!(error.code(), format!("scorer.{}", named(&error)));
        }
    }
}
