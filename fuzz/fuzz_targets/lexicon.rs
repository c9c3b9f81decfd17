//! Any TOML: it is refused with diagnostics, or makes a pack that loads, the same bytes each time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar::{Lexicon, Pack, SourceFile};

fuzz_target!(|text: &str| {
    let file = SourceFile { path: "pack.toml".into(), text: text.into() };
    std::hint::black_box(sipar::includes(&file));
    match Lexicon::parse([file]).and_then(|lexicon| Ok((lexicon.compile()?, lexicon.compile()?))) {
        Ok((bytes, again)) => {
            assert_eq!(bytes, again);
            Pack::load(bytes).expect("what was compiled loads");
        }
        Err(error) => assert!(!error.diagnostics.is_empty()),
    }
});
