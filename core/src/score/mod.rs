//! What findings amount to: evidence summed over windows of three sentences, in integers throughout.
//!
//! Log-odds are −300 centinats plus the nets of the findings that count; see docs/design.md, "Score".

mod select;
mod sigma;

pub(crate) use sigma::{MAX_LOGIT, sigma};

use crate::level::{Level, Thresholds};
use crate::pack::Context;
use core::cmp::Reverse;
use select::{Candidate, heaviest};

/// The log-odds of a category before any evidence, in centinats; the same for every pack.
pub(crate) const PRIOR: i32 = -300;
/// Protective findings together lower a window by this at most, in centinats.
pub(crate) const MAX_PROTECTION: i32 = 200;
/// So many times places are sought for entries that had to give way.
const MAX_TRIES: usize = 4;
/// A window's length, in sentences.
pub(crate) const WINDOW: u32 = 3;

/// A finding as the score sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// The category's number in the scorer.
    pub(crate) category: u16,
    /// The order of its entry among all found, by id, pack and term: equal ranks are one entry.
    pub(crate) rank: u32,
    /// Its first and last sentence.
    pub(crate) sentences: (u32, u32),
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// What remains after penalty and context; negative is protective.
    pub(crate) net: i32,
    pub(crate) mode: Context,
    /// Whether its pack was reviewed by nobody.
    pub(crate) experimental: bool,
}

/// What a category comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) category: u16,
    /// Clamped, in centinats.
    pub(crate) logit: i32,
    /// In ten-thousandths.
    pub(crate) score: u16,
    pub(crate) level: Level,
    /// The first sentence of the best window.
    pub(crate) window: u32,
    /// The findings that count, by their place in the list given, with what each adds.
    pub(crate) counted: Vec<(usize, i32)>,
}

/// Scores the findings of one category, `None` if there are none. `sentences` is how many the text has.
///
/// What nobody reviewed reaches medium at most: a level is high only if the reviewed findings alone make it so. They
/// are scored again without the others, which may have kept them from counting or drawn the window elsewhere.
pub(crate) fn score(
    all: &[Evidence],
    category: u16,
    sentences: u32,
    thresholds: Thresholds,
    shift: i32,
) -> Option<Verdict> {
    let mut best = best_window(all, category, sentences)?;
    let level = |logit: i32| thresholds.level(sigma(logit.saturating_add(shift)));
    best.level = level(best.logit);
    let unreviewed = |(index, _): &(usize, i32)| all.get(*index).is_some_and(|e| e.experimental);
    if best.level > Level::Medium && best.counted.iter().any(unreviewed) {
        let reviewed = |e: &&Evidence| e.category == category && !e.experimental;
        let reviewed: Vec<Evidence> = all.iter().filter(reviewed).copied().collect();
        let alone = best_window(&reviewed, category, sentences);
        if alone.map_or(Level::None, |alone| level(alone.logit)) < Level::High {
            best.level = Level::Medium;
        }
    }
    Some(best)
}

/// The window of a category that weighs most, its level still to be looked up.
fn best_window(all: &[Evidence], category: u16, sentences: u32) -> Option<Verdict> {
    let mut mine: Vec<usize> = (0..all.len()).filter(|&i| all.get(i).is_some_and(|e| e.category == category)).collect();
    mine.sort_by_key(|&i| all.get(i).map(|e| e.sentences));
    let last_start = sentences.saturating_sub(WINDOW);
    let mut best: Option<Verdict> = None;
    let mut tried = None;
    for &index in &mine {
        let (_, last) = all.get(index)?.sentences;
        for start in last.saturating_sub(WINDOW - 1)..=last {
            let start = start.min(last_start);
            if tried.is_some_and(|tried| start <= tried) {
                continue;
            }
            tried = Some(start);
            let inside = |e: &Evidence| e.sentences.0 >= start && e.sentences.1 < start + WINDOW;
            let from = mine.partition_point(|&i| all.get(i).is_some_and(|e| e.sentences.0 < start));
            let near = mine.iter().skip(from).copied();
            let near = near.take_while(|&i| all.get(i).is_some_and(|e| e.sentences.0 < start + WINDOW));
            let members: Vec<usize> = near.filter(|&i| all.get(i).is_some_and(inside)).collect();
            if members.is_empty() {
                continue;
            }
            let counted = count(all, &members);
            let sum: i32 = counted.iter().fold(0, |sum, (_, net)| sum.saturating_add(*net));
            let logit = sum.saturating_add(PRIOR).clamp(-MAX_LOGIT, MAX_LOGIT);
            if best.as_ref().is_none_or(|best| logit > best.logit) {
                best =
                    Some(Verdict { category, logit, score: sigma(logit), level: Level::None, window: start, counted });
            }
        }
    }
    best
}

/// The findings of a window that count, and what each adds.
fn count(all: &[Evidence], members: &[usize]) -> Vec<(usize, i32)> {
    // What stands alone, in most texts with a finding, is weighed against nothing.
    if let &[index] = members
        && let Some(e) = all.get(index)
        && e.net > 0
    {
        return if e.mode == Context::Need { Vec::new() } else { vec![(index, e.net)] };
    }
    let best = best_of_each_entry(all, members);
    let positive = |need: bool| {
        let counts = |e: &Evidence| e.net > 0 && (need || e.mode != Context::Need);
        choose(all, members, &best, counts)
    };
    let stands_alone = |index: &usize| all.get(*index).is_some_and(|e| e.mode != Context::Need);
    let net = |index: usize| all.get(index).map_or(0, |e| e.net);
    let with_protection = |chosen: Vec<usize>| {
        let mut counted: Vec<(usize, i32)> = chosen.into_iter().map(|index| (index, net(index))).collect();
        protect(all, &best, &mut counted);
        counted
    };
    let sum = |counted: &[(usize, i32)]| counted.iter().fold(0i32, |sum, (_, net)| sum.saturating_add(*net));
    // What needs company may have pushed out its company, or a direct threat that protective findings cannot lower:
    // those that stand alone are chosen first as well, and the set that comes to more counts.
    let alone = positive(false);
    let first = with_protection(if alone.is_empty() { alone } else { beside(all, &best, alone) });
    let together = positive(true);
    if together.len() > 1 || together.iter().any(stands_alone) {
        let together = with_protection(together);
        if sum(&together) >= sum(&first) {
            return together;
        }
    }
    first
}

/// The findings that weigh most without overlap, each entry at the `best` of its places. An entry that is left out there counts at the
/// best place that is free.
fn choose(all: &[Evidence], members: &[usize], best: &[usize], counts: impl Fn(&Evidence) -> bool) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut candidates = best.to_vec();
    for _ in 0..MAX_TRIES {
        let known = candidates.iter().filter_map(|&index| Some((index, all.get(index).filter(|e| counts(e))?)));
        let each = known.map(|(index, e)| Candidate { start: e.start, end: e.end, rank: e.rank, net: e.net, index });
        let mut each: Vec<Candidate> = each.collect();
        if each.is_empty() {
            break;
        }
        each.sort_unstable();
        heaviest(&each, |index| chosen.push(index));
        // Most entries stand in one place.
        if members.len() == best.len() {
            break;
        }
        let is_free = |e: &Evidence| {
            let mut others = chosen.iter().filter_map(|&index| all.get(index));
            // What protects does so at its best place.
            let mut best = best.iter().filter_map(|&index| all.get(index));
            !others.any(|other| other.rank == e.rank || (e.start < other.end && other.start < e.end))
                && best.any(|best| best.rank == e.rank && best.net > 0)
        };
        let left: Vec<usize> = members.iter().copied().filter(|&index| all.get(index).is_some_and(is_free)).collect();
        candidates = best_of_each_entry(all, &left);
    }
    chosen.sort_by_key(|&index| all.get(index).map(|e| (e.start, e.end)));
    chosen
}

/// Adds to a chosen set what needs company and does not overlap it, heaviest first.
fn beside(all: &[Evidence], best: &[usize], chosen: Vec<usize>) -> Vec<usize> {
    let free = best.iter().filter_map(|&index| {
        let e = all.get(index)?;
        let overlaps = |other: &Evidence| e.start < other.end && other.start < e.end;
        let clear = !chosen.iter().any(|&other| all.get(other).is_some_and(overlaps));
        let (start, end, rank, net) = (e.start, e.end, e.rank, e.net);
        (e.mode == Context::Need && net > 0 && clear).then_some(Candidate { start, end, rank, net, index })
    });
    let mut free: Vec<Candidate> = free.collect();
    free.sort_unstable();
    let mut set = chosen.clone();
    heaviest(&free, |index| set.push(index));
    set.sort_by_key(|&index| all.get(index).map(|e| (e.start, e.end)));
    set
}

/// Lowers the sum by protective findings: by [`MAX_PROTECTION`] at most, and never what direct threats weigh.
fn protect(all: &[Evidence], best: &[usize], counted: &mut Vec<(usize, i32)>) {
    let is_keep = |index: usize| all.get(index).is_some_and(|e| e.mode == Context::Keep);
    let mut room = MAX_PROTECTION;
    if counted.iter().any(|&(index, _)| is_keep(index)) {
        let others: i32 = counted.iter().filter(|(index, _)| !is_keep(*index)).map(|(_, net)| *net).sum();
        room = room.min(others);
    }
    let mut protective: Vec<(usize, &Evidence)> =
        best.iter().filter_map(|&i| all.get(i).filter(|e| e.net < 0).map(|e| (i, e))).collect();
    protective.sort_by_key(|(_, e)| (e.start, e.end, e.rank));
    for (index, evidence) in protective {
        let lowers = evidence.net.saturating_neg().min(room);
        if lowers > 0 {
            room -= lowers;
            counted.push((index, -lowers));
        }
    }
}

/// Of each entry its weightiest place, the earliest among equals.
fn best_of_each_entry(all: &[Evidence], members: &[usize]) -> Vec<usize> {
    let mut sorted: Vec<usize> = members.to_vec();
    sorted.sort_by_key(|&i| all.get(i).map(|e| (e.rank, Reverse(e.net.abs()), e.start, e.end)));
    sorted.dedup_by_key(|i| all.get(*i).map(|e| e.rank));
    sorted
}

#[cfg(test)]
mod tests;
