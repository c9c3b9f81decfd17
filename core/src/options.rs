//! What the user decides: plain data that overrides every pack.

use crate::level::Level;

/// How readily levels are given. It moves levels, never scores, so a report can still be recomputed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Sensitivity {
    /// Fewer notices: a level needs one nat more evidence.
    Fewer,
    /// As the packs say.
    #[default]
    Standard,
    /// More notices: a level needs one nat less evidence.
    More,
}

impl Sensitivity {
    /// Every sensitivity.
    pub const ALL: [Sensitivity; 3] = [Sensitivity::Fewer, Sensitivity::Standard, Sensitivity::More];

    /// The name: `fewer`, `standard` or `more`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Sensitivity::Fewer => "fewer",
            Sensitivity::Standard => "standard",
            Sensitivity::More => "more",
        }
    }

    /// What is added to a category's logit, in centinats, before its level is looked up.
    #[must_use]
    pub const fn shift(self) -> i32 {
        match self {
            Sensitivity::Fewer => -100,
            Sensitivity::Standard => 0,
            Sensitivity::More => 100,
        }
    }
}

/// A threshold the user has moved.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Threshold {
    /// The category's id, as reports name it.
    pub category: String,
    /// The level that begins at `score`.
    pub level: Level,
    /// The score, 0.0001 to 1.0; it is rounded to ten-thousandths.
    pub score: f64,
}

/// What the user decides: which entries and categories are silent, from which score a level begins, and in
/// which language reasons are given.
///
/// ```
/// use sipar::{Options, Scorer};
/// let options = Options { muted: vec!["en/hate.slur-x".into()], ..Options::default() };
/// let scorer = Scorer::builder().options(options).build()?;
/// assert_eq!(scorer.score("").score, 0.0);
/// # Ok::<(), sipar::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, rename_all = "camelCase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Options {
    /// Entries that never fire, as `pack/entry`. An id that no loaded pack has is kept and does nothing, so that
    /// a mute outlives an update that drops the entry.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub muted: Vec<String>,
    /// Categories that never fire, by id.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub muted_categories: Vec<String>,
    /// Thresholds that replace the packs'.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub thresholds: Vec<Threshold>,
    /// How readily levels are given.
    pub sensitivity: Sensitivity,
    /// The language (BCP 47, `tg`) of reasons and cards; where no pack has it, English.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub ui_language: Option<String>,
}
