//! `sipar score` with whole texts.

use crate::support::{Temp, words};

const HIT: &str = "please zorgle now, friend";

#[test]
fn a_text_is_shown_with_reasons_level_and_limits() {
    let temp = Temp::with_demo();
    let ran = temp.score(&[HIT], b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stderr, "");
    let mut lines = ran.stdout.lines();
    assert_eq!(lines.next(), Some("  please zorgle now, friend"));
    // Experimental packs say medium at most.
    assert_eq!(lines.next(), Some("         ~~~~~~~~~~ 1"));
    for part in [
        "“zorgle now”",
        "The words press for zorgling at once.",
        "strong evidence of zeal, entry zeal.zorgle, pack demo@1.2.3",
        "Presses for zorgling",
        "Level: medium",
        "Next: Take your time before answering.",
        "--mute demo/zeal.zorgle",
        "Not assessed: speaker, intent, reach, truth",
        "Experimental",
    ] {
        assert!(ran.stdout.contains(part), "{part} in {}", ran.stdout);
    }
    assert!(!ran.stdout.contains("0.8") && !ran.stdout.contains("4.5"), "words, never the number: {}", ran.stdout);
    let explained = temp.score(&["--explain", HIT], b"").stdout;
    assert!(explained.contains("net 4.50") && explained.contains("logit 1.50"), "{explained}");
}

#[test]
fn text_file_and_pipe_give_the_same_report() {
    let temp = Temp::with_demo();
    temp.write("hit.txt", HIT);
    let text = temp.score(&["--json", HIT], b"");
    assert_eq!(words(&text.json()[0]), ["zorgle now"]);
    assert_eq!(text.json()[0]["level"], "medium");
    assert_eq!(text.json()[0]["findings"][0]["span"]["utf8"], serde_json::json!([7, 17]));
    for ran in [
        temp.score(&["--json", "hit.txt"], b""),
        temp.score(&["--json", "-"], HIT.as_bytes()),
        temp.score(&["--json"], HIT.as_bytes()),
    ] {
        assert_eq!((ran.code, &ran.stdout, ran.stderr.as_str()), (0, &text.stdout, ""));
    }
}

#[test]
fn several_files_are_answered_in_order_and_a_missing_one_does_not_stop_them() {
    let temp = Temp::with_demo();
    temp.write("a.txt", "nothing here");
    temp.write("b.txt", HIT);
    let ran = temp.score(&["--json", "a.txt", "gone.txt", "b.txt"], b"");
    ran.failed_with("input.missing");
    let levels: Vec<_> = ran.json().iter().map(|report| report["level"].as_str().unwrap().to_owned()).collect();
    assert_eq!(levels, ["none", "medium"]);
    let ran = temp.score(&["b.txt", "a.txt"], b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    let (b, a) = (ran.stdout.find("== b.txt ==").unwrap(), ran.stdout.find("== a.txt ==").unwrap());
    assert!(b < a, "{}", ran.stdout);
}

#[test]
fn two_words_without_quotation_marks_are_explained() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["zorgle", "now"], b"");
    ran.failed_with("input.missing");
    assert!(ran.stderr.contains("quotation marks"), "{}", ran.stderr);
}

#[test]
fn a_path_without_a_file_is_an_error_unless_it_is_said_to_be_text() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["lost.txt", "--fail-on", "low"], b"");
    ran.failed_with("input.missing");
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("--text"), "{}", ran.stderr);
    let ran = temp.score(&["--text", "lost.txt", "--fail-on", "low"], b"");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    // Of a file's name too.
    temp.write("zorgle now", "nothing here");
    assert_eq!(temp.score(&["--fail-on", "low", "zorgle now"], b"").code, 0);
    assert_eq!(temp.score(&["--fail-on", "low", "--text", "zorgle now"], b"").code, 1);
    assert_eq!(temp.score(&["--fail-on", "low", "--lines", "--text", "hello\nzorgle now"], b"").code, 1);
    temp.score(&["--text", "zorgle", "now"], b"").failed_with("usage.text");
    assert_eq!(temp.score(&["--text"], b"zorgle now").code, 2);
}

#[test]
fn an_empty_text_is_no_error() {
    let temp = Temp::with_demo();
    temp.write("empty.txt", "");
    for args in [&["--json", ""][..], &["--json", "empty.txt"], &["--json"]] {
        let ran = temp.score(args, b"");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
        assert_eq!(ran.json()[0]["level"], "none");
    }
}

#[test]
fn fail_on_decides_the_exit_code_and_an_error_outweighs_it() {
    let temp = Temp::with_demo();
    assert_eq!(temp.score(&["--fail-on", "medium", HIT], b"").code, 1);
    assert_eq!(temp.score(&["--fail-on", "high", HIT], b"").code, 0);
    assert_eq!(temp.score(&["--fail-on", "low", "hello"], b"").code, 0);
    assert_eq!(temp.score(&["--fail-on", "low", "--pack", "gone.sipar", HIT], b"").code, 2);
}

#[test]
fn bytes_that_are_not_utf8_keep_their_place() {
    let temp = Temp::with_demo();
    temp.write("bad.txt", b"a\xff\xfe \xe2\x82 please zorgle now");
    let ran = temp.score(&["--json", "bad.txt"], b"");
    ran.failed_with("input.utf8");
    assert!(ran.stderr.contains("4 bytes") && ran.stderr.contains("offset 1"), "{}", ran.stderr);
    let report = &ran.json()[0];
    assert_eq!(words(report), ["zorgle now"]);
    assert_eq!(report["findings"][0]["span"]["utf8"], serde_json::json!([14, 24]));
    let ran = temp.score(&["--json", "-"], b"\xff\xfeh\0i\0");
    ran.failed_with("input.utf8");
    assert!(ran.stderr.contains("iconv"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_is_a_text_like_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let temp = Temp::with_demo();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_sipar"))
        .args(["score", "--no-builtin", "--pack", "demo.sipar", "--json"])
        .arg(std::ffi::OsStr::from_bytes(b"\xff zorgle now"))
        .current_dir(temp.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"text\":\"zorgle now\""));
}

#[test]
fn a_folder_and_an_unreadable_file_are_errors_that_say_what_to_do() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["--json", "demo"], b"");
    ran.failed_with("input.read");
    assert!(ran.stderr.contains("folder"), "{}", ran.stderr);
}

#[test]
fn control_characters_are_shown_and_never_sent() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["\u{1b}[31mred \u{202e}zorgle now\u{7}"], b"");
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{202e}') && !ran.stdout.contains('\u{7}'));
    assert!(ran.stdout.contains("␛[31mred <U+202E>zorgle now␇"), "{}", ran.stdout);
}

#[test]
fn json_keeps_every_character() {
    let temp = Temp::new();
    temp.write("odd.txt", "zorgle\n");
    let made = temp.sipar(&["compile", "odd.txt", "-o", "odd.sipar", "--evidence", "strong"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let text = "\u{7f}\u{1b}[1m\u{85} \"quoted\" \\ zorgle\u{7f}";
    let ran = temp.sipar(&["score", "--no-builtin", "--pack", "odd.sipar", "--json", text]);
    let report = &ran.json()[0];
    assert_eq!(words(report), ["zorgle"]);
    for finding in report["findings"].as_array().unwrap() {
        let span = &finding["span"]["utf8"];
        let range = span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize;
        assert_eq!(finding["text"].as_str(), text.get(range));
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let temp = Temp::with_demo();
    let with = |name: &str, value: &str, args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_sipar"))
            .args(["score", "--no-builtin", "--pack", "demo.sipar"])
            .args(args)
            .arg(HIT)
            .current_dir(temp.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env(name, value)
            .output()
            .unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!with("X", "1", &[]), "not into a pipe");
    assert!(with("X", "1", &["--color", "always"]));
    assert!(with("CLICOLOR_FORCE", "1", &[]));
    assert!(with("CLICOLOR_FORCE", "1", &["--lines"]));
    assert!(!with("CLICOLOR_FORCE", "1", &["--json"]));
    assert!(!with("CLICOLOR_FORCE", "1", &["--color", "never"]));
    assert!(!with("NO_COLOR", "1", &[]));
}

#[test]
fn what_the_user_decides_overrides_the_pack() {
    let temp = Temp::with_demo();
    let level = |args: &[&str]| {
        let ran = temp.score(&[&["--json"], args, &[HIT]].concat(), b"");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.json()[0]["level"].as_str().unwrap().to_owned()
    };
    assert_eq!(level(&[]), "medium");
    assert_eq!(level(&["--mute", "demo/zeal.zorgle"]), "none");
    assert_eq!(level(&["--mute-category", "zeal"]), "none");
    assert_eq!(level(&["--threshold", "zeal:medium=0.95", "--threshold", "zeal:high=0.99"]), "low");
    let ran = temp.score(&["--threshold", "zeal:low=0.9", HIT], b"");
    ran.failed_with("scorer.threshold");
    let ran = temp.score(&["--mute", "demo/zeal.zorgel", "--mute-category", "zeel", HIT], b"");
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("[option.mute]") && ran.stderr.contains("[option.mute-category]"), "{}", ran.stderr);
}

/// Above 8 MiB a text is read in pieces, and its words are read again for the report.
#[test]
fn a_large_file_is_streamed_and_shown_all_the_same() {
    let temp = Temp::with_demo();
    let filler = "The quick brown fox jumps over the lazy dog, and nobody minds. жук\n";
    let mut text = filler.repeat((8 << 20) / filler.len() + 1);
    text.push_str("please zorgle now, friend\n");
    text.push_str(filler);
    temp.write("large.txt", &text);
    let at = text.find("zorgle now").unwrap();
    let file = temp.score(&["--json", "large.txt"], b"");
    assert_eq!((file.code, file.stderr.as_str()), (0, ""));
    let report = &file.json()[0];
    assert_eq!(words(report), ["zorgle now"]);
    assert_eq!(report["findings"][0]["span"]["utf8"], serde_json::json!([at, at + 10]));
    let human = temp.score(&["large.txt"], b"");
    assert!(human.stdout.contains("  please zorgle now, friend\n         ~~~~~~~~~~ 1\n"), "{}", human.stdout);
    assert!(human.stdout.len() < 4_000, "{}", human.stdout);
    // Through a pipe the words are gone, the places are not.
    let piped = temp.score(&["--json"], text.as_bytes());
    let mut without = report.clone();
    without["findings"][0].as_object_mut().unwrap().remove("text");
    assert_eq!(piped.json()[0], without);
}

/// A pipe above 8 MiB: nothing to quote, yet the places and the level are told.
#[test]
fn a_large_pipe_is_told_by_its_places() {
    let temp = Temp::with_demo();
    let text = format!("{}zorgle now\n", "nothing to see here, move along\n".repeat(300_000));
    let ran = temp.score(&[], text.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("bytes 9600000 to 9600010") && ran.stdout.contains("Level: medium"), "{}", ran.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let temp = Temp::with_demo();
    for args in [&["--json"][..], &["--lines"], &[]] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_sipar"))
            .args([&["score", "--no-builtin", "--pack", "demo.sipar", HIT], args].concat())
            .current_dir(temp.path())
            .stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("[output.write]"), "{args:?}");
    }
}
