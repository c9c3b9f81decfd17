//! Which rules of context apply to a match: by where their cues stand, by quotation marks, by a question mark.

use super::effects::effective;
use crate::analyse::{Barrier, Cue, Match, Note, Reading};
use crate::pack::rules::Rule;
use crate::pack::{CuePlace, Pack, RuleKind};
use crate::text::quotes::Quotations;

/// What stands around a match.
pub(super) struct Surroundings<'s> {
    pub(super) packs: &'s [Pack],
    /// Per pack, its categories' numbers among all.
    pub(super) numbers: &'s [Vec<u16>],
    /// The sentence before, the match's own, the one behind.
    pub(super) readings: [Option<&'s Reading>; 3],
    pub(super) quotations: &'s Quotations,
    /// The question mark that ends the sentence, in bytes of the text.
    pub(super) question: Option<(usize, usize)>,
    /// Where the read text begins in what is scored; quotations are told within it.
    pub(super) base: usize,
}

/// Notes the rules that apply to a match.
pub(super) fn apply(found: &mut Match, around: &Surroundings<'_>) {
    if found.evidence <= 0 {
        return;
    }
    let mut notes: Vec<Note> = Vec::new();
    let (mut third, mut company) = (false, false);
    let mut add = |rule: &Rule, start: usize, end: usize| {
        notes.push(Note { kind: rule.kind, evidence: rule.evidence, start, end });
        third |= rule.third;
        company |= rule.company;
    };
    for (offset, reading) in around.readings.iter().enumerate() {
        let Some(reading) = reading else { continue };
        for cue in &reading.cues {
            let Some(rule) = around.packs.get(usize::from(cue.pack)).and_then(|pack| pack.rule(cue.rule)) else {
                continue;
            };
            // What a negative form says of a finding depends on the entry, which only its own pack knows; and what is read as
            // a cue by a spelling table may be an honest word of another pack's language.
            if (rule.place == CuePlace::Affix || !cue.as_listed) && cue.pack != found.pack {
                continue;
            }
            let stands =
                if offset == 1 { bears(&rule, cue, found, &reading.barriers) } else { rule.place == CuePlace::Near };
            if stands && around.concerns(usize::from(cue.pack), &rule, found) {
                add(&rule, cue.bytes.0, cue.bytes.1);
            }
        }
    }
    for (number, pack) in around.packs.iter().enumerate() {
        for rule in pack.rules().filter(|rule| rule.structural && around.concerns(number, rule, found)) {
            let place = match rule.kind {
                RuleKind::Quotation => {
                    let inner = |at: usize| at.checked_sub(around.base);
                    let range = inner(found.start).zip(inner(found.end));
                    let range = range.and_then(|(start, end)| around.quotations.around(start, end));
                    range.map(|(start, end)| (start + around.base, end + around.base))
                }
                RuleKind::Question => around.question,
                _ => None,
            };
            if let Some((start, end)) = place {
                add(&rule, start, end);
            }
        }
    }
    found.notes = effective(&notes, found.mode, third);
    found.company = company;
}

impl Surroundings<'_> {
    /// Whether a rule of a pack bears on the category of a match, which may be another pack's.
    fn concerns(&self, pack: usize, rule: &Rule, found: &Match) -> bool {
        if rule.categories == 0 {
            return true;
        }
        let own = self.numbers.get(usize::from(found.pack)).and_then(|n| n.get(usize::from(found.category)));
        let named = self.numbers.get(pack).map(Vec::as_slice).unwrap_or_default();
        named.iter().take(64).enumerate().any(|(bit, number)| rule.categories >> bit & 1 == 1 && Some(number) == own)
    }
}

/// Whether a cue of the same sentence stands where its rule asks.
fn bears(rule: &Rule, cue: &Cue, found: &Match, barriers: &[Barrier]) -> bool {
    let (start, end) = cue.words;
    let own = || found.parts.iter().map(|part| part.words).filter(|words| words.0 < words.1);
    if rule.place == CuePlace::Affix {
        return own().any(|words| words.0 < end && start < words.1);
    }
    // "Don't tell anyone" is the technique, no negation of it.
    if (start..end).all(|word| own().any(|words| (words.0..words.1).contains(&word))) {
        return false;
    }
    let (Some(first), Some(last)) = (own().map(|words| words.0).min(), own().map(|words| words.1).max()) else {
        return false;
    };
    let stops = |barrier: &&Barrier| barrier.as_listed || barrier.pack == found.pack;
    let open = |from: u16, to: u16| !barriers.iter().filter(stops).any(|barrier| (from..to).contains(&barrier.word));
    let clear = |from: u16, to: u16| to.saturating_sub(from) <= u16::from(rule.reach) && open(from, to);
    // What overlaps an edge of the match stands beside it. What stands in a gap stands beside the parts on either side, however
    // far, but for a barrier: "women are not weak but vermin" denies no vermin.
    let between = first <= start && end <= last;
    let ahead = || own().map(|words| words.0).filter(|&part| part >= end).min().is_none_or(|part| open(end, part));
    let behind = || own().map(|words| words.1).filter(|&part| part <= start).max().is_none_or(|part| open(part, start));
    let before = (start < first && clear(end.min(first), first)) || (between && ahead());
    let after = (end > last && clear(last, start.max(last))) || (between && behind());
    match rule.place {
        CuePlace::Before => before,
        CuePlace::After => after,
        CuePlace::Around => before || after,
        CuePlace::Sentence | CuePlace::Near => true,
        CuePlace::Affix => false,
    }
}
