//! Lists of numbers that share one value of a transducer.

use crate::pack::lists;
use std::collections::BTreeMap;

/// Gathers the lists; a list of one number is that number.
pub(super) struct Lists {
    /// Numbers below this stand for themselves.
    direct: usize,
    known: BTreeMap<Vec<u32>, u32>,
    lists: Vec<Vec<u32>>,
}

impl Lists {
    pub(super) const fn new(direct: usize) -> Self {
        Self { direct, known: BTreeMap::new(), lists: Vec::new() }
    }

    /// The value that stands for these numbers.
    pub(super) fn value(&mut self, numbers: &[u32]) -> u32 {
        if let [single] = numbers {
            return *single;
        }
        if let Some(value) = self.known.get(numbers) {
            return *value;
        }
        let value = u32::try_from(self.direct + self.lists.len()).unwrap_or(u32::MAX);
        self.known.insert(numbers.to_vec(), value);
        self.lists.push(numbers.to_vec());
        value
    }

    /// The table.
    pub(super) fn finish(self) -> Vec<u8> {
        lists::write(&self.lists)
    }
}
