//! Every bundled pack against the rules for released packs.
#![cfg(feature = "en")]

use sipar::{Diagnostic, Lexicon, Pack, SourceFile, check_words};
use std::fs;
use std::path::Path;

/// Fewer entries than this, and files were lost.
const LEAST_ENTRIES: [(&str, usize); 4] = [("en", 150), ("kk", 100), ("ru", 70), ("tg", 100)];

/// The sources of a bundled pack, read anew: its folder is named as its id, and all it includes is read too.
fn lexicon(id: &str) -> Lexicon {
    let mut names: Vec<String> = fs::read_dir(id)
        .unwrap_or_else(|error| panic!("packs/{id}: {error}"))
        .map(|item| item.unwrap().path().to_string_lossy().replace('\\', "/"))
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let mut files: Vec<SourceFile> = Vec::new();
    while let Some(path) = (!names.is_empty()).then(|| names.remove(0)) {
        if files.iter().all(|file| file.path != path) {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let file = SourceFile { path, text };
            names.extend(sipar::includes(&file));
            files.push(file);
        }
    }
    Lexicon::parse(files).unwrap_or_else(|error| panic!("{error}"))
}

fn each(check: impl Fn(&Pack)) {
    let packs = sipar_packs::packs();
    assert!(!packs.is_empty(), "no pack is embedded");
    packs.iter().for_each(check);
}

#[test]
fn no_error_and_no_warning() {
    each(|pack| {
        let lexicon = lexicon(pack.id());
        let mut found: Vec<Diagnostic> = lexicon.warnings().to_vec();
        found.extend(sipar::check(&lexicon));
        let list: String = found.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
        assert!(found.is_empty(), "{} in {}:\n{list}", found.len(), pack.id());
    });
}

#[test]
fn what_is_embedded_is_what_the_sources_say() {
    each(|pack| {
        let fresh = lexicon(pack.id()).compile().unwrap();
        assert_eq!(pack.byte_len(), fresh.len(), "{}", pack.id());
        // The header holds a checksum of all bytes, the manifest a digest of the sources.
        let embedded = fs::read(Path::new(env!("OUT_DIR")).join(format!("{}.sipar", pack.id()))).unwrap();
        assert!(embedded == fresh, "{} differs from a fresh compile", pack.id());
        assert_eq!(pack.source_digest(), Pack::load(fresh).unwrap().source_digest());
    });
}

#[test]
fn nothing_was_lost() {
    each(|pack| {
        let least = LEAST_ENTRIES.iter().find(|(id, _)| *id == pack.id()).map_or(1, |(_, least)| *least);
        let entries = pack.entries().count();
        assert!(entries >= least, "{} has {entries} entries, fewer than {least}", pack.id());
    });
}

#[test]
fn every_folder_of_sources_is_bundled() {
    let folders = fs::read_dir(".").unwrap().map(|item| item.unwrap());
    let mut ids: Vec<String> = folders
        .filter(|folder| folder.path().join("pack.toml").is_file())
        .map(|folder| folder.file_name().into_string().unwrap())
        .collect();
    ids.sort();
    let bundled: Vec<String> = sipar_packs::packs().iter().map(|pack| pack.id().to_owned()).collect();
    assert_eq!(ids, bundled);
}

/// A word that everybody uses in one language may look like a form of a risk word in another.
#[test]
fn no_common_word_of_any_language_raises_an_entry() {
    let lists = fs::read_dir(".").unwrap().map(|item| item.unwrap().path().join("common.tsv"));
    let lists = lists.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    let lists: Vec<String> = lists.collect();
    assert!(lists.len() >= 10, "{} lists", lists.len());
    let lines = lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#'));
    let words: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
    assert!(words.len() > 10_000, "{} words", words.len());
    each(|pack| {
        let found = check_words(&lexicon(pack.id()), words.iter().copied());
        let list: String = found.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
        assert!(found.is_empty(), "{list}");
    });
}

#[test]
fn every_category_speaks_every_language_of_its_pack() {
    each(|pack| {
        assert!(pack.languages().count() > 0 && pack.categories().count() > 0, "{}", pack.id());
        for category in pack.categories() {
            for lang in pack.languages() {
                let count = pack.messages().filter(|m| m.category == category.id && m.lang == lang).count();
                assert_eq!(count, 1, "{}: messages of {} in {lang}", pack.id(), category.id);
            }
        }
    });
}

/// A number or a link grows old and may lead anywhere; what people are told judges nobody.
#[test]
fn people_are_told_no_number_no_link_and_no_verdict() {
    each(|pack| {
        for message in pack.messages() {
            let texts = [message.reason, message.next, message.help, message.prebunk];
            for text in texts {
                let place = format!("{}, {} in {}: {text}", pack.id(), message.category, message.lang);
                assert!(!text.trim().is_empty(), "a text is missing in {place}");
                let digits = text.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max();
                assert!(digits < Some(3), "a number in {place}");
                let lower = text.to_lowercase();
                assert!(!lower.contains("http") && !lower.contains("www."), "a link in {place}");
                assert!(!lower.contains("extremist"), "a verdict in {place}");
            }
        }
    });
}
