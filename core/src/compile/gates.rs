//! Choosing by which words of a pattern scan wakes a sentence.
//!
//! Of every path one word set is the *anchor*: scan stops at its words. Its *partners*, the rarest other sets of the path, must
//! stand within reach and on their side of it; they are looked for only around an anchor. Anchors are chosen so that scan
//! stops as seldom as may be: sets that many paths share, and rare ones.
//!
//! How rare a set is, common words tell: their frequencies are added up, and a word that is no common one counts as a
//! rare one.

use crate::lexicon::common::CommonWord;
use crate::lexicon::model::{Class, Model};
use crate::lexicon::pattern::{BARRIER, FILLER, Path, SHARED, Step, WordSet, WordSets};
use crate::pack::Context;
use crate::pack::patterns::{self, BEFORE, BEHIND, Gate, MAX_FILLERS, MAX_JOINTS, PARTNERS, Partner, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// What a word that is no common one counts, per million words.
const RARE: f64 = 2.0;
/// What a common word counts at least, per million words: lists are rough.
const LISTED: f64 = 150.0;
/// What a number counts, per million words.
const NUMBER: f64 = 200.0;
/// Words side by side are so much rarer than the rarest of them.
const PHRASE: f64 = 0.15;
/// A set more frequent than this, per million words, is asked for beside an anchor only where there is no rarer one: every
/// other sentence has one.
const EVERYWHERE: f64 = 30_000.0;
/// A shared class no more frequent than this, per million words, may be an anchor of any pack's patterns.
const SHARED_ANCHOR: f64 = 1_000.0;

/// So many words a phrase of another pack may have that lies between an anchor and its partner.
const LENT: u32 = 8;
/// So many tokens a shape has at most: a telephone number may be written in groups.
const SHAPE: u32 = 10;

/// How often a word of each set stands in a million words, and the longest of its phrases in words.
pub(super) struct Frequencies {
    per_million: Vec<f64>,
    words: Vec<u32>,
    /// Of each term its frequency and the sets it is in.
    terms: Vec<(f64, Vec<u16>)>,
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
        // What another pack lends may be longer.
        let is_lent = |set: &WordSet| matches!(set, WordSet::Class(id) if id.starts_with(SHARED));
        let words = sets.iter().map(|set| if is_lent(set) { LENT } else { 1 });
        let mut all = Self { per_million: seen.collect(), words: words.collect(), terms: Vec::new() };
        for (term, ids) in terms {
            let words = term.split(' ').count();
            let frequency = match words {
                1 => of(term),
                _ => PHRASE * term.split(' ').map(of).fold(f64::INFINITY, f64::min),
            };
            if !ids.is_empty() {
                all.terms.push((frequency, ids.to_vec()));
            }
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
    all: BTreeMap<Key, Known>,
    /// Classes that other packs may have as anchors, and pronouns that stand for them.
    shared: BTreeSet<u16>,
}

/// An anchor and the symbols of its partners, in order.
pub(crate) type Key = (u16, Vec<u16>);

#[derive(Debug, Default)]
struct Known {
    partners: Vec<Partner<u16>>,
    /// The entries that are found by them.
    entries: BTreeSet<u32>,
    /// The only one, if it counts only in company.
    lone: Option<u32>,
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
        let passive = [FILLER, BARRIER];
        let lent = model.classes.iter().filter(|class| class.id.starts_with(SHARED));
        let lent = lent.filter(|class| !passive.contains(&class.id.as_str()));
        let lent: BTreeSet<u16> = lent.filter_map(|class| sets.class(&class.id)).collect();
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
            // A shared class may have words in another pack that are an anchor there only if they are rare.
            let own: BTreeSet<u16> = named
                .iter()
                .copied()
                .filter(|set| !lent.contains(set) && frequencies.get(*set) <= SHARED_ANCHOR)
                .collect();
            [gated, own, named].into_iter().find(|set| !set.is_empty()).unwrap_or(all)
        };
        let mut open: BTreeMap<&Path, BTreeSet<u16>> = paths.keys().map(|path| (path, candidates(path))).collect();
        open.retain(|_, sets| !sets.is_empty());
        let anchors = cover(&open, frequencies);
        let rare = |set: &u16| frequencies.get(*set) <= SHARED_ANCHOR;
        let shared: BTreeSet<u16> = lent.iter().copied().filter(rare).collect();
        let pronouns = references.iter().filter(|reference| shared.contains(&reference.class));
        let pronouns: Vec<u16> = pronouns.map(|reference| reference.pronoun).filter(rare).collect();
        let mut gates = Self { shared: shared.into_iter().chain(pronouns).collect(), ..Self::default() };
        for (path, candidates) in &open {
            let anchor =
                candidates.intersection(&anchors).min_by(|a, b| frequencies.get(**a).total_cmp(&frequencies.get(**b)));
            let Some(&anchor) = anchor else { continue };
            let alone = declared.get(&anchor).is_some_and(|class| class.solo);
            let others: BTreeSet<u16> = path
                .iter()
                .filter_map(|step| match step {
                    Step::Set(set) if *set != anchor && frequencies.get(*set).is_finite() => Some(*set),
                    _ => None,
                })
                .collect();
            let gate = |set: u16| declared.get(&set).and_then(|class| class.gate.as_deref());
            let same_gate = |set: u16| gate(set).is_some() && gate(set) == gate(anchor);
            let mut others: Vec<u16> = others.into_iter().filter(|_| !alone).collect();
            others.sort_by(|a, b| {
                (!same_gate(*a)).cmp(&!same_gate(*b)).then(frequencies.get(*a).total_cmp(&frequencies.get(*b)))
            });
            let rare = others.iter().filter(|set| frequencies.get(**set) <= EVERYWHERE).count();
            others.truncate(rare.clamp(1, PARTNERS));
            let partners: Vec<Partner<u16>> =
                others.iter().map(|set| partner(path, anchor, *set, frequencies)).collect();
            let known = gates.all.entry((anchor, others)).or_default();
            known.entries.extend(paths.get(*path).into_iter().flatten());
            if known.partners.is_empty() {
                known.partners = partners;
            } else {
                for (known, partner) in known.partners.iter_mut().zip(partners) {
                    known.reach = known.reach.max(partner.reach);
                    known.joints = known.joints.max(partner.joints);
                    known.sides |= partner.sides;
                }
            }
        }
        for known in gates.all.values_mut() {
            let mut entries = known.entries.iter().copied();
            let only = entries.next().filter(|_| entries.next().is_none());
            let needs_company = |entry: &u32| {
                let entry = model.entries.get(*entry as usize);
                entry.is_some_and(|entry| entry.context == Context::Need && entry.evidence > 0)
            };
            known.lone = only.filter(needs_company);
        }
        gates
    }

    /// The sets at whose words scan stops. A pronoun is looked for where what it stands for is.
    pub(super) fn anchors(&self, references: &BTreeSet<Reference<u16>>) -> BTreeSet<u16> {
        let own: BTreeSet<u16> = self.all.keys().map(|(anchor, _)| *anchor).collect();
        let pronouns = references.iter().filter(|reference| own.contains(&reference.class)).map(|r| r.pronoun);
        pronouns.chain(own.iter().copied()).chain(self.shared.iter().copied()).collect()
    }

    /// The sets whose words are looked for around an anchor.
    pub(super) fn partners(&self) -> BTreeSet<u16> {
        self.all.keys().flat_map(|(_, partners)| partners.iter().copied()).collect()
    }

    /// The entries that an anchor finds with its partners.
    pub(crate) fn entries(&self, key: &Key) -> impl Iterator<Item = u32> + '_ {
        self.all.get(key).into_iter().flat_map(|known| known.entries.iter().copied())
    }

    /// The section.
    pub(super) fn section(&self) -> Vec<u8> {
        let gate = |((anchor, _), known): (&Key, &Known)| Gate {
            anchor: *anchor,
            partners: core::array::from_fn(|number| known.partners.get(number).copied()),
            lone: known.lone,
        };
        patterns::write(self.all.iter().map(gate))
    }
}

/// How a set of a path stands to its anchor, wherever either stands in it.
fn partner(path: &[Step], anchor: u16, set: u16, frequencies: &Frequencies) -> Partner<u16> {
    let place = |of: u16| path.iter().position(|step| *step == Step::Set(of)).unwrap_or_default();
    let last = |of: u16| path.iter().rposition(|step| *step == Step::Set(of)).unwrap_or_default();
    let before = if place(set) < last(anchor) { BEFORE } else { 0 };
    let behind = if last(set) > place(anchor) { BEHIND } else { 0 };
    let (reach, joints) = reach(path, anchor, set, frequencies);
    Partner { symbol: set, reach, joints, sides: before | behind }
}

/// Sets of which every path has one, chosen greedily: those at whose words scan stops least more often for each path that has
/// none yet. Words that stop it already cost nothing. Source: Chvátal, "A Greedy Heuristic for the Set-Covering Problem"
/// (1979).
fn cover(open: &BTreeMap<&Path, BTreeSet<u16>>, frequencies: &Frequencies) -> BTreeSet<u16> {
    let mut cost = frequencies.per_million.clone();
    let mut terms_of: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (number, (_, sets)) in frequencies.terms.iter().enumerate() {
        sets.iter().for_each(|set| terms_of.entry(*set).or_default().push(number));
    }
    let mut stops = vec![false; frequencies.terms.len()];
    let mut left: Vec<&BTreeSet<u16>> = open.values().collect();
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    left.iter().flat_map(|sets| sets.iter()).for_each(|set| *counts.entry(*set).or_default() += 1);
    let mut chosen = BTreeSet::new();
    while !left.is_empty() {
        let price = |set: u16, count: u32| {
            // Sums of differences may miss nothing by a hair.
            cost.get(usize::from(set)).map_or(f64::INFINITY, |cost| cost.max(0.0)) / f64::from(count)
        };
        let best = counts.iter().filter(|(_, count)| **count > 0);
        let best = best.min_by(|(a, x), (b, y)| price(**a, **x).total_cmp(&price(**b, **y)));
        let Some((&best, _)) = best else { break };
        chosen.insert(best);
        for &term in terms_of.get(&best).map(Vec::as_slice).unwrap_or_default() {
            let (Some(stopped), Some((frequency, sets))) = (stops.get_mut(term), frequencies.terms.get(term)) else {
                continue;
            };
            if core::mem::replace(stopped, true) {
                continue;
            }
            for set in sets {
                if let Some(cost) = cost.get_mut(usize::from(*set)) {
                    *cost -= frequency;
                }
            }
        }
        left.retain(|sets| {
            let done = sets.contains(&best);
            if done {
                for set in *sets {
                    if let Some(count) = counts.get_mut(set) {
                        *count = count.saturating_sub(1);
                    }
                }
            }
            !done
        });
    }
    chosen
}

/// As many tokens as there may be from where words of one set begin to where those of another do, fillers not counted, and at
/// how many places fillers may stand between them.
fn reach(path: &[Step], anchor: u16, other: u16, frequencies: &Frequencies) -> (u8, u8) {
    let stands = |step: &Step| *step == Step::Set(anchor) || *step == Step::Set(other);
    let from = path.iter().position(stands).unwrap_or_default();
    let to = path.iter().rposition(stands).unwrap_or(path.len());
    let between = || path.iter().take(to).skip(from);
    let sets = between().filter_map(|step| if let Step::Set(set) = step { Some(*set) } else { None });
    let joints = u8::try_from(sets.clone().count()).unwrap_or(u8::MAX);
    let reach = between().fold(0u32, |sum, step| match step {
        Step::Set(set) if frequencies.get(*set).is_finite() => sum.saturating_add(frequencies.longest(*set)),
        Step::Set(_) => sum.saturating_add(SHAPE),
        Step::Gap(tokens) => sum.saturating_add(u32::from(*tokens)),
    });
    let short = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
    if joints > MAX_JOINTS {
        (short(reach.saturating_add(MAX_FILLERS * u32::from(joints))), 0)
    } else {
        (short(reach), joints)
    }
}
