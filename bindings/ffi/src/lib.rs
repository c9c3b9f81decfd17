//! What Kotlin, Swift and Python see of Sipar: [`Pack`] and [`Scorer`] as objects, the core's own reports, options and
//! errors as they are, whole.
//!
//! The packages in bindings/ add what makes each language feel at home. Nothing here panics: in Swift a panic would
//! end the app.

mod pack;
mod packed;
mod scorer;

pub use pack::Pack;
pub use packed::PackedReports;
pub use scorer::Scorer;

use sipar::Report;

uniffi::setup_scaffolding!();

/// The report as one line of JSON, the same to the byte in every language; docs/report.schema.json describes it. It
/// holds places, never words.
#[uniffi::export]
#[must_use]
pub fn report_to_json(report: &Report) -> String {
    report.to_json()
}

/// What every report leaves unjudged, because no reading of words alone can tell.
#[uniffi::export]
#[must_use]
pub fn not_assessed() -> Vec<String> {
    sipar::NOT_ASSESSED.map(String::from).to_vec()
}
