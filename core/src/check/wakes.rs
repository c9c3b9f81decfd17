//! How often each entry has sentences read: what its words cost on a corpus of ordinary texts.

use crate::compile::gates;
use crate::error::{CompileError, Diagnostic};
use crate::lexicon::Lexicon;
use crate::pack::Pack;
use crate::scan::{Cause, CauseKey};
use crate::scorer::Scorer;
use std::collections::BTreeSet;

/// An entry that has more sentences of ordinary texts read than one in so many is warned of.
const ONE_IN: u64 = 500;
/// Fewer sentences say nothing of that.
const ENOUGH: u64 = 1_000;

/// How many sentences of a corpus a lexicon has read; from [`check_wakes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WakeRates {
    /// All sentences.
    pub sentences: u64,
    /// Those that are read for some entry.
    pub read: u64,
    /// Each entry's id with the number of sentences read for it, the most first; those read for none are left out. A sentence
    /// may be read for several.
    pub entries: Vec<(String, u64)>,
}

/// Counts for each entry the sentences of a corpus that would be read for it, and warns of entries for which more than one in
/// 500 is, if the corpus has a thousand or more. The texts should be ordinary ones that hold nothing to be found.
///
/// # Errors
/// What stops the lexicon from being compiled.
///
/// ```
/// # use sipar::{Lexicon, SourceFile, check_wakes};
/// # let text = r#"
/// # id = "demo"
/// # version = "1.0.0"
/// # title = "Demo"
/// # licence = "CC0-1.0"
/// # [[category]]
/// # id = "scam"
/// # title = "Scam"
/// # [[entry]]
/// # id = "scam.zorgle"
/// # category = "scam"
/// # match = ["zorgle"]
/// # evidence = "clear"
/// # "#;
/// let lexicon = Lexicon::parse([SourceFile { path: "demo/pack.toml".into(), text: text.into() }])?;
/// let (rates, warnings) = check_wakes(&lexicon, ["They zorgle. We do not.", "All is well."])?;
/// assert_eq!((rates.read, rates.sentences), (1, 3));
/// assert_eq!(rates.entries, [("scam.zorgle".to_owned(), 1)]);
/// assert!(warnings.is_empty());
/// # Ok::<(), sipar::CompileError>(())
/// ```
pub fn check_wakes<'t>(
    lexicon: &Lexicon,
    texts: impl IntoIterator<Item = &'t str>,
) -> Result<(WakeRates, Vec<Diagnostic>), CompileError> {
    let mut problems = lexicon.problems();
    let bytes = lexicon.compile()?;
    let (Ok(pack), gates) = (Pack::load(bytes), gates(&lexicon.model)) else { return Ok(Default::default()) };
    let names: Vec<String> = pack.entries().map(|entry| entry.id).collect();
    let Ok(scorer) = Scorer::builder().pack(pack).build() else { return Ok(Default::default()) };
    let mut rates = WakeRates::default();
    let mut counts = vec![0u64; names.len()];
    for text in texts {
        let (causes, sentences) = scorer.inner().causes(text);
        rates.sentences += u64::from(sentences);
        for sentence in causes.chunk_by(|a, b| a.0 == b.0) {
            rates.read += 1;
            let entries: BTreeSet<u32> =
                sentence.iter().flat_map(|(_, cause)| entries(&scorer, &gates, cause)).collect();
            for entry in entries {
                if let Some(count) = counts.get_mut(entry as usize) {
                    *count += 1;
                }
            }
        }
    }
    for (entry, count) in lexicon.model.entries.iter().zip(&counts) {
        if rates.sentences >= ENOUGH && count * ONE_IN > rates.sentences {
            let percent = *count as f64 * 100.0 / rates.sentences as f64;
            let message = format!("`{}` has {percent:.2} % of the sentences read", entry.id.value);
            let remedy = "give each of its matches a rarer word, or two that seldom stand together";
            problems.warning("lint.wake-rate", &entry.id.place, message, remedy);
        }
    }
    rates.entries = names.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    rates.entries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok((rates, problems.into_sorted()))
}

/// The entries for whose sake a sentence is read.
fn entries(scorer: &Scorer, gates: &crate::compile::Gates, cause: &Cause) -> Vec<u32> {
    match cause.key {
        CauseKey::Entry(_, entry) => vec![entry],
        CauseKey::Gate(anchor, partners) => {
            let set = |symbol| scorer.inner().set(0, symbol);
            let Some(anchor) = set(anchor) else { return Vec::new() };
            gates.entries(&(anchor, partners.into_iter().flatten().filter_map(set).collect())).collect()
        }
        CauseKey::Unknown => Vec::new(),
    }
}
