//! Packs from outside: whatever the bytes, loading them fails with a clear error or what they say is harmless.
#![cfg(feature = "compile")]

mod common;

use common::{compile, json_lines, testdata};
use sipar::{BuildError, LoadError, Pack, Scorer};
use xxhash_rust::xxh3::xxh3_64;

const TABLE: usize = 40;

fn seal(bytes: &mut [u8]) {
    let hash = xxh3_64(&bytes[16..]);
    bytes[8..16].copy_from_slice(&hash.to_le_bytes());
}

/// A small generator of its own, so that a failure is repeated by its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

#[test]
fn each_damage_has_its_error() {
    let good = compile("en-mini");
    assert!(Pack::copy_from(&good).is_ok());
    assert_eq!(Pack::copy_from(b"PK\x03\x04 some other file").unwrap_err(), LoadError::NotAPack);
    assert_eq!(Pack::copy_from(b"").unwrap_err(), LoadError::NotAPack);
    for len in [8, 20, 39, 41, good.len() / 2, good.len() - 1] {
        assert!(matches!(Pack::copy_from(&good[..len]), Err(LoadError::Truncated { .. })), "cut at {len}");
    }
    let with = |at: usize, bytes: &[u8], sealed: bool| {
        let mut pack = good.clone();
        pack[at..at + bytes.len()].copy_from_slice(bytes);
        if sealed {
            seal(&mut pack);
        }
        Pack::load(pack).map(|_| ())
    };
    assert_eq!(with(16, &[9, 0], true), Err(LoadError::NewerFormat { found: 9, supported: 1 }));
    assert_eq!(with(18, &[9, 0], true), Ok(()), "a newer minor loads");
    assert_eq!(with(20, &[9, 0], true), Err(LoadError::FoldVersion { found: 9, supported: 1 }));
    assert_eq!(with(good.len() - 1, &[0xFF], false), Err(LoadError::Damaged));
    assert!(matches!(with(28, &[0xFF; 4], true), Err(LoadError::Malformed { .. })));
    assert!(matches!(with(TABLE + 4, &[0xFF; 4], true), Err(LoadError::Malformed { .. })));
    assert!(matches!(with(32, &[4, 0, 0, 0, 0, 0, 0, 0], true), Err(LoadError::Malformed { .. })));
    let followed = |tail: &[u8]| Pack::load([good.as_slice(), tail].concat()).map(|_| ());
    assert_eq!(followed(b"x"), Err(LoadError::TrailingBytes { extra: 1 }));
    assert_eq!(followed(b"untrusted comment: signature"), Ok(()));
}

#[test]
fn every_error_has_a_code_and_a_text() {
    for error in [
        LoadError::NotAPack,
        LoadError::Truncated { expected: 2, actual: 1 },
        LoadError::TrailingBytes { extra: 1 },
        LoadError::NewerFormat { found: 2, supported: 1 },
        LoadError::FoldVersion { found: 2, supported: 1 },
        LoadError::Damaged,
        LoadError::Malformed { section: "keys", what: "x" },
    ] {
        assert!(error.code().starts_with("pack.") && error.to_string().len() > 20);
    }
}

#[test]
fn an_unknown_section_is_skipped() {
    let good = compile("en-mini");
    let count = u32::from_le_bytes(good[28..32].try_into().unwrap());
    let table_end = TABLE + 12 * count as usize;
    let mut pack = good[..table_end].to_vec();
    for row in pack[TABLE..].chunks_exact_mut(12) {
        let offset = u32::from_le_bytes(row[4..8].try_into().unwrap()) + 12;
        row[4..8].copy_from_slice(&offset.to_le_bytes());
    }
    let body_end = u32::try_from(good.len() + 12).unwrap();
    pack.extend([999u32, body_end, 3].into_iter().flat_map(u32::to_le_bytes));
    pack.extend_from_slice(&good[table_end..]);
    pack.extend_from_slice(b"new");
    pack[28..32].copy_from_slice(&(count + 1).to_le_bytes());
    let len = pack.len() as u64;
    pack[32..40].copy_from_slice(&len.to_le_bytes());
    seal(&mut pack);
    let pack = Pack::load(pack).unwrap();
    assert!(pack.sections().any(|section| section.name == "unknown" && section.len == 3));
    let text = "Send the fee first";
    let score = |pack: Pack| Scorer::builder().pack(pack).build().unwrap().score(text);
    assert_eq!(score(pack), score(Pack::load(good).unwrap()));
}

#[test]
fn two_versions_of_a_pack_are_refused() {
    let pack = Pack::load(compile("en-mini")).unwrap();
    let Err(error) = Scorer::builder().pack(pack.clone()).pack(pack).build() else { panic!("built") };
    assert!(matches!(error, BuildError::DuplicatePack { .. }));
    assert_eq!(error.code(), "scorer.duplicate-pack");
}

#[test]
fn a_hundred_thousand_mutated_packs_do_no_harm() {
    let packs: Vec<Vec<u8>> = ["en-mini", "fa-mini", "uz-mini"].map(compile).to_vec();
    let cases = json_lines(&testdata().join("cases.jsonl"));
    let texts: Vec<&str> =
        cases.iter().map(|case| case["text"].as_str().unwrap()).filter(|text| text.len() < 300).collect();
    let mut random = Random(0x5EED_5EED_5EED_5EED);
    let (mut loaded, mut refused) = (0, 0);
    for round in 0..100_000 {
        let mut bytes = packs[round % packs.len()].clone();
        for _ in 0..1 + random.below(6) {
            // Half the hits go where structure is dense.
            let end = if random.below(2) == 0 { bytes.len() } else { 700.min(bytes.len()) };
            let at = 16 + random.below(end - 16);
            match random.below(4) {
                0 => bytes[at] = random.below(256) as u8,
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes[at] = 0xFF,
                _ => {
                    let from = random.below(bytes.len() - 16) + 8;
                    let len = random.below(16).min(bytes.len() - at).min(bytes.len() - from);
                    bytes.copy_within(from..from + len, at);
                }
            }
        }
        if random.below(8) == 0 {
            bytes.truncate(random.below(bytes.len()).max(17));
        }
        seal(&mut bytes);
        let Ok(pack) = Pack::load(bytes) else {
            refused += 1;
            continue;
        };
        loaded += 1;
        assert!(pack.terms(50).count() <= 50);
        assert!(pack.entries().count() + pack.messages().count() + pack.categories().count() < 100_000);
        let Ok(scorer) = Scorer::builder().pack(pack).build() else { continue };
        for _ in 0..3 {
            let text = texts[random.below(texts.len())];
            let report = scorer.score(text);
            for finding in &report.findings {
                assert!(finding.text(text).is_some());
            }
            assert!((0.0..=1.0).contains(&report.score));
        }
    }
    assert!(loaded > 20_000 && refused > 20_000, "{loaded} loaded, {refused} refused");
}
