//! Packs that cannot be used: each has its code, and the others score.

use crate::support::{PACK, Temp, words};
use sipar::{LoadError, Pack};

const HIT: &str = "please zorgle now";

/// Scores with `bad` and the good demonstration pack.
#[track_caller]
fn the_good_one_scores(temp: &Temp, bad: &str, code: &str) -> String {
    let ran = temp.score(&["--json", "--pack", bad, HIT], b"");
    ran.failed_with(code);
    assert!(ran.stderr.contains(bad), "the file is named: {}", ran.stderr);
    assert_eq!(words(&ran.json()[0]), ["zorgle now"]);
    ran.stderr
}

#[test]
fn missing_foreign_and_truncated() {
    let temp = Temp::with_demo();
    let pack = temp.read("demo.sipar");
    the_good_one_scores(&temp, "gone.sipar", "pack.missing");
    temp.write("foreign.sipar", "PK\u{3}\u{4} this is something else, and long enough to hold a header of any size");
    the_good_one_scores(&temp, "foreign.sipar", "pack.not-a-pack");
    temp.write("empty.sipar", "");
    the_good_one_scores(&temp, "empty.sipar", "pack.not-a-pack");
    temp.write("cut.sipar", &pack[..pack.len() / 2]);
    the_good_one_scores(&temp, "cut.sipar", "pack.truncated");
    let last = [&pack[..], b"tail"].concat();
    temp.write("long.sipar", last);
    the_good_one_scores(&temp, "long.sipar", "pack.trailing-bytes");
    let mut damaged = pack.clone();
    *damaged.last_mut().unwrap() ^= 1;
    temp.write("damaged.sipar", damaged);
    the_good_one_scores(&temp, "damaged.sipar", "pack.damaged");
    let remedy = the_good_one_scores(&temp, "demo", "pack.read");
    assert!(remedy.contains("sipar compile demo"), "{remedy}");
}

#[test]
fn newer() {
    let temp = Temp::with_demo();
    let pack = temp.read("demo.sipar");
    // Wherever the header keeps its major version.
    let newer = (0..40).find_map(|at| {
        let mut bytes = pack.clone();
        bytes.get_mut(at..at + 2)?.copy_from_slice(&77_u16.to_le_bytes());
        matches!(Pack::load(bytes.clone()), Err(LoadError::NewerFormat { found: 77, .. })).then_some(bytes)
    });
    temp.write("newer.sipar", newer.expect("the header has a major version"));
    let message = the_good_one_scores(&temp, "newer.sipar", "pack.newer-format");
    assert!(message.contains("77") && message.contains("update"), "{message}");
}

#[test]
fn two_versions_of_one_pack() {
    let temp = Temp::with_demo();
    temp.write("demo/pack.toml", PACK.replace("1.2.3", "2.0.0"));
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "demo2.sipar"]).code, 0);
    let message = the_good_one_scores(&temp, "demo2.sipar", "scorer.duplicate-pack");
    for part in ["demo.sipar", "1.2.3", "2.0.0"] {
        assert!(message.contains(part), "{part} in {message}");
    }
    // The first counts.
    let ran = temp.sipar(&["score", "--no-builtin", "--pack", "demo2.sipar", "--pack", "demo.sipar", "--json", HIT]);
    assert_eq!(ran.json()[0]["findings"][0]["pack"], "demo@2.0.0");
}

#[test]
fn every_bad_pack_is_named_and_without_a_good_one_nothing_is_scored() {
    let temp = Temp::new();
    temp.write("foreign.sipar", "not a pack");
    let ran = temp.sipar(&["score", "--no-builtin", "--pack", "gone.sipar", "--pack", "foreign.sipar", HIT]);
    ran.failed_with("pack.missing");
    ran.failed_with("pack.not-a-pack");
    assert_eq!(ran.stdout, "");
    let ran = temp.sipar(&["score", "--no-builtin", HIT]);
    ran.failed_with("pack.none");
    assert_eq!(ran.stdout, "");
}

#[test]
fn the_bundled_packs_score_beside_others() {
    let temp = Temp::with_demo();
    let ran = temp.sipar(&["score", "--pack", "demo.sipar", "--json", HIT]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(words(&ran.json()[0]).contains(&"zorgle now"));
    let ran = temp.sipar(&["score", "--json", "Good morning!"]);
    assert_eq!((ran.code, &ran.json()[0]["level"]), (0, &"none".into()));
}
