//! Any text: scoring never panics, and its report can be recomputed from its own findings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar_fuzz::{SCORER, check};

fuzz_target!(|text: &str| check(&SCORER.score(text), text));
