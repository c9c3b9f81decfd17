//! How plainly a text shows a technique: [`Level`], and the [`Thresholds`] a score crosses to reach one.

use core::{fmt, str::FromStr};

/// How plainly the words show a technique of harm. It is not how grave the harm would be, and says nothing of
/// the person who wrote them.
///
/// ```
/// use sipar::Level;
/// assert!(Level::Medium > Level::Low);
/// assert_eq!("high".parse(), Ok(Level::High));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Level {
    /// Nothing worth a user's attention.
    #[default]
    None,
    /// A hint, to be shown only to those who ask for it.
    Low,
    /// Worth a gentle notice.
    Medium,
    /// The words show the technique plainly.
    High,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Level; 4] = [Level::None, Level::Low, Level::Medium, Level::High];

    /// The level's name as it stands in reports: `none`, `low`, `medium` or `high`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Low => "low",
            Level::Medium => "medium",
            Level::High => "high",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that names no [`Level`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a level: write none, low, medium or high")]
pub struct ParseLevelError;

impl FromStr for Level {
    type Err = ParseLevelError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Level::ALL.into_iter().find(|level| level.as_str() == s).ok_or(ParseLevelError)
    }
}

/// The scores, in ten-thousandths (0..=10,000), from which a category is low, medium and high.
///
/// ```
/// use sipar::{Level, Thresholds};
/// let t = Thresholds::default();
/// assert_eq!(t.level(4_999), Level::Low);
/// assert_eq!(t.level(5_000), Level::Medium);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Thresholds {
    /// From this score on: [`Level::Low`].
    pub low: u16,
    /// From this score on: [`Level::Medium`].
    pub medium: u16,
    /// From this score on: [`Level::High`].
    pub high: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { low: 2_000, medium: 5_000, high: 8_000 }
    }
}

impl Thresholds {
    /// The level of a score in ten-thousandths.
    #[must_use]
    pub const fn level(self, score: u16) -> Level {
        if score >= self.high {
            Level::High
        } else if score >= self.medium {
            Level::Medium
        } else if score >= self.low {
            Level::Low
        } else {
            Level::None
        }
    }

    /// Whether they ascend and lie in 1..=10,000, so that a score of 0 is always [`Level::None`].
    #[must_use]
    pub const fn is_valid(self) -> bool {
        0 < self.low && self.low <= self.medium && self.medium <= self.high && self.high <= 10_000
    }

    /// The same with the threshold of one level moved; [`Level::None`] has none and changes nothing.
    #[must_use]
    pub const fn with(mut self, level: Level, score: u16) -> Self {
        match level {
            Level::None => {}
            Level::Low => self.low = score,
            Level::Medium => self.medium = score,
            Level::High => self.high = score,
        }
        self
    }
}
