//! Reading the tables under `sound` and `inflect`.

use super::super::problems::{Located, Place, Problems};
use super::super::toml_reader::{Reader, named};
use super::selection::is_tag;
use super::{Affix, By, Ending, Inflection, JOINT, Rule, Sound};
use toml::Spanned;
use toml::de::DeValue;

/// Letters that texts do not tell apart, as one: what a stem is written with need not be what a rule is.
pub(super) fn plain(text: &str) -> String {
    let one = |c| match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        '~' => JOINT,
        c => c,
    };
    text.chars().map(one).collect()
}

/// Reads the tables under `sound`.
pub(in super::super) fn sounds(value: &Spanned<DeValue<'_>>, file: usize, problems: &mut Problems) -> Vec<Sound> {
    let mut found = Vec::new();
    for (id, table, place) in named(value, file, "sound", problems) {
        is_name(&id, &place, problems);
        let mut reader = Reader::new(table, "[sound]", place.clone(), problems);
        let by = match reader.required("by").as_ref().map(|by| (by.value.as_str(), &by.place)) {
            Some(("last-vowel", _)) => By::LastVowel,
            Some(("last-letter", _)) | None => By::LastLetter,
            Some((other, place)) => {
                let message = format!("`{other}` is nothing a sound goes by");
                reader.problems.error("lexicon.sound", place, message, "write last-vowel or last-letter");
                By::LastLetter
            }
        };
        let picks = reader.list("pick").into_iter().filter_map(|item| {
            let pair: Vec<Option<&str>> = item.get_ref().as_array()?.iter().map(|s| s.get_ref().as_str()).collect();
            match *pair.as_slice() {
                [Some(letters), Some(sound)] if !sound.contains(['{', '}']) => Some((plain(letters), plain(sound))),
                _ => None,
            }
        });
        let picks: Vec<(String, String)> = picks.collect();
        if picks.is_empty() || picks.len() < reader.list("pick").len() {
            let place = reader.get("pick").map_or(place.clone(), |pick| reader.at(pick));
            let remedy = "write pick = [[\"аоу\", \"а\"], [\"еи\", \"е\"]]";
            reader.problems.error("lexicon.sound", &place, "a pick is no pair of letters and sound", remedy);
        }
        reader.finish();
        found.push(Sound { id, place, by, picks });
    }
    found
}

/// Reads the tables under `inflect`.
pub(in super::super) fn inflections(
    value: &Spanned<DeValue<'_>>,
    file: usize,
    problems: &mut Problems,
) -> Vec<Inflection> {
    let mut found = Vec::new();
    for (id, table, place) in named(value, file, "inflect", problems) {
        is_name(&id, &place, problems);
        if !id.starts_with(|c: char| c.is_ascii_uppercase()) {
            let message = format!("`{id}` is no name of an inflection");
            problems.error("lexicon.bad-id", &place, message, "begin it with a capital, as in `word+N`");
        }
        let mut reader = Reader::new(table, "[inflect]", place.clone(), problems);
        let rules = reader.tables("rules").into_iter();
        let rules = rules.map(|(table, place)| rule(Reader::new(table, "a rule", place, reader.problems))).collect();
        reader.finish();
        found.push(Inflection { id, place, rules });
    }
    found
}

/// Names of sounds and sets are ASCII letters and digits.
fn is_name(id: &str, place: &Place, problems: &mut Problems) {
    if !is_tag(id) {
        let message = format!("`{id}` is no name");
        problems.error("lexicon.bad-id", place, message, "make it of letters A-Z a-z and digits");
    }
}

fn rule(mut reader: Reader<'_, '_>) -> Rule {
    let place = reader.place.clone();
    let cut = plain(&reader.text("cut"));
    let add = reader.string("add");
    let before = plain(&reader.text("before"));
    let mut endings = Vec::new();
    for source in reader.strings("if") {
        match Ending::parse(&plain(&source.value)) {
            Some(ending) => endings.push(ending),
            None => {
                let message = format!("`{}` is no ending", source.value);
                let remedy = "write letters, or sets of them as [аеё] or [^аеё]";
                reader.problems.error("lexicon.ending", &source.place, message, remedy);
            }
        }
    }
    let mut tags = Vec::new();
    for source in reader.strings("tag") {
        for tag in source.value.split_whitespace() {
            if !is_tag(tag) {
                let message = format!("`{tag}` is no tag");
                reader.problems.error("lexicon.tag", &source.place, message, "make tags of letters A-Z a-z and digits");
            }
            tags.push(tag.to_owned());
        }
    }
    let then = reader.strings("then");
    let form = reader.boolean("form").unwrap_or(true);
    let add = add.map(|source| affixes(&source, reader.problems)).unwrap_or_default();
    reader.finish();
    Rule { place, cut, add, before, endings, tags, then, form }
}

/// The parts of what is added: `л{A}р`.
fn affixes(source: &Located<String>, problems: &mut Problems) -> Vec<Affix> {
    let mut parts = Vec::new();
    let mut rest = source.value.as_str();
    while let Some((text, after)) = rest.split_once('{') {
        let Some((sound, after)) = after.split_once('}') else { break };
        parts.extend((!text.is_empty()).then(|| Affix::Text(plain(text))));
        parts.push(Affix::Sound(sound.to_owned()));
        rest = after;
    }
    if rest.contains(['{', '}']) {
        let message = format!("`{}` does not open and close its braces", source.value);
        problems.error("lexicon.match-syntax", &source.place, message, "name a sound in them, as {A}");
    }
    parts.extend((!rest.is_empty()).then(|| Affix::Text(plain(rest))));
    parts
}
