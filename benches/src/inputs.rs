//! What is scored: short messages in English and Russian, some with a hit, and one long document without any.

use crate::hostile;
use crate::random::Random;
use crate::words::Sources;

const DOCUMENT: usize = 2_000_000;
/// One message in so many has a hit.
const HIT_EVERY: usize = 100;

/// Texts of one kind.
pub struct Input {
    /// As tables name it.
    pub name: &'static str,
    /// What its hits are written in.
    pub language: usize,
    /// What is scored, one by one.
    pub texts: Vec<String>,
    /// The hits, by text.
    pub planted: Vec<Planted>,
}

/// A hit: which text, and where in it.
pub struct Planted {
    /// Which text.
    pub text: usize,
    /// From which byte to which.
    pub bytes: (usize, usize),
}

impl Input {
    /// Texts without hits.
    #[must_use]
    pub fn clean_of(name: &'static str, language: usize, texts: Vec<String>) -> Self {
        Self { name, language, texts, planted: Vec::new() }
    }

    /// How long the texts are together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// The texts in which nothing was planted.
    pub fn clean(&self) -> impl Iterator<Item = &str> {
        let hit = |index: usize| self.planted.binary_search_by_key(&index, |planted| planted.text).is_ok();
        self.texts.iter().enumerate().filter(move |(index, _)| !hit(*index)).map(|(_, text)| text.as_str())
    }
}

/// A term and its language.
pub type Term = (String, usize);

/// The inputs without hits.
#[must_use]
pub fn clean(sources: &Sources, divisor: usize) -> Vec<Input> {
    let input = Input::clean_of;
    let mut random = Random(1);
    let mut chat = |language: usize, count: usize| {
        (0..count / divisor).map(|_| message(&sources.prose[language], 20 + random.below(181), &mut random)).collect()
    };
    let (english, russian) = (chat(0, 40_000), chat(1, 16_000));
    let mut paragraphs: Vec<&str> = sources.prose[0].iter().map(String::as_str).collect();
    random.shuffle(&mut paragraphs);
    let mut document = String::new();
    for paragraph in paragraphs.iter().cycle() {
        if document.len() + paragraph.len() > DOCUMENT / divisor {
            break;
        }
        document.push_str(paragraph);
        document.push_str("\n\n");
    }
    vec![input("English chat", 0, english), input("Russian chat", 1, russian), input("document", 0, vec![document])]
}

/// A message of about so many bytes: whole words from somewhere in the prose.
pub fn message(prose: &[String], len: usize, random: &mut Random) -> String {
    loop {
        let paragraph = random.pick(prose);
        let spare = paragraph.len().saturating_sub(len);
        let from = if spare == 0 { 0 } else { random.below(spare) };
        let cut = |at: usize| (at..paragraph.len()).find(|&at| at == 0 || paragraph.as_bytes()[at] == b' ');
        let end = paragraph.floor_char_boundary_at((from + len).min(paragraph.len()));
        let text = cut(from).and_then(|start| paragraph.get(start..end)).unwrap_or_default().trim();
        if text.len() >= 20 {
            return text.to_owned();
        }
    }
}

trait CharBoundary {
    fn floor_char_boundary_at(&self, at: usize) -> usize;
}

impl CharBoundary for str {
    fn floor_char_boundary_at(&self, at: usize) -> usize {
        (0..=at).rev().find(|&at| self.is_char_boundary(at)).unwrap_or(0)
    }
}

/// Plants hits, all from the first thousand terms, so that lexicons of every size have them. The document stays clean.
pub fn plant(mut inputs: Vec<Input>, terms: &[Term]) -> Vec<Input> {
    let mut random = Random(2);
    for input in inputs.iter_mut().filter(|input| input.texts.len() > 1) {
        let own: Vec<&str> =
            terms.iter().take(1_000).filter(|term| term.1 == input.language).map(|term| term.0.as_str()).collect();
        for index in (0..input.texts.len()).step_by(HIT_EVERY) {
            let text = &mut input.texts[index];
            let term = match random.below(3) {
                0 => random.pick(&own).to_uppercase(),
                _ => (*random.pick(&own)).to_owned(),
            };
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
            let at = if blanks.is_empty() { 0 } else { *random.pick(&blanks) };
            text.insert_str(at, &format!("{term} "));
            input.planted.push(Planted { text: index, bytes: (at, at + term.len()) });
        }
    }
    inputs
}

/// Inputs in which much is to be done: chat in English with a hit in every sentence, and hostile texts.
#[must_use]
pub fn hard(sources: &Sources, terms: &[Term], divisor: usize) -> Vec<Input> {
    let mut random = Random(5);
    let own: Vec<&str> = terms.iter().take(1_000).filter(|term| term.1 == 0).map(|term| term.0.as_str()).collect();
    let mut hits = Input::clean_of("hits in every sentence", 0, Vec::new());
    for index in 0..8_000 / divisor {
        let mut text = String::new();
        for _ in 0..1 + random.below(3) {
            let words = message(&sources.prose[0], 20 + random.below(80), &mut random);
            let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric() && c != '\'').collect();
            let (before, behind) = words.split_at(random.below(words.len()));
            text.push_str(&before.join(" "));
            text.push(' ');
            let term = *random.pick(&own);
            hits.planted.push(Planted { text: index, bytes: (text.len(), text.len() + term.len()) });
            text.push_str(&format!("{term} {}. ", behind.join(" ")));
        }
        hits.texts.push(text);
    }
    vec![hits, Input::clean_of("hostile texts", 0, hostile::texts(terms))]
}
