//! The scorer in its several settings, and two ceilings: what is timed besides the [`peers`](crate::peers).

use crate::measure::cpu_time;
use sipar::{BuildError, Scorer, Scratch};
use std::hint::black_box;
use std::time::Duration;

/// Reads texts and returns something that depends on all it found.
pub type Read = Box<dyn FnMut(&[String]) -> usize>;

/// A way to read texts, and what its making took.
pub struct Candidate {
    /// What JSON calls it.
    pub id: &'static str,
    /// What tables call it.
    pub title: &'static str,
    /// The processor's time that its making took.
    pub build: Duration,
    /// What it holds, in bytes, as it says itself or as is reckoned.
    pub memory: usize,
    /// Reads texts.
    pub read: Read,
}

/// The scorer with the list, with a report and without; with the packs a user loads; and with both.
///
/// # Errors
/// The bundled packs do not load beside the list.
pub fn of_sipar(scorer: &Scorer) -> Result<Vec<Candidate>, BuildError> {
    let scan = scorer.clone();
    let read = move |texts: &[String]| texts.iter().map(|text| scan.scan_counts(text).awake as usize).sum();
    let (packs, build) = cpu_time(sipar_packs::scorer);
    let both = sipar_packs::builder().packs(scorer.packs().iter().cloned()).build()?;
    let memory = scorer.memory();
    Ok(vec![
        full("sipar", "sipar, full report", scorer, Duration::ZERO),
        Candidate { id: "sipar-scan", title: "sipar, scan alone", build: Duration::ZERO, memory, read: Box::new(read) },
        full("sipar-packs", "sipar, the bundled packs instead", &packs, build),
        full("sipar-both", "sipar, the bundled packs as well", &both, Duration::ZERO),
    ])
}

/// A loop over bytes and a copy: no matcher can be faster.
#[must_use]
pub fn ceilings() -> Vec<Candidate> {
    vec![byte_loop(), copy()]
}

/// The scorer with a report.
#[must_use]
pub fn full(id: &'static str, title: &'static str, scorer: &Scorer, build: Duration) -> Candidate {
    let (scorer, memory) = (scorer.clone(), scorer.memory());
    let mut scratch = Scratch::default();
    let read = move |texts: &[String]| {
        texts.iter().map(|text| black_box(scorer.score_with(&mut scratch, text)).findings.len()).sum()
    };
    Candidate { id, title, build, memory, read: Box::new(read) }
}

/// As fast as reading byte by byte can be.
fn byte_loop() -> Candidate {
    let read = |texts: &[String]| {
        texts
            .iter()
            .map(|text| text.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))))
            .sum::<u32>() as usize
    };
    Candidate { id: "byte-loop", title: "a loop over bytes", build: Duration::ZERO, memory: 0, read: Box::new(read) }
}

fn copy() -> Candidate {
    let mut buffer = Vec::new();
    let read = move |texts: &[String]| {
        for text in texts {
            buffer.clear();
            buffer.extend_from_slice(text.as_bytes());
            black_box(&buffer);
        }
        buffer.len()
    };
    Candidate { id: "memcpy", title: "copying", build: Duration::ZERO, memory: 0, read: Box::new(read) }
}
