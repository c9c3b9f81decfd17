//! Fixed records and the strings they point to. Whatever points nowhere reads as empty: nothing in a pack is trusted.

use super::bytes::{u16_at, u32_at, u64_at};
use crate::level::Thresholds;

/// How far a pack's wording has been reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Status {
    /// By named native readers.
    Reviewed,
    /// By a second reader.
    SecondRead,
    /// By nobody but its author: it is capped at medium and named in reports.
    Experimental,
    /// A plain list somebody loaded.
    List,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Reviewed, Status::SecondRead, Status::Experimental, Status::List];

    /// The name in lexicon sources.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Reviewed => "reviewed",
            Status::SecondRead => "second-read",
            Status::Experimental => "experimental",
            Status::List => "list",
        }
    }
}

/// How an entry's evidence stands to its surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Context {
    /// Lowered by quotation, reporting and the like.
    #[default]
    Damp,
    /// Never silenced by quotation or reporting: a direct threat.
    Keep,
    /// Counts only beside another counted entry of its category.
    Need,
}

impl Context {
    /// Every mode.
    pub const ALL: [Context; 3] = [Context::Damp, Context::Keep, Context::Need];

    /// The name in lexicon sources.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Context::Damp => "damp",
            Context::Keep => "keep",
            Context::Need => "need",
        }
    }
}

pub(crate) const MANIFEST: usize = 9 * 8 + 8 + 8;
pub(crate) const CATEGORY: usize = 24;
pub(crate) const ENTRY: usize = 20;
pub(crate) const MESSAGE: usize = 48;

/// The fields of the manifest that are strings, in their order.
#[derive(Clone, Copy)]
#[repr(usize)]
pub(crate) enum Text {
    Id,
    Version,
    Title,
    Licence,
    Funder,
    Languages,
    Scripts,
    Authors,
    Reviewers,
}

#[derive(Clone, Copy)]
pub(crate) struct Strings<'p>(pub(crate) &'p [u8]);

impl<'p> Strings<'p> {
    pub(super) fn get(self, at: u32, len: usize) -> &'p str {
        let at = at as usize;
        self.0.get(at..at.saturating_add(len)).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The string whose offset and length (u32 each) stand at `at`.
    pub(super) fn long(self, record: &[u8], at: usize) -> &'p str {
        self.get(u32_at(record, at).unwrap_or(u32::MAX), u32_at(record, at + 4).unwrap_or_default() as usize)
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Manifest<'p> {
    pub(crate) record: &'p [u8],
    pub(crate) strings: Strings<'p>,
}

impl<'p> Manifest<'p> {
    pub(crate) fn text(self, field: Text) -> &'p str {
        self.strings.long(self.record, field as usize * 8)
    }

    pub(crate) fn status(self) -> Status {
        let code = self.record.get(72).copied().unwrap_or(u8::MAX);
        Status::ALL.get(usize::from(code)).copied().unwrap_or(Status::Experimental)
    }

    pub(crate) fn source_digest(self) -> u64 {
        u64_at(self.record, 80).unwrap_or_default()
    }
}

/// A category of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackCategory {
    /// Its id, shared by all packs that speak of the same risk.
    pub id: String,
    /// Its title, in the pack's language.
    pub title: String,
    /// Its thresholds, in ten-thousandths, unless the user moves them.
    pub thresholds: Thresholds,
}

impl PackCategory {
    pub(crate) fn read(record: &[u8], strings: Strings<'_>) -> Self {
        let score = |at| u16_at(record, at).unwrap_or(u16::MAX);
        let thresholds = Thresholds { low: score(16), medium: score(18), high: score(20) };
        Self {
            id: strings.long(record, 0).to_owned(),
            title: strings.long(record, 8).to_owned(),
            thresholds: if thresholds.is_valid() { thresholds } else { Thresholds::default() },
        }
    }
}

/// What is stored of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'p> {
    pub(crate) id: &'p str,
    pub(crate) category: u16,
    pub(crate) evidence: i32,
    pub(crate) context: Context,
    pub(crate) list: bool,
    pub(crate) gloss: &'p str,
}

/// More evidence than any entry may carry, in centinats; a crafted pack cannot overflow a sum.
pub(crate) const MAX_EVIDENCE: i32 = 1_600;

impl<'p> Entry<'p> {
    pub(crate) fn read(record: &[u8], strings: Strings<'p>) -> Self {
        let long = |at| u32_at(record, at).unwrap_or(u32::MAX);
        let short = |at| u16_at(record, at).unwrap_or_default();
        let flags = record.get(18).copied().unwrap_or_default();
        Self {
            id: strings.get(long(0), usize::from(short(4))),
            category: short(6),
            evidence: long(8).cast_signed().clamp(-MAX_EVIDENCE, MAX_EVIDENCE),
            gloss: strings.get(long(12), usize::from(short(16))),
            context: Context::ALL.get(usize::from(flags & 0b11)).copied().unwrap_or_default(),
            list: flags & 0b100 != 0,
        }
    }
}

/// What a pack tells people about a category, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackMessage<'p> {
    /// The category's id.
    pub category: &'p str,
    /// The language, BCP 47.
    pub lang: &'p str,
    /// What the words show.
    pub reason: &'p str,
    /// One next step.
    pub next: &'p str,
    /// Where help is to be had, without numbers or links.
    pub help: &'p str,
    /// How the technique works, told beforehand.
    pub prebunk: &'p str,
}

impl<'p> PackMessage<'p> {
    pub(crate) fn read(record: &[u8], strings: Strings<'p>) -> Self {
        let text = |field: usize| strings.long(record, field * 8);
        Self { category: text(0), lang: text(1), reason: text(2), next: text(3), help: text(4), prebunk: text(5) }
    }
}
