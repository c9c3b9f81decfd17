use super::super::tokens::Tokens;
use super::*;
use proptest::prelude::*;

/// Where the sentences of a text end.
fn ends(text: &str) -> Vec<usize> {
    let mut tokens = Tokens::new(text, 0);
    let (mut ends, mut first) = (Vec::new(), true);
    while let Some(token) = tokens.next() {
        if token.starts_sentence && !core::mem::take(&mut first) {
            ends.push(tokens.finished().1);
        }
    }
    ends.extend((!first).then(|| tokens.finished().1));
    ends
}

fn read(text: &str) -> Quotations {
    let mut quotations = Quotations::default();
    quotations.read(text, 0, text.len(), &ends(text));
    quotations
}

/// All quotations of a text, by their beginnings, and then lines.
fn all(text: &str) -> Vec<&str> {
    let read = read(text);
    let found = read.found.iter().map(|quotation| (quotation.start, quotation.end));
    found.chain(read.lines).filter(|(start, end)| start < end).map(|(start, end)| &text[start..end]).collect()
}

/// The quotation around the first `word`.
fn around<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.find(word).unwrap();
    read(text).around(at, at + word.len()).map(|(start, end)| &text[start..end])
}

#[test]
fn marks_of_many_languages() {
    for (text, expected) in [
        ("He said \"kill them\" and left.", vec!["\"kill them\""]),
        ("He said, “Go home.” ‘Why?’ she asked.", vec!["“Go home.”", "‘Why?’"]),
        ("„Geh“, sagte er, »bleib« und ›nein‹ und ‚ja‘.", vec!["„Geh“", "»bleib«", "›nein‹", "‚ja‘"]),
        ("Il a dit « va-t’en » à l’homme, puis “non”.", vec!["« va-t’en »", "“non”"]),
        ("Он сказал: «Читай „Труд“ дома».", vec!["«Читай „Труд“ дома»", "„Труд“"]),
        ("Дастаи «Металлург» дар Душанбе бохт.", vec!["«Металлург»"]),
        ("U “Oʻzbekiston” va \"o'zbek\" dedi, ‘bo‘ldi’ ham.", vec!["“Oʻzbekiston”", "\"o'zbek\"", "‘bo‘ldi’"]),
        ("او گفت «برو ‹خانه› زود» و رفت", vec!["«برو ‹خانه› زود»", "‹خانه›"]),
        ("قال \u{200F}\"اذهب\"\u{200F} ثم و\"تعال\" و”نعم“.", vec!["\"اذهب\"", "\"تعال\"", "”نعم“"]),
        ("彼は「行け『今』だ」と〝言〟った。", vec!["「行け『今』だ」", "『今』", "〝言〟"]),
        ("他说“他说‘好’吧”和\"不\"了《书》。", vec!["“他说‘好’吧”", "‘好’", "\"不\"", "《书》"]),
        ("그는 “가라”고 했고 '나'는 ＂안＂ 갔다", vec!["“가라”", "'나'", "＂안＂"]),
        ("Han sa ”gå hem” och »stanna» nu.", vec!["”gå hem”", "»stanna»"]),
        ("Powiedział „idź” i „stój\" potem.", vec!["„idź”", "„stój\""]),
        ("TeX ``has these'' and ''these'' and “phones“ these.", vec!["``has these''", "''these''", "“phones“"]),
        ("כתב \"שלום\" לצה\"ל וה\"כלכלן\" קרא.", vec!["\"שלום\"", "\"ל וה\""]),
    ] {
        assert_eq!(all(text), expected, "{text}");
    }
}

#[test]
fn apostrophes_inches_and_arrows_are_no_marks() {
    for text in [
        "I don't, he isn’t, o'zbek, oʻzbek, o‘zbek va ma’no",
        "rock 'n' roll, fish ’n’ chips, rock'n'roll, the boys' house",
        "'Tis the '90s. Get 'em, ’cause I said.",
        "5'10\" tall, a 6\" pipe, 6” and 5' of it",
        "Home » News » Sport\n» Item",
        "צה\"ל הודיע",
        "stray\" and stray” and stray» and stray“ and stray」",
        "`code` and ` tick",
    ] {
        assert_eq!(all(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(all("'I like rock 'n' roll, don't I' he said"), ["'I like rock 'n' roll, don't I'"]);
    assert_eq!(all("get 'em and 'this' too"), ["'this'"]);
    assert_eq!(all("\"It is 6\" he said"), ["\"It is 6\""]);
}

#[test]
fn nesting() {
    let text = "«a “b 'c' d” e» f";
    assert_eq!(all(text), ["«a “b 'c' d” e»", "“b 'c' d”", "'c'"]);
    assert_eq!(around(text, "c"), Some("'c'"));
    assert_eq!(around(text, "d"), Some("“b 'c' d”"));
    assert_eq!(around(text, "d” e"), Some("«a “b 'c' d” e»"));
    assert_eq!(around(text, "e» f"), None);
    assert_eq!(around(text, "f"), None);
    assert_eq!(all("'He said 'go''"), ["'He said 'go''", "'go'"]);
    assert_eq!(all("“‘\"a\" b’” «c»"), ["“‘\"a\" b’”", "‘\"a\" b’", "\"a\"", "«c»"]);
    // An inner quotation ends with the outer one; one mark may close two.
    assert_eq!(all("«a „b» c. d"), ["«a „b»", "„b"]);
    assert_eq!(all("«Газета «Труд» пишет. Да"), ["«Газета «Труд»", "«Труд»"]);
    // Of 40 opening marks 16 count, each of two bytes.
    let deep = format!("{}x{}", "«".repeat(40), "»".repeat(40));
    assert_eq!(around(&deep, "x"), deep.get(30..83));
    assert_eq!(all(&deep).len(), MAX_DEPTH);
}

#[test]
fn closed_within_three_sentences() {
    assert_eq!(all("\"One. Two. Three\" four"), ["\"One. Two. Three\""]);
    assert_eq!(all("“One. Two. Three. Four” five"), ["“One. Two."]);
    assert_eq!(all("A. «One. Two. Three. Four» «five» six"), ["«One. Two.", "«five»"]);
    // The closing mark of a sentence's end stays with it.
    assert_eq!(all("“One. Two. Three.” Four"), ["“One. Two. Three.”"]);
}

#[test]
fn unclosed_to_the_end_of_the_next_sentence_or_the_line() {
    assert_eq!(all("He: “one. Two! Three. Four"), ["“one. Two!"]);
    assert_eq!(all("He: “one"), ["“one"]);
    for line_break in ["\n", "\r\n", "\u{2028}", "\u{2029}"] {
        let text = format!("He: \"one{line_break}two\" three «four» five");
        assert_eq!(all(&text), ["\"one", "«four»"], "{line_break:?}");
    }
    // One that outlives the other: each keeps its own end.
    let text = "«One. “Two. Three. Four” five. Six";
    assert_eq!(all(text), ["«One. “Two.", "“Two. Three. Four”"]);
    assert_eq!(around(text, "Four"), Some("“Two. Three. Four”"));
    assert_eq!(around(text, "One"), Some("«One. “Two."));
}

#[test]
fn answered_lines() {
    assert_eq!(all("> one. Two. Three. Four\nfive"), ["> one. Two. Three. Four"]);
    assert_eq!(all("a\n  >> b \"c\" d\r\ne > f\n>g"), ["\"c\"", ">> b \"c\" d", ">g"]);
    assert_eq!(around("> a \"b\" c", "b"), Some("\"b\""));
    assert_eq!(around("> a \"b\" c", "c"), Some("> a \"b\" c"));
    assert_eq!(all(">:( no\n>_< no\n-> no"), Vec::<&str>::new());
    assert_eq!(all("— Иди домой, сказал он.\n– Нет."), Vec::<&str>::new());
    // A sentence in the middle of a line begins none.
    let mut quotations = Quotations::default();
    quotations.read("a. > b", 3, 6, &[6]);
    assert_eq!(quotations.around(5, 6), None);
    quotations.read("a\n > b", 3, 6, &[6]);
    assert_eq!(quotations.around(5, 6), Some((3, 6)));
}

#[test]
fn reads_a_stretch_and_forgets_it() {
    let text = "“no” a. “b” c “no”";
    let mut quotations = Quotations::default();
    quotations.read(text, text.find('a').unwrap(), text.rfind('“').unwrap(), &[]);
    assert_eq!(quotations.found.len(), 1);
    let at = text.find('b').unwrap();
    assert_eq!(quotations.around(at, at + 1).map(|(start, end)| &text[start..end]), Some("“b”"));
    quotations.clear();
    assert_eq!(quotations.around(at, at + 1), None);
    for (from, to) in [(1, 5), (5, 2), (0, 99), (99, 100)] {
        quotations.read(text, from, to, &[]);
        assert!(quotations.found.is_empty());
    }
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    // A look at a mark's neighbours is bounded, so a mark costs what is open, and a query what is nested.
    let opened = "“ „ « ‹ 「 『 〝 《 ❝ `` \" ' ‘ ’ ‚ ” » ";
    for unit in ["“", "\"", "'", "\" ", "»«", "“„", "‘a ", "a' ", "``", "''", "«a. ", "> \"\n", "\u{200F}\"", opened]
    {
        let text = unit.repeat(100_000 / unit.len());
        let read = read(&text);
        assert!(read.open.capacity() <= MAX_DEPTH, "{unit:?}");
        assert!(read.found.len() <= text.chars().count() && read.lines.len() <= text.len() / 2, "{unit:?}");
        assert!(read.open.is_empty(), "{unit:?}");
    }
}

/// What `around` promises, found by trying all.
fn tried(read: &Quotations, start: usize, end: usize) -> Option<(usize, usize)> {
    let holds = |&(from, to): &(usize, usize)| from <= start && start < to && end <= to;
    let found = read.found.iter().rev().map(|quotation| (quotation.start, quotation.end)).find(holds);
    found.or_else(|| read.lines.iter().copied().find(holds))
}

proptest! {
    #[test]
    fn any_text(text in "[ab1é说ا \\n.!>\"'`“”„‟«»‹›‘’‚「」『』〝〞＂—(\u{200F}]{0,120}", from in 0usize..40, to in 0usize..200) {
        let mut quotations = read(&text);
        let whole = quotations.found.clone();
        let (from, to) = (from.min(text.len()), to.min(text.len()));
        quotations.read(&text, from, to, &ends(&text));
        let lines = quotations.lines.iter().copied();
        for (start, end) in quotations.found.iter().map(|found| (found.start, found.end)).chain(lines) {
            prop_assert!(from <= start && start <= end && end <= to);
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        }
        quotations.read(&text, 0, text.len(), &ends(&text));
        prop_assert_eq!(quotations.found.len(), whole.len());
        for start in 0..text.len() {
            for end in start + 1..text.len().min(start + 12) {
                prop_assert_eq!(quotations.around(start, end), tried(&quotations, start, end));
            }
        }
    }
}
