//! Any word list or table of entries, alone or beside a `pack.toml`: it is refused with diagnostics, or makes a pack
//! that loads and finds nothing outside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar::{Lexicon, ListOptions, Pack, SourceFile};
use sipar_fuzz::{check, scorer};

const HEADER: &str = "id,category,phrase,evidence,context,gloss,flag,pass,note\n";
const PACK: &str =
    "id = \"a\"\nversion = \"1.0.0\"\ntitle = \"a\"\nlicence = \"a\"\n[[category]]\nid = \"a\"\ntitle = \"a\"";

fuzz_target!(|input: (u8, &str)| {
    let (kind, text) = input;
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let list = |path: &str, text: &str| Lexicon::list(file(path, text), &ListOptions::default());
    let lexicon = match kind % 5 {
        0 => list("list.txt", text),
        1 => list("list.csv", text),
        2 => list("list.tsv", text),
        // Behind a header, so that the rows are reached.
        3 => list("list.csv", &format!("{HEADER}{text}")),
        _ => Lexicon::parse([file("pack.toml", PACK), file("entries.csv", &format!("{HEADER}{text}"))]),
    };
    if let Err(error) = &lexicon {
        let places = error.diagnostics.iter().map(|d| (d.line, d.column, d.span));
        places.for_each(|(line, column, span)| assert!(span.0 <= span.1 && (line == 0) == (column == 0)));
    }
    match lexicon.and_then(|lexicon| lexicon.compile()) {
        Ok(bytes) => {
            let scorer = scorer(Pack::load(bytes).expect("what was compiled loads"));
            check(&scorer.score(text), text);
        }
        Err(error) => assert!(!error.diagnostics.is_empty()),
    }
});
