//! [`Scorer`]: packs and the user's choices, ready to score.

use crate::{Pack, PackedReports};
use sipar::{BuildError, Options, Report};
use std::sync::Arc;

/// Scores texts with a set of packs. It keeps nothing of what it reads, and many threads may use one at a time.
///
/// Build it once and keep it. Scoring cannot fail, and its time is linear in the text.
#[derive(uniffi::Object)]
pub struct Scorer {
    inner: sipar::Scorer,
}

#[uniffi::export]
impl Scorer {
    /// Builds a scorer. Without packs it finds nothing.
    ///
    /// # Errors
    /// Two packs of one id; a threshold outside its range or order.
    #[uniffi::constructor]
    pub fn new(packs: Vec<Arc<Pack>>, options: Options) -> Result<Arc<Self>, BuildError> {
        let packs = packs.iter().map(|pack| pack.inner.clone());
        Ok(Arc::new(Self { inner: sipar::Scorer::builder().packs(packs).options(options).build()? }))
    }

    /// Scores a text.
    #[must_use]
    pub fn score(&self, text: &str) -> Report {
        self.inner.score(text)
    }

    /// Scores texts, in one call and with the same buffers: a report for each, in their order.
    #[must_use]
    pub fn score_all(&self, texts: Vec<String>) -> Vec<Report> {
        self.inner.score_all(texts).collect()
    }

    /// Whether a text, in UTF-8, has no finding, so that its report is the empty one. Neither it nor the answer needs
    /// memory of this side: for languages to which handing that over is dear.
    #[must_use]
    pub fn is_clean(&self, text: &[u8]) -> bool {
        self.inner.score(&String::from_utf8_lossy(text)).findings.is_empty()
    }

    /// Scores texts in UTF-8 that are joined by an ASCII character which none of them holds, and gives only reports with
    /// findings: for languages to which thousands of strings and empty reports are dear.
    #[must_use]
    pub fn score_joined(&self, texts: &[u8], separator: u8) -> PackedReports {
        let texts = String::from_utf8_lossy(texts);
        PackedReports::of(self.inner.score_all(texts.split(char::from(separator))))
    }
}
