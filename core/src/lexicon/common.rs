//! Common words: a form that meets one is told by the lint, and a spelling that meets one costs more.

use super::SourceFile;
use super::problems::{Place, Problems};
use super::term::key;
use crate::text::Words;

/// A frequent word of some language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CommonWord {
    /// Folded.
    pub(crate) word: String,
    /// How often it stands in a million words, about.
    pub(crate) per_million: f64,
}

/// Reads a list: a word, a tab and its frequency a line; `#` begins a comment.
pub(super) fn read(number: usize, file: &SourceFile, problems: &mut Problems) -> Vec<CommonWord> {
    let mut found = Vec::new();
    let mut words = Words::default();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let (start, text) = (at, line.trim());
        at += line.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let (word, frequency) = text.split_once('\t').unwrap_or((text, ""));
        let per_million = frequency.trim().parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0);
        match (key(word, &mut words), per_million) {
            (Ok(word), Some(per_million)) if !word.contains(' ') => found.push(CommonWord { word, per_million }),
            _ => {
                let place = Place::at(number, start..start + line.trim_end().len());
                let remedy = "write a word, a tab and how often it stands in a million words";
                problems.error("lexicon.common", &place, format!("`{text}` is no common word"), remedy);
            }
        }
    }
    found
}
