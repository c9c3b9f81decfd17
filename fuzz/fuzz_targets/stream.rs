//! Any text in any pieces: the report equals that of the whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar_fuzz::SCORER;

fuzz_target!(|input: (&[u8], &str)| {
    let (sizes, text) = input;
    let mut stream = SCORER.stream();
    let mut rest = text;
    for &size in sizes {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(usize::from(size)));
        stream.push(piece);
        rest = after;
    }
    stream.push(rest);
    assert_eq!(stream.finish(), SCORER.score(text));
});
