//! Sipar scores the risk in a text on the user's own device: recruitment, incitement, threats, dehumanising hate and
//! the scams that lead into them. Every score is explained, nothing is stored, nothing is sent, the user decides.
//!
//! The main types: a [`Pack`] is a compiled lexicon; a [`Scorer`], built from packs and the user's [`Options`], turns a
//! text into a [`Report`], whose [`Finding`]s say what was found, where, why it counts and how much. A [`Level`] tells
//! how plainly the words show a technique, not how grave it is.
//!
//! # Score a text
//! ```
//! # #[cfg(feature = "compile")] {
//! use sipar::{Lexicon, ListOptions, Pack, Scorer, SourceFile};
//! let list = SourceFile { path: "mine.txt".into(), text: "zorgle now".into() };
//! let pack = Pack::load(Lexicon::list(list, &ListOptions::default())?.compile()?)?;
//! let scorer = Scorer::builder().pack(pack).build()?;
//! let text = "Please zorgle now.";
//! for finding in &scorer.score(text).findings {
//!     println!("{:?}: {}", finding.text(text), finding.reason);
//! }
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//! The crate `sipar-packs` brings ready packs and a scorer over them.
//!
//! # What it cannot do
//! The crate has no access to network, files, clock, environment or log, and takes no callback: its only output is
//! the report it returns.
//!
//! # Features
//! * `source`: read lexicon sources and word lists.
//! * `compile`: turn them into packs, and lint them.
//! * `serde`: `Serialize` and `Deserialize` for reports and options.
//! * `uniffi`: what the bindings for Kotlin, Swift and Python need; of no use by itself.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)
)]

mod analyse;
#[cfg(feature = "compile")]
mod check;
#[cfg(feature = "compile")]
mod compile;
mod context;
mod error;
#[cfg(feature = "uniffi")]
mod foreign;
mod json;
mod level;
#[cfg(feature = "source")]
mod lexicon;
mod lookup;
mod options;
mod pack;
mod report;
mod scan;
mod score;
mod scorer;
mod spelling;
mod stream;
pub mod text;
#[cfg(all(test, feature = "compile", feature = "serde"))]
mod typescript;

#[cfg(feature = "compile")]
pub use check::{WakeRates, check, check_wakes, check_words};
#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();

pub use error::{BuildError, CompileError, Diagnostic, LoadError, Severity};
#[cfg(feature = "uniffi")]
#[doc(hidden)]
pub use foreign::SpanUnits;
pub use level::{Level, ParseLevelError, Thresholds};
#[cfg(feature = "source")]
pub use lexicon::{Lexicon, ListOptions, ShownElement, ShownEntry, ShownMatch, SourceFile, includes};
pub use options::{Options, Sensitivity, Threshold};
pub use pack::{
    Context, CuePlace, KeyCounts, Pack, PackBytes, PackCategory, PackEntry, PackInfo, PackMessage, RuleKind, Section,
    Status, Terms,
};
pub use report::{Category, ContextNote, Finding, NOT_ASSESSED, Report, SCHEMA, Span};
pub use scan::ScanCounts;
pub use scorer::{Scorer, ScorerBuilder, Scratch, Wake};
pub use spelling::Spelling;
pub use stream::Stream;
