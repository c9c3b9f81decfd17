//! Choosing by which words of a pattern scan wakes a sentence.
//!
//! Of every path one word set is the *anchor*: scan stops at its words. Where they are not rare, a *partner* must stand
//! within reach: the rarest other set of the path, which is looked for only around an anchor. Anchors are chosen so that
//! scan stops as seldom as may be: sets that many paths share, and rare ones.
//!
//! How rare a set is, common words tell: their frequencies are added up, and a word that is no common one counts as a
//! rare one.

use crate::lexicon::common::CommonWord;
use crate::lexicon::model::{Class, Model};
use crate::lexicon::pattern::{BARRIER, FILLER, Path, SHARED, Step, WordSet, WordSets};
use crate::pack::patterns::{MAX_FILLERS, Reference, SOLO};
use std::collections::{BTreeMap, BTreeSet};

/// What a word that is no common one counts, per million words.
const RARE: f64 = 2.0;
/// What a common word counts at least, per million words: lists are rough.
const LISTED: f64 = 150.0;
/// What a number counts, per million words.
const NUMBER: f64 = 200.0;
/// Words side by side are so much rarer than the rarest of them.
const PHRASE: f64 = 0.15;
/// A set no more frequent than this, per million words, needs no partner.
const ALONE: f64 = 20.0;
/// A shared class no more frequent than this, per million words, may be an anchor of any pack's patterns.
const SHARED_ANCHOR: f64 = 1_000.0;

/// How often a word of each set stands in a million words, and the longest of its phrases in words.
pub(super) struct Frequencies {
    per_million: Vec<f64>,
    words: Vec<u32>,
}

impl Frequencies {
    pub(super) fn of<'t>(
        common: &[CommonWord],
        sets: &[WordSet],
        terms: impl Iterator<Item = (&'t str, &'t [u16])>,
    ) -> Self {
        let mut known: BTreeMap<&str, f64> = BTreeMap::new();
        for word in common {
            let frequency = known.entry(&word.word).or_default();
            *frequency = frequency.max(word.per_million);
        }
        let of = |word: &str| {
            let unknown = if word.bytes().all(|b| b.is_ascii_digit()) { NUMBER } else { RARE };
            known.get(word).map_or(unknown, |frequency| frequency.max(LISTED))
        };
        // A shape is not seen by scan.
        let seen = sets.iter().map(|set| if matches!(set, WordSet::Shape(_)) { f64::INFINITY } else { 0.0 });
        let mut all = Self { per_million: seen.collect(), words: vec![1; sets.len()] };
        for (term, ids) in terms {
            let words = term.split(' ').count();
            let frequency = match words {
                1 => of(term),
                _ => PHRASE * term.split(' ').map(of).fold(f64::INFINITY, f64::min),
            };
            for &id in ids {
                if let Some(sum) = all.per_million.get_mut(usize::from(id)) {
                    *sum += frequency;
                }
                if let Some(longest) = all.words.get_mut(usize::from(id)) {
                    *longest = (*longest).max(u32::try_from(words).unwrap_or(u32::MAX));
                }
            }
        }
        all
    }

    fn get(&self, set: u16) -> f64 {
        self.per_million.get(usize::from(set)).copied().unwrap_or(f64::INFINITY)
    }

    fn longest(&self, set: u16) -> u32 {
        self.words.get(usize::from(set)).copied().unwrap_or(1)
    }
}

/// The anchors, each alone or with partners.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    pairs: BTreeMap<(u16, u16), Pair>,
    /// Classes that other packs may have as anchors.
    shared: BTreeSet<u16>,
}

#[derive(Debug, Default)]
struct Pair {
    /// The tokens that may lie between them.
    reach: u8,
    /// The entries that are found by them.
    entries: BTreeSet<u32>,
}

/// What choosing looks at.
pub(super) struct Choice<'c> {
    pub(super) sets: &'c WordSets,
    pub(super) frequencies: &'c Frequencies,
    pub(super) references: &'c BTreeSet<Reference<u16>>,
    pub(super) model: &'c Model,
}

impl Gates {
    pub(super) fn choose(paths: &BTreeMap<Path, BTreeSet<u32>>, choice: &Choice<'_>) -> Self {
        let Choice { sets, frequencies, references, model } = *choice;
        let declared: BTreeMap<u16, &Class> =
            model.classes.iter().filter_map(|class| Some((sets.class(&class.id)?, class))).collect();
        let candidates = |path: &Path| -> BTreeSet<u16> {
            let seen = path.iter().filter_map(|step| match step {
                Step::Set(set) if frequencies.get(*set).is_finite() => Some(*set),
                _ => None,
            });
            let all: BTreeSet<u16> = seen.collect();
            if let Some(solo) = all.iter().find(|set| declared.get(set).is_some_and(|class| class.solo)) {
                return [*solo].into();
            }
            let gated: BTreeSet<u16> =
                all.iter().copied().filter(|set| declared.get(set).is_some_and(|class| class.gate.is_some())).collect();
            // What a pronoun may stand for is a poor anchor: the pronoun would have to be one as well.
            let named: BTreeSet<u16> =
                all.iter().copied().filter(|set| !references.iter().any(|r| r.class == *set)).collect();
            [gated, named].into_iter().find(|set| !set.is_empty()).unwrap_or(all)
        };
        let mut open: BTreeMap<&Path, BTreeSet<u16>> = paths.keys().map(|path| (path, candidates(path))).collect();
        open.retain(|_, sets| !sets.is_empty());
        let anchors = cover(&open, frequencies);
        let passive = [FILLER, BARRIER];
        let shared =
            model.classes.iter().filter(|class| class.id.starts_with(SHARED) && !passive.contains(&&*class.id));
        let shared = shared.filter_map(|class| sets.class(&class.id));
        let shared = shared.filter(|set| frequencies.get(*set) <= SHARED_ANCHOR);
        let mut gates = Self { shared: shared.collect(), ..Self::default() };
        for (path, candidates) in &open {
            let anchor =
                candidates.intersection(&anchors).min_by(|a, b| frequencies.get(**a).total_cmp(&frequencies.get(**b)));
            let Some(&anchor) = anchor else { continue };
            let solo = declared.get(&anchor).is_some_and(|class| class.solo) || frequencies.get(anchor) <= ALONE;
            let partner = path.iter().filter_map(|step| match step {
                Step::Set(set) if *set != anchor && frequencies.get(*set).is_finite() => Some(*set),
                _ => None,
            });
            let gate = |set: &u16| declared.get(set).and_then(|class| class.gate.as_deref());
            let same_gate = |set: &u16| gate(set).is_some() && gate(set) == gate(&anchor);
            let partner = partner.min_by(|a, b| {
                (!same_gate(a)).cmp(&!same_gate(b)).then(frequencies.get(*a).total_cmp(&frequencies.get(*b)))
            });
            let (partner, reach) = match partner.filter(|_| !solo) {
                None => (SOLO, 0),
                Some(partner) => (partner, reach(path, anchor, partner, frequencies)),
            };
            let pair = gates.pairs.entry((anchor, partner)).or_default();
            pair.reach = pair.reach.max(reach);
            pair.entries.extend(paths.get(*path).into_iter().flatten());
        }
        gates
    }

    /// The sets at whose words scan stops.
    pub(super) fn anchors(&self) -> BTreeSet<u16> {
        self.pairs.keys().map(|&(anchor, _)| anchor).chain(self.shared.iter().copied()).collect()
    }

    /// The sets whose words are looked for around an anchor.
    pub(super) fn partners(&self) -> BTreeSet<u16> {
        self.pairs.keys().map(|&(_, partner)| partner).filter(|set| *set != SOLO).collect()
    }

    /// The entries that a set finds, alone or with another.
    pub(crate) fn entries(&self, anchor: u16, partner: Option<u16>) -> impl Iterator<Item = u32> + '_ {
        let pair = self.pairs.get(&(anchor, partner.unwrap_or(SOLO)));
        let alone = self.pairs.get(&(anchor, SOLO)).filter(|_| partner.is_some());
        pair.into_iter().chain(alone).flat_map(|pair| pair.entries.iter().copied())
    }

    /// The section: 8 bytes a pair.
    pub(super) fn section(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (&(anchor, partner), Pair { reach, .. }) in &self.pairs {
            // With what an anchor that wakes alone may also stand says nothing more.
            if partner != SOLO && self.pairs.contains_key(&(anchor, SOLO)) {
                continue;
            }
            out.extend(anchor.to_le_bytes());
            out.extend(partner.to_le_bytes());
            out.extend([*reach, 0, 0, 0]);
        }
        out
    }
}

/// Sets of which every path has one, chosen greedily: the least frequency for each path that has none yet. Source:
/// Chvátal, "A Greedy Heuristic for the Set-Covering Problem" (1979).
fn cover(open: &BTreeMap<&Path, BTreeSet<u16>>, frequencies: &Frequencies) -> BTreeSet<u16> {
    let mut left: Vec<&BTreeSet<u16>> = open.values().collect();
    let mut chosen = BTreeSet::new();
    while !left.is_empty() {
        let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
        left.iter().flat_map(|sets| sets.iter()).for_each(|set| *counts.entry(*set).or_default() += 1);
        let price = |set: u16, count: u32| frequencies.get(set) / f64::from(count.max(1));
        let best = counts.iter().min_by(|(a, x), (b, y)| price(**a, **x).total_cmp(&price(**b, **y)));
        let Some((&best, _)) = best else { break };
        chosen.insert(best);
        left.retain(|sets| !sets.contains(&best));
    }
    chosen
}

/// As many tokens as there may be from a word of one set to a word of the other.
fn reach(path: &[Step], a: u16, b: u16, frequencies: &Frequencies) -> u8 {
    let stands = |step: &Step| *step == Step::Set(a) || *step == Step::Set(b);
    let from = path.iter().position(stands).unwrap_or_default();
    let to = path.iter().rposition(stands).unwrap_or(path.len());
    let between = path.iter().take(to + 1).skip(from);
    let reach = between.fold(0u32, |sum, step| match step {
        // Fillers may be another pack's.
        Step::Set(set) => sum.saturating_add(frequencies.longest(*set)).saturating_add(MAX_FILLERS),
        Step::Gap(tokens) => sum.saturating_add(u32::from(*tokens)),
    });
    u8::try_from(reach).unwrap_or(u8::MAX)
}
