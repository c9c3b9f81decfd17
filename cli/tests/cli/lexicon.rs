//! `sipar compile` and `sipar check`: good lexicons, and every bad one.

use crate::support::{ENTRIES, PACK, Ran, Temp, words};

/// The diagnostics on standard error, `file:line:col: [code] message; remedy`, each with its place and code.
fn places(ran: &Ran) -> Vec<(String, u32, String)> {
    let parse = |line: &str| {
        let (place, rest) = line.split_once(": [")?;
        let (code, message) = rest.split_once("] ")?;
        assert!(message.contains("; "), "a remedy follows the message: {line}");
        let mut place = place.split(':');
        let file = place.next()?.to_owned();
        let line = place.next().map_or(0, |n| n.parse().unwrap_or_else(|_| panic!("a line number: {line}")));
        Some((file, line, code.to_owned()))
    };
    ran.stderr.lines().filter_map(parse).collect()
}

/// Compiles and checks a pack with these entries. Both must refuse it with this code and name `line` of the entries.
#[track_caller]
fn refused(entries: &str, line: u32, code: &str) {
    let temp = Temp::new();
    temp.write("bad/pack.toml", PACK);
    temp.write("bad/zeal.toml", entries);
    for args in [&["compile", "bad", "-o", "bad.sipar"][..], &["check", "bad"]] {
        let ran = temp.sipar(args);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(!ran.stderr.contains("panicked"), "{ran:?}");
        let place = ("bad/zeal.toml".to_owned(), line, code.to_owned());
        assert!(places(&ran).contains(&place), "{place:?}: {}", ran.stderr);
        assert!(!temp.has("bad.sipar"), "nothing is written");
    }
    let ran = temp.sipar(&["check", "bad", "--json"]);
    assert_eq!(ran.code, 2);
    let json = &ran.json()[0];
    assert!(json["errors"].as_u64().unwrap() > 0 && json["pack"].is_null(), "{json}");
    let first = &json["diagnostics"][0];
    for key in ["code", "severity", "file", "line", "column", "span", "message", "remedy"] {
        assert!(!first[key].is_null(), "{key} in {first}");
    }
}

/// Where `text` stands, as a line number.
fn line_of(entries: &str, text: &str) -> u32 {
    let at = entries.find(text).unwrap();
    u32::try_from(entries[..at].matches('\n').count()).unwrap() + 1
}

#[test]
fn duplicate_ids() {
    let entries = format!("{ENTRIES}{}", ENTRIES.replace("zorgle now", "zorgle then").replace("at noon", "at one"));
    let second = ENTRIES.matches('\n').count() as u32 + line_of(ENTRIES, "id =");
    refused(&entries, second, "lexicon.duplicate-id");
}

#[test]
fn an_unknown_class() {
    let entries = ENTRIES.replace("zorgle now", "zorgle <nosuch>");
    refused(&entries, line_of(&entries, "match"), "lexicon.unknown-class");
}

#[test]
fn an_empty_match() {
    let none = ENTRIES.replace("[\"zorgle now\"]", "[]");
    refused(&none, line_of(&none, "[[entry]]"), "lexicon.missing-key");
    for empty in ["[\"\"]", "[\"  \"]", "[\"{a}?\"]", "[\"!\"]"] {
        let entries = ENTRIES.replace("[\"zorgle now\"]", empty);
        refused(&entries, line_of(&entries, "match"), "lexicon.empty-match");
    }
}

#[test]
fn ten_thousand_alternatives() {
    let alternatives: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
    let entries = ENTRIES.replace("zorgle now", &format!("zorgle {{{}}}", alternatives.join("|")));
    refused(&entries, line_of(&entries, "match"), "lexicon.too-many-phrases");
}

#[test]
fn broken_toml() {
    let entries = format!("{ENTRIES}\n[[entry]\nid = 1\n");
    refused(&entries, line_of(&entries, "[[entry]\n"), "lexicon.toml");
}

#[test]
fn a_cyclic_include() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", format!("include = [\"../other/more.toml\"]\n{PACK}"));
    temp.write("demo/zeal.toml", ENTRIES);
    temp.write("other/more.toml", "include = [\"../demo/pack.toml\"]\n");
    let ran = temp.sipar(&["compile", "demo", "-o", "demo.sipar"]);
    ran.failed_with("lexicon.include-cycle");
    temp.write("other/more.toml", "include = [\"more.toml\"]\n");
    let ran = temp.sipar(&["compile", "demo", "-o", "demo.sipar"]);
    ran.failed_with("lexicon.include-cycle");
    assert!(!temp.has("demo.sipar"));
}

#[test]
fn what_is_included_joins_the_pack_and_what_is_missing_is_said() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", format!("include = [\"../common/zeal.toml\"]\n{PACK}"));
    let ran = temp.sipar(&["compile", "demo", "-o", "demo.sipar"]);
    ran.failed_with("lexicon.include-missing");
    assert!(ran.stderr.contains("demo/pack.toml:1:") && ran.stderr.contains("common/zeal.toml"), "{}", ran.stderr);
    temp.write("common/zeal.toml", ENTRIES);
    for source in ["demo", "./demo/", "demo/pack.toml"] {
        let ran = temp.sipar(&["compile", source, "-o", "demo.sipar"]);
        assert_eq!(ran.code, 0, "{source}: {}", ran.stderr);
    }
    assert_eq!(words(&temp.score(&["--json", "zorgle now"], b"").json()[0]), ["zorgle now"]);
}

#[test]
fn all_errors_are_said_at_once() {
    let temp = Temp::new();
    temp.write("bad/pack.toml", PACK);
    temp.write("bad/a.toml", ENTRIES.replace("zorgle now", "zorgle <one>").replace("zeal.zorgle", "zeal.a"));
    temp.write("bad/b.toml", ENTRIES.replace("zorgle now", "zorgle <two>").replace("zeal.zorgle", "zeal.b"));
    temp.write("bad/c.toml", b"# \xff\n");
    let ran = temp.sipar(&["check", "bad"]);
    assert_eq!(ran.code, 2);
    let files: Vec<_> = places(&ran).into_iter().map(|(file, ..)| file).collect();
    for file in ["bad/a.toml", "bad/b.toml", "bad/c.toml"] {
        assert!(files.iter().any(|f| f == file), "{file} in {}", ran.stderr);
    }
    ran.failed_with("input.utf8");
}

#[test]
fn a_list_that_is_not_utf8_is_refused_by_line_and_column() {
    let temp = Temp::new();
    temp.write("w.txt", b"zorgle\nc\xc3\xa9d\xe9\n");
    let ran = temp.sipar(&["compile", "w.txt", "-o", "w.sipar"]);
    ran.failed_with("input.utf8");
    assert!(ran.stderr.contains("w.txt:2:4: [input.utf8]"), "{}", ran.stderr);
    assert!(!temp.has("w.sipar"));
}

#[test]
fn sources_that_are_none() {
    let temp = Temp::with_demo();
    temp.write("void/readme.md", "");
    for (source, code) in [("gone", "source.missing"), ("void", "source.empty"), ("demo.sipar", "source.kind")] {
        temp.sipar(&["check", source]).failed_with(code);
        temp.sipar(&["compile", source, "-o", "x.sipar"]).failed_with(code);
    }
    let ran = temp.sipar(&["compile", "demo", "-o", "x.sipar", "--evidence", "weak"]);
    ran.failed_with("source.option");
}

#[test]
fn lists_become_packs() {
    let temp = Temp::new();
    temp.write("w.txt", "zorgle now\nfrobnicate\n");
    temp.write("t.csv", "begriff,art\nzorgle now,zeal\nfrobnicate,zeal\n");
    temp.write("t.tsv", "term\tcategory\nzorgle now\tzeal\n");
    let txt = &["compile", "w.txt", "-o", "w.sipar", "--id", "mine", "--category", "zeal", "--evidence", "4.5"][..];
    let csv = &["compile", "t.csv", "-o", "w.sipar", "--map", "term=begriff,category=art", "--evidence", "strong"];
    let tsv = &["compile", "t.tsv", "-o", "w.sipar", "--evidence", "strong", "--lang", "en", "--licence", "CC0-1.0"];
    for args in [txt, csv, tsv] {
        let ran = temp.sipar(args);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stderr.contains(" terms, ") || ran.stderr.contains(" term, "), "{}", ran.stderr);
        let ran = temp.sipar(&["score", "--no-builtin", "--pack", "w.sipar", "--json", "please zorgle now"]);
        let report = &ran.json()[0];
        assert_eq!(words(report), ["zorgle now"], "{args:?}");
        assert_eq!(report["findings"][0]["category"], "zeal", "{args:?}");
        assert_eq!(report["findings"][0]["evidence"], 450, "{args:?}");
    }
    let ran = temp.sipar(&["compile", "t.csv", "-o", "x.sipar"]);
    ran.failed_with("list.no-term-column");
    assert!(!temp.has("x.sipar"));
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let temp = Temp::with_demo();
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "again.sipar"]).code, 0);
    assert_eq!(temp.read("demo.sipar"), temp.read("again.sipar"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_sipar"))
        .args(["compile", "demo", "-o", "-"])
        .current_dir(temp.path())
        .output()
        .unwrap();
    assert_eq!(output.stdout, temp.read("demo.sipar"));
    let absolute = temp.path().join("demo");
    assert_eq!(temp.sipar(&["compile", absolute.to_str().unwrap(), "-o", "abs.sipar"]).code, 0);
    assert_eq!(temp.read("demo.sipar"), temp.read("abs.sipar"), "where the folder stands does not matter");
}

#[test]
fn no_file_is_lost_to_a_slip() {
    let temp = Temp::with_demo();
    temp.write("thesis.txt", "years of work");
    temp.sipar(&["compile", "demo", "-o", "thesis.txt"]).failed_with("output.not-a-pack");
    assert_eq!(temp.read("thesis.txt"), b"years of work");
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "thesis.txt", "--force"]).code, 0);
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "thesis.txt"]).code, 0, "a pack is replaced");
    temp.write("broken.sipar", &temp.read("demo.sipar")[..40]);
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "broken.sipar"]).code, 0, "so is a broken one");
    assert_eq!(temp.read("broken.sipar"), temp.read("demo.sipar"));
    temp.sipar(&["compile", "demo", "-o", "demo"]).failed_with("output.write");
    temp.sipar(&["compile", "demo", "-o", "gone/x.sipar"]).failed_with("output.write");
    let left: Vec<_> = std::fs::read_dir(temp.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn an_old_pack_outlives_a_failed_compilation() {
    let temp = Temp::with_demo();
    let before = temp.read("demo.sipar");
    temp.write("demo/zeal.toml", ENTRIES.replace("zorgle now", "zorgle <nosuch>"));
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "demo.sipar"]).code, 2);
    assert_eq!(temp.read("demo.sipar"), before);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let temp = Temp::with_demo();
    assert_eq!(temp.sipar(&["compile", "demo", "-o", "/dev/null"]).code, 0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_clean_lexicon_is_ok() {
    let temp = Temp::with_demo();
    let ran = temp.sipar(&["check", "demo"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("ok: demo@1.2.3: 1 entry"), "{}", ran.stderr);
    let ran = temp.sipar(&["compile", "demo", "-o", "demo.sipar", "--json"]);
    let json = &ran.json()[0];
    assert_eq!(
        (&json["errors"], &json["pack"]["id"], &json["pack"]["entries"]),
        (&0.into(), &"demo".into(), &1.into())
    );
    assert_eq!(json["pack"]["bytes"], temp.read("demo.sipar").len());
}

#[test]
fn what_a_release_asks_is_checked() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", PACK);
    temp.write("demo/zeal.toml", ENTRIES.replace("flag = [\"please zorgle now\"]\n", ""));
    let ran = temp.sipar(&["check", "demo"]);
    ran.failed_with("lint.no-flag");
    assert_eq!(places(&ran), [("demo/zeal.toml".to_owned(), line_of(ENTRIES, "id ="), "lint.no-flag".to_owned())]);
}

const TABLE: &str = "id,category,phrase,evidence,gloss,flag,pass\nzeal.zorgle,zeal,zorgle now,strong,Presses for zorgling,please zorgle now,They zorgle at noon.\n";

#[test]
fn a_table_of_entries_joins_the_pack_beside_it() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", PACK);
    temp.write("demo/zeal.CSV", TABLE);
    temp.write("demo/data/counts.csv", "word,count\nzorgle,3\n");
    for source in ["demo", "demo/pack.toml"] {
        let ran = temp.sipar(&["check", source]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stderr.contains("ok: demo@1.2.3: 1 entry"), "{}", ran.stderr);
    }
    temp.write("demo/zeal.csv", TABLE.replace("zeal.zorgle,zeal", "zeal.other,meal").replace("strong", ""));
    let ran = temp.sipar(&["check", "demo"]);
    ran.failed_with("lexicon.unknown-category");
    assert!(ran.stderr.contains("demo/zeal.csv:2:28: [lexicon.missing-key]"), "{}", ran.stderr);
}

#[test]
fn a_table_of_entries_alone_is_a_pack() {
    let temp = Temp::new();
    temp.write("my_zeal.csv", TABLE);
    let ran = temp.sipar(&["compile", "my_zeal.csv", "-o", "demo.sipar", "--title", "Mine", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let report = &temp.score(&["--json", "zorgle now"], b"").json()[0];
    assert_eq!(report["findings"][0]["entry"], "zeal.zorgle");
    assert_eq!(report["level"], "medium", "it is experimental");
    assert_eq!(temp.sipar(&["check", "my_zeal.csv", "--lang", "en"]).code, 0);
}

const INFLECTED: &str = r#"
[[entry]]
id = "zeal.more"
category = "zeal"
match = ["{zorgle+V[-ger]|please} {the|a <thing>}? <thing> now", '''می~کن\; "x"''']
evidence = 2.5
gloss = "شور"
flag = ["please blip now, zorgle blip now"]
pass = ["They zorgle."]
[class.thing]
words = ["blip", "{big|small|old|new|odd} blop", "салом", "سلام"]
[inflect.V]
rules = [{ add = "s" }, { cut = "e", add = "ing", tag = "ger" }]
"#;

#[test]
fn matches_are_shown_element_by_element() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", PACK);
    temp.write("demo/zeal.toml", ENTRIES);
    temp.write("demo/more.toml", INFLECTED);
    let ran = temp.sipar(&["check", "--show", "demo"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let expected = "zeal.more  zeal, clear (2.50), lowered by quotation and the like
  \u{2068}شور\u{2069}

  {zorgle+V[-ger]|please} {the|a <thing>}? <thing> now
    one of   2 alternatives
      1. forms    zorgle, +V[-ger]: 2 forms
      2. literal  please
    option   2 alternatives
      1. literal  the
      2. literal  a
         class    <thing>, 8 members: blip, big blop, small blop, old blop, new blop, …
    class    <thing>, 8 members: blip, big blop, small blop, old blop, new blop, …
    literal  now
    240 phrases, 10 of them:
      zorgle the blip now
";
    assert!(ran.stdout.starts_with(expected), "{}", ran.stdout);
    let second = "      \u{2068}please سلام now\u{2069}

  \u{2068}می~کن\\; \"x\"\u{2069}
    literal  \u{2068}می\u{2069}
    joint    nothing, ZWNJ or a space
    literal  \u{2068}کن; \"x\"\u{2069}
    2 phrases:
      \u{2068}میکن; \"x\"\u{2069}
      \u{2068}می کن; \"x\"\u{2069}

zeal.zorgle  zeal, strong (4.50), lowered by quotation and the like
  Presses for zorgling

  zorgle now
    literal  zorgle now
    1 phrase:
      zorgle now

";
    assert!(ran.stdout.ends_with(second), "{}", ran.stdout);
    let ran = temp.sipar(&["check", "demo", "--show=zeal.zorgle", "--forms", "0"]);
    assert!(ran.stdout.starts_with("zeal.zorgle") && ran.stdout.ends_with("    1 phrase\n\n"), "{}", ran.stdout);
    temp.sipar(&["check", "demo", "--show=zeal.nosuch"]).failed_with("show.no-entry");
}

#[test]
fn matches_are_shown_to_machines_too_and_when_the_lint_fails() {
    let temp = Temp::new();
    temp.write("demo/pack.toml", PACK);
    temp.write("demo/more.toml", INFLECTED.replace("zorgle blip now", "x").replace("please blip now", "y"));
    let ran = temp.sipar(&["check", "demo", "--show", "--json", "--forms", "3"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let json = &ran.json()[0];
    assert_eq!(json["diagnostics"][0]["code"], "lint.flag-missed");
    let entry = &json["shown"][0];
    assert_eq!((&entry["id"], &entry["evidence"]), (&"zeal.more".into(), &250.into()));
    let shown = &entry["matches"][0];
    assert_eq!((&shown["phrases"], shown["examples"].as_array().unwrap().len()), (&240.into(), 3));
    let forms = serde_json::json!({
        "kind": "forms", "base": [{"kind": "literal", "text": "zorgle"}], "set": "V", "selection": "-ger", "forms": 2
    });
    assert_eq!(shown["elements"][0]["branches"][0][0], forms);
    assert_eq!(shown["elements"][2]["kind"], "class");
    assert_eq!(entry["matches"][1]["elements"][1], serde_json::json!({"kind": "joint"}));
    let ran = temp.sipar(&["check", "demo", "--show"]);
    assert!(ran.code == 2 && ran.stdout.contains("240 phrases"), "{ran:?}");
    ran.failed_with("lint.flag-missed");
    temp.write("demo/more.toml", INFLECTED.replace("<thing>}", "<nosuch>}"));
    let ran = temp.sipar(&["check", "demo", "--show"]);
    assert!(ran.stdout.is_empty() && ran.stderr.starts_with("nothing can be shown"), "{ran:?}");
    ran.failed_with("lexicon.unknown-class");
    assert!(temp.sipar(&["check", "demo", "--json"]).json()[0].get("shown").is_none());
}

#[test]
fn words_of_other_lists_are_told() {
    let temp = Temp::with_demo();
    temp.write("demo/zeal.toml", ENTRIES.replace("zorgle now\"]", "zorgle now\", \"zorgle\"]"));
    temp.write("de.dic", "2\nHaus/S\nZorgle/N\n");
    temp.write("more.tsv", "# words\nother\t5\n");
    let run = temp.sipar(&["check", "demo", "--words", "de.dic", "--words", "more.tsv", "--plain"]);
    assert!(run.stderr.contains("[lint.common-word]"), "{}", run.stderr);
    assert!(run.stderr.contains("zorgle"), "{}", run.stderr);
    let run = temp.sipar(&["check", "demo", "--words", "gone.dic"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("[words.read]"), "{}", run.stderr);
}

#[test]
fn what_a_corpus_has_read_is_counted() {
    let temp = Temp::with_demo();
    let texts = "They zorgle now.\n".to_owned() + &"All is well.\n".repeat(999);
    temp.write("texts.txt", &texts);
    temp.write("one.jsonl", "{\"text\":\"Zorgle now! Zorgle now!\"}\nno json\n");
    let run = temp.sipar(&["check", "demo", "--wake", "texts.txt"]);
    assert!(run.stdout.contains("texts.txt: 1 of 1,000 sentences read, 0.10 %"), "{}", run.stdout);
    let run = temp.sipar(&["check", "demo", "--json", "--wake", "texts.txt", "--wake", "one.jsonl"]);
    assert_eq!(run.json()[0]["wake"]["sentences"], 1_002, "{}", run.stdout);
    assert_eq!(run.json()[0]["wake"]["read"], 3);
    temp.write("texts.txt", texts.replacen("All is well", "Zorgle now", 9));
    let run = temp.sipar(&["check", "demo", "--plain", "--wake", "texts.txt"]);
    assert!(run.stderr.contains("[lint.wake-rate]"), "{}", run.stderr);
    let run = temp.sipar(&["check", "demo", "--wake", "gone.txt"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("[corpus.read]"), "{}", run.stderr);
}
