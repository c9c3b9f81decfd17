//! Help, usage errors and completions.

use crate::support::Temp;

#[test]
fn help_shows_examples_and_exit_codes() {
    let temp = Temp::new();
    for args in [&["--help"][..], &["score", "--help"], &["compile", "--help"], &["check", "-h"], &["inspect", "-h"]] {
        let ran = temp.sipar(args);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
        assert!(ran.stdout.contains("Example") && ran.stdout.contains("Exit codes"), "{args:?}: {}", ran.stdout);
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100), "{args:?}: {}", ran.stdout);
    }
}

#[test]
fn a_usage_error_exits_with_2_and_suggests_the_remedy() {
    let temp = Temp::new();
    for (args, hint) in [
        (&["scroe", "x"][..], "score"),
        (&["score", "--jsn", "x"], "--json"),
        (&["score", "--fail-on", "meduim", "x"], "medium"),
        (&["score", "--mute", "scam.urgent", "x"], "en/scam.urgent"),
        (&["score", "--threshold", "scam=0.7", "x"], "scam:medium=0.7"),
        (&["score", "--lines", "--jsonl", "x"], "--jsonl"),
        (&["compile", "x"], "--output"),
        (&["compile", "w.txt", "-o", "x", "--evidence", "loud"], "weak"),
        (&[], "Usage"),
    ] {
        let ran = temp.sipar(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains(hint), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn completions_for_every_shell() {
    let temp = Temp::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = temp.sipar(&["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{shell}");
        assert!(ran.stdout.contains("sipar") && ran.stdout.contains("jsonl"), "{shell}");
    }
}
