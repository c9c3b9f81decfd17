//! [`Pack`]: a compiled lexicon, to be given to a scorer.

use sipar::{LoadError, PackCategory, PackEntry, Status};
use std::sync::Arc;

/// A compiled lexicon (a `.sipar` file). It never changes, and any number of scorers may share it.
#[derive(uniffi::Object)]
pub struct Pack {
    pub(crate) inner: sipar::Pack,
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
        self.inner.categories().collect()
    }

    /// Every entry: there are no hidden ones.
    #[must_use]
    pub fn entries(&self) -> Vec<PackEntry> {
        self.inner.entries().collect()
    }
}
