//! What `cargo xtask counts` counts instructions over: fixed texts, made of nothing but what is built in, and one function
//! around the scoring that a profiler can find by its name.

use crate::inputs::{self, Input};
use crate::lexicon;
use crate::random::Random;
use crate::speech::{Speech, Tongue};
use crate::words::Sources;
use sipar::{Lexicon, ListOptions, Pack, Scorer, Scratch, SourceFile};
use std::error::Error;
use std::hint::black_box;

/// Entries of the plain list. More would change no count by much and take a profiler long to compile.
const ENTRIES: usize = 20_000;
/// Bytes of text a case.
const SIZE: usize = 48 << 10;

/// Texts, and what scores them.
pub struct Case {
    /// The scorer and the texts by name; the baseline has the same.
    pub name: String,
    scorer: Scorer,
    texts: Vec<String>,
}

impl Case {
    /// How long the texts are together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// Scores the texts, first uncounted, so that buffers have grown, and says how many findings there are. The profiler
    /// closes a part whenever this function ends.
    #[must_use]
    #[inline(never)]
    pub fn run(&self) -> usize {
        let mut scratch = Scratch::default();
        read(&self.scorer, &mut scratch, &self.texts);
        counted(&self.scorer, &mut scratch, &self.texts)
    }
}

/// Scores texts. The profiler counts what happens in here, and nothing else calls it.
#[inline(never)]
fn counted(scorer: &Scorer, scratch: &mut Scratch, texts: &[String]) -> usize {
    read(scorer, scratch, texts)
}

fn read(scorer: &Scorer, scratch: &mut Scratch, texts: &[String]) -> usize {
    texts.iter().map(|text| black_box(scorer.score_with(scratch, black_box(text))).findings.len()).sum()
}

/// Sentences in which the bundled packs find something, so that the cost of findings is watched, too.
const HITS: [&str; 6] = [
    "I know where you live. I will kill you.",
    "Don't tell your parents. Death to all immigrants!",
    "You have won a prize, send the fee first and we will pay you at once.",
    "Я знаю, где ты живёшь. Я тебя убью.",
    "Не говори родителям. Смерть мигрантам!",
    "Вы выиграли приз, сначала оплатите комиссию.",
];

/// All cases, the same in every run.
///
/// # Errors
/// The list does not compile, or a scorer is not built.
pub fn cases() -> Result<Vec<Case>, Box<dyn Error>> {
    let [english, russian] = [Tongue::English, Tongue::Russian].map(Speech::new);
    let mut random = Random(21);
    let mut prose =
        |speech: &Speech, count: usize| (0..count).map(|_| speech.paragraph(&mut random)).collect::<Vec<_>>();
    let prose = [prose(&english, 600), prose(&russian, 600)];
    let dictionaries = [english.dictionary(20_000), russian.dictionary(10_000)];
    let sources = Sources::new("made up", prose, dictionaries);
    let clean = clean(&sources);
    let terms = lexicon::terms(&sources, &clean, ENTRIES);
    let text = terms.iter().map(|term| term.0.as_str()).collect::<Vec<_>>().join("\n");
    let list = SourceFile { path: "list.txt".to_owned(), text };
    let list = Pack::load(Lexicon::list(list, &ListOptions::default())?.compile()?)?;
    let (list, packs) = (Scorer::builder().pack(list).build()?, sipar_packs::builder().build()?);

    let hits_of_list: Vec<String> =
        clean[0].texts.iter().zip(&terms).map(|(text, term)| format!("{text} {}.", term.0)).collect();
    let hits_of_packs: Vec<String> =
        clean[0].texts.iter().zip(HITS.iter().cycle()).map(|(text, hit)| format!("{text}. {hit}")).collect();
    let mut cases = Vec::new();
    for (title, scorer, hits) in [("list", &list, hits_of_list), ("packs", &packs, hits_of_packs)] {
        let inputs = clean.iter().map(|input| (input.name, input.texts.clone())).chain([("hits", hits)]);
        cases.extend(inputs.map(|(name, texts)| Case {
            name: format!("{title}, {name}"),
            scorer: scorer.clone(),
            texts,
        }));
    }
    Ok(cases)
}

/// Chat in English and in Russian, and a document.
fn clean(sources: &Sources) -> Vec<Input> {
    let mut random = Random(22);
    let mut chat = |language: usize| {
        let (mut texts, mut size) = (Vec::new(), 0);
        while size < SIZE {
            let text = inputs::message(&sources.prose[language], 20 + random.below(181), &mut random);
            size += text.len();
            texts.push(text);
        }
        texts
    };
    let (english, russian) = (chat(0), chat(1));
    let mut document = String::new();
    for paragraph in sources.prose[0].iter().take_while({
        let mut size = 0;
        move |paragraph| {
            size += paragraph.len();
            size < SIZE
        }
    }) {
        document.push_str(paragraph);
        document.push_str("\n\n");
    }
    vec![
        Input::clean_of("English chat", 0, english),
        Input::clean_of("Russian chat", 1, russian),
        Input::clean_of("document", 0, vec![document]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_found_is_found_and_clean_texts_are_clean_for_the_list() {
        let found: Vec<(String, usize)> = cases().unwrap().iter().map(|case| (case.name.clone(), case.run())).collect();
        for (name, found) in &found {
            match name.as_str() {
                "list, hits" | "packs, hits" => assert!(*found > 300, "{name}: {found}"),
                name if name.starts_with("list") => assert_eq!(*found, 0, "{name}"),
                _ => {}
            }
        }
        assert_eq!(found.len(), 8);
    }

    #[test]
    fn every_hit_of_the_packs_is_one() {
        let scorer = sipar_packs::scorer();
        for hit in HITS {
            assert!(!scorer.score(hit).findings.is_empty(), "{hit}");
        }
    }
}
