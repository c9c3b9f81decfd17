//! The starter packs of Sipar, embedded, and a scorer over them. A Cargo feature per language leaves out what an app
//! does not want.
//!
//! ```
//! let scorer = sipar_packs::scorer();
//! let report = scorer.score("Good morning, how are you?");
//! assert_eq!(report.level, sipar::Level::None);
//! ```
//!
//! The packs were written without native review and say so: their status is `experimental`, which caps them at medium.

use sipar::{Pack, Scorer, ScorerBuilder};

/// The bytes of every pack that is built in, by id.
pub const EMBEDDED: &[(&str, &[u8])] = &[
    #[cfg(feature = "en")]
    ("en", include_bytes!(concat!(env!("OUT_DIR"), "/en.sipar"))),
    #[cfg(feature = "kk")]
    ("kk", include_bytes!(concat!(env!("OUT_DIR"), "/kk.sipar"))),
    #[cfg(feature = "ru")]
    ("ru", include_bytes!(concat!(env!("OUT_DIR"), "/ru.sipar"))),
    #[cfg(feature = "tg")]
    ("tg", include_bytes!(concat!(env!("OUT_DIR"), "/tg.sipar"))),
];

/// The embedded packs, in the order of their ids. Loading them copies nothing.
#[must_use]
pub fn packs() -> Vec<Pack> {
    // Built together with this very version of the format, they load; a test holds that all do.
    EMBEDDED.iter().filter_map(|(_, bytes)| Pack::load(*bytes).ok()).collect()
}

/// An embedded pack by its id, such as `en`.
#[must_use]
pub fn pack(id: &str) -> Option<Pack> {
    EMBEDDED.iter().find(|(known, _)| *known == id).and_then(|(_, bytes)| Pack::load(*bytes).ok())
}

/// A builder that holds the embedded packs, for those who want to add packs or options.
///
/// ```
/// let scorer = sipar_packs::builder().mute_category("hate").ui_language("en").build()?;
/// # Ok::<(), sipar::BuildError>(())
/// ```
pub fn builder() -> ScorerBuilder {
    Scorer::builder().packs(packs())
}

/// A scorer over all embedded packs.
#[must_use]
pub fn scorer() -> Scorer {
    // Their ids and thresholds are checked when they are compiled, and by a test; with no pack nothing is found.
    builder().build().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_pack_loads() {
        let ids: Vec<String> = packs().iter().map(|pack| pack.id().to_owned()).collect();
        let expected: Vec<&str> = EMBEDDED.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, expected);
        assert_eq!(scorer().packs().len(), EMBEDDED.len());
        assert!(pack("nothing").is_none());
    }
}
