//! Where a word leads letter by letter as it stands: the way that all of a pack's tables begin with.

use crate::pack::words::{Place, Walker};

/// The places of so many letters are kept; those behind them, of which few words have any, are found once more.
const KEPT: usize = 16;

/// Where a word leads from a place.
pub(super) struct Trail<'w> {
    walker: Walker<'w>,
    pub(super) word: &'w str,
    /// Before each letter.
    places: [Place; KEPT],
    /// Where all letters lead.
    end: Option<Place>,
    /// So many letters were followed.
    count: usize,
}

impl<'w> Trail<'w> {
    /// Follows a word as far as some key goes on so.
    #[inline]
    pub(super) fn follow(walker: Walker<'w>, from: Place, word: &'w str) -> Self {
        let mut trail = Self { walker, word, places: [from; KEPT], end: None, count: 0 };
        let mut at = from;
        for letter in word.split_inclusive(|_| true) {
            let Some(next) = walker.follow(at, letter.as_bytes()) else { return trail };
            at = next;
            trail.count += 1;
            if let Some(slot) = trail.places.get_mut(trail.count) {
                *slot = next;
            }
        }
        trail.end = Some(at);
        trail
    }

    /// Where the whole word leads.
    pub(super) const fn end(&self) -> Option<Place> {
        self.end
    }

    /// How many letters were followed.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The place behind so many letters, which are the word's first bytes `before`.
    pub(super) fn behind(&self, letters: usize, before: &str) -> Option<Place> {
        let [from, ..] = self.places;
        self.places.get(letters).copied().or_else(|| self.walker.follow(from, before.as_bytes()))
    }
}
