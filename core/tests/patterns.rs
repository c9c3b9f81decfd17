//! Patterns: classes, gaps, orders, fillers, shapes, references, and that scan wakes all that analyse would find.
#![cfg(feature = "compile")]

use proptest::prelude::*;
use sipar::{Finding, Level, Lexicon, ListOptions, Pack, Scorer, SourceFile, Span, Spelling};
use std::sync::OnceLock;

/// The sources of a pack; `common` is its list of common words.
fn bytes(id: &str, body: &str, common: &str) -> Vec<u8> {
    let head = format!(
        "id = \"{id}\"\nversion = \"1.0.0\"\ntitle = \"Demo\"\nlicence = \"CC0-1.0\"\nstatus = \"second-read\"\n\
         common = [\"common.tsv\"]\n[[category]]\nid = \"threat\"\ntitle = \"Threat\"\n"
    );
    let file = |path: &str, text: String| SourceFile { path: path.into(), text };
    let files = [file("d/pack.toml", head + body), file("d/common.tsv", common.to_owned())];
    Lexicon::parse(files).and_then(|lexicon| lexicon.compile()).unwrap_or_else(|error| panic!("{error}\n{body}"))
}

fn scorer(bodies: &[&str]) -> Scorer {
    let packs = bodies.iter().enumerate().map(|(n, body)| Pack::load(bytes(&format!("p{n}"), body, "")).unwrap());
    Scorer::builder().packs(packs).build().unwrap()
}

/// An entry of strong evidence.
fn entry(id: &str, matches: &[&str]) -> String {
    format!(
        "\n[[entry]]\nid = \"{id}\"\ncategory = \"threat\"\nevidence = \"strong\"\ngloss = \"g\"\nmatch = {matches:?}\n"
    )
}

/// What is found in each text: `entry: words` with `; ` between. Tells of all that differ.
fn expect(scorer: &Scorer, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let report = scorer.score(text);
        let found: Vec<String> =
            report.findings.iter().map(|f| format!("{}: {}", f.entry, f.text(text).unwrap())).collect();
        if found.join("; ") != *expected {
            wrong.push(format!("{text:?}: found {:?}, expected {expected:?}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether anything is found in each text.
fn hits(scorer: &Scorer, yes: &[&str], no: &[&str]) {
    let found = |text: &&&str| !scorer.score(text).findings.is_empty();
    let missed: Vec<&&str> = yes.iter().filter(|text| !found(text)).collect();
    let flagged: Vec<&&str> = no.iter().filter(found).collect();
    assert!(missed.is_empty() && flagged.is_empty(), "missed {missed:#?}\nflagged {flagged:#?}");
}

const CLASSES: &str = r#"
[inflect.V]
rules = [{ add = "s", tag = "3sg" }, { add = "ed", tag = "past" }, { add = "ing", tag = "ger" }]
[class.kill]
words = ["kill+V", "burn+V down", "behead+V[ger]"]
[class.faith]
words = ["quakers", "sikhs"]
[class.group]
words = ["migrants", "<faith>", "people of colour"]
[class.when]
words = ["now", "today"]
[class.those]
words = ["those people"]
"#;

fn with(more: &str) -> String {
    format!("{CLASSES}{more}")
}

#[test]
fn classes_nest_and_hold_phrases_and_forms() {
    let scorer = scorer(&[&with(&entry("e", &["<kill> {all|every|all of the}? <group>"]))]);
    expect(
        &scorer,
        &[
            ("Kill migrants", "e: Kill migrants"),
            ("we KILLED, all: sikhs", "e: KILLED, all: sikhs"),
            ("they are killing all of the people of colour!", "e: killing all of the people of colour"),
            ("burn down every migrants", "e: burn down every migrants"),
            ("burned down quakers", "e: burned down quakers"),
            ("burn quakers", ""),
            ("burned quakers down", ""),
            ("beheading sikhs", "e: beheading sikhs"),
            ("behead sikhs", ""),
            ("kill all", ""),
            ("kill all every sikhs", ""),
            ("kill people", ""),
            ("kill people of colours", ""),
            ("sikhs kill", ""),
            ("kills faith", ""),
        ],
    );
}

#[test]
fn classes_and_alternatives_may_be_left_out() {
    let scorer = scorer(&[&with(
        &(entry("a", &["zap <when>? <group>"])
            + &entry("b", &["{<kill>|zorgle|strike down} {<group>|them all}"])
            + &entry("c", &["{<when>|soon|at {noon|dawn}} {we <kill>}? zip"])),
    )]);
    expect(
        &scorer,
        &[
            ("zap sikhs", "a: zap sikhs"),
            ("zap now sikhs", "a: zap now sikhs"),
            ("zap now today sikhs", ""),
            ("kills them all", "b: kills them all"),
            ("zorgle people of colour", "b: zorgle people of colour"),
            ("strike down migrants", "b: strike down migrants"),
            ("strike migrants", ""),
            ("kill them", ""),
            ("now zip", "c: now zip"),
            ("at dawn we killed zip", "c: at dawn we killed zip"),
            ("soon we zip", ""),
            ("zip", ""),
        ],
    );
}

#[test]
fn parts_may_stand_in_any_order() {
    let scorer = scorer(&[&with(
        &(entry("two", &["{<kill> & <group> …2}"])
            + &entry("close", &["{zip & <when>}"])
            + &entry("three", &["{alfa & <when> & {bravo|carol} …1} zulu"])
            + &entry("maybe", &["x-ray {<when> & alfa}? yankee"])),
    )]);
    expect(
        &scorer,
        &[
            ("kill sikhs", "two: kill sikhs"),
            ("sikhs killed", "two: sikhs killed"),
            ("sikhs must be killed", "two: sikhs must be killed"),
            ("sikhs must not be killed", ""),
            ("zip now. Today zip!", "close: zip now; close: Today zip"),
            ("zip is now", ""),
            ("bravo now x alfa zulu", "three: bravo now x alfa zulu"),
            ("alfa x carol x today zulu", "three: alfa x carol x today zulu"),
            ("alfa alfa now zulu", ""),
            ("alfa now zulu", ""),
            ("x-ray yankee, x-ray alfa now yankee", "maybe: x-ray yankee; maybe: x-ray alfa now yankee"),
            ("x-ray now yankee", ""),
        ],
    );
}

#[test]
fn a_gap_passes_over_so_many_tokens_and_no_more() {
    for gap in 1..=8usize {
        let scorer = scorer(&[&with(&entry("e", &[&format!("<kill> …{gap} <group>")]))]);
        for between in 0..=10 {
            let text = format!("kill{} sikhs", " oh".repeat(between));
            assert_eq!(scorer.score(&text).findings.len(), usize::from(between <= gap), "…{gap}: {text}");
        }
    }
    let scorer = scorer(&[&with(&entry("e", &["<kill> …2 <group>", "alfa … bravo"]))]);
    hits(
        &scorer,
        &[
            "kill , — ; ( - ) sikhs",
            "kill, oh, oh, sikhs",
            "kill 👍🏽👍 sikhs",
            "kill t.me/x @bob sikhs",
            "kill 3.5 sikhs",
            "alfa x y bravo",
        ],
        &[
            "kill oh-oh-oh sikhs",
            "kill. Sikhs",
            "kill oh! Sikhs",
            "kill\nsikhs",
            "kill؟ sikhs",
            "kill 👍👍👍 sikhs",
            "kill #OhOhOh sikhs",
            "alfa x y z bravo",
        ],
    );
}

#[test]
fn a_gap_passes_over_words_that_mean_something_too() {
    let scorer = scorer(&[&with(&entry("e", &["<kill> …2 <group> …2 <when>"]))]);
    expect(
        &scorer,
        &[
            ("kill sikhs now", "e: kill sikhs now"),
            ("kill sikhs sikhs sikhs now", "e: kill sikhs sikhs sikhs now"),
            ("kill x people of colour x x today", "e: kill x people of colour x x today"),
            ("kill x people of colour x x x today", ""),
        ],
    );
    hits(&scorer, &["kill kill kill sikhs now", "kill kill kill kill sikhs now", "kill x kill x sikhs now"], &[]);
}

#[test]
fn fillers_are_passed_over_between_any_elements() {
    let filler = "[class.\"core.filler\"]\nwords = [\"really\", \"just\", \"of course\"]\n";
    let scorer = scorer(&[&with(
        &(entry("e", &["<kill> {all|every}? <group> <when>"])
            + &entry("g", &["zip …1 <when>"])
            + &entry("o", &["{zap & <group>}"])
            + filler),
    )]);
    hits(
        &scorer,
        &[
            "kill sikhs now",
            "kill really sikhs now",
            "kill really all just sikhs of course now",
            "kill really just really sikhs now",
            "kill of course just sikhs really just really now",
            "zip x really really now",
            "zip really really x now",
            "zip really x just now",
            "zap just sikhs",
            "sikhs of course really zap",
        ],
        &[
            "kill really just really just sikhs now",
            "kill of course of course sikhs now",
            "kill really. Sikhs now",
            "kill maybe sikhs now",
            "kill of sikhs now",
            "zip x y now",
        ],
    );
    expect(&scorer, &[("really kill sikhs now really", "e: kill sikhs now")]);
    // A filler that is an element as well is still found as one.
    let scorer = self::scorer(&[&with(&(entry("e", &["<group> just <when>"]) + filler))]);
    hits(
        &scorer,
        &["sikhs just now", "sikhs really just now", "sikhs just just now", "sikhs just really now"],
        &["sikhs now", "sikhs really now"],
    );
}

#[test]
fn three_fillers_are_counted_from_the_element_before() {
    // "all" ends an element; that "all the" is a filler as well takes nothing from the three behind it.
    let scorer = scorer(&[&with(
        &(entry("e", &["zip all <group>"])
            + "[class.\"core.filler\"]\nwords = [\"all the\", \"the\", \"damn\", \"really\"]\n"),
    )]);
    hits(&scorer, &["zip all the damn really sikhs"], &["zip all the damn really damn sikhs"]);
}

#[test]
fn shapes_are_known_by_their_look() {
    let shapes = ["number", "money", "phone", "shortcode", "url", "email", "handle", "emoji"];
    let entries: String = shapes.iter().map(|shape| entry(shape, &[&format!("zip {{the|my}}? <#{shape}>")])).collect();
    let scorer = scorer(&[&entries]);
    expect(
        &scorer,
        &[
            ("zip 35", "number: zip 35"),
            ("zip the 10 000 at once", "number: zip the 10 000"),
            ("zip $500", "money: zip $500"),
            ("zip 500 euros now", "money: zip 500 euros"),
            ("zip +992 90 123 45 67", "phone: zip +992 90 123 45 67"),
            ("zip 4567", "shortcode: zip 4567"),
            ("zip t.me/joinchat/x!", "url: zip t.me/joinchat/x"),
            ("zip https://a.example/b", "url: zip https://a.example/b"),
            ("zip bob@mail.example", "email: zip bob@mail.example"),
            ("zip @bob", "handle: zip @bob"),
            ("zip 👍🏽", "emoji: zip 👍🏽"),
            ("zip 👍👍", "emoji: zip 👍"),
            ("zip. 35", ""),
            ("zip thirty", ""),
            ("35", ""),
        ],
    );
}

#[test]
fn a_sum_of_money_is_marked_with_its_sign() {
    let scorer = scorer(&[&entry("e", &["<#money> zip", "zap <#money>"])]);
    expect(&scorer, &[("$500 zip", "e: $500 zip"), ("zap 500 €!", "e: zap 500 €")]);
}

#[test]
fn shapes_take_part_like_any_word() {
    let scorer = scorer(&[&with(&entry("e", &["{<#money> & zip …2} to <#phone>", "<#emoji> …1 <kill>"]))]);
    hits(
        &scorer,
        &[
            "zip me the $500 to +992901234567",
            "$500 zip to +992 90 123 45 67",
            "500 USD, please zip to 992901234567.",
            "🔪 we kill",
        ],
        &["zip 500 to +992901234567", "zip $500. To +992901234567", "$500 zip", "🔪. We kill", "🔪 we will kill"],
    );
}

#[test]
fn exact_words_stand_in_their_case() {
    let scorer = scorer(&[&with(&(entry("e", &["<kill> =ICE agents", "=Go home"]) + &entry("alone", &["=ZORG"])))]);
    hits(
        &scorer,
        &["killed ICE agents", "KILL ICE AGENTS", "Go home", "Go HOME", "a ZORG!", "«ZORG»"],
        &["kill ice agents", "kill Ice agents", "go home", "GO home", "Zorg", "zorg"],
    );
}

#[test]
fn a_joint_is_nothing_or_a_blank_or_zwnj() {
    let scorer = scorer(&[&with(
        &(entry("e", &["می~<verb> <group>", "pre~fix <when>"]) + "[class.verb]\nwords = [\"کشم\", \"زنم\"]\n"),
    )]);
    hits(
        &scorer,
        &["می کشم sikhs", "می\u{200c}زنم sikhs", "میکشم sikhs", "prefix now", "pre fix now", "pre-fix today"],
        &["می sikhs", "کشم sikhs", "می. کشم sikhs", "pre now"],
    );
}

#[test]
fn unless_keeps_an_entry_from_firing_near_it() {
    let unless = "unless = [\"<kill> …2 appetite\", \"just joking\", \"<when> <#emoji>\"]\n";
    let scorer = scorer(&[&with(
        &(entry("e", &["<kill> …3 <group>", "plain words"]) + unless + &entry("other", &["zip <group>"])),
    )]);
    expect(
        &scorer,
        &[
            ("kill the sikhs", "e: kill the sikhs"),
            ("kill the sikhs appetite", ""),
            ("kill the sikhs, just joking.", ""),
            ("Just joking. Kill the sikhs.", ""),
            ("Kill the sikhs. Just joking.", ""),
            ("Kill the sikhs. Oh. Just joking.", "e: Kill the sikhs"),
            ("Just joking. Oh. Kill the sikhs.", "e: Kill the sikhs"),
            ("plain words, just joking", ""),
            ("plain words", "e: plain words"),
            ("plain words! Now 👍", ""),
            ("zip sikhs, kill sikhs, just joking", "other: zip sikhs"),
        ],
    );
}

const REFERENCE: &str = "
[[reference]]
pronoun = [\"they\", \"them\", \"<those>\"]
stands-for = [\"group\"]
";

#[test]
fn a_pronoun_stands_for_what_was_named() {
    let scorer = scorer(&[&with(&(entry("e", &["<kill> {all|every}? <group>"]) + REFERENCE))]);
    expect(
        &scorer,
        &[
            ("Sikhs came, so kill them", "e: kill them"),
            ("Sikhs came. Kill all them!", "e: Kill all them"),
            ("People of colour came. They killed those people.", "e: killed those people"),
            ("Sikhs came\nkill them", "e: kill them"),
            ("Kill them", ""),
            ("Kill them, the sikhs are here", ""),
            ("Kill them. Sikhs came.", ""),
            ("Sikhs came. Oh. Kill them.", ""),
            ("Sikhs came. They ate. Kill them.", ""),
            ("Dogs came. Kill them.", ""),
        ],
    );
    let text = "Sikhs came. We will kill all them.";
    let finding = &scorer.score(text).findings[0];
    let parts: Vec<&str> = finding.parts.iter().map(|part| &text[part.bytes()]).collect();
    assert_eq!((parts, finding.text(text)), (vec!["Sikhs", "kill all them"], Some("kill all them")));
}

#[test]
fn a_pronoun_may_be_the_rarest_word_of_a_pattern() {
    let common: String = ["kill", "kills", "killed", "killing"].map(|word| format!("{word}\t4000\n")).concat();
    let body = with(&(entry("e", &["<kill> <group>", "<group> <when>"]) + REFERENCE));
    let pack = Pack::load(bytes("p", &body, &(common + "now\t3000\ntoday\t3000\n"))).unwrap();
    let scorer = Scorer::builder().pack(pack).build().unwrap();
    hits(&scorer, &["Sikhs came. Kill them.", "Sikhs came. They now."], &["Kill them.", "They now."]);
}

#[test]
fn a_pronoun_hides_nothing_that_was_named_before_it() {
    // `unless` asks for a member by name: that "they" would do as well for an entry changes nothing.
    let body = with(&(entry("e", &["<kill> <group>"]) + "unless = [\"<group> …2 <when> …1 zip\"]\n" + REFERENCE));
    hits(
        &scorer(&[&body]),
        &["Sikhs came. They now zip. Kill sikhs."],
        &["Sikhs now zip, kill sikhs", "Sikhs they now zip, kill sikhs"],
    );
}

#[test]
fn a_pronoun_may_be_a_phrase() {
    let reference = "[[reference]]\npronoun = [\"those people\"]\nstands-for = [\"group\"]\n";
    let body = with(&(entry("e", &["<kill> <group>"]) + reference));
    hits(&scorer(&[&body]), &["Sikhs came. Kill those people."], &["Kill those people", "Sikhs came. Kill people."]);
}

#[test]
fn another_class_may_have_to_be_named() {
    let body = with(&(entry("e", &["<kill> <group>"]) + REFERENCE + "named = [\"faith\", \"place\"]\n"));
    let scorer = scorer(&[&(body + "[class.place]\nwords = [\"the temple\"]\n")]);
    hits(
        &scorer,
        &["At the temple. Kill them.", "Sikhs came. Kill them.", "By the temple kill those people"],
        &["Migrants came. Kill them.", "A temple. Kill them.", "Kill them at the temple."],
    );
}

#[test]
fn an_antecedent_nearest_to_the_pronoun_is_as_good_as_the_first() {
    // The first member named stands behind the pronoun's sentence start, the phrase that holds it ends later.
    let body = entry("e", &["zap <group>"])
        + "[class.group]\nwords = [\"sikhs and them\", \"sikhs\"]\n"
        + "[[reference]]\npronoun = [\"them\"]\nstands-for = [\"group\"]\n";
    hits(&scorer(&[&body]), &["sikhs and them zap them", "the sikhs zap them"], &["zap them"]);
}

#[test]
fn core_classes_are_one_for_all_packs() {
    let english = "[class.\"core.you\"]\nwords = [\"you\"]\n[class.\"core.kill\"]\nwords = [\"murder\"]\n".to_owned()
        + &entry("en", &["i <core.kill> <core.you>"]);
    let kazakh = "[class.\"core.you\"]\nwords = [\"сені\"]\n[class.\"core.kill\"]\nwords = [\"өлтірем\"]\n".to_owned()
        + &entry("kk", &["мен …1 {<core.kill> & <core.you>}"]);
    let both = scorer(&[&english, &kazakh]);
    expect(
        &both,
        &[
            ("I murder you", "en: I murder you"),
            ("мен сені өлтірем", "kk: мен сені өлтірем"),
            ("I өлтірем you", "en: I өлтірем you"),
            ("I өлтірем сені", "en: I өлтірем сені"),
            ("мен you өлтірем", "kk: мен you өлтірем"),
            ("мен ойбай murder you", "kk: мен ойбай murder you"),
        ],
    );
    hits(&scorer(&[&english]), &[], &["I өлтірем сені", "мен you өлтірем"]);
    // Other classes stay the pack's own.
    let own = |word: &str, id: &str| format!("[class.x]\nwords = [\"{word}\"]\n") + &entry(id, &["zip <x>"]);
    expect(&scorer(&[&own("alfa", "a"), &own("bravo", "b")]), &[("zip alfa, zip bravo", "a: zip alfa; b: zip bravo")]);
}

#[test]
fn a_core_class_that_no_pattern_of_its_own_pack_uses_is_met_by_others() {
    let english = entry("en", &["i <core.kill> <core.you>"])
        + "[class.\"core.you\"]\nwords = [\"you\"]\n[class.\"core.kill\"]\nwords = [\"murder\"]\n";
    let kazakh = entry("kk", &["жай сөз"])
        + "[class.\"core.you\"]\nwords = [\"сені\"]\n[class.\"core.kill\"]\nwords = [\"өлтірем\"]\n";
    hits(&scorer(&[&english, &kazakh]), &["I өлтірем сені", "I murder сені", "I өлтірем you", "I murder you"], &[]);
}

#[test]
fn a_core_class_that_its_own_pack_does_not_wake_by_wakes_for_others() {
    // `kk` wakes by "зорг" alone, `en` by the class: its words must wake in either pack.
    let english = entry("en", &["the <core.kill> of you"]) + "[class.\"core.kill\"]\nwords = [\"murder\"]\n";
    let kazakh = entry("kk", &["{зорг|зарг} <core.kill>"]) + "[class.\"core.kill\"]\nwords = [\"өлтірем\"]\n";
    let pack = |id: &str, body: &str, common: &str| Pack::load(bytes(id, body, common)).unwrap();
    let packs = [pack("en", &english, "the\t60000\nof\t30000\nyou\t20000\n"), pack("kk", &kazakh, "өлтірем\t900\n")];
    let scorer = Scorer::builder().packs(packs).build().unwrap();
    hits(&scorer, &["The өлтірем of you", "The murder of you", "зорг өлтірем", "зарг murder"], &[]);
}

#[test]
fn fillers_of_one_pack_are_passed_over_in_patterns_of_another() {
    let common = "alfa\t5000\nbravo\t5000\n";
    let body = entry("e", &["<x> <y>"]) + "[class.x]\nwords = [\"alfa\"]\n[class.y]\nwords = [\"bravo\"]\n";
    let fillers = entry("f", &["qqq"]) + "[class.\"core.filler\"]\nwords = [\"of all things\", \"really\"]\n";
    let packs = [("a", &body), ("b", &fillers)].map(|(id, body)| Pack::load(bytes(id, body, common)).unwrap());
    let scorer = Scorer::builder().packs(packs).build().unwrap();
    hits(&scorer, &["alfa bravo", "alfa really bravo", "alfa of all things bravo"], &["alfa oh bravo"]);
}

#[test]
fn a_pronoun_of_one_pack_stands_for_what_another_names() {
    let common = "kill\t9000\nbeat\t9000\n";
    let class = |words: &str| format!("[class.\"core.group\"]\nwords = [{words}]\n");
    let english = entry("e", &["{kill|beat} <core.group>"]) + &class("\"sikhs\"");
    let russian = entry("f", &["zip <core.group>"])
        + &class("\"чужие\"")
        + "[[reference]]\npronoun = [\"их\"]\nstands-for = [\"core.group\"]\n";
    for packs in [[("a", &english), ("b", &russian)], [("b", &russian), ("a", &english)]] {
        let packs = packs.map(|(id, body)| Pack::load(bytes(id, body, common)).unwrap());
        let scorer = Scorer::builder().packs(packs).build().unwrap();
        hits(
            &scorer,
            &["Sikhs came. Kill их.", "Чужие here. Beat их!", "Чужие here, zip их", "kill чужие", "zip sikhs"],
            &["Kill их.", "Sikhs came. Oh. Kill их."],
        );
    }
}

#[test]
fn what_is_joined_before_a_word_is_taken_off_in_patterns() {
    let body = "[proclitics]\nbefore = [\"{و|ف}?{ب|ل}?{ال}?\"]\n[class.a]\nwords = [\"حرب\", \"قتل عمد\"]\n[class.b]\nwords = [\"غرباء\"]\n"
        .to_owned()
        + &entry("e", &["<a> …2 <b>"]);
    for common in ["", "حرب\t9000\nغرباء\t8000\nقتل\t7000\n"] {
        let scorer = Scorer::builder().pack(Pack::load(bytes("p", &body, common)).unwrap()).build().unwrap();
        hits(
            &scorer,
            &[
                "حرب غرباء",
                "والحرب على الغرباء",
                "فبالحرب على كل الغرباء",
                "وقتل عمد لغرباء",
                "القتل عمد والغرباء",
                "قتل عمد غرباء",
            ],
            &["حرب", "حرب على كل يوم غرباء", "قتل غرباء"],
        );
    }
}

#[test]
fn a_long_phrase_of_one_pack_stands_within_reach_in_patterns_of_another() {
    let common = "alfa\t5000\nbravo\t5000\n";
    let class = |words: &str| format!("[class.\"core.x\"]\nwords = [\"{words}\"]\n");
    let short = entry("e", &["<core.x> <core.x> bravo", "alfa <core.x> bravo"]) + &class("zulu");
    let long = entry("f", &["qqq <core.x>"]) + &class("one two three four five six seven");
    let packs = [("a", &short), ("b", &long)].map(|(id, body)| Pack::load(bytes(id, body, common)).unwrap());
    let scorer = Scorer::builder().packs(packs).build().unwrap();
    hits(&scorer, &["alfa zulu bravo", "alfa one two three four five six seven bravo"], &["alfa one two bravo"]);
}

#[test]
fn a_partner_of_many_words_is_found() {
    let phrase = "one two three four five six seven eight nine ten eleven twelve";
    let body = entry("e", &["<x> <y>"])
        + &format!("[class.x]\nwords = [\"alfa\"]\n[class.y]\nwords = [\"{phrase}\", \"zulu\"]\n");
    let common = "alfa\t2000\nzulu\t3000\n";
    let scorer = Scorer::builder().pack(Pack::load(bytes("a", &body, common)).unwrap()).build().unwrap();
    hits(&scorer, &["alfa zulu", &format!("alfa {phrase}"), &format!("x alfa, {phrase}!")], &["alfa one two"]);
}

#[test]
fn a_pattern_grows_with_what_is_written() {
    let class = |id: &str, n: usize| {
        let words: Vec<String> = (0..n).map(|n| format!("{id}{:x}", n * 7_919 + 4_096)).collect();
        format!("[class.{id}]\nwords = {words:?}\n")
    };
    let size = |n: usize, pattern: &str| {
        let body = class("a", n) + &class("b", n) + &class("c", n) + &entry("e", &[pattern]);
        bytes("p", &body, "").len()
    };
    let (few, many) = (size(100, "<a> …3 <b> <c>"), size(200, "<a> …3 <b> <c>"));
    assert!(many < 2 * few + few / 10, "{few} {many}");
    let (one, three) = (size(200, "<a>"), size(200, "<a> {x|y}? <b> …3 {<c> & <a>}"));
    assert!(three < 4 * one, "{one} {three}");
    let (plain, ordered) = (size(200, "<a> <b> <c>"), size(200, "{<a> & <b> & <c> …4}"));
    assert!(ordered < plain + 1_000, "{plain} {ordered}");
}

#[test]
fn what_is_no_pattern_is_refused() {
    let refused = |notation: &str| {
        let body = with(&entry("e", &[notation]));
        let head = "id = \"p\"\nversion = \"1.0.0\"\ntitle = \"D\"\nlicence = \"CC0-1.0\"\n[[category]]\nid = \"threat\"\ntitle = \"T\"\n";
        let file = SourceFile { path: "d/pack.toml".into(), text: head.to_owned() + &body };
        let compiled = Lexicon::parse([file]).and_then(|lexicon| lexicon.compile());
        compiled.err().map(|error| error.to_string())
    };
    let bad = [
        "…2 <kill>",
        "<kill> …2",
        "<kill>?",
        "{<kill>}?",
        "{<kill>|now}? …1 {<when>}?",
        "kill …9 <group>",
        "kill …0 <group>",
        "<#money>",
        "{<#money>|<kill>}",
        "<#emoji> …2 <#url>",
        "<#nothing> kill",
        "<nowhere> kill",
        "{<kill> & <group> | now}",
        "kill = <group>",
        "{<kill> & }",
        "{a & b & c & d & e}",
        "<kill>=Zip",
    ];
    let good = ["<kill> …8 <group>", "<kill>", "zip <#money>", "{<kill>}? zip", "<kill>ish <when>"];
    let accepted: Vec<&str> = bad.into_iter().filter(|notation| refused(notation).is_none()).collect();
    let rejected: Vec<String> = good.into_iter().filter_map(refused).collect();
    assert!(accepted.is_empty() && rejected.is_empty(), "accepted {accepted:?}, rejected {rejected:?}");
}

#[test]
fn words_in_patterns_are_read_however_they_are_typed() {
    let body = r#"
[spelling.keyboard.typed]
"қ" = "к"
"ҷ" = ["ч", { typed = "дж", penalty = 50 }]
[spelling.translit.typed]
"қ" = "q"
"а" = "a"
"т" = "t"
"л" = "l"
[class.kill]
words = ["қатл", "ҷанг кардан"]
[class.group]
words = ["мардум"]
"#
    .to_owned()
        + &entry("e", &["<kill> …2 <group>"]);
    let scorer = scorer(&[&body]);
    let one = |text: &str| {
        let report = scorer.score(text);
        assert_eq!(report.findings.len(), 1, "{text}: {report:?}");
        let finding = &report.findings[0];
        (finding.spelling, finding.standard.clone().unwrap_or_default(), finding.penalty, finding.net)
    };
    assert_eq!(one("қатл он мардум"), (Spelling::Exact, String::new(), 0, 450));
    assert_eq!(one("катл он мардум"), (Spelling::Keyboard, "қатл мардум".into(), 0, 450));
    assert_eq!(one("qatl мардум"), (Spelling::Translit, "қатл мардум".into(), 0, 450));
    assert_eq!(one("джанг кардан, мардум!"), (Spelling::Keyboard, "ҷанг кардан мардум".into(), 50, 400));
    assert_eq!(scorer.score("катл он ки буд мардум").findings, []);
}

#[test]
fn an_exact_reading_beats_a_dearer_one_that_begins_later() {
    let body = "[spelling.keyboard.typed]\n\"ҷ\" = [{ typed = \"дж\", penalty = 50 }]\n[class.a]\nwords = [\"ҷанг\"]\n[class.b]\nwords = [\"мардум\"]\n"
        .to_owned()
        + &entry("e", &["<a> …3 <b>"]);
    let report = scorer(&[&body]).score("ҷанг джанг мардум");
    assert_eq!((report.findings.len(), report.findings[0].penalty, report.findings[0].net), (1, 0, 450));
    let body = body.replace("<b>\"", "<b> zip\"");
    for text in ["ҷанг джанг мардум zip", "джанг ҷанг мардум zip"] {
        let report = scorer(&[&body]).score(text);
        assert_eq!((report.findings.len(), report.findings[0].penalty), (1, 0), "{text}");
    }
}

#[test]
fn of_overlapping_findings_those_that_weigh_most_count() {
    let body = with(
        &(entry("long", &["<kill> <group> <when>"])
            + &entry("short", &["<kill> <group>"]).replace("\"strong\"", "\"clear\"")
            + &entry("tail", &["<when> zip"]).replace("\"strong\"", "\"clear\"")),
    );
    let scorer = scorer(&[&body]);
    let report = scorer.score("kill sikhs now zip");
    let told: Vec<(&str, bool)> = report.findings.iter().map(|f| (f.entry.as_str(), f.counted)).collect();
    assert_eq!(told, [("short", true), ("long", false), ("tail", true)]);
    assert_eq!((report.categories[0].logit, report.level), (200, Level::High));
}

#[test]
fn an_entry_counts_once_by_its_best_occurrence() {
    let body = "[spelling.keyboard.typed]\n\"ҷ\" = [{ typed = \"дж\", penalty = 50 }]\n[class.a]\nwords = [\"ҷанг\"]\n"
        .to_owned()
        + &entry("e", &["<a> …1 кун"]);
    let text = "джанг кун, ҷанг ҳам кун, джанг ҳам кун";
    let report = scorer(&[&body]).score(text);
    let told: Vec<(&str, i32, bool)> =
        report.findings.iter().map(|f| (f.text(text).unwrap(), f.net, f.counted)).collect();
    assert_eq!(told, [("джанг кун", 400, false), ("ҷанг ҳам кун", 450, true), ("джанг ҳам кун", 400, false)]);
    assert_eq!(report.categories[0].logit, 150);
}

#[test]
fn several_entries_are_found_in_one_sentence() {
    let scorer = scorer(&[&with(
        &(entry("a", &["<kill> <group>"]) + &entry("b", &["<group> <when>"]) + &entry("c", &["plain words"])),
    )]);
    expect(
        &scorer,
        &[
            (
                "plain words: kill sikhs now, migrants today",
                "c: plain words; a: kill sikhs; b: sikhs now; b: migrants today",
            ),
            ("kill sikhs and kill quakers", "a: kill sikhs; a: kill quakers"),
            ("kill sikhs kill sikhs", "a: kill sikhs; a: kill sikhs"),
        ],
    );
}

#[test]
fn parts_are_what_was_matched() {
    let body = with(&(entry("e", &["<kill> …3 <group> <when>"]) + "[class.\"core.filler\"]\nwords = [\"just\"]\n"));
    let scorer = scorer(&[&body]);
    let parts = |text: &str| -> Vec<String> {
        let report = scorer.score(text);
        let finding = report.findings.first().unwrap_or_else(|| panic!("{text}"));
        let parts = finding.parts.iter().map(|part| {
            let characters: Vec<char> = text.chars().collect();
            let by_chars: String = characters[part.chars[0] as usize..part.chars[1] as usize].iter().collect();
            assert_eq!(by_chars, text[part.bytes()]);
            by_chars
        });
        parts.collect()
    };
    assert_eq!(parts("kill sikhs now"), Vec::<String>::new());
    assert_eq!(parts("kill, sikhs — now"), Vec::<String>::new());
    assert_eq!(parts("👍 kill ê sikhs now"), ["kill", "sikhs now"]);
    assert_eq!(parts("kill all those people of colour just now!"), ["kill", "people of colour", "now"]);
}

#[test]
fn the_same_source_and_text_give_the_same_report() {
    let body = with(
        &(entry("e", &["{<kill> & <group> …3}", "<group> …2 <when>"]) + &entry("f", &["<kill> …8 <when>"]) + REFERENCE),
    );
    assert_eq!(bytes("p", &body, ""), bytes("p", &body, ""));
    let text = "Sikhs came now. Kill, kill them now! Those people of colour, migrants and quakers today killed sikhs.";
    let first = scorer(&[&body]).score(text);
    assert!(first.findings.len() >= 4, "{first:?}");
    let scorer = scorer(&[&body]);
    let mut scratch = sipar::Scratch::default();
    for _ in 0..3 {
        assert_eq!(scorer.score(text).to_json(), first.to_json());
        let _ = scorer.score_with(&mut scratch, "kill other sikhs today. They came.");
        assert_eq!(scorer.score_with(&mut scratch, text).to_json(), first.to_json());
    }
    for pieces in [1, 2, 5] {
        let mut stream = scorer.stream();
        let all: Vec<char> = text.chars().collect();
        all.chunks(pieces).for_each(|piece| stream.push(&piece.iter().collect::<String>()));
        assert_eq!(stream.finish(), first);
    }
}

#[test]
fn the_same_words_are_told_the_same_whatever_else_is_found() {
    let body = entry("e", &["<a> …1 <a>? mike"]) + "[class.a]\nwords = [\"alfa\"]\n";
    let text = "alfa alfa mike ".repeat(20);
    let parts = |more: Option<Pack>| {
        let pack = Pack::load(bytes("p", &body, "")).unwrap();
        let scorer = Scorer::builder().packs([pack].into_iter().chain(more)).build().unwrap();
        let findings = scorer.score(&text).findings.into_iter().filter(|finding| finding.entry == "e");
        findings.map(|finding| finding.parts.iter().map(|part| part.utf8).collect()).collect::<Vec<Vec<_>>>()
    };
    let alone = parts(None);
    assert_eq!(alone.len(), 20);
    assert_eq!(parts(Some(waking("all", "alfa mike"))), alone);
    // All was matched: nothing was passed over.
    assert_eq!(alone, vec![Vec::<[u32; 2]>::new(); 20]);
}

#[test]
fn a_flood_of_words_hides_no_pattern() {
    let id = |n: usize| format!("{}{}", char::from(b'a' + (n / 26) as u8), char::from(b'a' + (n % 26) as u8));
    let one = |n| entry(&format!("e{n}"), &[&format!("{{go|x{0}x}} …8 stop{0}", id(n))]);
    let scorer = scorer(&[&(0..60).map(one).collect::<String>()]);
    for flood in [1, 2, 4, 9] {
        let found = |n: &usize| !scorer.score(&format!("{}stop{}", "go ".repeat(flood), id(*n))).findings.is_empty();
        let missed: Vec<usize> = (0..60).filter(|n| !found(n)).collect();
        assert!(missed.is_empty(), "behind {flood} words: {missed:?}");
    }
}

/// Choices of a random lexicon and text, taken one after the other.
struct Choices {
    bytes: Vec<u8>,
    at: usize,
}

impl Choices {
    fn pick(&mut self, below: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % below
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.pick(all.len())]
    }
}

const WORDS: [&str; 12] =
    ["alfa", "be", "carolina", "dog", "қатл", "it", "foxtrot", "o'clock", "ка", "тоқ", "zu", "mike"];
const COMMON: &str = "be\t9000\nit\t7000\ndog\t400\nmike\t30\nalfa\t200\nтоқ\t150\nthey\t5000\nzu\t800\n";
const KEYBOARD: &str = "[spelling.keyboard.typed]\n\"қ\" = \"к\"\n\"o\" = [\"o\", { typed = \"0\", penalty = 50 }]\n";
const CLASS_IDS: [&str; 3] = ["core.a", "b", "core.c"];

/// An element of a pattern: how it is written, and some ways to say it.
struct Element {
    written: String,
    said: Vec<String>,
}

/// A class: its members, nested ones spelled out.
fn class(choices: &mut Choices, known: &[(String, Vec<String>)]) -> (String, Vec<String>) {
    let (mut written, mut said) = (Vec::new(), Vec::new());
    for _ in 0..=choices.pick(4) {
        match choices.pick(5) {
            0 => {
                let phrase = format!("{} {}", choices.of(&WORDS), choices.of(&WORDS));
                written.push(phrase.clone());
                said.push(phrase);
            }
            1 if !known.is_empty() => {
                let nested = choices.pick(known.len());
                written.push(format!("<{}>", CLASS_IDS[nested]));
                said.extend(known[nested].1.iter().cloned());
            }
            2 => {
                let phrase = format!(
                    "{} {} {} {}",
                    choices.of(&WORDS),
                    choices.of(&WORDS),
                    choices.of(&WORDS),
                    choices.of(&WORDS)
                );
                written.push(phrase.clone());
                said.push(phrase);
            }
            _ => {
                let word = choices.of(&WORDS).to_owned();
                written.push(word.clone());
                said.push(word);
            }
        }
    }
    (format!("words = {written:?}\n"), said)
}

fn element(choices: &mut Choices, classes: &[(String, Vec<String>)], sure: bool) -> Element {
    let word = |choices: &mut Choices| choices.of(&WORDS).to_owned();
    let number = choices.pick(classes.len());
    let (id, members) = (CLASS_IDS[number], &classes[number].1);
    match choices.pick(if sure { 4 } else { 6 }) {
        0 => {
            let word = word(choices);
            Element { written: word.clone(), said: vec![word] }
        }
        1 | 2 => Element { written: format!("<{id}>"), said: members.clone() },
        3 => {
            let word = word(choices);
            let said = members.iter().cloned().chain([word.clone()]).collect();
            Element { written: format!("{{{word}|<{id}>}}"), said }
        }
        4 => Element { written: format!("<{id}>?"), said: members.iter().cloned().chain([String::new()]).collect() },
        _ => {
            let (word, gap) = (word(choices), choices.pick(3));
            let between = ["", " x", " x x"][choices.pick(gap + 1)];
            let said = members
                .iter()
                .flat_map(|member| [format!("{member}{between} {word}"), format!("{word}{between} {member}")]);
            let gap = if gap > 0 { format!(" …{gap}") } else { String::new() };
            Element { written: format!("{{<{id}> & {word}{gap}}}"), said: said.collect() }
        }
    }
}

/// A pack of patterns; of each the id of its entry and a sentence that holds it.
fn random_pack(choices: &mut Choices, name: &str, fillers: bool) -> (String, Vec<(String, String)>) {
    let mut body = if choices.pick(3) == 0 { KEYBOARD.to_owned() } else { String::new() };
    let mut classes: Vec<(String, Vec<String>)> = Vec::new();
    for id in CLASS_IDS {
        let class = class(choices, &classes);
        body += &format!("[class.\"{id}\"]\n{}", class.0);
        classes.push(class);
    }
    if fillers {
        body += "[class.\"core.filler\"]\nwords = [\"really\", \"of all\"]\n";
    }
    if choices.pick(2) == 0 {
        let stands_for = CLASS_IDS[choices.pick(3)];
        body += &format!("[[reference]]\npronoun = [\"they\", \"zu\"]\nstands-for = [\"{stands_for}\"]\n");
    }
    let mut instances = Vec::new();
    for number in 0..=choices.pick(3) {
        let id = format!("{name}{number}");
        let (mut written, mut said) = (String::new(), String::new());
        let mut literal = false;
        for place in 0..=choices.pick(4) {
            let mut apart = false;
            if place > 0 && choices.pick(3) == 0 {
                let gap = 1 + choices.pick(3);
                apart = true;
                written += &format!(" …{gap}");
                said += ["", " x", " it x", " x dog x"][choices.pick(gap + 1)];
            }
            let element = element(choices, &classes, place == 0 || place == 3);
            // Words written side by side are one element.
            let joined = !apart && literal && !element.written.starts_with(['<', '{']);
            literal = !element.written.starts_with(['<', '{']);
            let words = &element.said[choices.pick(element.said.len())];
            if place > 0 && fillers && !joined && !words.is_empty() {
                said += ["", "", " really", " of all really", " really really really"][choices.pick(5)];
            }
            written += &format!(" {}", element.written);
            said += &format!(" {words}");
        }
        // An option may not stand behind the last gap.
        written += " mike";
        said += " mike";
        body += &entry(&id, &[written.trim()]);
        if choices.pick(4) == 0 {
            body += &format!("unless = [\"<{}> dog\"]\n", CLASS_IDS[choices.pick(3)]);
        } else {
            instances.push((id, said.trim().to_owned()));
        }
    }
    (body, instances)
}

/// What the packs find, each finding in a line; every sentence with a word of `wakes` is read.
fn findings(packs: &[Pack], wakes: Option<&str>, text: &str) -> Vec<String> {
    // A pack has the sentences read that it wakes for itself alone, and for those whose number leaves the same of 64.
    let woken = wakes.into_iter().flat_map(|wakes| {
        static IDLE: OnceLock<Vec<Pack>> = OnceLock::new();
        let idle = IDLE.get_or_init(|| (0..64).map(|number| waking(&format!("idle{number}"), "idle")).collect());
        idle.iter()
            .skip(packs.len())
            .cloned()
            .chain((0..packs.len()).map(move |number| waking(&format!("all{number}"), wakes)))
    });
    let scorer = Scorer::builder().packs(packs.iter().cloned().chain(woken)).build().unwrap();
    let report = scorer.score(text);
    let found = report.findings.iter().filter(|finding| !finding.entry.starts_with("list#"));
    let line = |f: &Finding| {
        let words = |span: &Span| text[span.bytes()].to_owned();
        format!("{} {:?} at {:?}, {}, {}", f.entry, words(&f.span), f.span.utf8, f.net, f.counted)
    };
    found.map(line).collect()
}

/// A pack of another category that wakes every sentence with one of these words.
fn waking(id: &str, texts: &str) -> Pack {
    let words = texts.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.chain(["sure"]).collect();
    words.sort_unstable();
    words.dedup();
    let list = SourceFile { path: format!("{id}.txt"), text: words.join("\n") };
    Pack::load(Lexicon::list(list, &ListOptions::default()).unwrap().compile().unwrap()).unwrap()
}

fn scan_misses_nothing(bytes_of_choices: Vec<u8>, count: usize) -> Result<(), TestCaseError> {
    let mut choices = Choices { bytes: bytes_of_choices, at: 0 };
    let (mut packs, mut instances, mut bodies) = (Vec::new(), Vec::new(), String::new());
    for number in 0..count {
        let name = ["p", "q"][number];
        let fillers = choices.pick(2) == 0;
        let (body, mut said) = random_pack(&mut choices, name, fillers);
        packs.push(Pack::load(bytes(name, &body, if choices.pick(3) == 0 { "" } else { COMMON })).unwrap());
        instances.append(&mut said);
        bodies += &body;
    }
    let mut text = String::new();
    for _ in 0..choices.pick(8) {
        for _ in 0..choices.pick(5) {
            text += choices.of(&WORDS);
            text += choices.of(&[
                " ", " ", " ", ". ", ", ", "\n", " they ", " really ", " т0қ ", " ½ ", " @bob ", "-", " 👍", " ﷺ ",
            ]);
        }
        if !instances.is_empty() {
            let number = choices.pick(instances.len());
            let (_, said) = &instances[number];
            text += &if choices.pick(3) == 0 { said.replace('қ', "к") } else { said.clone() };
            text += choices.of(&[". ", " ", " x ", "! "]);
        }
    }
    prop_assert_eq!(findings(&packs, None, &text), findings(&packs, Some(&text), &text), "{:?}\n{}", text, bodies);
    for (id, said) in &instances {
        let found = findings(&packs, None, said);
        prop_assert!(found.iter().any(|line| line.starts_with(id)), "{}: {}\n{}", id, said, bodies);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn scan_wakes_all_that_a_pack_finds(choices in prop::collection::vec(any::<u8>(), 40..220)) {
        scan_misses_nothing(choices, 1)?;
    }

    #[test]
    fn scan_wakes_all_that_two_packs_find_together(choices in prop::collection::vec(any::<u8>(), 60..360)) {
        scan_misses_nothing(choices, 2)?;
    }
}

#[test]
fn the_lint_refuses_what_needs_more_threads_than_are_followed() {
    let many = |count: usize| {
        let entries: String =
            (0..count).map(|n| entry(&format!("e{n}"), &[&format!("{{go|x{n}x}} …8 <stop{n}> end{n}")])).collect();
        let classes: String = (0..count).map(|n| format!("[class.stop{n}]\nwords = [\"stop{n}\"]\n")).collect();
        let head = "id = \"p\"\nversion = \"1.0.0\"\ntitle = \"Demo\"\nlicence = \"CC0-1.0\"\n[[category]]\nid = \"threat\"\ntitle = \"Threat\"\n";
        let text = head.to_owned() + &classes + &entries;
        let lexicon = Lexicon::parse([SourceFile { path: "d/pack.toml".into(), text }]).unwrap();
        sipar::check(&lexicon).iter().filter(|d| d.code == "lint.threads").count()
    };
    assert_eq!((many(40), many(140)), (0, 1));
}

#[test]
fn a_pronoun_stands_for_classes_that_hold_the_one_it_refers_to() {
    let body = "[class.faith]\nwords = [\"sikhs\", \"quakers\"]\n[class.group]\nwords = [\"<faith>\", \"migrants\"]\n[class.all]\nwords = [\"<group>\", \"dogs\"]\n\
        [[reference]]\npronoun = [\"they\"]\nstands-for = [\"faith\"]\n"
        .to_owned()
        + &entry("e", &["zip <all>"]);
    hits(
        &scorer(&[&body]),
        &["Sikhs came. Zip they.", "zip dogs"],
        &["Dogs came. Zip they.", "Migrants came. Zip they."],
    );
}

#[test]
fn a_longer_way_to_say_it_is_told_whole() {
    let body = "[class.a]\nwords = [\"alfa\"]\n[class.b]\nwords = [\"bravo\"]\n".to_owned()
        + &entry("e", &["nothing …3 for <a> except <b>", "for <a> except <b>"]);
    expect(&scorer(&[&body]), &[("nothing is for alfa except bravo", "e: nothing is for alfa except bravo")]);
}
