//! [`Scorer`]: packs and the user's choices, ready to score.

use crate::Pack;
use sipar::{BuildError, Options, Report};
use std::sync::Arc;

/// Scores texts with a set of packs. It keeps nothing of what it reads, and many threads may use one at a time.
///
/// Build it once and keep it. Scoring cannot fail, and its time is linear in the text.
#[derive(uniffi::Object)]
pub struct Scorer {
    inner: sipar::Scorer,
}

/// A report of one text among many.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NumberedReport {
    /// The text's number, from 0.
    pub index: u32,
    /// What it was found to show.
    pub report: Report,
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

    /// Scores texts that are joined by a separator which none of them holds, and gives only reports with findings: for
    /// languages to which thousands of strings and empty reports are dear.
    #[must_use]
    pub fn score_joined(&self, texts: &str, separator: &str) -> Vec<NumberedReport> {
        let reports = (0..).zip(self.inner.score_all(texts.split(separator)));
        let found = reports.filter(|(_, report)| !report.findings.is_empty());
        found.map(|(index, report)| NumberedReport { index, report }).collect()
    }
}
