//! Listing the terms of a pack, in order, with bounded memory and time.

use super::Pack;
use super::patterns::Meaning;
use super::words::{Place, Walker};

/// Longer than any term a compiler writes, in bytes.
pub(crate) const MAX_TERM: usize = 1_024;
/// A crafted transducer may hold countless dead ends: give up after this many steps for each term asked for.
const STEPS_PER_TERM: usize = 4 * MAX_TERM;

/// The terms of a pack; see [`Pack::terms`].
pub struct Terms<'p> {
    pack: &'p Pack,
    walker: Option<Walker<'p>>,
    stack: Vec<(Place, Option<u8>, usize)>,
    term: Vec<u8>,
    left: usize,
    steps: usize,
}

impl<'p> Terms<'p> {
    pub(super) fn new(pack: &'p Pack, limit: usize) -> Self {
        let walker = pack.walker();
        let stack = walker.map(|walker| (walker.root(), None, 0)).into_iter().collect();
        let steps = limit.saturating_mul(STEPS_PER_TERM);
        Self { pack, walker, stack, term: Vec::new(), left: limit, steps }
    }
}

impl Iterator for Terms<'_> {
    type Item = (String, Vec<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let walker = self.walker?;
        while self.left > 0 && self.steps > 0 {
            self.steps -= 1;
            let (place, input, depth) = self.stack.pop()?;
            self.term.truncate(depth.saturating_sub(1));
            self.term.extend(input);
            if depth < MAX_TERM {
                let mut inputs: Vec<u8> = walker.inputs(place).collect();
                inputs.sort_unstable_by(|a, b| b.cmp(a));
                inputs.dedup();
                let next = inputs.into_iter().filter_map(|b| Some((walker.step(place, b)?, Some(b), depth + 1)));
                self.stack.extend(next);
            }
            if let Some(value) = walker.value(place)
                && let Ok(term) = core::str::from_utf8(&self.term)
            {
                self.left -= 1;
                return Some((term.to_owned(), entries(self.pack, value)));
            }
        }
        None
    }
}

/// The numbers of the entries that a value stands for.
fn entries(pack: &Pack, value: u64) -> Vec<usize> {
    let entries = pack.senses(value).filter_map(|meaning| match meaning {
        Meaning::Entry(entry) => Some(entry as usize),
        Meaning::Symbol(_) => None,
    });
    entries.collect()
}
