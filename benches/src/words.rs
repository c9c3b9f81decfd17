//! Where words come from: Debian's `fortunes`, `fortunes-ru`, `wamerican` and `hunspell-ru` where they are installed,
//! else made up with the same statistics.

use crate::random::Random;
use crate::speech::{Speech, Tongue};
use std::fs;
use std::path::{Path, PathBuf};

/// Running prose and dictionaries, English first, Russian second.
pub struct Sources {
    /// Which sources these are.
    pub origin: &'static str,
    /// Paragraphs of prose, of which inputs are made.
    pub prose: [Vec<String>; 2],
    /// Other paragraphs, of which phrases are made: a list does not come from the texts it is used on.
    pub other_prose: [Vec<String>; 2],
    /// Words in lower case.
    pub dictionaries: [Vec<String>; 2],
}

const FORTUNES: &str = "/usr/share/games/fortunes";
/// Less prose than this many bytes will not do.
const ENOUGH: usize = 500_000;
/// One paragraph in so many is kept for phrases.
const OTHER_EVERY: usize = 6;

impl Sources {
    /// The installed ones, or what is made up if they are not there or not wanted.
    #[must_use]
    pub fn find(synthetic: bool) -> Self {
        match installed().filter(|_| !synthetic) {
            Some(sources) => sources,
            None => made_up(),
        }
    }

    /// Sources of one's own.
    #[must_use]
    pub fn new(origin: &'static str, prose: [Vec<String>; 2], dictionaries: [Vec<String>; 2]) -> Self {
        let part = |other: bool| {
            let is_in = |index: usize| index.is_multiple_of(OTHER_EVERY) == other;
            prose.each_ref().map(|all| {
                let chosen = all.iter().enumerate().filter(|(index, _)| is_in(*index));
                chosen.map(|(_, text)| text.clone()).collect()
            })
        };
        Self { origin, prose: part(false), other_prose: part(true), dictionaries }
    }
}

fn installed() -> Option<Sources> {
    let prose = [fortunes(Path::new(FORTUNES)), fortunes(&Path::new(FORTUNES).join("ru"))];
    let enough = |prose: &Vec<String>| prose.iter().map(String::len).sum::<usize>() > ENOUGH;
    let english = fs::read_to_string("/usr/share/dict/words").ok()?;
    let russian = fs::read_to_string("/usr/share/hunspell/ru_RU.dic").ok()?;
    let words = |text: &str| {
        let words = text.lines().map(|line| line.split('/').next().unwrap_or_default().to_lowercase());
        words.filter(|word| word.chars().count() > 3 && word.chars().all(char::is_alphabetic)).collect::<Vec<_>>()
    };
    let dictionaries = [words(&english), words(&russian)];
    let origin = "Debian's fortunes, fortunes-ru, wamerican and hunspell-ru";
    prose.iter().all(enough).then(|| Sources::new(origin, prose, dictionaries))
}

/// The fortunes of a folder, each as one paragraph.
fn fortunes(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_prose = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let plain = path.extension().is_none_or(|extension| extension != "dat" && extension != "u8");
        plain && path.is_file() && !["art", "ascii-art", "translate-me"].contains(&name.as_ref())
    };
    let mut files: Vec<PathBuf> = files.filter(is_prose).collect();
    files.sort();
    let texts = files.into_iter().filter_map(|path| fs::read_to_string(path).ok());
    let mut paragraphs = Vec::new();
    for text in texts {
        let one_line = |fortune: &str| fortune.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{8}', "");
        paragraphs.extend(text.split("\n%\n").map(one_line).filter(|fortune| fortune.len() > 20));
    }
    paragraphs
}

fn made_up() -> Sources {
    let mut random = Random(11);
    let speeches = [Tongue::English, Tongue::Russian].map(Speech::new);
    let prose = speeches.each_ref().map(|speech| (0..12_000).map(|_| speech.paragraph(&mut random)).collect());
    let dictionaries = speeches.each_ref().map(|speech| speech.dictionary(100_000));
    let origin = "made up (install fortunes, fortunes-ru, wamerican and hunspell-ru for real ones)";
    Sources::new(origin, prose, dictionaries)
}
