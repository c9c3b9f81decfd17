//! What is asked of a word: bits of one number, so that a clean word asks for nothing by a single comparison.

/// It and the two before are a phrase.
pub(super) const TRIPLE: u32 = 1;
/// It and the three before begin a phrase.
pub(super) const QUAD: u32 = 2;
/// It and the one before are a phrase.
pub(super) const PAIR: u32 = 4;
/// It is a word, or begins like one.
pub(super) const WORD: u32 = 8;
/// By sound, the last two words may be the first or second and the next of a phrase.
pub(super) const HEARD: u32 = 16;
