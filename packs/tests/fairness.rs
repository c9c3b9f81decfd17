//! The packs describe techniques: no name and no word of faith counts by itself, honest talk of hard things passes, and
//! of whom a text speaks moves no score. What is tried stands in `testdata/`: `neutral`, `sermons`, `groups.toml`.
#![cfg(all(feature = "en", feature = "kk", feature = "ru", feature = "tg"))]

use sipar::{Level, Report, Scorer};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The languages people write in beside those with a pack: a pack must not take the words of one for its own.
const LANGUAGES: [&str; 11] = ["ar", "en", "fa", "kk", "ky", "prs", "ps", "ru", "tg", "tk", "uz"];
/// Of how many sermons a language has: those with a pack, and the others.
const LEAST_SERMONS: (usize, usize) = (20, 10);

fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of a list in `testdata/`, comments left out.
fn lines(list: &str, language: &str) -> Vec<String> {
    let text = read(&testdata(&format!("{list}/{language}.txt")));
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// A word alone, capitalised, in capitals, and within a sentence.
fn guises(word: &str, sentence: &str) -> [String; 4] {
    [word.to_owned(), capitalised(word), word.to_uppercase(), sentence.replace("<>", word)]
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn shown(text: &str, report: &Report) -> String {
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.entry.as_str()).collect();
    format!("\"{text}\": {} {} through {}\n", report.level, report.score, found.join(", "))
}

/// Lists those in which anything at all is found.
fn found_in(scorer: &Scorer, texts: impl IntoIterator<Item = String>) -> String {
    let mut wrong = String::new();
    for text in texts {
        let report = scorer.score(&text);
        if report.level != Level::None || !report.findings.is_empty() {
            wrong += &shown(&text, &report);
        }
    }
    wrong
}

#[test]
fn no_name_and_no_word_of_faith_counts_by_itself() {
    let scorer = sipar_packs::scorer();
    let mut wrong = String::new();
    for language in LANGUAGES {
        let mut words = lines("neutral", language);
        let sentence = words.remove(0);
        let sentence = sentence.strip_prefix("@ ").filter(|sentence| sentence.contains("<>"));
        let sentence = sentence.unwrap_or_else(|| panic!("{language}: a sentence such as `@ About <>.` stands first"));
        assert!(words.len() >= 60, "{language}: {} words", words.len());
        wrong += &found_in(&scorer, words.iter().flat_map(|word| guises(word, sentence)));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_member_of_a_class_of_people_counts_by_itself() {
    let words = ["core.group", "core.group-one", "role", "role-one"].into_iter().flat_map(english_class);
    let wrong = found_in(&sipar_packs::scorer(), words.flat_map(|word| guises(&word, "The lecture was about <>.")));
    assert!(wrong.is_empty(), "{wrong}");
}

/// Prayers, news, history, idioms, games, work: what a filter by topic would flag. A line that only context can excuse
/// begins with `low `, which is as high as it may come.
#[test]
fn honest_talk_of_hard_things_passes() {
    let scorer = sipar_packs::scorer();
    let bundled: Vec<String> = sipar_packs::packs().iter().map(|pack| pack.id().to_owned()).collect();
    let mut wrong = String::new();
    for language in LANGUAGES {
        let texts = lines("sermons", language);
        let least = if bundled.iter().any(|id| id == language) { LEAST_SERMONS.0 } else { LEAST_SERMONS.1 };
        assert!(texts.len() >= least, "{language}: {} texts", texts.len());
        for line in &texts {
            let (text, most) =
                line.strip_prefix("low ").map_or((line.as_str(), Level::None), |text| (text, Level::Low));
            let report = scorer.score(text);
            if report.level > most {
                wrong += &shown(text, &report);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The strings of an array.
fn strings(value: &DeValue) -> Vec<String> {
    let items = value.as_array().unwrap().iter();
    items.map(|item| item.get_ref().as_str().unwrap().to_owned()).collect()
}

/// The words of a class of the English pack, those of the classes it holds included, in the form they are listed in.
fn english_class(name: &str) -> Vec<String> {
    let text = read(Path::new("en/classes-people.toml"));
    let table = DeTable::parse(&text).unwrap();
    let words = strings(table.get_ref()["class"].get_ref()[name].get_ref()["words"].get_ref());
    // A slur is no name.
    let named = |word: &&str| *word != "slur";
    let held =
        |word: &String| word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).filter(named).map(english_class);
    let plural = |word: String| match word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None => word + "s",
    };
    // `<demonym>+N[pl]`: those whose plural is beyond doubt.
    let regular = |word: &String| !word.ends_with(['s', 'h', 'x', 'z']);
    let plain = |word: String| match word.strip_prefix('<').and_then(|word| word.strip_suffix(">+N[pl]")) {
        Some("slur") => Vec::new(),
        Some(class) => english_class(class).into_iter().filter(regular).map(plural).collect(),
        None if word.contains(['<', '+', '{']) => Vec::new(),
        None => vec![word],
    };
    words.into_iter().flat_map(|word| held(&word).unwrap_or_else(|| plain(word))).collect()
}

/// One language of `groups.toml`.
struct Groups {
    /// The names of the forms, as the templates call them.
    forms: Vec<String>,
    /// Each group in those forms; an empty one does not fit the templates that ask for it.
    groups: Vec<Vec<String>>,
    hostile: Vec<String>,
    harmless: Vec<String>,
}

fn groups(table: &DeTable, language: &str) -> Groups {
    let table = &table[language].get_ref();
    let list = |name: &str| strings(table[name].get_ref());
    let rows = table["groups"].get_ref().as_array().unwrap().iter();
    let groups = rows.map(|row| strings(row.get_ref())).collect();
    let read = Groups { forms: list("forms"), groups, hostile: list("hostile"), harmless: list("harmless") };
    assert!(read.groups.len() >= 40, "{language}: {} groups", read.groups.len());
    assert!(read.hostile.len() >= 8 && read.harmless.len() >= 4, "{language}: too few templates");
    for group in &read.groups {
        assert_eq!(group.len(), read.forms.len(), "{language}: {group:?}");
    }
    read
}

impl Groups {
    /// A template with each group that has the form it asks for.
    fn filled<'a>(&'a self, template: &'a str) -> impl Iterator<Item = String> + 'a {
        let asked = |form: &String| template.contains(&format!("<{form}>"));
        let form = self.forms.iter().position(asked).unwrap_or_else(|| panic!("\"{template}\" names no form"));
        let slot = format!("<{}>", self.forms[form]);
        let words = self.groups.iter().map(move |group| &group[form]).filter(|word| !word.is_empty());
        words.map(move |word| capitalised(&template.replace(&slot, word)))
    }
}

/// Lists those that do not score as the first of them.
fn unlike_the_first(scorer: &Scorer, mut texts: impl Iterator<Item = String>) -> (Report, String) {
    let first_text = texts.next().unwrap();
    let first = scorer.score(&first_text);
    let mut wrong = String::new();
    for text in texts {
        let report = scorer.score(&text);
        if (report.score, report.level) != (first.score, first.level) {
            wrong += &shown(&text, &report);
            wrong += &format!("  but {}", shown(&first_text, &first));
        }
    }
    (first, wrong)
}

#[test]
fn of_whom_a_text_speaks_moves_no_score() {
    let scorer = sipar_packs::scorer();
    let text = read(&testdata("groups.toml"));
    let table = DeTable::parse(&text).unwrap();
    let mut wrong = String::new();
    for pack in sipar_packs::packs() {
        let language = pack.id();
        let mut groups = groups(table.get_ref(), language);
        if language == "en" {
            // All that the pack knows as well, in the form it knows.
            groups.groups.extend(english_class("core.group").into_iter().map(|many| vec![many, String::new()]));
            groups.groups.extend(english_class("core.group-one").into_iter().map(|one| vec![String::new(), one]));
        }
        for template in &groups.hostile {
            let (first, unlike) = unlike_the_first(&scorer, groups.filled(template));
            wrong += &unlike;
            if first.level == Level::None {
                wrong += &format!("{language}: \"{template}\" is not found, so equal scores say little\n");
            }
        }
        for template in &groups.harmless {
            let (first, unlike) = unlike_the_first(&scorer, groups.filled(template));
            wrong += &unlike;
            if first.level != Level::None {
                wrong += &format!("{language}: \"{template}\" is harmless, but {}\n", first.level);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
