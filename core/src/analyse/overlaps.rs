//! One entry may match at overlapping places ("fee", "fee first"): the longest of the leftmost is kept.
//!
//! Overlaps of different entries are left to the score, which knows what each is worth.

use super::Match;

/// Drops overlapping matches of the same entry from those at `first` on; what remains is in the order of the text.
pub(super) fn resolve(found: &mut Vec<Match>, first: usize) {
    let mut fresh = found.split_off(first.min(found.len()));
    fresh.sort_unstable_by(|a, b| {
        identity(a)
            .cmp(&identity(b))
            .then_with(|| (a.start, b.end, a.spelling, a.penalty).cmp(&(b.start, a.end, b.spelling, b.penalty)))
            // Of ways to read the same words the one with the fewest gaps, then the first: whatever else is found.
            .then_with(|| a.parts.len().cmp(&b.parts.len()))
            .then_with(|| a.parts.iter().map(|part| part.words).cmp(b.parts.iter().map(|part| part.words)))
            .then_with(|| a.standard.cmp(&b.standard))
    });
    fresh.dedup_by(|next, kept| identity(next) == identity(kept) && next.start < kept.end);
    fresh.sort_by_key(|m| (m.start, m.end));
    found.append(&mut fresh);
}

fn identity(m: &Match) -> (u16, u32, Option<&str>) {
    (m.pack, m.entry, m.term.as_deref())
}
