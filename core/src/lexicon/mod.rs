//! Lexicon sources: what linguists write, read with every error at once.
//!
//! A lexicon is a folder of TOML files and tables of entries, one such table alone, or a plain list of terms. This module
//! reads and checks them; `compile` turns the result into a pack.
#![cfg_attr(not(feature = "compile"), allow(dead_code, reason = "the compiler reads what the parser gathers"))]

mod classes;
pub(crate) mod common;
mod entry;
mod entry_table;
pub(crate) mod expand;
mod include;
mod inflect;
mod inflection_check;
mod list;
pub(crate) mod model;
mod parse;
pub(crate) mod pattern;
pub(crate) mod phrase;
pub(crate) mod problems;
mod resolve;
mod rules;
mod show;
pub(crate) mod spell;
mod spelling;
mod table;
pub(crate) mod term;
mod toml_reader;

pub use include::includes;
pub use list::ListOptions;
pub use show::{ShownElement, ShownEntry, ShownMatch};

use crate::error::{CompileError, Diagnostic};
use model::Model;
use problems::Problems;

/// A source file: its path, as diagnostics shall name it, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// The path, with `/` between folders.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A parsed lexicon, ready to be compiled.
///
/// ```
/// use sipar::{Lexicon, SourceFile};
/// let pack = r#"
/// id = "demo"
/// version = "1.0.0"
/// title = "Demo"
/// licence = "CC0-1.0"
/// [[category]]
/// id = "scam"
/// title = "Scam"
/// [[entry]]
/// id = "scam.fee"
/// category = "scam"
/// match = ["send the fee {first|now}"]
/// evidence = "clear"
/// gloss = "Asks for a fee in advance"
/// flag = ["Send the fee first"]
/// pass = ["The fee is sent later"]
/// "#;
/// let lexicon = Lexicon::parse([SourceFile { path: "demo/pack.toml".into(), text: pack.into() }])?;
/// assert_eq!(lexicon.id(), "demo");
/// # Ok::<(), sipar::CompileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) model: Model,
    warnings: Vec<Diagnostic>,
    /// For diagnostics that only compiling brings to light.
    problems: Problems,
}

impl Lexicon {
    /// Reads a pack's sources: `pack.toml`, the other TOML files of its folder, its tables of entries (`.csv`), and
    /// every file they [include](includes).
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line, column and remedy.
    pub fn parse(files: impl IntoIterator<Item = SourceFile>) -> Result<Self, CompileError> {
        parse::parse(files.into_iter().collect())
    }

    /// Reads one file that is a pack by itself: a plain list, which is a `.txt` with a term a line or a `.csv` or
    /// `.tsv` with a header, or a table of whole entries, which has the columns `id` and `phrase`. Terms of a list that
    /// cannot be matched are left out with a warning; of an entry everything must be right.
    ///
    /// # Errors
    /// A table without a column of terms, a malformed row, no usable term at all, or whatever is wrong with an entry.
    pub fn list(file: SourceFile, options: &ListOptions) -> Result<Self, CompileError> {
        list::read(file, options)
    }

    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.model.manifest.id
    }

    /// The pack's version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.model.manifest.version
    }

    /// What was noticed while reading and is no error.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Every entry with its matches taken apart and, of each match, so many of the phrases it stands for, from the
    /// first to the last. A plain list has no entries to show.
    ///
    /// ```
    /// use sipar::{Lexicon, ListOptions, ShownElement, SourceFile};
    /// let text = "id,phrase\nscam.fee,{send|pay} the fee";
    /// let table = SourceFile { path: "fees.csv".into(), text: text.into() };
    /// let lexicon = Lexicon::list(table, &ListOptions::default())?;
    /// let entry = lexicon.shown(10).next().unwrap();
    /// assert_eq!(entry.matches[0].examples, ["send the fee", "pay the fee"]);
    /// assert_eq!(entry.matches[0].elements[1], ShownElement::Literal("the fee".into()));
    /// # Ok::<(), sipar::CompileError>(())
    /// ```
    pub fn shown(&self, examples: usize) -> impl Iterator<Item = ShownEntry> {
        show::shown(&self.model, &self.problems, examples)
    }

    /// Problems that know this lexicon's files, none found yet.
    pub(crate) fn problems(&self) -> Problems {
        self.problems.clone()
    }
}
