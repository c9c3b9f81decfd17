//! Scoring a text in which nothing is found allocates nothing.
#![cfg(feature = "compile")]

use sipar::{Lexicon, ListOptions, Pack, Scorer, Scratch, SourceFile};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

// A test file of its own with one test: nothing else runs, and allocates, in this process meanwhile.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn scorer() -> Scorer {
    let text = "zorgle\nblip now\nsend the fee first\nжуткослово\n".into();
    let list = SourceFile { path: "list.txt".into(), text };
    let bytes = Lexicon::list(list, &ListOptions::default()).unwrap().compile().unwrap();
    Scorer::builder().pack(Pack::load(bytes).unwrap()).build().unwrap()
}

#[test]
fn a_clean_text_allocates_nothing() {
    let clean = [
        String::new(),
        "Meet me at the café at 7 o'clock; it isn't far. Send me the address!".to_owned(),
        "Привет! Как дела, ёлки-палки? Қазақ тілі, ўзбек тили, забони тоҷикӣ.".to_owned(),
        "سلام، می\u{200C}خواهم بروم. این کتاب است؟ 你好。👍🏽 🇹🇯 https://example.org/x #TagOne @name bob@mail.example"
            .to_owned(),
        "Send the letter first. Blip, and now. ".repeat(2_000),
        "x".repeat(100_000),
    ];
    let scorer = scorer();
    // What a scorer makes when a text first asks for it stays.
    assert!(!scorer.score("Send the fee first.").findings.is_empty());
    let mut scratch = Scratch::default();
    let region = Region::new(ALLOCATOR);
    for text in &clean {
        assert!(scorer.score_with(&mut scratch, text).findings.is_empty());
    }
    let change = region.change();
    assert_eq!(change.allocations + change.reallocations, 0, "{change:?}");
    assert!(!scorer.score_with(&mut scratch, "Send the fee, first!").findings.is_empty());
    assert!(region.change().allocations > 0);
}
