//! What the benchmarks share: texts and lexicons from fixed seeds, what they are measured with, how results are shown.
//!
//! [`speech`] makes texts up from the packs' own lists of common words, [`words`] takes them from installed packages where
//! it can, [`lexicon`] makes nested lists of terms, [`inputs`] what is scored, [`hostile`] what is written to be slow, and
//! [`tongues`] lexicons of inflected words with texts to match. [`counts`] is what instructions are counted over. Behind the feature
//! `peers` stand the comparisons with other libraries.

pub mod counts;
pub mod hostile;
pub mod inputs;
pub mod lexicon;
pub mod random;
pub mod speech;
pub mod tongues;
pub mod words;

#[cfg(feature = "peers")]
pub mod baseline;
#[cfg(feature = "peers")]
pub mod candidates;
#[cfg(feature = "peers")]
pub mod command;
#[cfg(feature = "peers")]
pub mod document;
#[cfg(feature = "peers")]
pub mod dump;
#[cfg(feature = "peers")]
pub mod growth;
#[cfg(feature = "peers")]
pub mod measure;
#[cfg(feature = "peers")]
pub mod memory;
#[cfg(feature = "peers")]
pub mod output;
#[cfg(feature = "peers")]
pub mod peers;
#[cfg(feature = "peers")]
pub mod plots;
