use super::*;
use proptest::prelude::*;

fn evidence(rank: u32, sentence: u32, start: usize, net: i32) -> Evidence {
    Evidence {
        category: 0,
        rank,
        sentences: (sentence, sentence),
        start,
        end: start + 5,
        net,
        mode: Context::Damp,
        experimental: false,
    }
}

fn verdict(all: &[Evidence], sentences: u32) -> Verdict {
    score(all, 0, sentences, Thresholds::default(), 0).unwrap()
}

#[test]
fn the_design_s_examples() {
    let of = |nets: &[i32]| {
        let all: Vec<Evidence> = (0u32..).zip(nets).map(|(n, &net)| evidence(n, 0, n as usize * 10, net)).collect();
        let verdict = verdict(&all, 1);
        (verdict.score, verdict.level)
    };
    assert_eq!(of(&[100]), (1_192, Level::None));
    assert_eq!(of(&[100, 100]), (2_689, Level::Low));
    assert_eq!(of(&[250]), (3_775, Level::Low));
    assert_eq!(of(&[250, 100]), (6_225, Level::Medium));
    assert_eq!(of(&[450]), (8_176, Level::High));
    assert_eq!(of(&[150]), (1_824, Level::None));
    assert_eq!(of(&[5_000, 5_000]).0, sigma(MAX_LOGIT));
}

#[test]
fn a_category_without_findings_is_not_listed() {
    assert_eq!(score(&[evidence(0, 0, 0, 100)], 1, 1, Thresholds::default(), 0), None);
}

#[test]
fn windows_are_three_sentences_and_the_earliest_of_equals_wins() {
    let near = [evidence(0, 0, 0, 100), evidence(1, 2, 20, 100)];
    assert_eq!(verdict(&near, 5).logit, -100);
    let far = [evidence(0, 0, 0, 100), evidence(1, 3, 20, 100)];
    assert_eq!((verdict(&far, 5).logit, verdict(&far, 5).window), (-200, 0));
    let later = [evidence(0, 4, 0, 100)];
    assert_eq!(verdict(&later, 9).window, 2);
    assert_eq!(verdict(&later, 5).window, 2);
    assert_eq!(verdict(&[evidence(0, 1, 0, 100)], 2).window, 0);
}

#[test]
fn an_entry_counts_once() {
    let twice = [evidence(0, 0, 0, 250), evidence(0, 0, 20, 250)];
    let verdict = verdict(&twice, 1);
    assert_eq!(verdict.counted, [(0, 250)]);
}

#[test]
fn of_overlapping_findings_the_heaviest_set_counts() {
    let mut all = [evidence(0, 0, 0, 250), evidence(1, 0, 3, 300), evidence(2, 0, 7, 250)];
    assert_eq!(verdict(&all, 1).counted, [(0, 250), (2, 250)]);
    all[1].net = 600;
    assert_eq!(verdict(&all, 1).counted, [(1, 600)]);
}

#[test]
fn an_entry_that_gives_way_counts_where_it_stands_free() {
    let elsewhere = [evidence(0, 0, 0, 250), evidence(1, 0, 2, 200), evidence(1, 0, 30, 150), evidence(1, 0, 50, 100)];
    assert_eq!(verdict(&elsewhere, 1).counted, [(0, 250), (2, 150)]);
    // Its best place is tried first.
    let first = [evidence(0, 0, 0, 250), evidence(1, 0, 2, 300), evidence(0, 0, 40, 50)];
    assert_eq!(verdict(&first, 1).counted, [(1, 300), (2, 50)]);
}

#[test]
fn what_needs_company_counts_only_in_company() {
    let need = |rank, start| Evidence { mode: Context::Need, ..evidence(rank, 0, start, 250) };
    assert_eq!(verdict(&[need(0, 0)], 1).counted, []);
    // One is company for another, unless they overlap or are the same.
    assert_eq!(verdict(&[need(0, 0), need(1, 20)], 1).counted, [(0, 250), (1, 250)]);
    assert_eq!(verdict(&[need(0, 0), need(1, 3)], 1).counted, []);
    assert_eq!(verdict(&[need(0, 0), need(0, 20)], 1).counted, []);
    assert_eq!(verdict(&[need(0, 0), evidence(1, 0, 20, 100)], 1).counted, [(0, 250), (1, 100)]);
    assert_eq!(verdict(&[need(0, 0), evidence(1, 0, 20, -100)], 1).counted, [(1, -100)]);
    // One that overlaps its only company neither counts nor pushes it out.
    assert_eq!(verdict(&[need(0, 0), evidence(1, 0, 2, 100)], 1).counted, [(1, 100)]);
    // … while another one is its company, if it stands apart.
    let beside = [need(0, 0), evidence(1, 0, 2, 100), need(2, 20)];
    assert_eq!(verdict(&beside, 1).counted, [(0, 250), (2, 250)]);
    let beside = [need(0, 0), evidence(1, 0, 2, 300), need(2, 20)];
    assert_eq!(verdict(&beside, 1).counted, [(1, 300), (2, 250)]);
}

#[test]
fn protection_is_bounded_and_never_lowers_a_direct_threat() {
    let protect = |rank, start, net| evidence(rank, 0, start, net);
    let calm = [evidence(0, 0, 0, 450), protect(1, 20, -150), protect(2, 40, -150)];
    assert_eq!(verdict(&calm, 1).counted, [(0, 450), (1, -150), (2, -50)]);
    let keep = Evidence { mode: Context::Keep, ..evidence(0, 0, 0, 450) };
    assert_eq!(verdict(&[keep, protect(1, 20, -150)], 1).counted, [(0, 450)]);
    let both = [keep, evidence(1, 0, 10, 100), protect(2, 20, -150)];
    assert_eq!(verdict(&both, 1).counted, [(0, 450), (1, 100), (2, -100)]);
}

#[test]
fn what_nobody_reviewed_is_capped_at_medium() {
    let unreviewed = Evidence { experimental: true, ..evidence(0, 0, 0, 450) };
    assert_eq!(verdict(&[unreviewed], 1).level, Level::Medium);
    assert_eq!(verdict(&[unreviewed], 1).score, 8_176);
    let reviewed = evidence(1, 0, 10, 450);
    assert_eq!(verdict(&[unreviewed, reviewed], 1).level, Level::High);
    let weak = evidence(1, 0, 10, 100);
    assert_eq!(verdict(&[unreviewed, weak], 1).level, Level::Medium);
}

#[test]
fn what_nobody_reviewed_does_not_hide_what_was_reviewed() {
    let reviewed = evidence(0, 0, 0, 450);
    let heavier = Evidence { experimental: true, ..evidence(1, 0, 2, 500) };
    let both = verdict(&[reviewed, heavier], 1);
    assert_eq!((both.counted, both.level), (vec![(1, 500)], Level::High));
    // Nor by drawing the window to another place.
    let far = Evidence { experimental: true, ..evidence(1, 9, 90, 500) };
    let both = verdict(&[reviewed, far], 10);
    assert_eq!((both.window, both.level), (7, Level::High));
}

#[test]
fn sensitivity_moves_the_level_and_not_the_score() {
    let all = [evidence(0, 0, 0, 250)];
    let with = |shift| score(&all, 0, 1, Thresholds::default(), shift).unwrap();
    assert_eq!((with(100).level, with(100).score), (Level::Medium, 3_775));
    assert_eq!((with(-100).level, with(-100).score), (Level::None, 3_775));
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    (0u32..6, 0u32..6, 0usize..10, 1usize..8, -200i32..500, 0usize..3, any::<bool>()).prop_map(
        |(rank, sentence, start, len, net, mode, experimental)| {
            let start = sentence as usize * 30 + start;
            let mode = Context::ALL[mode];
            Evidence {
                category: 0,
                rank,
                sentences: (sentence, sentence),
                start,
                end: start + len,
                net,
                mode,
                experimental,
            }
        },
    )
}

proptest! {
    #[test]
    fn counted_nets_sum_to_the_logit(all in prop::collection::vec(any_evidence(), 1..20)) {
        let verdict = verdict(&all, 6);
        let sum: i32 = verdict.counted.iter().map(|(_, net)| net).sum();
        prop_assert_eq!(verdict.logit, (sum + PRIOR).clamp(-MAX_LOGIT, MAX_LOGIT));
        let negative: i32 = verdict.counted.iter().map(|(_, net)| (*net).min(0)).sum();
        prop_assert!(negative >= -MAX_PROTECTION);
        let mut ranks: Vec<u32> = verdict.counted.iter().map(|(index, _)| all[*index].rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        prop_assert_eq!(ranks.len(), verdict.counted.len());
        for (n, (a, _)) in verdict.counted.iter().enumerate() {
            let a = &all[*a];
            prop_assert!(a.sentences.0 >= verdict.window && a.sentences.1 < verdict.window + WINDOW);
            for (b, _) in &verdict.counted[..n] {
                let b = &all[*b];
                prop_assert!(a.net < 0 || b.net < 0 || a.end <= b.start || b.end <= a.start);
            }
        }
    }

    /// Protective findings lower, and what needs company may lose it: neither is the cap's doing.
    #[test]
    fn findings_nobody_reviewed_never_lower_a_level(all in prop::collection::vec(any_evidence(), 1..20)) {
        let plain = |e: Evidence| Evidence {
            experimental: e.rank & 1 == 0,
            net: e.net.abs().max(1),
            mode: if e.mode == Context::Need { Context::Damp } else { e.mode },
            ..e
        };
        let all: Vec<Evidence> = all.into_iter().map(plain).collect();
        let reviewed: Vec<Evidence> = all.iter().filter(|e| !e.experimental).copied().collect();
        let level = |all: &[Evidence]| score(all, 0, 6, Thresholds::default(), 0).map_or(Level::None, |v| v.level);
        prop_assert!(level(&reviewed) <= level(&all), "{:?} {:?}", level(&reviewed), level(&all));
        prop_assert!(level(&all) < Level::High || level(&reviewed) == Level::High);
    }

    #[test]
    fn another_finding_that_stands_alone_never_lowers_a_score(
        all in prop::collection::vec(any_evidence(), 1..12), net in 1i32..500,
    ) {
        let mut more = all.clone();
        more.push(evidence(99, 0, 1_000, net));
        prop_assert!(verdict(&more, 6).logit >= verdict(&all, 6).logit);
    }
}
