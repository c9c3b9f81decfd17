//! Which of a pack's sets stand in a sentence, and where last: most threads end because what they wait for does not come.

use crate::pack::patterns::{GAP, MAX_GAP};
use crate::pack::walk::{Place, Walker};

/// The only set with which a path goes on from a place, where there is just one.
fn only_set(walker: Walker<'_>, from: Place) -> Option<u16> {
    let high = walker.only_input(from)?;
    let low = walker.only_input(walker.step(from, high)?)?;
    Some(u16::from_be_bytes([high, low]))
}

/// Where the sets of a pack stand last in a sentence.
#[derive(Debug, Default)]
pub(super) struct Present {
    /// By set: one more than the number of the last word that begins it, 0 where none does. Nothing is known of those beyond.
    last: Vec<u16>,
    /// The sets of which it is not 0.
    sets: Vec<u16>,
}

impl Present {
    /// Forgets the sentence: any set may follow.
    #[cfg(feature = "compile")]
    pub(super) fn forget(&mut self) {
        self.last.clear();
        self.sets.clear();
    }

    /// Takes in the sets of a sentence, of so many there are, each with the word at which it begins.
    pub(super) fn read(&mut self, sets: usize, own: impl Iterator<Item = (u16, u16)>) {
        for set in self.sets.drain(..) {
            if let Some(last) = self.last.get_mut(usize::from(set)) {
                *last = 0;
            }
        }
        self.last.resize(sets, 0);
        for (set, start) in own {
            if let Some(last) = self.last.get_mut(usize::from(set)) {
                if *last == 0 {
                    self.sets.push(set);
                }
                *last = (*last).max(start.saturating_add(1));
            }
        }
    }

    /// Whether a set may begin at a word or behind it.
    pub(super) fn may_follow(&self, set: u16, at: usize) -> bool {
        self.last.get(usize::from(set)).is_none_or(|last| usize::from(*last) > at)
    }

    /// Whether a path may go on from a place, at a word or behind it; bit `n` of `gaps` set where a gap of `n` + 1 tokens begins there.
    pub(super) fn may_go_on(&self, walker: Walker<'_>, place: Place, gaps: u8, at: usize) -> bool {
        let may = |from| only_set(walker, from).is_none_or(|set| self.may_follow(set, at));
        match walker.only_input(place) {
            None => true,
            Some(GAP) => {
                let Some(gap) = walker.step(place, GAP) else { return false };
                (1..=MAX_GAP).filter(|n| gaps >> (n - 1) & 1 == 1).any(|n| walker.step(gap, n).is_some_and(may))
            }
            Some(_) => may(place),
        }
    }
}
