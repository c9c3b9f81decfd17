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

/// What the filter may contain of a batch: bit `n` is that of the `n`-th word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// The word by itself.
    pub(super) word: u32,
    /// The word and the one before.
    pub(super) pair: u32,
    /// The last three words.
    pub(super) triple: u32,
    /// The last four words.
    pub(super) quad: u32,
    /// An opening ends with the word.
    pub(super) opened: u32,
}

impl Asked {
    /// What passed of the `n`-th word.
    pub(super) const fn of(self, n: usize) -> u32 {
        let bit = 1 << (n & 31);
        let (word, pair) = (self.word & bit != 0, self.pair & bit != 0);
        let (triple, quad) = (self.triple & bit != 0, self.quad & bit != 0);
        word as u32 * WORD + pair as u32 * PAIR + triple as u32 * TRIPLE + quad as u32 * QUAD
    }

    pub(super) const fn any(self) -> u32 {
        self.word | self.pair | self.triple | self.quad
    }
}
