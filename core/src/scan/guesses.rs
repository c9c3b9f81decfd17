//! The words of all packs by which terms are guessed, in one table.

/// A pack's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Guess {
    pub(super) key: u32,
    pub(super) pack: u32,
    /// The number of what all terms are together that are guessed by it.
    pub(super) list: u32,
}

/// The table, by keys; those with the same first bits stand in one bucket.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    all: Box<[Guess]>,
    /// Where each bucket begins, and the end.
    buckets: Box<[u32]>,
    /// How far a key is shifted to give its bucket.
    shift: u32,
}

/// So many words share a bucket.
const BUCKET: usize = 4;

impl Guesses {
    pub(super) fn new(mut all: Vec<Guess>) -> Self {
        // Each pack's are sorted: runs are merged.
        all.sort();
        let bits = (all.len() / BUCKET).max(2).ilog2();
        let shift = u32::BITS - bits;
        let begins = (0..1u32 << bits).map(|bucket| all.partition_point(|guess| guess.key >> shift < bucket));
        let buckets = begins.chain([all.len()]).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        Self { all: all.into(), buckets, shift }
    }

    /// Those of a key.
    pub(super) fn of(&self, key: u32) -> &[Guess] {
        let bucket = (key >> self.shift) as usize;
        let Some(&[from, to]) = self.buckets.get(bucket..bucket + 2) else { return &[] };
        let bucket = self.all.get(from as usize..to as usize).unwrap_or_default();
        let first = bucket.iter().position(|guess| guess.key == key);
        let own = first.and_then(|first| bucket.get(first..)).unwrap_or_default();
        let len = own.iter().take_while(|guess| guess.key == key).count();
        own.get(..len).unwrap_or_default()
    }

    /// Its size in memory, in bytes.
    pub(super) fn byte_len(&self) -> usize {
        size_of_val(&*self.all) + size_of_val(&*self.buckets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_all_of_a_key(keys in prop::collection::vec(prop_oneof![any::<u32>(), 0u32..9], 0..200), asked: u32) {
            let all: Vec<Guess> = (0..).zip(&keys).map(|(list, key)| Guess { key: *key, pack: 0, list }).collect();
            let guesses = Guesses::new(all.clone());
            for key in keys.iter().copied().chain([asked, 0, u32::MAX]) {
                let own: Vec<Guess> = all.iter().copied().filter(|guess| guess.key == key).collect();
                prop_assert_eq!(guesses.of(key), own);
            }
        }
    }
}
