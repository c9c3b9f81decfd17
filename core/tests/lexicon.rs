//! What is wrong with a lexicon is told all at once, each with code, line, column and remedy.
#![cfg(feature = "compile")]

use sipar::{Diagnostic, Level, Lexicon, Pack, Scorer, Severity, SourceFile, check, includes};

const HEAD: &str = r#"id = "demo"
version = "1.0.0"
title = "Demo"
licence = "CC0-1.0"
languages = ["en"]
[[category]]
id = "scam"
title = "Scam"
[[message]]
category = "scam"
lang = "en"
reason = "Asks for money in advance."
"#;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

fn with(entries: &str) -> Vec<SourceFile> {
    vec![file("demo/pack.toml", HEAD), file("demo/entries.toml", entries)]
}

fn problems(files: Vec<SourceFile>) -> Vec<Diagnostic> {
    match Lexicon::parse(files) {
        Ok(lexicon) => match lexicon.compile() {
            Ok(_) => check(&lexicon),
            Err(error) => error.diagnostics,
        },
        Err(error) => error.diagnostics,
    }
}

fn told(files: Vec<SourceFile>) -> Vec<(&'static str, u32, u32)> {
    let found = problems(files);
    assert!(found.iter().all(|d| !d.message.is_empty() && !d.remedy.is_empty()), "{found:?}");
    found.iter().map(|d| (d.code, d.line, d.column)).collect()
}

fn entry(id: &str, notation: &str) -> String {
    format!(
        "[[entry]]\nid = \"{id}\"\ncategory = \"scam\"\nevidence = \"clear\"\nmatch = [\"{notation}\"]\ngloss = \"x\"\nflag = [\"send the fee first\"]\npass = [\"hello\"]\n"
    )
}

#[test]
fn a_good_lexicon_has_no_problems() {
    assert_eq!(
        told(with(
            &entry("a", "{send|pay} the {fee|<due>} first")
                .replace("gloss", "note = \"n\"\ngloss")
                .replace("[[entry]]", "[class.due]\nwords = [\"dues\", \"toll~fee\"]\n[[entry]]")
        )),
        []
    );
}

#[test]
fn every_error_is_told_at_once() {
    let source = r#"[[entry]]
id = "Bad Id"
category = "nothing"
evidence = "huge"
context = "loud"
glos = "x"
match = ["a } b", "<nowhere> x"]
[[entry]]
id = "twice"
[[entry]]
id = "twice"
category = "scam"
evidence = 99
match = "один {два|"
"#;
    assert_eq!(
        told(with(source)),
        [
            ("lexicon.bad-id", 2, 6),
            ("lexicon.unknown-category", 3, 12),
            ("lexicon.evidence", 4, 12),
            ("lexicon.context", 5, 11),
            ("lexicon.unknown-key", 6, 1),
            ("lexicon.match-syntax", 7, 13),
            ("lexicon.unknown-class", 7, 20),
            ("lexicon.missing-key", 8, 1),
            ("lexicon.missing-key", 8, 1),
            ("lexicon.missing-key", 8, 1),
            ("lexicon.evidence", 13, 12),
            ("lexicon.match-syntax", 14, 15),
        ]
    );
}

#[test]
fn ids_are_unique() {
    assert_eq!(told(with(&(entry("a", "x") + &entry("a", "y")))), [("lexicon.duplicate-id", 10, 6)]);
}

#[test]
fn broken_toml_is_told_for_every_file() {
    let files = vec![file("demo/pack.toml", "id = \n"), file("demo/b.toml", "[[entry]\n")];
    let found = problems(files);
    assert!(found.iter().any(|d| d.file == "demo/pack.toml" && d.code == "lexicon.toml" && d.line == 1));
    assert!(found.iter().any(|d| d.file == "demo/b.toml" && d.code == "lexicon.toml"));
}

#[test]
fn a_manifest_is_needed() {
    assert_eq!(told(vec![file("demo/a.toml", "")]), [("lexicon.no-manifest", 0, 0)]);
    assert_eq!(told(Vec::new()), [("lexicon.no-manifest", 0, 0)]);
    let reviewed = HEAD.replace("title = \"Demo\"", "title = \"Demo\"\nstatus = \"reviewed\"");
    assert_eq!(told(vec![file("demo/pack.toml", &reviewed)]), [("lexicon.reviewers", 4, 10)]);
    let version = HEAD.replace("1.0.0", "1.0").replace("title = \"Scam\"", "title = \"Scam\"\nlow = 0.9");
    assert_eq!(told(vec![file("demo/pack.toml", &version)]), [("lexicon.version", 2, 11), ("lexicon.threshold", 6, 1)]);
}

#[test]
fn includes_join_and_circles_are_told() {
    let first = file("w/demo/pack.toml", &format!("include = [\"../common/a.toml\"]\n{HEAD}"));
    assert_eq!(includes(&first), ["w/common/a.toml"]);
    let good = file("w/common/a.toml", &entry("a", "send the fee first"));
    assert_eq!(told(vec![first.clone(), good]), []);
    assert_eq!(told(vec![first.clone()]), [("lexicon.include-missing", 1, 12)]);
    let circle = file("w/common/a.toml", "include = [\"b.toml\"]");
    let back = file("w/common/b.toml", "include = [\"./a.toml\"]");
    let own = file("w/demo/own.toml", "include = [\"own.toml\"]");
    let codes = told(vec![first, circle, back, own]);
    assert_eq!(
        codes,
        [("lexicon.include-cycle", 1, 12), ("lexicon.include-cycle", 1, 12), ("lexicon.include-cycle", 1, 12)]
    );
}

#[test]
fn matches_that_stand_for_nothing_or_too_much_are_told() {
    let many: Vec<String> = (0..10_000).map(|n| format!("w{n}")).collect();
    assert_eq!(told(with(&entry("a", &format!("{{{}}}", many.join("|"))))), [("lexicon.too-many-phrases", 5, 10)]);
    assert_eq!(told(with(&entry("a", "{a|b|c|d} ".repeat(12).trim()))), [("lexicon.too-many-phrases", 5, 10)]);
    for notation in ["", " … ", "!!", "{x}?", "$$", "see www.example.com"] {
        let codes = told(with(&entry("a", notation)));
        assert!(
            matches!(codes.as_slice(), [("lexicon.empty-match" | "lexicon.pattern", 5, _)]),
            "{notation}: {codes:?}"
        );
    }
    assert_eq!(told(with(&entry("a", &"word ".repeat(40)))), [("lexicon.empty-match", 5, 10)]);
    let circle = "[class.a]\nwords = [\"x\", \"<b>\"]\n[class.b]\nwords = [\"<a>\"]\n";
    assert_eq!(told(with(circle)), [("lexicon.class-cycle", 1, 8), ("lexicon.class-cycle", 3, 8)]);
}

#[test]
fn hostile_sources_are_told_without_delay() {
    let classes = |inner: &dyn Fn(usize) -> String| {
        let class = |n: usize| format!("[class.c{n}]\nwords = [\"{}\"]\n", inner(n));
        (0..20_000).map(class).collect::<String>() + &entry("a", "<c0>")
    };
    let chain = with(&classes(&|n| if n == 19_999 { "x".into() } else { format!("<c{}>", n + 1) }));
    let circle = with(&classes(&|n| format!("<c{}> x", (n + 1) % 20_000)));
    let faults = with(&(entry("a", &"}".repeat(100_000)) + &entry("b", &"<".repeat(100_000))));
    let unknown = with(&entry("a", &(0..100_000).map(|n| format!("<x{n}>")).collect::<String>()));
    let empty: String =
        (0..50).map(|n| format!("[class.h{n}]\nwords = [\"<h{}> <h{}>\", \"y\"]\n", n + 1, n + 1)).collect();
    let empty = with(
        &(empty
            + "[class.h50]\nwords = [\"a\", \"b\"]\n[class.e]\nwords = []\n[class.a]\nwords = [\"<h0> <e>\", \"send the fee first\"]\n"
            + &entry("a", "<a>")),
    );
    let start = std::time::Instant::now();
    assert_eq!(told(chain), [("lexicon.class-depth", 2 * 19_935 + 1, 8)]);
    let circle = told(circle);
    assert!(circle.len() == 10_000 && circle.iter().all(|(code, ..)| *code == "lexicon.class-cycle"));
    assert_eq!(told(faults).len(), 200);
    assert_eq!(told(unknown).len(), 10_000);
    assert_eq!(told(empty), []);
    assert!(start.elapsed().as_secs() < 3, "{:?}", start.elapsed());
}

#[test]
fn matches_are_spelled_out_with_the_other_errors() {
    let source = "[class.none]\nwords = []\n[class.bad]\nwords = [\"a } b\"]\n".to_owned()
        + &entry("a", "<none> x")
        + &entry("b", "<nowhere>")
        + &entry("c", "<bad>")
        + &entry("d", "!!").replace("\"clear\"", "0.004");
    let mut files = with(&source);
    files.push(file("demo/more.toml", "[[message]]\ncategory = \"scam\"\nlang = \"en\"\nreason = \"r\"\n"));
    let error = Lexicon::parse(files).unwrap_err();
    let found: Vec<_> = error.diagnostics.iter().map(|d| (d.code, d.line, d.column)).collect();
    assert_eq!(
        found,
        [
            ("lexicon.match-syntax", 4, 13),
            ("lexicon.empty-match", 9, 10),
            ("lexicon.unknown-class", 17, 11),
            ("lexicon.evidence", 32, 12),
            ("lexicon.empty-match", 33, 10),
            ("lexicon.duplicate-message", 2, 12),
        ]
    );
    let version = HEAD.replace("1.0.0", "1.0.0-a\\nb");
    assert_eq!(told(vec![file("demo/pack.toml", &version)]), [("lexicon.version", 2, 11)]);
}

#[test]
fn common_words_raise_nothing_unless_an_entry_says_so() {
    let mut files = with(&entry("a", "{send the fee first|gift}"));
    files[0].text.insert_str(0, "common = [\"common.tsv\"]\n");
    files.push(file("demo/common.tsv", "Gift\t80\n"));
    assert_eq!(told(files.clone()), [("lint.common-word", 2, 6)]);
    let last = files.len() - 2;
    files[last].text = files[last].text.replace("gloss", "allow = [\"GIFT\"]\ngloss");
    assert_eq!(told(files), []);
}

const INFLECT: &str = r#"
[sound.A]
by = "last-vowel"
pick = [["аоұы", "а"], ["әеөүі", "е"]]
[inflect.N]
rules = [{ add = "л{A}р", tag = "pl", then = "Case" }, { then = "Case" }]
[inflect.Case]
rules = [{ add = "д{A}", tag = "loc" }]
"#;

#[test]
fn words_are_inflected() {
    let lexicon = |notation: &str| with(&(entry("a", notation) + INFLECT));
    let terms = |notation: &str| {
        let pack = Pack::load(Lexicon::parse(lexicon(notation)).unwrap().compile().unwrap()).unwrap();
        pack.terms(100).map(|(term, _)| term).collect::<Vec<_>>()
    };
    assert_eq!(terms("жол+N"), ["жол", "жолда", "жоллар", "жолларда"]);
    assert_eq!(terms("{үй|жол}+N[loc -pl] x"), ["жолда x", "үйде x"]);
    assert_eq!(terms("x+N"), ["x"]);
}

#[test]
fn what_is_wrong_with_inflections_is_told() {
    let wrong = |notation: &str, more: &str| told(with(&(entry("a", notation) + INFLECT + more)));
    assert_eq!(wrong("жол+V", ""), [("lexicon.unknown-inflection", 5, 14)]);
    assert_eq!(wrong("жол+N[dat]", ""), [("lexicon.unknown-tag", 5, 14)]);
    assert_eq!(wrong("x+N[pl]", ""), [("lexicon.empty-match", 5, 10)]);
    assert_eq!(
        wrong("x", "[inflect.V]\nrules = [{ add = \"{B}\", then = \"Z\" }]\n"),
        [("lexicon.unknown-sound", 18, 10), ("lexicon.unknown-inflection", 18, 32)]
    );
    let circle = "[inflect.A]\nrules = [{ then = \"B\" }]\n[inflect.B]\nrules = [{ then = \"A\" }]\n";
    assert_eq!(wrong("x+A", circle), [("lexicon.inflection-cycle", 20, 19)]);
    let wide: String = (0..40).map(|n| format!("{{ add = \"{n}\", then = \"W2\" }},")).collect();
    let wide = format!("[inflect.W]\nrules = [{wide}]\n[inflect.W2]\nrules = [{}]\n", wide.replace("W2", "W3"))
        + &format!("[inflect.W3]\nrules = [{}]\n", wide.replace(", then = \"W2\"", ""));
    assert_eq!(wrong("x+W", &wide), [("lexicon.too-many-phrases", 5, 10)]);
    for rule in ["{ if = \"[а\" }", "{ tag = \"a!\" }", "{ add = \"{A\" }", "{ form = 1 }", "{ ad = \"x\" }"] {
        assert_eq!(wrong("x", &format!("[inflect.V]\nrules = [{rule}]\n")).len(), 1, "{rule}");
    }
    let names = "[inflect.v]\nrules = []\n[sound.B]\nby = \"ear\"\npick = [\"a\"]\n";
    let codes: Vec<_> = wrong("x", names).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["lexicon.bad-id", "lexicon.sound", "lexicon.sound"]);
}

#[test]
fn what_is_wrong_with_spellings_is_told() {
    let wrong = |more: &str| told(with(&(entry("a", "x") + more)));
    assert_eq!(wrong("[spelling.mine.typed]\n\"а\" = \"a\"\n"), [("lexicon.spelling", 9, 11)]);
    assert_eq!(wrong("[spelling.keyboard]\ncommon = -1\n"), [("lexicon.spelling", 10, 10)]);
    assert_eq!(wrong("[spelling.keyboard.typed]\n\"\" = \"\"\n"), [("lexicon.spelling", 10, 6)]);
    assert_eq!(wrong("[spelling.keyboard.typed]\n\"x\" = 5\n"), [("lexicon.wrong-type", 10, 7)]);
    assert_eq!(
        wrong("[spelling.keyboard.typed]\n\"x\" = { typed = \"y\", penalty = \"z\" }\n"),
        [("lexicon.spelling", 10, 32)]
    );
    assert_eq!(
        told(vec![
            file("demo/pack.toml", &format!("common = [\"common.tsv\"]\n{HEAD}")),
            file("demo/common.tsv", "# c\nthe\t500\nof the\t1\nx\n")
        ]),
        [("lexicon.common", 3, 1), ("lexicon.common", 4, 1)]
    );
}

#[test]
fn the_lint_wants_examples_that_hold() {
    let bare = "[[entry]]\nid = \"a\"\ncategory = \"scam\"\nevidence = \"clear\"\nmatch = [\"zorgle\"]\n";
    assert_eq!(told(with(bare)), [("lint.no-gloss", 2, 6), ("lint.no-flag", 2, 6), ("lint.no-pass", 2, 6)]);
    let missed = entry("a", "zorgle");
    assert_eq!(told(with(&missed)), [("lint.flag-missed", 7, 9)]);
    let low = entry("a", "send the fee first").replace("clear", "weak");
    assert_eq!(told(with(&low)), [("lint.flag-low", 7, 9)]);
    let flagged = entry("a", "send the fee first").replace("\"hello\"", "\"Do not send the fee first\"");
    assert_eq!(told(with(&flagged)), [("lint.pass-flagged", 8, 9)]);
    let allowed = entry("a", "send the fee first")
        .replace("\"hello\"", "{text = \"Do not send the fee first\", level = \"low\"}");
    assert_eq!(told(with(&allowed)), []);
    let repeated = entry("a", "send {the fee|the fee} first");
    assert_eq!(told(with(&repeated)), [("lint.repeated-phrase", 2, 6)]);
    let silent = HEAD.replace("lang = \"en\"", "lang = \"ru\"");
    assert_eq!(told(vec![file("demo/pack.toml", &silent)]), [("lint.no-message", 7, 6)]);
}

#[test]
fn a_class_in_an_example_stands_for_each_member() {
    let class = "[class.fee]\nwords = [\"fee\", \"toll\"]\n";
    let good = entry("a", "send the <fee> first").replace("\"send the fee first\"", "\"send the <fee> first\"");
    assert_eq!(told(with(&(class.to_owned() + &good))), []);
    let half = entry("a", "send the toll first").replace("\"send the fee first\"", "\"send the <fee> first\"");
    assert_eq!(told(with(&(class.to_owned() + &half))), [("lint.flag-missed", 9, 9)]);
}

#[test]
fn an_example_of_too_many_texts_is_told_before_any_is_made() {
    let words: Vec<String> = (0..5_000).map(|n| format!("\"w{n}\"")).collect();
    let class = format!("[class.fee]\nwords = [\"fee\", \"toll\"]\n[class.w]\nwords = [{}]\n", words.join(","));
    for many in ["<w><w>".to_owned(), "<fee>".repeat(17), "<w> ".repeat(20_000)] {
        let flag =
            entry("a", "send the fee first").replace("\"send the fee first\"]\npass", &format!("\"{many}\"]\npass"));
        assert_eq!(told(with(&(class.clone() + &flag))), [("lint.too-many-texts", 11, 9)]);
        let pass = entry("a", "send the fee first").replace("\"hello\"", &format!("\"{many}\""));
        assert_eq!(told(with(&(class.clone() + &pass))), [("lint.too-many-texts", 12, 9)]);
    }
    let one = "[class.one]\nwords = [\"ok\"]\n";
    let many = format!("{}{}", "<one>".repeat(20_000), "<".repeat(20_000));
    let pass = entry("a", "send the fee first").replace("\"hello\"", &format!("\"{many}\""));
    assert_eq!(told(with(&(one.to_owned() + &pass))), []);
}

#[test]
fn an_example_of_an_unreviewed_pack_may_ask_for_high() {
    let high = entry("a", "send the fee first")
        .replace("clear", "strong")
        .replace("flag = [\"send the fee first\"]", "flag = [{text = \"send the fee first\", level = \"high\"}]");
    assert_eq!(told(with(&high)), []);
    let pass = entry("a", "send the fee first")
        .replace("clear", "strong")
        .replace("\"hello\"", "{text = \"Do send the fee first\", level = \"medium\"}");
    assert_eq!(told(with(&pass)), [("lint.pass-flagged", 8, 17)]);
}

#[test]
fn packs_that_share_a_category_keep_its_stricter_thresholds_in_any_order() {
    let pack = |id: &str, thresholds: &str| {
        let head = HEAD
            .replace("\"demo\"", &format!("\"{id}\""))
            .replace("title = \"Scam\"", &format!("title = \"Scam\"\n{thresholds}"));
        let files = vec![file("p/pack.toml", &head), file("p/a.toml", &entry("a", "send the fee first"))];
        Pack::load(Lexicon::parse(files).unwrap().compile().unwrap()).unwrap()
    };
    let lenient = pack("lenient", "low = 0.1\nmedium = 0.3\nhigh = 0.9");
    let strict = pack("strict", "low = 0.2\nmedium = 0.65\nhigh = 0.8");
    let level = |packs: &[&Pack]| {
        let builder = Scorer::builder().packs(packs.iter().map(|pack| (*pack).clone())).mute("strict/a");
        builder.build().unwrap().score("send the fee first").level
    };
    assert_eq!(level(&[&lenient]), Level::Medium);
    assert_eq!(level(&[&lenient, &strict]), Level::Low);
    assert_eq!(level(&[&strict, &lenient]), Level::Low);
}

#[test]
fn the_order_of_files_and_entries_changes_no_byte() {
    let one = entry("a", "send the fee first");
    let two = entry("b", "send the fee first now");
    let bytes = |files: Vec<SourceFile>| Lexicon::parse(files).unwrap().compile().unwrap();
    let forth = bytes(vec![file("p/pack.toml", HEAD), file("p/1.toml", &one), file("p/2.toml", &two)]);
    let back = bytes(vec![file("q/2.toml", &two), file("q/1.toml", &one), file("q/pack.toml", HEAD)]);
    assert!(forth == back);
    let together = bytes(vec![file("p/pack.toml", HEAD), file("p/1.toml", &(two + &one))]);
    assert_ne!(forth, together, "the digest names the sources");
}

#[test]
fn warnings_do_not_stop_a_list_and_errors_name_the_line() {
    let list = Lexicon::list(file("x.csv", "term,evidence\nzorgle,1.5\na$$,2\n"), &Default::default()).unwrap();
    assert_eq!(
        (list.warnings().len(), list.warnings()[0].line, list.warnings()[0].severity),
        (1, 3, Severity::Warning)
    );
    let broken =
        Lexicon::list(file("x.csv", "term,evidence\nzorgle,1.5\nblip,much\n"), &Default::default()).unwrap_err();
    assert_eq!((broken.diagnostics[0].code, broken.diagnostics[0].line), ("list.evidence", 3));
    assert!(broken.to_string().starts_with("x.csv:3:6: [list.evidence] "), "{broken}");
}
