//! Context: what stands around a finding and what it does to it; how far it reaches; what reading it costs.
#![cfg(feature = "compile")]

use cpu_time::ThreadTime;
use proptest::prelude::*;
use sipar::{Finding, Level, Lexicon, Pack, Report, Scorer, Scratch, SourceFile};
use std::sync::OnceLock;
use std::time::Duration;

/// What the rules of a test bear on.
const ENTRIES: &str = r#"
[inflect.V]
rules = [{ add = "s", tag = "3sg" }, { add = "not", tag = "neg" }]
[class.kill]
words = ["kill+V"]
[class.group]
words = ["sikhs", "quakers"]
[[entry]]
id = "kill"
category = "threat"
evidence = "strong"
gloss = "g"
match = ["<kill> …2 <group>"]
[[entry]]
id = "direct"
category = "threat"
evidence = "strong"
context = "keep"
gloss = "g"
match = ["i will end you"]
[[entry]]
id = "needy"
category = "scam"
evidence = "clear"
context = "need"
gloss = "g"
match = ["brothers wait"]
[[entry]]
id = "vermin"
category = "hate"
evidence = "clear"
gloss = "g"
match = ["<group> are vermin"]
[[entry]]
id = "secret"
category = "scam"
evidence = "clear"
gloss = "g"
match = ["do not tell …1 family", "tell him"]
[[entry]]
id = "helpline"
category = "threat"
evidence = -1.0
gloss = "g"
match = ["call the helpline"]
"#;

fn pack(id: &str, body: &str) -> Pack {
    let head = format!(
        "id = \"{id}\"\nversion = \"1.0.0\"\ntitle = \"Demo\"\nlicence = \"CC0-1.0\"\nstatus = \"second-read\"\n\
         [[category]]\nid = \"threat\"\ntitle = \"Threat\"\n[[category]]\nid = \"scam\"\ntitle = \"Scam\"\n\
         [[category]]\nid = \"hate\"\ntitle = \"Hate\"\n"
    );
    let file = SourceFile { path: "d/pack.toml".into(), text: head + body };
    let bytes = Lexicon::parse([file]).and_then(|lexicon| lexicon.compile());
    Pack::load(bytes.unwrap_or_else(|error| panic!("{error}\n{body}"))).unwrap()
}

fn scorer(rules: &str) -> Scorer {
    Scorer::builder().pack(pack("p", &format!("{ENTRIES}{rules}"))).build().unwrap()
}

fn rule(kind: &str, cues: &[&str], more: &str) -> String {
    format!("[[context]]\nkind = \"{kind}\"\ncue = {cues:?}\n{more}\n")
}

/// What was applied to a finding and what it came to: `negation -450 "not"; 0`.
fn told(finding: &Finding, text: &str) -> String {
    let notes = finding.context.iter().map(|n| format!("{} {} {:?}; ", n.rule, n.evidence, &text[n.span.bytes()]));
    notes.collect::<String>() + &finding.net.to_string()
}

/// The first finding of each text against what is expected of it. Tells of all that differ.
fn expect(scorer: &Scorer, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let report = scorer.score(text);
        let found = report.findings.first().map_or("nothing".into(), |finding| told(finding, text));
        if found != *expected {
            wrong.push(format!("{text:?}: {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a rule adds to the first finding of a text, 0 if none applies.
fn adds(scorer: &Scorer, text: &str) -> i32 {
    let report = scorer.score(text);
    report.findings.first().unwrap_or_else(|| panic!("{text}")).context.iter().map(|note| note.evidence).sum()
}

/// The texts whose first finding something bears on, and those on which nothing does.
fn bears(scorer: &Scorer, yes: &[&str], no: &[&str]) {
    let missed: Vec<&&str> = yes.iter().filter(|text| adds(scorer, text) == 0).collect();
    let wrong: Vec<&&str> = no.iter().filter(|text| adds(scorer, text) != 0).collect();
    assert!(missed.is_empty() && wrong.is_empty(), "missed {missed:#?}\nwrong {wrong:#?}");
}

const KINDS: [(&str, i32); 11] = [
    ("quotation", -300),
    ("reporting", -300),
    ("negation", -450),
    ("counter-speech", -450),
    ("question", -100),
    ("wish", -450),
    ("reclaimed", -450),
    ("religious", -300),
    ("education", -300),
    ("imminence", 100),
    ("target", -450),
];

#[test]
fn every_kind_weighs_what_is_said_of_it() {
    for (kind, evidence) in KINDS {
        let scorer = scorer(&rule(kind, &["zorg"], ""));
        expect(
            &scorer,
            &[
                ("zorg kill sikhs", &format!("{kind} {evidence} \"zorg\"; {}", 450 + evidence)),
                ("kill sikhs", "450"),
                ("zorg call the helpline", "-100"),
            ],
        );
        let own = if evidence > 0 { 250 } else { -210 };
        let scorer =
            self::scorer(&rule(kind, &["zorg", "<group> zip"], &format!("evidence = {:.1}", f64::from(own) / 100.0)));
        expect(&scorer, &[("kill sikhs zorg", &format!("{kind} {own} \"zorg\"; {}", 450 + own))]);
    }
}

#[test]
fn a_cue_before_bears_within_its_reach() {
    let scorer = scorer(&rule("negation", &["not", "far <group> from"], "where = \"before\"\nreach = 2"));
    bears(
        &scorer,
        &[
            "not kill sikhs",
            "Not, oh, kill sikhs",
            "not a b kill sikhs",
            "far sikhs from kill quakers",
            "not: «kill sikhs»",
        ],
        &[
            "not a b c kill sikhs",
            "kill sikhs not",
            "Not. Kill sikhs",
            "not\nkill sikhs",
            "kill sikhs. Not",
            "far from kill sikhs",
        ],
    );
    let adjacent = self::scorer(&rule("negation", &["not"], "where = \"before\"\nreach = 0"));
    bears(&adjacent, &["not kill sikhs", "not, kill sikhs"], &["not a kill sikhs"]);
}

#[test]
fn a_cue_behind_bears_within_its_reach() {
    let scorer = scorer(&rule("negation", &["not", "is …2 wrong"], "where = \"after\"\nreach = 3"));
    bears(
        &scorer,
        &["kill sikhs not", "kill all the sikhs a b c not", "kill sikhs is so very wrong", "kill sikhs: is wrong"],
        &["kill sikhs a b c d not", "not kill sikhs", "kill sikhs. Not", "kill sikhs is so very, very wrong"],
    );
}

#[test]
fn a_cue_around_bears_on_both_sides_four_tokens_far() {
    let scorer = scorer(&rule("negation", &["not"], ""));
    bears(
        &scorer,
        &["not a b c d kill sikhs", "kill sikhs a b c d not", "kill sikhs not"],
        &["not a b c d e kill sikhs", "kill sikhs a b c d e not", "Not. Kill sikhs"],
    );
}

#[test]
fn a_cue_in_the_sentence_or_near_it_bears_from_anywhere() {
    let far = "a ".repeat(60);
    let sentence = scorer(&rule("education", &["museum"], "where = \"sentence\""));
    let (before, after) = (format!("museum {far} kill sikhs"), format!("kill sikhs {far} museum"));
    bears(&sentence, &[&before, &after], &["Museum. Kill sikhs.", "Kill sikhs. Museum."]);
    let near = scorer(&rule("education", &["museum"], "where = \"near\""));
    bears(
        &near,
        &[&before, &after, "Museum. Kill sikhs.", "Kill sikhs! The museum", "museum\nkill sikhs"],
        &["Museum. Oh. Kill sikhs.", "Kill sikhs. Oh. Museum."],
    );
}

#[test]
fn an_affix_stands_within_the_finding() {
    let affix = scorer(&rule("negation", &["<core.neg>"], "where = \"affix\""));
    expect(
        &affix,
        &[
            ("killnot sikhs", "negation -450 \"killnot\"; 0"),
            ("we killnot any sikhs", "negation -450 \"killnot\"; 0"),
            ("kills sikhs", "450"),
            ("killnot, and so they kill sikhs", "450"),
        ],
    );
    let word = scorer(&rule("negation", &["sikhs"], "where = \"affix\""));
    bears(&word, &["kill sikhs"], &["kill quakers", "sikhs kill quakers"]);
}

#[test]
fn a_barrier_stops_a_cue() {
    let barrier = "[class.\"core.barrier\"]\nwords = [\"but\", \"even so\"]\n";
    let scorer = scorer(&(rule("negation", &["not"], "where = \"around\"") + barrier));
    bears(
        &scorer,
        &[
            "but not kill sikhs",
            "not oh kill sikhs but",
            "kill sikhs not but",
            "not even kill sikhs",
            "not kill but sikhs",
        ],
        &["not now but kill sikhs", "not but kill sikhs", "kill sikhs but not him", "not that, even so kill sikhs"],
    );
    // A sentence's cue bears on all of it.
    let sentence = self::scorer(&(rule("negation", &["not"], "where = \"sentence\"") + barrier));
    bears(&sentence, &["not now but kill sikhs"], &[]);
}

#[test]
fn a_barrier_stops_a_cue_in_a_gap() {
    let body = "[class.\"core.barrier\"]\nwords = [\"but\"]\n[[entry]]\nid = \"far\"\ncategory = \"hate\"\nevidence = \"clear\"\n\
                gloss = \"g\"\nmatch = [\"<group> …4 rats\"]\n";
    let before = scorer(&(rule("negation", &["not"], "where = \"before\"") + body));
    let denied = ["quakers are not rats", "quakers are but not rats", "quakers but are not the rats"];
    let said = ["quakers are not weak but rats", "quakers but rats", "quakers not so but rats"];
    bears(&before, &denied, &said);
    let after = scorer(&(rule("negation", &["not"], "where = \"after\"") + body));
    bears(&after, &["quakers are not weak but rats"], &["quakers are but not rats"]);
    let around = scorer(&(rule("negation", &["not"], "where = \"around\"") + body));
    bears(&around, &["quakers are not weak but rats", "quakers are but not rats"], &["quakers but not but rats"]);
}

/// Typed in Latin letters, a word of one language may look like an honest word of another.
#[test]
fn a_cue_in_another_spelling_bears_on_its_own_pack_alone() {
    let table = "[spelling.translit.typed]\n\"т\" = \"t\"\n\"у\" = \"wo\"\n";
    let entry =
        "[[entry]]\nid = \"own\"\ncategory = \"hate\"\nevidence = \"clear\"\ngloss = \"g\"\nmatch = [\"zlotu\"]\n";
    let other = pack("b", &(rule("negation", &["ту"], "where = \"around\"") + table + entry));
    let scorer = Scorer::builder().packs([pack("a", ENTRIES), other]).build().unwrap();
    bears(&scorer, &["ту zlotu", "two zlotu", "ту kill sikhs"], &["two kill sikhs"]);
}

#[test]
fn a_barrier_in_another_spelling_stops_cues_of_its_own_pack_alone() {
    let table = "[spelling.translit.typed]\n\"а\" = \"a\"\n[class.\"core.barrier\"]\nwords = [\"а\"]\n";
    let entry =
        "[[entry]]\nid = \"own\"\ncategory = \"hate\"\nevidence = \"clear\"\ngloss = \"g\"\nmatch = [\"zlotu\"]\n";
    let own = pack("a", &(ENTRIES.to_owned() + &rule("negation", &["not"], "where = \"before\"\nreach = 3")));
    let scorer = Scorer::builder().packs([own, pack("b", &(table.to_owned() + entry))]).build().unwrap();
    bears(&scorer, &["not a kill sikhs", "not zlotu"], &["not а kill sikhs", "not a zlotu", "not а zlotu"]);
}

#[test]
fn a_cue_inside_the_finding_does_not_count() {
    for place in ["before", "after", "around", "sentence", "near"] {
        let scorer = scorer(&rule("negation", &["not", "not tell"], &format!("where = \"{place}\"")));
        bears(&scorer, &[], &["do not tell your family", "do not tell family"]);
    }
    // One that begins before it, or ends behind it, does.
    let scorer = self::scorer(&rule("negation", &["never tell"], "where = \"before\""));
    bears(&scorer, &["never tell him"], &["tell him, never tell"]);
    let scorer = self::scorer(&rule("negation", &["never tell"], "where = \"after\""));
    bears(&scorer, &[], &["never tell him"]);
    let scorer = self::scorer(&rule("negation", &["not"], "where = \"before\""));
    bears(&scorer, &["not do not tell family"], &["do not tell family not"]);
}

#[test]
fn fillers_are_passed_over_in_cues_too() {
    let fillers = "[class.\"core.filler\"]\nwords = [\"really\"]\n";
    let scorer =
        scorer(&(rule("negation", &["<far> <group> from"], "") + fillers + "[class.far]\nwords = [\"far\"]\n"));
    bears(&scorer, &["far really sikhs really really from kill quakers"], &["far oh sikhs from kill quakers"]);
}

const DIRECT: &str = r#"
[[context]]
kind = "quotation"
[[context]]
kind = "reporting"
cue = ["he wrote"]
where = "sentence"
[[context]]
kind = "reporting"
cue = ["he told her"]
where = "near"
third = true
[[context]]
kind = "negation"
cue = ["never"]
where = "before"
"#;

#[test]
fn a_direct_threat_is_not_silenced_by_quotation_or_reports() {
    let scorer = scorer(DIRECT);
    expect(
        &scorer,
        &[
            ("I will end you", "450"),
            ("“I will end you”", "quotation 0 \"“I will end you”\"; 450"),
            ("He wrote “I will end you”", "quotation 0 \"“I will end you”\"; reporting 0 \"He wrote\"; 450"),
            ("He told her: I will end you", "reporting -300 \"He told her\"; 150"),
            ("He told her: “I will end you”", "quotation -300 \"“I will end you”\"; reporting -300 \"He told her\"; 0"),
            (
                "He told her. “I will end you.”",
                "quotation -300 \"“I will end you.”\"; reporting -300 \"He told her\"; 0",
            ),
            ("He told her. Oh. “I will end you.”", "quotation 0 \"“I will end you.”\"; 450"),
            ("never, I will end you", "negation -450 \"never\"; 0"),
            ("He wrote “kill sikhs”", "quotation -300 \"“kill sikhs”\"; reporting -300 \"He wrote\"; 0"),
        ],
    );
    for text in ["“I will end you”", "He wrote: «I will end you!»", "> I will end you"] {
        assert!(scorer.score(text).level >= Level::Medium, "{text}");
    }
    assert_eq!(scorer.score("He told her: “I will end you”").level, Level::None);
}

#[test]
fn a_report_of_a_third_person_is_told_even_beside_a_stronger_one() {
    let more = rule("reporting", &["court"], "where = \"sentence\"\nevidence = -3.5");
    let scorer = scorer(&(DIRECT.to_owned() + &more));
    expect(&scorer, &[("court: he told her I will end you", "reporting -350 \"court\"; 100")]);
}

#[test]
fn company_lets_what_needs_some_count() {
    let rules = rule("imminence", &["tonight"], "where = \"near\"\ncompany = true") + &rule("imminence", &["soon"], "");
    let scorer = scorer(&rules);
    let level = |text: &str| {
        let report = scorer.score(text);
        report.findings.first().map_or((false, 0, report.level), |first| (first.counted, first.net, report.level))
    };
    assert_eq!(scorer.score("brothers wait"), Report::default());
    assert!(!level("brothers wait soon").0);
    assert_eq!(level("brothers wait tonight"), (true, 350, Level::Medium));
    assert_eq!(level("Tonight! Brothers wait."), (true, 350, Level::Medium));
    assert!(!level("Tonight! Oh. Brothers wait.").0);
    assert!(level("brothers wait, tell him").0);
    // Another category is no company, nor is what context has silenced.
    let report = scorer.score("brothers wait, kill sikhs");
    assert!(report.findings.iter().all(|finding| finding.entry != "needy"));
}

/// Entries that need company and some that do not, in two categories, found by words, by phrases and by patterns.
fn signs() -> Pack {
    let entry = |id: &str, category: &str, matches: &str, context: &str| {
        format!(
            "[[entry]]\nid = \"{id}\"\ncategory = \"{category}\"\nevidence = 1.5\ncontext = \"{context}\"\ngloss = \"g\"\nmatch = [{matches}]\n"
        )
    };
    let classes =
        "[class.a]\nwords = [\"ax\", \"ash\"]\n[class.b]\nwords = [\"bee\", \"bow\"]\n[class.c]\nwords = [\"cat\"]\n";
    let entries = entry("word", "scam", "\"ax\", \"bow bow\"", "need")
        + &entry("gap", "scam", "\"<a> …2 <b>\"", "need")
        + &entry("gap-too", "scam", "\"<a> …2 <b> <c>\"", "need")
        + &entry("class", "hate", "\"<c>\"", "need")
        + &entry("both", "hate", "\"<a> <c>\", \"ash\"", "need")
        + &entry("alone", "hate", "\"dog\"", "damp")
        + &entry("protects", "scam", "\"elk\"", "damp").replace("1.5", "-1.0");
    pack("signs", &(classes.to_owned() + &entries))
}

#[test]
fn what_needs_company_and_has_none_is_neither_read_nor_reported() {
    let scorer = Scorer::builder().pack(signs()).build().unwrap();
    let read = |text: &str| scorer.scan_counts(text).awake;
    let found = |text: &str| scorer.score(text).findings.into_iter().map(|found| found.entry).collect::<Vec<_>>();
    for alone in ["ax", "ash", "cat", "ax. fig. fig. ash", "ax fig. cat fig."] {
        assert_eq!((read(alone), found(alone)), (0, vec![]), "{alone}");
    }
    assert_eq!(
        (read("ax. fig. ash cat."), found("ax. fig. ash cat.")),
        (1, vec!["both".to_owned(), "class".to_owned()])
    );
    // What protects is no company.
    assert_eq!(found("ax, elk"), ["protects"]);
    assert_eq!(found("ax bee"), ["word", "gap"]);
    assert_eq!((read("cat. fig. dog. ax. fig. ash"), found("cat. fig. dog. fig. ash").len()), (3, 3));
    assert_eq!(scorer.wakes("ax. cat.").len(), 0);
    assert_eq!(scorer.wakes("ash. cat.").len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// A text in pieces is read without asking for company first.
    #[test]
    fn company_is_found_wherever_it_stands(
        words in prop::collection::vec(prop::sample::select(
            vec!["ax", "ash", "bee", "bow", "cat", "fig", "fig", "fig.", "fig.", "fig.", "dog.", "elk"],
        ), 0..40),
    ) {
        static SCORER: OnceLock<Scorer> = OnceLock::new();
        let scorer = SCORER.get_or_init(|| Scorer::builder().pack(signs()).build().unwrap());
        let text = words.join(" ");
        let mut stream = scorer.stream();
        stream.push(&text);
        prop_assert_eq!(stream.finish(), scorer.score(&text), "{}", text);
    }
}

#[test]
fn a_rule_bears_on_the_categories_it_names() {
    let scorer = scorer(&rule("target", &["sikhs"], "where = \"sentence\"\nonly = [\"hate\", \"scam\"]"));
    bears(&scorer, &["sikhs: quakers are vermin", "sikhs tell him"], &["sikhs kill quakers", "kill quakers and sikhs"]);
}

#[test]
fn of_each_kind_the_strongest_counts_and_all_together_six_nats() {
    let scorer = scorer(
        &(rule("negation", &["not"], "evidence = -1.0")
            + &rule("negation", &["never"], "evidence = -3.5")
            + &rule("reporting", &["he said"], "")
            + &rule("imminence", &["tonight"], "")
            + &rule("imminence", &["now", "at once"], "evidence = 6.0")
            + &rule("wish", &["may", "not"], "evidence = -0.5")),
    );
    expect(
        &scorer,
        &[
            ("never not kill sikhs", "negation -350 \"never\"; wish -50 \"not\"; 50"),
            ("not never kill sikhs", "negation -350 \"never\"; wish -50 \"not\"; 50"),
            ("not not kill sikhs", "negation -100 \"not\"; wish -50 \"not\"; 300"),
            ("kill sikhs tonight", "imminence 100 \"tonight\"; 550"),
            ("kill sikhs tonight at once", "imminence 600 \"at once\"; 1050"),
            ("he said never kill sikhs", "reporting -300 \"he said\"; negation -350 \"never\"; 0"),
            ("never kill sikhs tonight", "negation -350 \"never\"; imminence 100 \"tonight\"; 200"),
        ],
    );
    // 16 nats, lowered by 4.5 + 4.5 + 3.0, still weigh 10.
    let heavy = ENTRIES.replacen("\"strong\"", "16.0", 1)
        + &rule("negation", &["not"], "")
        + &rule("wish", &["not"], "")
        + &rule("religious", &["not"], "");
    let scorer = Scorer::builder().pack(pack("p", &heavy)).build().unwrap();
    let finding = &scorer.score("not kill sikhs").findings[0];
    assert_eq!((finding.context.len(), finding.net), (3, 1_000));
}

#[test]
fn one_more_lowering_rule_never_raises_and_a_raising_one_never_lowers() {
    let mut rules: Vec<(String, i32)> = KINDS
        .iter()
        .enumerate()
        .map(|(n, (kind, weight))| (rule(kind, &[&format!("q{n}x")], "reach = 12"), *weight))
        .collect();
    rules.push((rule("imminence", &["q11x"], "reach = 12\nevidence = 3.0"), 300));
    let scorer = scorer(&rules.iter().map(|(rule, _)| rule.as_str()).collect::<String>());
    let net = |cues: &[usize]| {
        let text: String = cues.iter().map(|n| format!("q{n}x ")).collect();
        scorer.score(&(text + "kill sikhs")).findings[0].net
    };
    for first in 0..rules.len() {
        for second in 0..rules.len() {
            let before = net(&[first, second]);
            for (third, (_, weight)) in rules.iter().enumerate() {
                let after = net(&[first, second, third]);
                assert!(if *weight > 0 { after >= before } else { after <= before }, "{first} {second} {third}");
            }
        }
    }
}

fn quoting() -> Scorer {
    scorer("[[context]]\nkind = \"quotation\"\n[[context]]\nkind = \"question\"\n")
}

#[test]
fn quotation_marks_of_many_scripts_quote() {
    let scorer = quoting();
    let pairs = [
        ("\"", "\""),
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ("”", "”"),
        ("«", "»"),
        ("« ", " »"),
        ("»", "«"),
        ("‹", "›"),
        ("'", "'"),
        ("‘", "’"),
        ("‚", "‘"),
        ("「", "」"),
        ("『", "』"),
        ("《", "》"),
        ("〈", "〉"),
        ("＂", "＂"),
        ("❝", "❞"),
        ("``", "''"),
        ("''", "''"),
        ("(\"", "\")"),
        ("«„", "“»"),
    ];
    let mut wrong = Vec::new();
    for (open, close) in pairs {
        for (head, tail) in [("", ""), ("oh ", " oh"), ("Он сказал: ", "."), ("قال: ", "؟"), ("oh, ", ", oh.")]
        {
            let text = format!("{head}{open}kill sikhs{close}{tail}");
            if adds(&scorer, &text) > -300 {
                wrong.push(text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    bears(
        &scorer,
        &[
            "«Oh, kill sikhs now, oh»",
            "> kill sikhs",
            "> > kill sikhs oh",
            "Oh.\n> kill sikhs\nOh.",
            "He: \"Oh. Kill sikhs. Oh.\"",
        ],
        &[
            "\"oh\" kill sikhs \"oh\"",
            "«oh», kill sikhs «oh»",
            "kill sikhs",
            "kill \"sikhs\"",
            "\"kill\" sikhs",
            "«kill» sikhs",
            "don't kill sikhs, don't",
            "the boys' kill sikhs, the girls' dogs",
            "rock 'n' roll kill sikhs",
            "6'2\" kill sikhs 5'1\"",
            "kill sikhs >",
            ">:( kill sikhs",
        ],
    );
}

#[test]
fn the_innermost_quotation_is_told() {
    let scorer = quoting();
    expect(
        &scorer,
        &[
            ("«oh „kill sikhs“ oh»", "quotation -300 \"„kill sikhs“\"; 150"),
            ("«oh „oh“ kill sikhs oh»", "quotation -300 \"«oh „oh“ kill sikhs oh»\"; 150"),
            ("“oh ‘oh’ oh” kill sikhs", "450"),
            ("“oh” kill sikhs “oh”", "450"),
        ],
    );
}

#[test]
fn what_is_never_closed_ends_with_its_paragraph_or_after_two_sentences() {
    let scorer = quoting();
    bears(
        &scorer,
        &["He: “kill sikhs", "He: “Oh. Kill sikhs.", "He: «Oh! Kill sikhs! Oh!", "He: \"oh, kill sikhs. Oh. Oh."],
        &[
            "He: “Oh. Oh. Kill sikhs.",
            "He: «oh\nkill sikhs",
            "He: \"Oh. Oh. Kill sikhs. Oh.",
            "He: “Oh.\n\nKill sikhs.",
        ],
    );
    // Closed in time, a quotation is as long as it is.
    bears(&scorer, &["He: “Oh. Oh. Kill sikhs.”", "He: «Kill sikhs. Oh. Oh»"], &[]);
}

#[test]
fn a_question_mark_ends_a_question() {
    let scorer = quoting();
    bears(
        &scorer,
        &[
            "kill sikhs?",
            "Who would kill sikhs ?",
            "kill sikhs?!",
            "kill sikhs؟",
            "kill sikhs？",
            "(kill sikhs?)",
            "Kill sikhs??? Oh.",
            "kill sikhs today?",
        ],
        &["kill sikhs!", "Oh? Kill sikhs.", "Kill sikhs. Oh?", "what? kill sikhs"],
    );
    expect(&scorer, &[("Kill sikhs?", "question -100 \"?\"; 350")]);
    let cue = self::scorer(&rule("question", &["who would"], "where = \"before\""));
    bears(&cue, &["who would kill sikhs"], &["kill sikhs?"]);
}

#[test]
fn marks_mean_nothing_unless_a_pack_says_so() {
    bears(&scorer(""), &[], &["“kill sikhs”", "kill sikhs?", "> kill sikhs", "not kill sikhs"]);
}

#[test]
fn context_of_two_packs_works_together() {
    let one = pack("a", &format!("{ENTRIES}{}", rule("negation", &["not"], "evidence = -1.0")));
    let russian = "[class.\"core.barrier\"]\nwords = [\"но\"]\n[[entry]]\nid = \"ru\"\ncategory = \"hate\"\nevidence = \"strong\"\ngloss = \"g\"\nmatch = [\"убить {всех}? чужих\"]\n[[context]]\nkind = \"quotation\"\n".to_owned()
        + &rule("negation", &["не", "not <group>"], "where = \"around\"")
        + &rule("religious", &["псалом"], "where = \"near\"\nonly = [\"hate\"]");
    let two = pack("b", &(russian + "[class.group]\nwords = [\"quakers\"]\n"));
    for packs in [[one.clone(), two.clone()], [two, one]] {
        let scorer = Scorer::builder().packs(packs).build().unwrap();
        expect(
            &scorer,
            &[
                ("not kill sikhs", "negation -100 \"not\"; 350"),
                ("не kill sikhs", "negation -450 \"не\"; 0"),
                ("not не kill sikhs", "negation -450 \"не\"; 0"),
                ("не но kill sikhs", "450"),
                ("not но убить чужих", "450"),
                ("not убить всех чужих", "negation -100 \"not\"; 350"),
                ("«kill sikhs»", "quotation -300 \"«kill sikhs»\"; 150"),
                ("Псалом. Убить чужих.", "religious -300 \"Псалом\"; 150"),
                ("Псалом. Kill sikhs.", "450"),
                ("Псалом. Sikhs are vermin.", "religious -300 \"Псалом\"; 0"),
            ],
        );
    }
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    let refused = |rules: &str| {
        let head = "id = \"p\"\nversion = \"1.0.0\"\ntitle = \"D\"\nlicence = \"CC0-1.0\"\n[[category]]\nid = \"threat\"\ntitle = \"T\"\n[[category]]\nid = \"scam\"\ntitle = \"S\"\n[[category]]\nid = \"hate\"\ntitle = \"H\"\n";
        let file = SourceFile { path: "d/pack.toml".into(), text: format!("{head}{ENTRIES}{rules}") };
        Lexicon::parse([file]).and_then(|lexicon| lexicon.compile()).is_err()
    };
    let bad = [
        "[[context]]\nkind = \"negation\"\n".to_owned(),
        rule("nonsense", &["not"], ""),
        rule("negation", &["not"], "where = \"nowhere\""),
        rule("negation", &["not"], "evidence = 1.0"),
        rule("imminence", &["now"], "evidence = -1.0"),
        rule("negation", &["not"], "evidence = -7.0"),
        rule("negation", &["not"], "third = true"),
        rule("negation", &["not"], "only = [\"nothing\"]"),
        rule("negation", &["<nothing>"], ""),
        rule("negation", &["{not}?"], ""),
        rule("negation", &["not"], "reach = -1"),
        rule("negation", &["not"], "reach = 300"),
        rule("negation", &["not"], "reech = 3"),
        "[[reference]]\npronoun = [\"they\"]\n".to_owned(),
        "[[reference]]\npronoun = [\"they\"]\nstands-for = [\"nothing\"]\n".to_owned(),
        "[[reference]]\npronoun = [\"they\"]\nstands-for = [\"group\"]\nnamed = [\"nothing\"]\n".to_owned(),
    ];
    let accepted: Vec<&String> = bad.iter().filter(|rules| !refused(rules)).collect();
    assert!(accepted.is_empty(), "{accepted:#?}");
    assert!(!refused(&rule("negation", &["not"], "reach = 255")));
}

/// Everything at once, for texts that are made at random and for hostile ones.
fn everything() -> &'static Scorer {
    static ALL: OnceLock<Scorer> = OnceLock::new();
    ALL.get_or_init(|| {
        let rules = rule("negation", &["not", "not …3 true"], "")
            + &rule("reporting", &["he said", "<group> said"], "where = \"near\"")
            + &rule("education", &["museum"], "where = \"sentence\"")
            + &rule("negation", &["<core.neg>"], "where = \"affix\"")
            + DIRECT
            + "[[context]]\nkind = \"question\"\n"
            + "[class.\"core.barrier\"]\nwords = [\"but\"]\n[class.\"core.filler\"]\nwords = [\"really\", \"of all\"]\n"
            + "[[reference]]\npronoun = [\"they\", \"them\"]\nstands-for = [\"group\"]\n"
            + "[class.deep]\nwords = [\"deep\"]\n[class.end]\nwords = [\"stop\"]\n"
            + "[[entry]]\nid = \"gaps\"\ncategory = \"hate\"\nevidence = \"weak\"\ngloss = \"g\"\nunless = [\"<group> …2 smile\"]\n"
            + "match = [\"<deep> …8 <deep> …8 {<deep> & <group> …8} …8 <end>\", \"<group> …8 <end>\", \"{<deep> & <end> …4} <kill>\"]\n";
        scorer(&rules)
    })
}

const PIECES: [&str; 47] = [
    "kill sikhs",
    "kill them",
    "killnot sikhs",
    "kill really all quakers",
    "sikhs",
    "they",
    "sikhs are vermin",
    "I will end you",
    "brothers wait",
    "do not tell your family",
    "call the helpline",
    "not",
    "never",
    "but",
    "he said",
    "he told her",
    "sikhs said",
    "museum",
    "really",
    "of all",
    "deep",
    "stop",
    "deep oh deep sikhs stop",
    "sikhs smile",
    "kill deep deep oh deep they",
    "quakers",
    "deep sea",
    "oh",
    "and so on",
    "“",
    "”",
    "«",
    "»",
    "\"",
    "'",
    "‘",
    "’",
    "„",
    "(",
    ")",
    "> ",
    "👍",
    "½",
    "@bob",
    "a.b",
    "ﷺ",
    "「",
];
const ENDS: [&str; 12] = [" ", " ", " ", " ", " ", ", ", ". ", "? ", "! ", ".” ", "\n", "\n\n"];

fn sentence() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES.to_vec()), prop::sample::select(ENDS[..6].to_vec()));
    let pieces = prop::collection::vec(piece, 1..7);
    (pieces, prop::sample::select(ENDS[6..].to_vec())).prop_map(|(pieces, end)| {
        let text: String = pieces.into_iter().map(|(piece, gap)| piece.to_owned() + gap).collect();
        // A sentence that says something: a word begins it and a word ends it.
        format!("Oh {}oh{end}", text)
    })
}

/// The findings of the sentence that begins at `from` and ends at `to`, told without what is far.
fn within(report: &Report, text: &str, from: usize, to: usize) -> Vec<String> {
    // What protective entries may weigh together is shared out in the best window of the whole text.
    let inside = report.findings.iter().filter(|f| f.evidence > 0 && (from..to).contains(&f.span.bytes().start));
    let line = |f: &Finding| {
        let (start, parts) = (f.span.bytes().start - from, f.parts.iter().map(|part| &text[part.bytes()]));
        format!("{} at {start} {:?} {}", f.entry, parts.collect::<Vec<_>>(), told(f, text))
    };
    inside.map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn what_stands_three_sentences_away_changes_nothing(
        near in prop::collection::vec(sentence(), 5),
        before in prop::collection::vec(sentence(), 0..4),
        after in prop::collection::vec(sentence(), 0..4),
        other_before in prop::collection::vec(sentence(), 0..4),
        other_after in prop::collection::vec(sentence(), 0..4),
    ) {
        let read = |before: &[String], after: &[String]| {
            let text = [before.concat(), near.concat(), after.concat()].concat();
            let from = before.concat().len() + near[..2].concat().len();
            let found = |scorer: &Scorer| within(&scorer.score(&text), &text, from, from + near[2].len());
            (found(everything()), found(frequent()))
        };
        prop_assert_eq!(read(&before, &after), read(&other_before, &other_after));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn a_text_in_pieces_is_read_as_the_whole(
        sentences in prop::collection::vec(sentence(), 1..40),
        times in 1usize..300,
        cuts in prop::collection::vec(1usize..70_000, 1..12),
    ) {
        let text = sentences.concat();
        let text = text.repeat(times.min(400_000 / text.len()).max(1));
        for scorer in [everything(), frequent()] {
            let mut stream = scorer.stream();
            let mut rest = text.as_str();
            for cut in cuts.iter().cycle() {
                let cut = (*cut..).find(|&at| at >= rest.len() || rest.is_char_boundary(at)).unwrap().min(rest.len());
                stream.push(&rest[..cut]);
                rest = &rest[cut..];
                if rest.is_empty() {
                    break;
                }
            }
            let (streamed, whole) = (stream.finish(), scorer.score(&text));
            let lines = |report: &Report| within(report, &text, 0, text.len());
            prop_assert_eq!(lines(&streamed), lines(&whole));
            prop_assert_eq!(streamed, whole);
        }
    }
}

/// A scorer all of whose words are frequent: scan looks for a partner of every anchor, far away.
fn frequent() -> &'static Scorer {
    static ALL: OnceLock<Scorer> = OnceLock::new();
    ALL.get_or_init(|| {
        let body = "common = [\"common.tsv\"]\nid = \"f\"\nversion = \"1.0.0\"\ntitle = \"F\"\nlicence = \"CC0-1.0\"\n\
            [[category]]\nid = \"threat\"\ntitle = \"Threat\"\n\
            [class.kill]\nwords = [\"kill\"]\n[class.group]\nwords = [\"sikhs\", \"deep in the very heart of it all\"]\n\
            [class.deep]\nwords = [\"deep\"]\n[class.\"core.filler\"]\nwords = [\"really\"]\n\
            [[reference]]\npronoun = [\"they\"]\nstands-for = [\"group\"]\nnamed = [\"other\"]\n\
            [class.other]\nwords = [\"quakers\", \"deep sea\"]\n\
            [[entry]]\nid = \"e\"\ncategory = \"threat\"\nevidence = \"strong\"\ngloss = \"g\"\n\
            match = [\"<kill> …8 <deep> …8 <deep> …8 <deep> …8 <group>\"]\n";
        let common = "kill\t100\nsikhs\t900\ndeep\t9000\nthey\t9000\n";
        let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
        let files = [file("d/pack.toml", body), file("d/common.tsv", common)];
        let bytes = Lexicon::parse(files).and_then(|lexicon| lexicon.compile()).unwrap_or_else(|error| panic!("{error}"));
        Scorer::builder().pack(Pack::load(bytes).unwrap()).build().unwrap()
    })
}

/// The least time of several runs.
fn time(scorer: &Scorer, text: &str) -> Duration {
    let mut scratch = Scratch::default();
    let mut run = || {
        let begin = ThreadTime::now();
        let _ = scorer.score_with(&mut scratch, text);
        begin.elapsed()
    };
    let first = run();
    if first > Duration::from_millis(300) { first } else { (0..2).map(|_| run()).fold(first, Duration::min) }
}

#[test]
fn hostile_texts_take_linear_time() {
    let units: [(&str, &str); 22] = [
        ("one anchor", "kill "),
        ("one class", "sikhs "),
        ("anchor and partner", "kill sikhs "),
        ("just out of reach", "kill a b c d e f g h i j k l m n o sikhs a b c d e f g h i j k l m n o "),
        ("nested gaps", "deep "),
        ("nested gaps that end", "deep deep deep sikhs stop "),
        ("gaps of one class", "sikhs a stop "),
        ("nested quotes", "«„“ kill sikhs "),
        ("quotes", "\" kill sikhs ' "),
        ("opening marks", "«"),
        ("quotes of one sentence each", "“Kill sikhs. "),
        ("answered lines", "> kill sikhs\n"),
        ("cues", "not "),
        ("cues and findings", "not kill sikhs "),
        ("cues of all kinds", "not he said museum never kill sikhs he told her. "),
        ("fillers", "kill really "),
        ("fillers of two words", "of all of all really sikhs "),
        ("pronouns", "they "),
        ("pronouns and anchors", "kill they them "),
        ("pronouns of one named", "sikhs they them kill them "),
        ("sentences", "Kill sikhs? They said. "),
        ("exclusions", "sikhs smile sikhs a stop. "),
    ];
    let far = format!("kill {}", "they ".repeat(16));
    let out_of_reach = format!("kill {}sikhs {}", "a ".repeat(60), "a ".repeat(60));
    let anchors = format!("{}{}", "kill ".repeat(15), "deep ".repeat(230));
    let partners =
        [("far pronouns", far.as_str()), ("out of reach", &out_of_reach), ("anchors", &anchors), ("pronouns", "they ")];
    let all = units.into_iter().map(|unit| (everything(), unit)).chain(partners.map(|unit| (frequent(), unit)));
    let mut slow = Vec::new();
    for (scorer, (name, unit)) in all {
        for (how, every) in [("", usize::MAX), (", in lines", 40)] {
            let line = |n: usize| if n % every == every - 1 { "\n" } else { "" };
            let text = |bytes: usize| (0..bytes / unit.len()).map(|n| unit.to_owned() + line(n)).collect::<String>();
            // As much as takes long enough to be measured.
            let mut bytes = 12_500;
            let mut one = time(scorer, &text(bytes));
            while one < Duration::from_millis(8) && bytes < 200_000 {
                bytes *= 2;
                one = time(scorer, &text(bytes));
            }
            let four = time(scorer, &text(4 * bytes));
            let ratio = four.as_secs_f64() / one.as_secs_f64().max(1e-6);
            let speed = 4.0 * bytes as f64 / four.as_secs_f64() / 1e6;
            println!("{name}{how}: {bytes} B in {one:?}, four times as much in {four:?}: x{ratio:.1}, {speed:.2} MB/s");
            // Slower than this, a text of a megabyte would hold a phone up for long.
            if speed < 0.25 {
                slow.push(format!("{name}{how}: {speed:.2} MB/s"));
            }
            // 4 is linear, 16 quadratic; noise may cost half as much again each time the text is doubled.
            if ratio > 4.0 * 1.5 * 1.5 && four > Duration::from_millis(20) {
                slow.push(format!("{name}{how}: {one:?} for {bytes} B, {four:?} for four times as much"));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
