//! The words of all packs by which terms are guessed, in one table.

/// A pack's word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) key: u32,
    pub(super) pack: u16,
    /// With which letters the pack's words of this key may be typed.
    pub(super) letters: u16,
    /// The number of what all terms are together that are guessed by it.
    pub(super) list: u32,
}

/// The table: keys with the same first bits stand in one bucket, in no order.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    all: Box<[Guess]>,
    /// Where each bucket begins, and the end.
    buckets: Box<[u32]>,
    /// How far a key is shifted to give its bucket.
    shift: u32,
}

/// So many words share a bucket.
const BUCKET: usize = 1;

impl Guesses {
    /// Linear in the number of words.
    pub(super) fn new(words: &[Guess]) -> Self {
        let bits = (words.len() / BUCKET).max(2).ilog2();
        let shift = u32::BITS - bits;
        // How many stand in each, then where each ends, then, as they are filled from their ends, where each begins.
        let mut buckets = vec![0u32; (1 << bits) + 1].into_boxed_slice();
        let bucket = |word: &Guess| (word.key >> shift) as usize;
        for word in words {
            if let Some(count) = buckets.get_mut(bucket(word)) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut buckets {
            sum += *count;
            *count = sum;
        }
        let mut all = vec![Guess::default(); words.len()].into_boxed_slice();
        for word in words {
            let Some(begins) = buckets.get_mut(bucket(word)) else { continue };
            *begins = begins.saturating_sub(1);
            if let Some(slot) = all.get_mut(*begins as usize) {
                *slot = *word;
            }
        }
        Self { all, buckets, shift }
    }

    /// Those of a key, and some others.
    #[inline(always)]
    pub(super) fn bucket(&self, key: u32) -> &[Guess] {
        let bucket = (key >> self.shift) as usize;
        let bounds = self.buckets.get(bucket..).and_then(<[u32]>::first_chunk);
        let own = bounds.and_then(|&[from, to]| self.all.get(from as usize..to as usize));
        own.unwrap_or_default()
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
            let all: Vec<Guess> = (0..).zip(&keys).map(|(list, key)| Guess { key: *key, pack: 0, letters: 1, list }).collect();
            let guesses = Guesses::new(&all);
            for key in keys.iter().copied().chain([asked, 0, u32::MAX]) {
                let own: Vec<Guess> = all.iter().copied().filter(|guess| guess.key == key).collect();
                let mut found: Vec<Guess> = guesses.bucket(key).iter().copied().filter(|guess| guess.key == key).collect();
                found.sort_by_key(|guess| guess.list);
                prop_assert_eq!(found, own);
            }
        }
    }
}
