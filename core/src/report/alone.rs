//! What counts only in company, and has none within a window, is not reported: it says nothing by itself.

use crate::analyse::Match;
use crate::pack::Context;
use crate::score::WINDOW;

/// A match with its entry's id and the number of its category.
pub(super) type Named<'m> = (String, Option<u16>, &'m Match);

/// Drops what stands alone of matches that are in the order of the text. Linear: no more than a few sentences are looked at for each.
pub(super) fn drop_alone(matches: Vec<Named<'_>>) -> Vec<Named<'_>> {
    if !matches.iter().any(needs_company) {
        return matches;
    }
    let kept: Vec<bool> = (0..matches.len()).map(|at| has_company(&matches, at)).collect();
    matches.into_iter().zip(kept).filter_map(|(named, kept)| kept.then_some(named)).collect()
}

fn needs_company((_, _, m): &Named<'_>) -> bool {
    m.mode == Context::Need && !m.company && m.evidence > 0
}

/// Whether the `at`-th counts by itself or may count beside another.
fn has_company(matches: &[Named<'_>], at: usize) -> bool {
    let Some((own, rest)) = matches.split_at_checked(at).and_then(|(before, rest)| {
        let (own, behind) = rest.split_first()?;
        Some((own, (before, behind)))
    }) else {
        return false;
    };
    let (id, category, m) = own;
    // A match may begin in the sentence before its own.
    let may_be_near = |(_, _, other): &&Named<'_>| other.sentence.abs_diff(m.sentence) <= WINDOW;
    let is_company = |(other_id, other_category, other): &Named<'_>| {
        let is_near = other.sentence.abs_diff(m.sentence) < WINDOW;
        is_near && other.evidence > 0 && other_category == category && (other_id, other.pack) != (id, m.pack)
    };
    let (before, behind) = rest;
    !needs_company(own)
        || before.iter().rev().take_while(may_be_near).any(is_company)
        || behind.iter().take_while(may_be_near).any(is_company)
}
