//! What `compile` and `check` answer with: the pack that was made, and what was found wrong.

use crate::exit::Problem;
use crate::words::{count, grouped};
use crate::{diagnostics, show, wakes};
use serde::Serialize;
use sipar::{Diagnostic, Pack, ShownEntry, WakeRates};

/// What `--json` prints.
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    schema: u32,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<diagnostics::Json<'a>>,
    pack: Option<Made>,
    /// The entries taken apart, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<Vec<show::Json<'a>>>,
    /// How many sentences are read, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    wake: Option<wakes::Json<'a>>,
}

impl<'a> Answer<'a> {
    /// What was found wrong, and the pack, if one was made all the same.
    pub(crate) fn of(found: &'a [Diagnostic], pack: Option<Made>) -> Self {
        let (errors, warnings) = diagnostics::tally(found);
        Answer { schema: 1, errors, warnings, diagnostics: diagnostics::json(found), pack, shown: None, wake: None }
    }

    /// The same with entries taken apart.
    pub(crate) fn showing(self, entries: Option<&'a [ShownEntry]>) -> Self {
        Answer { shown: entries.map(|entries| entries.iter().map(show::Json::from).collect()), ..self }
    }

    /// The same with what a corpus has read.
    pub(crate) fn waking(self, rates: Option<&'a WakeRates>) -> Self {
        Answer { wake: rates.map(wakes::Json::from), ..self }
    }
}

/// What was made, in figures.
#[derive(Serialize)]
pub(crate) struct Made {
    id: String,
    version: String,
    entries: usize,
    terms: usize,
    bytes: usize,
}

impl Made {
    /// Loads the pack as its user will: what cannot be loaded was not made.
    pub(crate) fn of(bytes: Vec<u8>) -> Result<Self, Problem> {
        let pack = Pack::load(bytes).map_err(|error| {
            let message =
                format!("the pack just made cannot be loaded ({error}); this is a fault of sipar, please report it");
            Problem::new(error.code(), "", message)
        })?;
        Ok(Made {
            id: pack.id().to_owned(),
            version: pack.version().to_owned(),
            entries: pack.entries().count(),
            terms: pack.terms(usize::MAX).count(),
            bytes: pack.byte_len(),
        })
    }
}

impl std::fmt::Display for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Made { id, version, entries, terms, bytes } = self;
        let (entries, size) = (count(*entries, "entry", "entries"), grouped(*bytes));
        write!(f, "{id}@{version}: {entries}, {}, {size} bytes", count(*terms, "term", "terms"))?;
        match terms {
            0 => Ok(()),
            terms => write!(f, ", {:.1} bytes a term", *bytes as f64 / *terms as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_divides_by_no_zero() {
        let mut made = Made { id: "w".into(), version: "0.0.0".into(), entries: 1, terms: 0, bytes: 1_234 };
        assert_eq!(made.to_string(), "w@0.0.0: 1 entry, 0 terms, 1,234 bytes");
        made.terms = 100;
        assert_eq!(made.to_string(), "w@0.0.0: 1 entry, 100 terms, 1,234 bytes, 12.3 bytes a term");
    }
}
