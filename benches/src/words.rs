//! Where words come from: Debian's `fortunes`, `fortunes-ru`, `wamerican` and `hunspell-ru` where they are installed,
//! else made up with the same statistics.

use crate::random::Random;
use std::fs;
use std::path::{Path, PathBuf};

/// Running prose and dictionaries, English first, Russian second.
pub(crate) struct Sources {
    /// Which sources these are.
    pub(crate) origin: &'static str,
    /// Paragraphs of prose, of which inputs are made.
    pub(crate) prose: [Vec<String>; 2],
    /// Other paragraphs, of which phrases are made: a list does not come from the texts it is used on.
    pub(crate) other_prose: [Vec<String>; 2],
    /// Words in lower case.
    pub(crate) dictionaries: [Vec<String>; 2],
}

const FORTUNES: &str = "/usr/share/games/fortunes";
/// Less prose than this many bytes will not do.
const ENOUGH: usize = 500_000;
/// One paragraph in so many is kept for phrases.
const OTHER_EVERY: usize = 6;

impl Sources {
    pub(crate) fn find(synthetic: bool) -> Self {
        match installed().filter(|_| !synthetic) {
            Some(sources) => sources,
            None => made_up(),
        }
    }

    fn new(origin: &'static str, prose: [Vec<String>; 2], dictionaries: [Vec<String>; 2]) -> Self {
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
    let english = Syllables {
        onsets: "b c d f g h l m n p r s t w st tr ch sh",
        vowels: "a e i o u ea ou",
        codas: "- - - n r s t l nd ng",
    };
    let russian = Syllables {
        onsets: "б в г д ж з к л м н п р с т ст пр х ч",
        vowels: "а е и о у я ы",
        codas: "- - - - н р т л й сть",
    };
    let [mut common, mut prose, mut dictionaries] = [const { [const { Vec::new() }; 2] }; 3];
    for (language, syllables) in [english, russian].iter().enumerate() {
        common[language] = (0..30_000)
            .map(|rank: usize| syllables.word(&mut random, 1 + (rank + 1).ilog2() as usize / 5))
            .collect::<Vec<_>>();
        prose[language] = (0..12_000).map(|_| paragraph(&common[language], &mut random)).collect();
        dictionaries[language] = (0..100_000).map(|_| syllables.word(&mut random, 3)).collect();
    }
    let origin = "made up (install fortunes, fortunes-ru, wamerican and hunspell-ru for real ones)";
    Sources::new(origin, prose, dictionaries)
}

struct Syllables {
    onsets: &'static str,
    vowels: &'static str,
    codas: &'static str,
}

impl Syllables {
    fn word(&self, random: &mut Random, mean: usize) -> String {
        let mut part = |parts: &'static str| *random.pick(&parts.split(' ').collect::<Vec<_>>());
        let count = mean.max(1);
        let mut word: String =
            (0..count).map(|_| [part(self.onsets), part(self.vowels), part(self.codas)].concat()).collect();
        word.retain(|c| c != '-');
        word
    }
}

/// Five sentences of words by Zipf's law.
fn paragraph(words: &[String], random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..5 {
        let count = 5 + random.below(14);
        for index in 0..count {
            // The rank's logarithm is even: each doubling of the rank is as likely.
            let rank = (words.len() as f64).powf(random.unit()) as usize - 1;
            let word = &words[rank];
            let mut chars = word.chars();
            match chars.next() {
                Some(first) if index == 0 => text.extend(first.to_uppercase().chain(chars)),
                _ => text.push_str(word),
            }
            let ends = index + 1 == count;
            text.push_str(if ends {
                random.pick::<&str>(&[". ", ". ", "? ", "! "])
            } else if random.below(9) == 0 {
                ", "
            } else {
                " "
            });
        }
    }
    text.trim_end().to_owned()
}
