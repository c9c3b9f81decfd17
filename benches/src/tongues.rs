//! Lexicons of inflected words with their spellings, and texts of the same languages: Kazakh mixed with Russian, Persian with
//! zero-width non-joiners, Uzbek with apostrophes. The words are the repository's own; where there are few, stems that
//! nobody has written are inflected by the same rules.

use crate::inputs::{self, Input, Planted, Term};
use crate::random::Random;
use crate::speech::{Speech, Tongue};
use hashbrown::HashSet;
use sipar::{Lexicon, Pack, Scorer, SourceFile, includes};
use std::error::Error;

/// One message in so many has a hit.
const HIT_EVERY: usize = 100;
/// Stems a language.
const STEMS: usize = 400;

/// A lexicon with its forms, and texts in which one message in a hundred has one of them.
pub struct Setting {
    /// What is scored.
    pub input: Input,
    /// The lexicon, compiled; one pack a language.
    pub packs: Vec<Pack>,
    /// All forms, for those who can but list them.
    pub forms: Vec<Term>,
}

/// Rules, common words and stems of a language; the stems as notations.
struct Rules {
    tongue: Tongue,
    id: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// Lines that begin with a notation.
    notations: &'static str,
    /// By what stems that nobody has written are inflected.
    class: &'static str,
}

macro_rules! file {
    ($path:literal) => {
        (concat!("packs/", $path), include_str!(concat!("../../packs/", $path)))
    };
}

const KAZAKH: Rules = Rules {
    tongue: Tongue::Kazakh,
    id: "kk",
    files: &[file!("kk/inflect.toml"), file!("kk/spelling.toml"), file!("kk/common.tsv")],
    notations: include_str!("../../testdata/stems/kk.txt"),
    class: "N",
};
const RUSSIAN: Rules = Rules {
    tongue: Tongue::Russian,
    id: "ru",
    files: &[file!("ru/inflect.toml"), file!("ru/common.tsv")],
    notations: include_str!("../../testdata/forms/ru.tsv"),
    class: "Nm",
};
const PERSIAN: Rules = Rules {
    tongue: Tongue::Persian,
    id: "fa",
    files: &[file!("fa/inflect.toml"), file!("fa/spelling.toml"), file!("fa/common.tsv")],
    notations: include_str!("../../testdata/forms/fa.tsv"),
    class: "N",
};
const UZBEK: Rules = Rules {
    tongue: Tongue::Uzbek,
    id: "uz",
    files: &[file!("uz/inflect.toml"), file!("uz/spelling.toml"), file!("uz/common.tsv")],
    notations: include_str!("../../testdata/forms/uz.tsv"),
    class: "N",
};

/// The settings; inputs are smaller by the divisor.
///
/// # Errors
/// A lexicon does not compile or load.
pub fn settings(divisor: usize) -> Result<Vec<Setting>, Box<dyn Error>> {
    let all = [
        ("Kazakh-Russian chat", &[KAZAKH, RUSSIAN][..]),
        ("Persian chat with joiners", &[PERSIAN]),
        ("Uzbek chat with apostrophes", &[UZBEK]),
    ];
    all.into_iter().map(|(name, rules)| setting(name, rules, 8_000 / divisor)).collect()
}

fn setting(name: &'static str, rules: &[Rules], messages: usize) -> Result<Setting, Box<dyn Error>> {
    let speeches: Vec<Speech> = rules.iter().map(|rules| Speech::new(rules.tongue)).collect();
    let packs = rules.iter().zip(&speeches).map(|(rules, speech)| rules.pack(speech));
    let packs: Vec<Pack> = packs.collect::<Result<_, _>>()?;
    let mut known = HashSet::new();
    let forms = packs.iter().flat_map(|pack| pack.terms(usize::MAX)).map(|(form, _)| form);
    let forms: Vec<Term> = forms.filter(|form| known.insert(form.clone())).map(|form| (form, 0)).collect();
    let scorer = Scorer::builder().packs(packs.iter().cloned()).build()?;
    // Nor what the scorer reads as a form spelled otherwise: clean texts are to be clean.
    let is_hit =
        |word: &str| known.contains(sipar::text::fold(word).as_str()) || !scorer.score(word).findings.is_empty();
    let speeches: Vec<Speech> = speeches.into_iter().map(|speech| speech.without(is_hit)).collect();

    let mut random = Random(41);
    let (own, other) = (&speeches[0], speeches.last().unwrap_or(&speeches[0]));
    let percent = if speeches.len() > 1 { 35 } else { 0 };
    let mut paragraph = || (0..5).map(|_| own.mixed(other, percent, &mut random)).collect::<String>();
    let prose: Vec<String> = (0..2_000).map(|_| paragraph()).collect();
    let texts = (0..messages).map(|_| inputs::message(&prose, 20 + random.below(181), &mut random)).collect();
    let mut input = Input::clean_of(name, 0, texts);
    for index in (0..input.texts.len()).step_by(HIT_EVERY) {
        let (text, form) = (&mut input.texts[index], &random.pick(&forms).0);
        text.insert_str(0, &format!("{form} "));
        input.planted.push(Planted { text: index, bytes: (0, form.len()) });
    }
    Ok(Setting { input, packs, forms })
}

impl Rules {
    fn pack(&self, speech: &Speech) -> Result<Pack, Box<dyn Error>> {
        let mut seen = HashSet::new();
        let listed = self.notations.lines().filter_map(|line| line.split('\t').next());
        let listed = listed.filter(|line| line.contains('+') && !line.starts_with('#'));
        let made = speech.dictionary(3 * STEMS).into_iter().filter(|stem| stem.chars().count() > 4);
        let made = made.map(|stem| format!("{stem}+{}", self.class));
        let notations = listed.map(str::to_owned).chain(made).filter(|notation| seen.insert(notation.clone()));
        let notations: Vec<String> = notations.take(STEMS).collect();

        let list = |ending: &str| {
            let paths = self.files.iter().map(|file| file.0).filter(|path| path.ends_with(ending));
            let quoted = paths.map(|path| format!("\"../{}\"", path.rsplit('/').next().unwrap_or_default()));
            quoted.collect::<Vec<_>>().join(", ")
        };
        let mut text = format!(
            "id = \"{}\"\nversion = \"1.0.0\"\ntitle = \"T\"\nlicence = \"CC0-1.0\"\nstatus = \"second-read\"\n\
             include = [{}]\ncommon = [{}]\n[[category]]\nid = \"threat\"\ntitle = \"Threat\"\n",
            self.id,
            list(".toml"),
            list(".tsv"),
        );
        for (number, notation) in notations.iter().enumerate() {
            text.push_str(&format!(
                "[[entry]]\nid = \"e{number}\"\ncategory = \"threat\"\nmatch = ['''{notation}''']\nevidence = \"clear\"\n"
            ));
        }
        let mut files = vec![SourceFile { path: format!("packs/{}/bench/pack.toml", self.id), text }];
        let mut next = 0;
        while let Some(file) = files.get(next) {
            for path in includes(file) {
                if files.iter().all(|file| file.path != path) {
                    let known = self.files.iter().find(|file| file.0 == path);
                    let (_, text) = known.ok_or_else(|| format!("{path} is not built in; list it in tongues.rs"))?;
                    files.push(SourceFile { path, text: (*text).to_owned() });
                }
            }
            next += 1;
        }
        Ok(Pack::load(Lexicon::parse(files)?.compile()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_forms_and_finds_what_is_planted() {
        for Setting { input, packs, forms } in settings(20).unwrap() {
            assert!(forms.len() > 5_000, "{}: {}", input.name, forms.len());
            let scorer = Scorer::builder().packs(packs).build().unwrap();
            for planted in &input.planted {
                let text = &input.texts[planted.text];
                let found = scorer.score(text).findings;
                assert!(found.iter().any(|finding| finding.span.bytes().start == 0), "{text}");
            }
        }
    }
}
