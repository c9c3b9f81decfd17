//! Any word list: it is refused with diagnostics, or makes a pack that loads and finds nothing outside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar::{Lexicon, ListOptions, Pack, SourceFile};
use sipar_fuzz::{check, scorer};

fuzz_target!(|input: (u8, &str)| {
    let (kind, text) = input;
    let extension = ["txt", "csv", "tsv"][usize::from(kind) % 3];
    let file = SourceFile { path: format!("list.{extension}"), text: text.into() };
    match Lexicon::list(file, &ListOptions::default()).and_then(|lexicon| lexicon.compile()) {
        Ok(bytes) => {
            let scorer = scorer(Pack::load(bytes).expect("what was compiled loads"));
            check(&scorer.score(text), text);
        }
        Err(error) => assert!(!error.diagnostics.is_empty()),
    }
});
