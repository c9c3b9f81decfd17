//! What a text was found to show: [`Report`] and its parts, the only types that bindings mirror.

mod alone;
mod assemble;
mod json;
mod marks;
#[cfg(feature = "serde")]
mod serial;

pub(crate) use assemble::{CategoryInfo, Sources, assemble, entry_id};
pub(crate) use marks::Marks;
#[cfg(all(test, feature = "serde"))]
pub(crate) use serial::Written;

use crate::level::Level;
use crate::spelling::Spelling;
use core::ops::Range;

/// What every report leaves unjudged, because no reading of words alone can tell.
pub const NOT_ASSESSED: [&str; 4] = ["speaker", "intent", "reach", "truth"];

/// A stretch of the scored text, in the three units that hosts count in.
///
/// It holds whole code points, plus the marks and ignorables attached after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "[start: number, end: number]"))]
pub struct Span {
    /// Start and end in bytes of UTF-8 (Rust, C).
    pub utf8: [u32; 2],
    /// Start and end in UTF-16 units (JavaScript, Kotlin, Swift's NSString).
    pub utf16: [u32; 2],
    /// Start and end in code points (Python).
    pub chars: [u32; 2],
}

impl Span {
    /// The bytes of the text, ready to index a `str` with.
    #[must_use]
    pub const fn bytes(self) -> Range<usize> {
        let [start, end] = self.utf8;
        start as usize..end as usize
    }
}

/// A rule of context that was applied to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ContextNote {
    /// The kind of rule: `quotation`, `reporting`, `negation` …
    pub rule: String,
    /// What it adds, in centinats; what only lists itself (a quoted direct threat) adds 0.
    pub evidence: i32,
    /// The words that made it apply.
    pub span: Span,
}

/// One place where an entry of a pack was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Finding {
    /// The entry's id; a term of a plain list is `list#term`.
    pub entry: String,
    /// The pack, `id@version`.
    pub pack: String,
    /// The category's id.
    pub category: String,
    /// Where it stands.
    pub span: Span,
    /// The pieces, where a finding has gaps or crosses sentences; otherwise empty.
    pub parts: Vec<Span>,
    /// How the text spelled it.
    pub spelling: Spelling,
    /// The standard form it was read as, folded, where that is not what the text has. It is the lexicon's word, not the
    /// text's.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(test, ts(optional))]
    pub standard: Option<String>,
    /// What the entry is worth, in centinats; negative is protective.
    pub evidence: i32,
    /// What its spelling costs, in centinats, 0 or more.
    pub penalty: i32,
    /// The context that was applied.
    pub context: Vec<ContextNote>,
    /// What remains, in centinats. The nets of a category's counted findings sum to its logit + 300.
    pub net: i32,
    /// Whether it counts towards its category's score.
    pub counted: bool,
    /// What the words show, in the user's language.
    pub reason: String,
    /// What the entry covers, in the pack's language.
    pub gloss: String,
}

impl Finding {
    /// The words it stands on, cut from the text that was scored. `None` if `source` is some other text in which
    /// the span does not exist.
    #[must_use]
    pub fn text<'t>(&self, source: &'t str) -> Option<&'t str> {
        source.get(self.span.bytes())
    }
}

/// A category of risk with at least one finding.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Category {
    /// The category's id.
    pub id: String,
    /// Log-odds in centinats: −300 plus the nets of the counted findings, within ±1600.
    pub logit: i32,
    /// The logistic function of the logit, in steps of 0.0001.
    pub score: f64,
    /// The level by the pack's or the user's thresholds.
    pub level: Level,
    /// The three consecutive sentences that score highest.
    pub window: Span,
}

/// What a text was found to show.
///
/// A report holds places, never words: logging one does not log the text.
///
/// ```
/// let scorer = sipar::Scorer::builder().build()?;
/// let report = scorer.score("Good morning!");
/// assert_eq!(report.level, sipar::Level::None);
/// assert!(report.findings.is_empty());
/// # Ok::<(), sipar::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Report {
    /// The highest level of any category.
    pub level: Level,
    /// The highest score of any category; exactly 0 without findings.
    pub score: f64,
    /// Categories with findings, highest score first.
    pub categories: Vec<Category>,
    /// Every finding in the order of the text, counted or not.
    pub findings: Vec<Finding>,
    /// Packs that no native reader has reviewed and that contributed findings.
    pub experimental: Vec<String>,
}

/// The version of the report's format, printed as `schema`.
pub const SCHEMA: u32 = 1;
