//! Which of overlapping findings count: the set without overlaps that weighs most.

/// A finding as the selection sees it. Candidates are ordered by start, end, then rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The order of its entry's id among all found.
    pub(super) rank: u32,
    /// More than 0, in centinats.
    pub(super) net: i32,
    /// Where the finding lies in the caller's list.
    pub(super) index: usize,
}

/// Chooses the candidates (sorted) whose nets sum highest without overlap: weighted interval scheduling, O(n log n).
/// Among equals: fewer findings, then earlier spans, then the lower rank. Calls `chosen` in the order of the text.
pub(super) fn heaviest(candidates: &[Candidate], mut chosen: impl FnMut(usize)) {
    let count = candidates.len();
    // From the right: the best sum from each candidate on, and how many findings make it.
    let mut best = vec![(0i64, 0u32); count + 1];
    let mut takes = vec![false; count];
    let after = |candidate: &Candidate| {
        candidates.partition_point(|other| other.start < candidate.end.max(candidate.start + 1))
    };
    for (index, candidate) in candidates.iter().enumerate().rev() {
        let at = |index: usize| best.get(index).copied().unwrap_or_default();
        let (sum, findings) = at(after(candidate));
        let with = (sum + i64::from(candidate.net), findings + 1);
        let without = at(index + 1);
        // On a tie taking wins: the sequence that begins earlier is the smaller one.
        let take = with.0 > without.0 || (with.0 == without.0 && with.1 <= without.1);
        if let (Some(slot), Some(taken)) = (best.get_mut(index), takes.get_mut(index)) {
            *slot = if take { with } else { without };
            *taken = take;
        }
    }
    let mut at = 0;
    while let (Some(candidate), Some(take)) = (candidates.get(at), takes.get(at)) {
        if *take {
            chosen(candidate.index);
            at = after(candidate);
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choose(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.sort_unstable();
        let mut chosen = Vec::new();
        heaviest(&candidates, |index| chosen.push(index));
        chosen.into_iter().map(|index| *candidates.iter().find(|c| c.index == index).unwrap()).collect()
    }

    fn candidate(start: usize, end: usize, rank: u32, net: i32) -> Candidate {
        Candidate { start, end, rank, net, index: rank as usize }
    }

    #[test]
    fn ties_go_to_fewer_then_earlier_then_lower_rank() {
        let whole = candidate(0, 10, 0, 200);
        assert_eq!(choose(vec![whole, candidate(0, 5, 1, 100), candidate(5, 10, 2, 100)]), [whole]);
        let early = candidate(0, 6, 1, 100);
        assert_eq!(choose(vec![candidate(5, 9, 0, 100), early]), [early]);
        let low = candidate(0, 6, 0, 100);
        assert_eq!(choose(vec![candidate(0, 6, 1, 100), low]), [low]);
    }

    proptest! {
        #[test]
        fn equals_trying_every_subset(raw in prop::collection::vec((0usize..12, 1usize..6, 1i32..5), 0..9)) {
            let mut all: Vec<Candidate> = raw.iter().enumerate()
                .map(|(n, &(start, len, net))| candidate(start, start + len, n as u32, net * 100)).collect();
            all.sort_unstable();
            let key = |set: &[Candidate]| {
                let sum: i32 = set.iter().map(|c| c.net).sum();
                (-sum, set.len(), set.iter().map(|c| (c.start, c.end, c.rank)).collect::<Vec<_>>())
            };
            let expected = (0u32..1 << all.len())
                .map(|bits| (0..all.len()).filter(|n| bits & (1 << n) != 0).map(|n| all[n]).collect::<Vec<_>>())
                .filter(|set| set.windows(2).all(|pair| pair[0].end <= pair[1].start))
                .min_by_key(|set| key(set)).unwrap();
            prop_assert_eq!(choose(all), expected);
        }
    }
}
