//! [`Pack`]: a compiled lexicon, to be given to a scorer.

use sipar::{Context, LoadError, Status, Thresholds};
use std::sync::Arc;

/// A compiled lexicon (a `.sipar` file). It never changes, and any number of scorers may share it.
#[derive(uniffi::Object)]
pub struct Pack {
    pub(crate) inner: sipar::Pack,
}

/// A category of a pack.
// As `sipar::PackCategory`, which borrows from its pack and so cannot cross; likewise below.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PackCategory {
    /// Its id, shared by all packs that speak of the same risk.
    pub id: String,
    /// Its title, in the pack's language.
    pub title: String,
    /// Its thresholds, in ten-thousandths, unless the user moves them.
    pub thresholds: Thresholds,
}

/// An entry of a pack, for those who look into one.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PackEntry {
    /// The entry's id; for a plain list, the list's. The user mutes it as `pack/entry`.
    pub id: String,
    /// The category's id.
    pub category: String,
    /// Its evidence in centinats.
    pub evidence: i32,
    /// How it stands to its surroundings.
    pub context: Context,
    /// What it covers.
    pub gloss: String,
    /// Whether it stands for the terms of a plain list.
    pub list: bool,
}

#[uniffi::export]
impl Pack {
    /// Reads a pack from the bytes of a `.sipar` file. Where they come from is the app's affair.
    ///
    /// # Errors
    /// The bytes are no pack, cut short, damaged, or of a format this library does not read.
    #[uniffi::constructor]
    pub fn load(bytes: Vec<u8>) -> Result<Arc<Self>, LoadError> {
        Ok(Arc::new(Self { inner: sipar::Pack::load(bytes)? }))
    }

    /// The id, such as `en`.
    #[must_use]
    pub fn id(&self) -> String {
        self.inner.id().to_owned()
    }

    /// The version (semver).
    #[must_use]
    pub fn version(&self) -> String {
        self.inner.version().to_owned()
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> String {
        self.inner.title().to_owned()
    }

    /// The licence (SPDX).
    #[must_use]
    pub fn licence(&self) -> String {
        self.inner.licence().to_owned()
    }

    /// How far it has been reviewed.
    #[must_use]
    pub fn status(&self) -> Status {
        self.inner.status()
    }

    /// The languages it covers (BCP 47).
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        self.inner.languages().map(String::from).collect()
    }

    /// Who reviewed it.
    #[must_use]
    pub fn reviewers(&self) -> Vec<String> {
        self.inner.reviewers().map(String::from).collect()
    }

    /// Its categories.
    #[must_use]
    pub fn categories(&self) -> Vec<PackCategory> {
        let categories = self.inner.categories();
        categories
            .map(|sipar::PackCategory { id, title, thresholds }| PackCategory {
                id: id.to_owned(),
                title: title.to_owned(),
                thresholds,
            })
            .collect()
    }

    /// Every entry: there are no hidden ones.
    #[must_use]
    pub fn entries(&self) -> Vec<PackEntry> {
        let entries = self.inner.entries();
        entries
            .map(|sipar::PackEntry { id, category, evidence, context, gloss, list }| PackEntry {
                id: id.to_owned(),
                category: category.to_owned(),
                evidence,
                context,
                gloss: gloss.to_owned(),
                list,
            })
            .collect()
    }
}
