//! Any bytes: loading refuses or accepts them, and whatever it accepted can be listed and scored with.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sipar::Pack;
use xxhash_rust::xxh3::xxh3_64;

/// The header keeps the XXH3-64 of everything from byte 16 at byte 8, and the pack's length at byte 32.
const HASH: std::ops::Range<usize> = 8..16;
const LENGTH: std::ops::Range<usize> = 32..40;

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    let length = bytes.len() as u64;
    if let Some(field) = bytes.get_mut(LENGTH) {
        field.copy_from_slice(&length.to_le_bytes());
        let hash = xxh3_64(&bytes[HASH.end..]);
        bytes[HASH].copy_from_slice(&hash.to_le_bytes());
    }
    let Ok(pack) = Pack::load(bytes) else { return };
    let listed = pack.sections().count() + pack.categories().count() + pack.entries().count() + pack.messages().count();
    let mut text: String = pack.terms(64).map(|(term, _)| term + " ").collect();
    text.push_str("ab cd e xy. f g h i бомба می‌خواهم 😀 don't");
    let _ = std::hint::black_box(listed);
    let report = sipar_fuzz::scorer(pack).score(&text);
    // Records of a crafted pack may say anything, so only the text's own part is held to account.
    for finding in &report.findings {
        assert!(finding.text(&text).is_some());
    }
    std::hint::black_box(report.to_json());
});
