//! Any text in any pieces: the report equals that of the whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar_fuzz::SCORER;

fuzz_target!(|input: (&[u8], &str)| {
    let (sizes, text) = input;
    let mut stream = SCORER.stream();
    let mut rest = text;
    for &size in sizes {
        // The last place at or before `size` where no character is cut.
        let cut = (0..=usize::from(size)).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
        let (piece, after) = rest.split_at(cut);
        stream.push(piece);
        rest = after;
    }
    stream.push(rest);
    assert_eq!(stream.finish(), SCORER.score(text));
});
