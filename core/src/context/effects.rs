//! How rules of context weigh together: of each kind the strongest, all of them bounded, and a direct threat (`keep`) is
//! not silenced by quotation marks or reports alone.

use crate::analyse::Note;
use crate::pack::{Context, RuleKind};

/// All the context of one finding weighs at most this much, in centinats, either way.
pub(crate) const MAX_CONTEXT: i32 = 600;

/// The notes that count: the strongest of each kind, in the order of kinds; those that a direct threat is not silenced by
/// at 0. `third` says that a report shows a third person as the one addressed, which silences a direct threat as well.
pub(super) fn effective(notes: &[Note], mode: Context, third: bool) -> Vec<Note> {
    let mut strongest: Vec<Note> = Vec::new();
    for note in notes {
        match strongest.iter_mut().find(|kept| kept.kind == note.kind) {
            Some(kept) if note.evidence.abs() > kept.evidence.abs() => *kept = *note,
            Some(_) => {}
            None => strongest.push(*note),
        }
    }
    strongest.sort_unstable_by_key(|note| note.kind);
    if mode == Context::Keep && !third {
        for note in strongest.iter_mut().filter(|n| matches!(n.kind, RuleKind::Quotation | RuleKind::Reporting)) {
            note.evidence = 0;
        }
    }
    strongest
}

/// What remains of a finding's evidence after its spelling's penalty and its context: never less than nothing. Protective
/// evidence is taken as it is.
pub(crate) fn net(evidence: i32, penalty: i32, notes: &[Note]) -> i32 {
    if evidence <= 0 {
        return evidence;
    }
    let context = notes.iter().fold(0i32, |sum, note| sum.saturating_add(note.evidence));
    (evidence - penalty).saturating_add(context.clamp(-MAX_CONTEXT, MAX_CONTEXT)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(kind: RuleKind, evidence: i32) -> Note {
        Note { kind, evidence, start: 0, end: 0 }
    }

    #[test]
    fn the_strongest_of_each_kind_counts() {
        let notes = [note(RuleKind::Negation, -200), note(RuleKind::Quotation, -300), note(RuleKind::Negation, -450)];
        let counted = effective(&notes, Context::Damp, false);
        assert_eq!(counted, [note(RuleKind::Quotation, -300), note(RuleKind::Negation, -450)]);
        assert_eq!(net(450, 0, &counted), 0);
    }

    #[test]
    fn a_direct_threat_is_not_silenced_by_quotation_alone() {
        let quoted = [note(RuleKind::Quotation, -300), note(RuleKind::Reporting, -300)];
        let notes = effective(&quoted, Context::Keep, false);
        assert_eq!((net(450, 0, &notes), notes.len()), (450, 2));
        assert_eq!(net(450, 0, &effective(&quoted, Context::Keep, true)), 0);
        assert_eq!(net(450, 0, &effective(&[note(RuleKind::Negation, -450)], Context::Keep, false)), 0);
    }

    #[test]
    fn context_is_bounded_and_never_makes_a_finding_negative() {
        let notes = [note(RuleKind::Negation, -450), note(RuleKind::CounterSpeech, -450)];
        assert_eq!(net(1_000, 0, &notes), 400);
        assert_eq!(net(100, 0, &notes), 0);
        assert_eq!(net(250, 300, &[]), 0);
        assert_eq!(net(-100, 0, &notes), -100);
    }

    proptest! {
        /// R12: what lowers never raises, and what raises never lowers, whatever else applies.
        #[test]
        fn one_more_rule_moves_a_finding_only_its_own_way(
            evidence in 1i32..1_600,
            penalty in 0i32..400,
            rules in prop::collection::vec((0usize..11, 0i32..600), 0..8),
            more in (0usize..11, 0i32..600),
            mode in prop::sample::select(Context::ALL.to_vec()),
        ) {
            let note = |(kind, weight): (usize, i32)| {
                let kind = RuleKind::ALL[kind];
                note(kind, kind.evidence().signum() * weight)
            };
            let mut notes: Vec<Note> = rules.into_iter().map(note).collect();
            let before = net(evidence, penalty, &effective(&notes, mode, false));
            let more = note(more);
            notes.push(more);
            let after = net(evidence, penalty, &effective(&notes, mode, false));
            if more.kind.evidence() > 0 {
                prop_assert!(after >= before);
            } else {
                prop_assert!(after <= before);
            }
        }
    }
}
