//! Scan may let too much through, never too little: whatever analyse would find lies in a sentence that scan wakes.

use super::*;
use crate::analyse::{Analyser, Lattice, Lexicons, Match, Reading, Uses};
use crate::lexicon::{Lexicon, ListOptions, SourceFile};
use crate::lookup::References;
use proptest::prelude::*;

fn pack(terms: &[String]) -> Option<Pack> {
    let file = SourceFile { path: "list.txt".into(), text: terms.join("\n") };
    let bytes = Lexicon::list(file, &ListOptions::default()).ok()?.compile().ok()?;
    Pack::load(bytes).ok()
}

fn found(packs: &[Pack], text: &str, sentences: &[Sentence]) -> Vec<Match> {
    let mut analyser = Analyser::default();
    let (vocabulary, filter) = (Vocabulary::new(packs), Filter::all());
    let references = References::default();
    let uses = Uses::new(packs, &vocabulary, &references);
    let gates = Gates::new(packs, &vocabulary);
    let (filter, vocabulary, references, uses, gates) = (&filter, &vocabulary, &references, &uses, &gates);
    let lexicons = Lexicons { packs, filter, vocabulary, references, uses, gates };
    let mut read = |sentence: &Sentence| {
        let (mut lattice, mut reading, woken_by) = (Lattice::default(), Reading::default(), sentence.woken_by);
        analyser.look(lexicons, &mut lattice, text, 0, sentence.start, sentence.index, woken_by);
        analyser.read(lexicons, &lattice, None, sentence.index, (woken_by, &mut reading));
        reading.matches
    };
    sentences.iter().flat_map(&mut read).collect()
}

fn scan(packs: &[Pack], text: &str) -> Scan {
    let mut scan = Scan::default();
    let (vocabulary, filter) = (Vocabulary::new(packs), Filter::new(packs));
    let built = Gates::new(packs, &vocabulary);
    let gates = Late::new(move || built);
    let numbers: Vec<Vec<u16>> =
        packs.iter().map(|pack| (0..).zip(pack.categories()).map(|(n, _)| n).collect()).collect();
    let sought = Sought { packs, filter: &filter, gates: &gates, vocabulary: &vocabulary, numbers: &numbers };
    scan.run(sought, text, 0, text.len(), 0);
    scan.find_company(sought, 0, true);
    scan
}

/// Every sentence of a text, by its own reading of the tokens.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = Vec::new();
    let mut tokens = Tokens::new(text, 0);
    while let Some(token) = tokens.next() {
        if token.starts_sentence {
            let index = u32::try_from(all.len()).unwrap();
            let (start, end) = (tokens.sentence_start(), text.len());
            all.push(Sentence { index, start, end, woken_by: PackSet::ALL, ..Sentence::default() });
        }
    }
    all
}

/// Words of many scripts and lengths, from few letters so that they meet.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab]{1,3}",
        "[ab]{5,18}",
        "[abAB']{1,9}",
        "[аб]{1,10}",
        "[қкеёЁ\u{306}]{1,6}",
        "[اأبيیكک\u{200c}\u{64b}ـ]{1,8}",
        "[oʻ'’gʼ]{1,6}",
        "[ﬁﬂßsfi]{1,4}",
        "[ქა]{1,5}",
        "[日本]{1,3}",
        "[👍👍🏽🇹🇯]{1,2}",
        "[0-9٣۳]{1,4}",
        "[ﷺ]{1}",
        "[İIıi\u{307}]{1,4}",
        "[𝐛𝐨b]{1,5}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn what_analyse_finds_scan_wakes(
        terms in prop::collection::vec(prop::collection::vec(word(), 1..5).prop_map(|words| words.join(" ")), 1..40),
        pieces in prop::collection::vec((word(), prop::sample::select(vec![" ", " ", " ", "-", ", ", ". ", "\n", "", "_", " #"])), 0..40),
        copies in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![" ", ". ", " x ", ""])), 0..8),
    ) {
        let mut text: String = pieces.into_iter().map(|(word, gap)| word + gap).collect();
        for (index, gap) in copies {
            text.push_str(index.get::<String>(&terms));
            text.push_str(gap);
        }
        let Some(pack) = pack(&terms) else { return Ok(()) };
        let packs = [pack];
        let scan = scan(&packs, &text);
        let awake: Vec<Sentence> = scan.sentences.iter().copied().filter(Sentence::is_awake).collect();
        prop_assert_eq!(found(&packs, &text, &awake), found(&packs, &text, &sentences(&text)));
        prop_assert!(scan.counts.passed == 0 || !is_clean(&text, &Filter::new(&packs)));
    }

    #[test]
    fn what_is_clean_at_a_glance_passes_nothing(
        terms in prop::collection::vec(prop::collection::vec("[ab]{1,3}", 1..5).prop_map(|words| words.join(" ")), 1..6),
        pieces in prop::collection::vec(("[abAB]{1,3}", prop::sample::select(vec![" ", " ", " ", ", ", ". ", "'"])), 0..30),
    ) {
        let text: String = pieces.into_iter().map(|(word, gap)| word + gap).collect();
        let packs = [pack(&terms).unwrap()];
        prop_assert!(scan(&packs, &text).counts.passed == 0 || !is_clean(&text, &Filter::new(&packs)));
    }
}

#[test]
fn a_clean_message_is_told_at_a_glance() {
    let packs = [pack(&["zorgle".into(), "send the fee first".into(), "see you later alligator".into()]).unwrap()];
    let filter = Filter::new(&packs);
    for clean in ["", "Don't wait. See you later at 7:30!", "I can't send the parcel. The fee? First of all, no."] {
        assert!(is_clean(clean, &filter), "{clean}");
    }
    for not_told in
        ["Zorgle!", "Send the fee, first.", "See you later, alligator", "See t.me/x", "Привет", &"a ".repeat(200)]
    {
        assert!(!is_clean(not_told, &filter), "{not_told}");
    }
    assert!(is_clean("Send the fee first.", &Filter::new(&[])));
}

/// Marks that belong to an emoji may be many, more than sixteen bits hold.
#[test]
fn an_emoji_with_marks_without_end_is_one() {
    let packs = [pack(&["🐀".into(), "🐀 run".into()]).unwrap()];
    for marks in [0, 1, 21_000, 22_000, 50_000] {
        let text = format!("They are 🐀{} run.", "\u{fe0f}".repeat(marks));
        let scan = scan(&packs, &text);
        let awake: Vec<Sentence> = scan.sentences.iter().copied().filter(Sentence::is_awake).collect();
        assert_eq!(found(&packs, &text, &awake), found(&packs, &text, &sentences(&text)), "{marks}");
        assert!(!awake.is_empty(), "{marks}");
        assert!(!found(&packs, &text, &awake).is_empty(), "{marks}");
    }
}

#[test]
fn neighbours_of_a_woken_sentence_are_kept() {
    let packs = [pack(&["zorgle".into()]).unwrap()];
    let scan = scan(&packs, "One. Two. Three. Zorgle! Five. Six. Seven. Eight. Zorgle.");
    let kept: Vec<(u32, bool)> = scan.sentences.iter().map(|s| (s.index, s.is_awake())).collect();
    assert_eq!(kept, [(1, false), (2, false), (3, true), (4, false), (5, false), (6, false), (7, false), (8, true)]);
    assert_eq!((scan.counts.sentences, scan.counts.awake, scan.counts.tokens), (9, 2, 9));
}

#[test]
fn clean_text_passes_few_tokens() {
    let terms: Vec<String> = (0..20_000u32).map(|n| format!("q{:x}z", n.wrapping_mul(2_654_435_761))).collect();
    let packs = [pack(&terms).unwrap()];
    let text: String = (0..50_000u32).map(|n| format!("w{:x} ", n.wrapping_mul(2_246_822_519))).collect();
    let scan = scan(&packs, &text);
    assert!(scan.counts.passed * 100 < scan.counts.tokens, "{:?}", scan.counts);
    assert_eq!(scan.counts.awake, 0);
}
