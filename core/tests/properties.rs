//! What must hold of every text: explained scores, no panic, pieces equal the whole, nothing depends on what is far.
#![cfg(feature = "compile")]

mod common;

use common::{json_lines, packs, scorer, testdata};
use proptest::prelude::*;
use sipar::{Context, Finding, Report, Scorer, Scratch};
use std::sync::OnceLock;

/// All test packs together, and the texts of the suite.
fn all() -> &'static (Scorer, Vec<String>) {
    static ALL: OnceLock<(Scorer, Vec<String>)> = OnceLock::new();
    ALL.get_or_init(|| {
        let packs = packs();
        let ids: Vec<&str> = packs.keys().map(String::as_str).collect();
        let cases = json_lines(&testdata().join("cases.jsonl"));
        (scorer(&packs, &ids), cases.iter().map(|case| case["text"].as_str().unwrap().to_owned()).collect())
    })
}

/// Texts of the suite in any order, joined in every way, with arbitrary ones between.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<prop::sample::Index>().prop_map(|index| index.get(&all().1).clone()),
        1 => "\\PC{0,30}",
        1 => "[.!?…؟۔ \\n'’#@:/_a-zа-яА-Яا-ی0-9\u{200c}\u{301}👍🏽]{0,30}",
        1 => ("[a-z ]{1,9}", 1usize..600).prop_map(|(unit, times)| unit.repeat(times)),
    ];
    prop::collection::vec(
        (piece, prop::sample::select(vec!["", " ", ". ", "\n", " — ", "! \"", "#", "@", "\r\n\r\n"])),
        0..12,
    )
    .prop_map(|pieces| pieces.into_iter().map(|(piece, end)| piece + end).collect())
}

/// The score as a reader recomputes it from the findings.
fn recompute(report: &Report) {
    for category in &report.categories {
        let counted = report.findings.iter().filter(|f| f.category == category.id && f.counted);
        let sum: i32 = counted.map(|finding| finding.net).sum();
        assert_eq!(category.logit, (sum - 300).clamp(-1_600, 1_600));
        let exact = 1.0 / (1.0 + (-f64::from(category.logit) / 100.0).exp());
        assert!((category.score - exact).abs() <= 0.000_05 + 1e-12, "{category:?}");
        assert!(report.findings.iter().any(|finding| finding.category == category.id));
    }
    for finding in &report.findings {
        assert!(report.categories.iter().any(|category| category.id == finding.category));
        assert!(!finding.reason.is_empty() && !finding.gloss.is_empty());
    }
    let highest = report.categories.iter().map(|category| category.score).fold(0.0, f64::max);
    assert!((report.score - highest).abs() < 1e-12);
    assert_eq!(report.level, report.categories.iter().map(|category| category.level).max().unwrap_or_default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_score_is_recomputed_from_its_findings(text in any_text()) {
        let report = all().0.score(&text);
        recompute(&report);
        for finding in &report.findings {
            prop_assert!(finding.text(&text).is_some_and(|words| !words.is_empty()));
            let (bytes, utf16, chars) = (finding.span.bytes(), finding.span.utf16, finding.span.chars);
            prop_assert_eq!(utf16[0] as usize, text[..bytes.start].encode_utf16().count());
            prop_assert_eq!(chars[1] as usize, text[..bytes.end].chars().count());
        }
    }

    #[test]
    fn a_text_in_pieces_scores_as_the_whole(text in any_text(), times in 1usize..400, cuts in prop::collection::vec(1usize..9_000, 1..30)) {
        let text = text.repeat(times.min(300_000 / text.len().max(1)).max(1));
        let mut stream = all().0.stream();
        let mut rest = text.as_str();
        for cut in cuts.iter().cycle() {
            let cut = (*cut..).find(|&at| at >= rest.len() || rest.is_char_boundary(at)).unwrap().min(rest.len());
            stream.push(&rest[..cut]);
            rest = &rest[cut..];
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(stream.finish(), all().0.score(&text));
    }

    #[test]
    fn buffers_used_again_change_nothing(texts in prop::collection::vec(any_text(), 1..4)) {
        let mut scratch = Scratch::default();
        for text in &texts {
            prop_assert_eq!(all().0.score_with(&mut scratch, text), all().0.score(text));
        }
        let each: Vec<Report> = all().0.score_all(&texts).collect();
        prop_assert_eq!(each.len(), texts.len());
    }

    #[test]
    fn findings_do_not_depend_on_what_stands_three_sentences_away(before in any_text(), text in any_text(), after in any_text()) {
        let alone = all().0.score(&text);
        // Context reaches two sentences far.
        let far = "\noh\noh\noh\n";
        let whole = all().0.score(&[&before, far, &text, far, &after].concat());
        let from = before.len() + far.len();
        let inside: Vec<(String, usize, usize)> = whole.findings.iter().map(|f| (f.entry.clone(), f.span.bytes().start, f.span.bytes().end))
            .filter(|(_, start, end)| *start >= from && *end <= from + text.len())
            .map(|(entry, start, end)| (entry, start - from, end - from)).collect();
        let expected: Vec<(String, usize, usize)> = alone.findings.iter().map(|f| (f.entry.clone(), f.span.bytes().start, f.span.bytes().end)).collect();
        prop_assert_eq!(inside, expected);
    }

    #[test]
    fn a_muted_entry_never_fires(text in any_text(), which in any::<prop::sample::Index>()) {
        let report = all().0.score(&text);
        if !report.findings.is_empty() {
            let muted = which.get(&report.findings);
            let id = format!("{}/{}", muted.pack.split('@').next().unwrap(), muted.entry);
            let builder = Scorer::builder().packs(all().0.packs().iter().cloned());
            let quieter = builder.mute(&id).build().unwrap().score(&text);
            prop_assert!(!quieter.findings.iter().any(|f| f.entry == muted.entry && f.pack == muted.pack));
            // What needed it as company may go with it; all else stays.
            let stays = |f: &&Finding| f.entry != muted.entry || f.pack != muted.pack;
            let needs_company = |f: &Finding| all().0.packs().iter().filter(|pack| f.pack.starts_with(pack.id()))
                .any(|pack| pack.entries().any(|entry| entry.id == f.entry && entry.context == Context::Need));
            let kept = |f: &Finding| quieter.findings.iter().any(|other| other.entry == f.entry && other.span == f.span);
            prop_assert!(report.findings.iter().filter(stays).all(|f| kept(f) || needs_company(f)));
            prop_assert!(quieter.findings.len() <= report.findings.iter().filter(stays).count());
            recompute(&quieter);
        }
    }
}

#[test]
fn a_text_without_findings_scores_nothing() {
    for text in ["", " ", "\n\n", "hello", "…", "\u{feff}"] {
        assert_eq!(all().0.score(text), Report::default());
    }
}

#[test]
fn muted_categories_and_thresholds_override_the_packs() {
    let (everything, texts) = all();
    let packs = || everything.packs().iter().cloned();
    let quiet = ["threat", "scam", "hate", "incitement", "recruitment"]
        .iter()
        .fold(Scorer::builder().packs(packs()), |b, c| b.mute_category(c));
    let quiet = quiet.build().unwrap();
    assert!(texts.iter().all(|text| quiet.score(text).findings.is_empty()));
    let strict = Scorer::builder().packs(packs()).threshold("threat", sipar::Level::High, 0.9999).build().unwrap();
    let levels = |scorer: &Scorer| {
        texts
            .iter()
            .map(|text| scorer.score(text))
            .flat_map(|r| r.categories)
            .filter(|c| c.id == "threat" && c.level == sipar::Level::High)
            .count()
    };
    assert!(levels(everything) > 20);
    assert_eq!(levels(&strict), 0);
}

#[test]
fn a_cut_never_parts_what_belongs_together() {
    let scorer = &all().0;
    let units = [
        format!("{}#{} send the fee first ", "w ".repeat(220), "fooBar_".repeat(45)),
        format!("{} send the fee first.x.com.y.z ", "w ".repeat(250)),
        format!("{}@{}.we will find you ", "w ".repeat(250), "name".repeat(40)),
        format!("{}… Send the fee first", "x".repeat(700)),
    ];
    for unit in &units {
        for shift in 0..40 {
            let text = format!("{}{}", "y ".repeat(shift * 7), unit.repeat(300));
            let mut stream = scorer.stream();
            text.as_bytes()
                .chunks(1_000)
                .scan(0, |at, chunk| {
                    let start = *at;
                    *at = (start + chunk.len()..)
                        .find(|&end| text.is_char_boundary(end.min(text.len())))
                        .unwrap()
                        .min(text.len());
                    Some(&text[start.min(*at)..*at])
                })
                .for_each(|piece| stream.push(piece));
            assert_eq!(stream.finish(), scorer.score(&text), "{unit:.40} {shift}");
        }
    }
}

#[test]
fn a_scorer_may_be_shared_between_threads() {
    let (scorer, texts) = all();
    let expected: Vec<String> = texts.iter().map(|text| scorer.score(text).to_json()).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let found: Vec<String> = scorer.score_all(texts).map(|report| report.to_json()).collect();
                assert_eq!(found, expected);
            });
        }
    });
}
