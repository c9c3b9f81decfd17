//! `sipar score --lines` and `--jsonl`.

use crate::support::{Temp, words};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::sync::mpsc::channel;
use std::time::Duration;

#[test]
fn each_line_has_its_answer() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["--lines"], b"hello\r\n\nplease zorgle now\nlast");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, "none\t\t1\nnone\t\t2\nmedium\tzeal\t3\nnone\t\t4\n");
    let ran = temp.score(&["--lines", "--json", "--fail-on", "low"], b"hello\nplease zorgle now\n");
    assert_eq!(ran.code, 1);
    let reports = ran.json();
    assert_eq!((reports.len(), words(&reports[1])), (2, vec!["zorgle now"]));
    assert_eq!(reports[0]["schema"], 1);
    assert!(reports[0].get("line").is_none(), "a report has no fields of its own here");
}

#[test]
fn ten_thousand_lines_on_four_threads_keep_their_order() {
    let temp = Temp::with_demo();
    let hit = |n: usize| n.is_multiple_of(7);
    let text: String =
        (0..10_000).map(|n| if hit(n) { format!("{n} zorgle now\n") } else { format!("line {n}\n") }).collect();
    let ran = temp.score(&["--lines", "--threads", "4"], text.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let want: String =
        (0..10_000).map(|n| format!("{}\t{}\n", if hit(n) { "medium\tzeal" } else { "none\t" }, n + 1)).collect();
    assert_eq!(ran.stdout.lines().count(), 10_000);
    assert!(ran.stdout == want, "out of order");
    let one = temp.score(&["--lines", "--threads", "1", "--json"], text.as_bytes());
    let four = temp.score(&["--lines", "--threads", "4", "--json"], text.as_bytes());
    assert_eq!(one.stdout.lines().count(), 10_000);
    assert!(one.stdout == four.stdout, "threads change nothing");
}

#[test]
fn bad_lines_are_answered_in_their_place_and_the_others_are_scored() {
    let temp = Temp::with_demo();
    let mut text = Vec::new();
    text.extend(b"{\"id\":1,\"text\":\"please zorgle now\"}\n");
    text.extend(b"{\"text\":\"cut off\n");
    text.extend(b"{\"text\":\"ab\\ud83d\"}\n");
    text.extend(b"{\"text\":\"ab\\ude00cd\"}\n");
    text.extend(b"{\"text\":\"\xff\"}\n");
    text.extend(b"{\"body\":\"x\"}\n");
    text.extend(b"{\"text\":17}\n");
    text.extend(b"\n");
    text.extend(b"{\"text\":\"\\ud83d\\ude00 zorgle now\"}\n");
    temp.write("chat.jsonl", &text);
    let ran = temp.score(&["--jsonl", "--json", "chat.jsonl"], b"");
    ran.failed_with("input.json");
    assert_eq!(ran.stderr.lines().count(), 1, "one line sums it up: {}", ran.stderr);
    assert!(ran.stderr.contains("chat.jsonl") && ran.stderr.contains("7 of 9 lines"), "{}", ran.stderr);
    let answers = ran.json();
    assert_eq!(answers.len(), 9);
    assert_eq!(words(&answers[0]), ["zorgle now"]);
    assert_eq!(words(&answers[8]), ["zorgle now"]);
    let errors = [
        (2, "input.json", 16),
        (3, "input.surrogate", 11),
        (4, "input.surrogate", 11),
        (5, "input.utf8", 9),
        (6, "input.field", 0),
        (7, "input.field", 8),
        (8, "input.json", 0),
    ];
    for (line, code, offset) in errors {
        let answer = &answers[line - 1];
        assert_eq!((&answer["schema"], &answer["line"]), (&1.into(), &line.into()));
        assert_eq!(answer["error"]["code"], code, "{answer}");
        let found = answer["error"]["offset"].as_u64().unwrap();
        assert!(found.abs_diff(offset) <= 3, "{answer}: {offset}");
        assert!(answer["error"]["message"].as_str().unwrap().contains(' '));
        assert_eq!(answer.as_object().unwrap().len(), 3);
    }
    let brief = temp.score(&["--jsonl", "chat.jsonl"], b"");
    assert!(brief.stdout.starts_with("medium\tzeal\t1\nerror\tinput.json\t2\n"), "{}", brief.stdout);
    assert_eq!((brief.code, brief.stdout.lines().count()), (2, 9));
}

#[test]
fn a_line_that_is_not_utf8_costs_only_itself() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["--lines", "--json", "--fail-on", "low"], b"zorgle now\nab\xff\nzorgle now\n");
    ran.failed_with("input.utf8");
    let answers = ran.json();
    assert_eq!((words(&answers[0]), words(&answers[2])), (vec!["zorgle now"], vec!["zorgle now"]));
    let error = serde_json::json!({"code": "input.utf8", "message": answers[1]["error"]["message"], "offset": 2});
    assert_eq!(answers[1], serde_json::json!({"schema": 1, "line": 2, "error": error}));
}

#[test]
fn the_field_can_be_named() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["--jsonl=body", "--json"], br#"{"text":"no","body":"zorgle now"}"#);
    assert_eq!((ran.code, words(&ran.json()[0])), (0, vec!["zorgle now"]));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    let temp = Temp::with_demo();
    let ran = temp.score(&["--lines", "--json"], b"\xef\xbb\xbfzorgle now\n");
    assert_eq!(ran.json()[0]["findings"][0]["span"]["utf8"], serde_json::json!([0, 10]));
    let ran = temp.score(&["--jsonl"], b"\xef\xbb\xbf{\"text\":\"zorgle now\"}\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "medium\tzeal\t1\n"));
}

#[test]
fn several_files_follow_each_other() {
    let temp = Temp::with_demo();
    temp.write("a.txt", "hello\nzorgle now\n");
    temp.write("b.txt", "zorgle now");
    let ran = temp.score(&["--lines", "b.txt", "gone.txt", "a.txt"], b"");
    ran.failed_with("input.missing");
    assert_eq!(ran.stdout, "medium\tzeal\t1\nnone\t\t1\nmedium\tzeal\t2\n");
}

#[test]
fn a_very_long_line_is_one_text() {
    let temp = Temp::with_demo();
    let mut text = "word ".repeat(400_000);
    text.push_str("zorgle now\nnext\n");
    let ran = temp.score(&["--lines"], text.as_bytes());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "medium\tzeal\t1\nnone\t\t2\n"));
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let temp = Temp::with_demo();
    let mut child = temp.spawn(&["score", "--no-builtin", "--pack", "demo.sipar", "--lines"]);
    let mut stdin = child.stdin.take().unwrap();
    let stdout = child.stdout.take().unwrap();
    let (sender, answers) = channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            sender.send(line.unwrap()).unwrap();
        }
    });
    for (line, answer) in [("zorgle now\n", "medium\tzeal\t1"), ("hello\n", "none\t\t2")] {
        stdin.write_all(line.as_bytes()).unwrap();
        stdin.flush().unwrap();
        assert_eq!(answers.recv_timeout(Duration::from_secs(60)).as_deref(), Ok(answer));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    reader.join().unwrap();
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let temp = Temp::with_demo();
    for args in [&["--lines"][..], &["--lines", "--json"]] {
        let mut child =
            temp.spawn(&[&["score", "--no-builtin", "--pack", "demo.sipar", "--fail-on", "low"], args].concat());
        let mut stdin = child.stdin.take().unwrap();
        // Stays open and silent at the end: the run must end all the same.
        let feeder = std::thread::spawn(move || {
            let line = b"please zorgle now\n".repeat(1_000);
            while stdin.write_all(&line).is_ok() {}
        });
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        feeder.join().unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(stderr, "");
    }
}
