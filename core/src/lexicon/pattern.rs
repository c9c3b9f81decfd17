//! From a notation to the paths of a pattern: sequences of word sets and gaps.
//!
//! A class is one set, however many words it has: a pattern grows with what is written, never with the product of its
//! classes. Options and alternatives that hold classes are taken apart into paths.

use super::expand::{Expander, MAX_PHRASES};
use super::phrase::{MAX_GAP, Part, Phrase};
use std::collections::BTreeMap;

/// A match of more paths is refused.
pub(crate) const MAX_PATHS: usize = 4_096;
/// A class of more phrases is refused.
const MAX_MEMBERS: usize = 65_536;
/// A path of more steps is a mistake.
pub(crate) const MAX_STEPS: usize = 32;
/// Classes whose names begin so are shared by all packs.
pub(crate) const SHARED: &str = "core.";
/// The class the compiler fills: every form that carries the tag [`NEGATIVE_TAG`].
pub(crate) const NEGATIVE: &str = "core.neg";
/// See [`NEGATIVE`].
pub(crate) const NEGATIVE_TAG: &str = "neg";
/// The class whose words are passed over between the elements of a pattern.
pub(crate) const FILLER: &str = "core.filler";
/// The class whose words stop a cue.
pub(crate) const BARRIER: &str = "core.barrier";

/// What may stand at one place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordSet {
    /// The members of a class.
    Class(String),
    /// Words and phrases written in the pattern, spelled out.
    Words(Vec<String>),
    /// The name of a shape, with its `#`.
    Shape(String),
    /// A word in exactly this case.
    Exact(String),
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// One of a set, by its number.
    Set(u16),
    /// Up to so many tokens of any kind.
    Gap(u8),
}

/// A way through a pattern.
pub(crate) type Path = Vec<Step>;

/// Why a notation is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternFault {
    /// It stands for nothing, or may be nothing.
    Empty,
    TooManyPaths,
    TooManyWords,
    LargeClass,
    TooLong,
    TooManySets,
    /// A gap, shape or exact word is joined to letters.
    Glued,
    /// A gap stands at the beginning or the end.
    OpenGap,
    /// Nothing in it wakes a sentence.
    ShapesAlone,
}

impl PatternFault {
    pub(crate) fn message(self) -> String {
        match self {
            PatternFault::Empty => "this match may stand for nothing at all".into(),
            PatternFault::TooManyPaths => format!("its options and alternatives make more than {MAX_PATHS} paths"),
            PatternFault::TooManyWords => format!("alternatives written out stand for more than {MAX_PHRASES} phrases"),
            PatternFault::LargeClass => format!("a class it names stands for more than {MAX_MEMBERS} phrases"),
            PatternFault::TooLong => format!("it has more than {MAX_STEPS} elements"),
            PatternFault::TooManySets => "the lexicon's patterns use more than 60,000 sets of words".into(),
            PatternFault::Glued => "a gap, a shape, an order or an exact word is joined to letters".into(),
            PatternFault::OpenGap => "a gap stands at its beginning or end".into(),
            PatternFault::ShapesAlone => "it is made of shapes alone, which wake no sentence".into(),
        }
    }

    pub(crate) const fn remedy(self) -> &'static str {
        match self {
            PatternFault::Empty => "make one element sure",
            PatternFault::TooManyPaths | PatternFault::TooLong => "split it, or put alternatives into a class",
            PatternFault::TooManyWords => "put the words into a class",
            PatternFault::LargeClass => "take the class apart",
            PatternFault::TooManySets => "put words into classes that several patterns share",
            PatternFault::Glued => "put blanks around it",
            PatternFault::ShapesAlone => "add a word or a class: a number or an address says nothing by itself",
            PatternFault::OpenGap => "end with a word or a class: a bare wildcard matches anything",
        }
    }
}

/// The sets that patterns use, each with its number.
#[derive(Debug, Default)]
pub(crate) struct WordSets {
    numbers: BTreeMap<WordSet, u16>,
    all: Vec<WordSet>,
}

impl WordSets {
    /// As many as fit the format, with room for marks.
    const MAX: u16 = 60_000;

    pub(crate) fn number(&mut self, set: WordSet) -> Result<u16, PatternFault> {
        if let Some(number) = self.numbers.get(&set) {
            return Ok(*number);
        }
        let number = u16::try_from(self.all.len()).ok().filter(|n| *n < Self::MAX).ok_or(PatternFault::TooManySets)?;
        self.numbers.insert(set.clone(), number);
        self.all.push(set);
        Ok(number)
    }

    pub(crate) fn all(&self) -> &[WordSet] {
        &self.all
    }

    /// The number of a class, if patterns use it.
    pub(crate) fn class(&self, id: &str) -> Option<u16> {
        self.numbers.get(&WordSet::Class(id.to_owned())).copied()
    }
}

/// The paths of a notation, none of them empty.
pub(crate) fn paths(phrase: &Phrase, expander: &Expander<'_>, sets: &mut WordSets) -> Result<Vec<Path>, PatternFault> {
    let mut paths = Reader { expander, sets }.sequence(&phrase.0)?;
    for path in &mut paths {
        *path = joined(path);
        let sides = [path.first(), path.last()];
        if sides.iter().any(|side| matches!(side, Some(Step::Gap(_)))) {
            return Err(PatternFault::OpenGap);
        }
    }
    if paths.is_empty() || paths.iter().any(Vec::is_empty) {
        return Err(PatternFault::Empty);
    }
    if paths.iter().any(|path| path.len() > MAX_STEPS) {
        return Err(PatternFault::TooLong);
    }
    paths.sort_unstable();
    paths.dedup();
    Ok(paths)
}

/// Whether nothing in a path can wake a sentence: shapes are not seen by scan.
pub(crate) fn is_asleep(path: &[Step], sets: &WordSets) -> bool {
    path.iter().all(|step| match step {
        Step::Set(number) => matches!(sets.all().get(usize::from(*number)), Some(WordSet::Shape(_))),
        Step::Gap(_) => true,
    })
}

/// Gaps side by side are one.
fn joined(path: &[Step]) -> Path {
    let mut joined: Path = Vec::with_capacity(path.len());
    for step in path {
        match (joined.last_mut(), step) {
            (Some(Step::Gap(before)), Step::Gap(more)) => *before = (*before + more).min(MAX_GAP),
            _ => joined.push(*step),
        }
    }
    joined
}

struct Reader<'r, 'l> {
    expander: &'r Expander<'l>,
    sets: &'r mut WordSets,
}

impl Reader<'_, '_> {
    fn sequence(&mut self, parts: &[Part]) -> Result<Vec<Path>, PatternFault> {
        let mut paths: Vec<Path> = vec![Vec::new()];
        for item in items(parts) {
            let tails = self.item(&item)?;
            paths = product(&paths, &tails)?;
        }
        Ok(paths)
    }

    /// The ways to read one item.
    fn item(&mut self, item: &[Part]) -> Result<Vec<Path>, PatternFault> {
        match item {
            [Part::Gap(tokens)] => Ok(vec![vec![Step::Gap(*tokens)]]),
            [Part::Class(id, _)] if self.expander.count(id) > MAX_MEMBERS => Err(PatternFault::LargeClass),
            [Part::Class(id, _)] => self.set(WordSet::Class(id.clone())),
            [Part::Shape(name)] => self.set(WordSet::Shape(name.clone())),
            [Part::Exact(word)] => self.set(WordSet::Exact(word.clone())),
            [Part::AnyOrder { branches, gap }] => self.any_order(branches, *gap),
            [Part::Either { branches, optional }] => {
                let mut paths = Vec::new();
                let (plain, others): (Vec<&Phrase>, Vec<&Phrase>) =
                    branches.iter().partition(|branch| branch.is_plain());
                if !plain.is_empty() {
                    paths.extend(
                        self.words(&[Part::Either {
                            branches: plain.into_iter().cloned().collect(),
                            optional: false,
                        }])?,
                    );
                }
                for branch in others {
                    paths.extend(self.sequence(&branch.0)?);
                    if paths.len() > MAX_PATHS {
                        return Err(PatternFault::TooManyPaths);
                    }
                }
                if *optional {
                    paths.push(Vec::new());
                }
                Ok(paths)
            }
            glued => self.words(glued),
        }
    }

    fn set(&mut self, set: WordSet) -> Result<Vec<Path>, PatternFault> {
        Ok(vec![vec![Step::Set(self.sets.number(set)?)]])
    }

    /// Words that can be spelled out, as one set.
    fn words(&mut self, parts: &[Part]) -> Result<Vec<Path>, PatternFault> {
        let phrase = Phrase(parts.to_vec());
        if !phrase.is_wordy() {
            return Err(PatternFault::Glued);
        }
        let size = self.expander.size(&phrase);
        if size == 0 {
            return Err(PatternFault::Empty);
        }
        if size > MAX_PHRASES {
            return Err(PatternFault::TooManyWords);
        }
        let mut words: Vec<String> = self.expander.phrases(&phrase);
        // Punctuation alone says nothing in a pattern, as in a phrase.
        words.retain(|word| {
            word.chars().any(char::is_alphanumeric) || word.chars().any(|c| !c.is_ascii() && !c.is_whitespace())
        });
        if words.is_empty() {
            return Ok(vec![Vec::new()]);
        }
        words.sort_unstable();
        words.dedup();
        self.set(WordSet::Words(words))
    }

    fn any_order(&mut self, branches: &[Phrase], gap: u8) -> Result<Vec<Path>, PatternFault> {
        let mut each = Vec::new();
        for branch in branches {
            each.push(self.sequence(&branch.0)?);
        }
        let mut found = Vec::new();
        let mut orders = vec![(Vec::<usize>::new(), vec![Vec::new()])];
        while let Some((order, paths)) = orders.pop() {
            if order.len() == each.len() {
                found.extend(paths);
                if found.len() > MAX_PATHS {
                    return Err(PatternFault::TooManyPaths);
                }
                continue;
            }
            for (next, tails) in each.iter().enumerate().filter(|(next, _)| !order.contains(next)) {
                let mut heads = paths.clone();
                if gap > 0 && !order.is_empty() {
                    heads.iter_mut().for_each(|head: &mut Path| head.push(Step::Gap(gap)));
                }
                let mut order = order.clone();
                order.push(next);
                orders.push((order, product(&heads, tails)?));
            }
        }
        Ok(found)
    }
}

fn product(heads: &[Path], tails: &[Path]) -> Result<Vec<Path>, PatternFault> {
    if heads.len().saturating_mul(tails.len()) > MAX_PATHS {
        return Err(PatternFault::TooManyPaths);
    }
    Ok(heads.iter().flat_map(|head| tails.iter().map(move |tail| [head.as_slice(), tail].concat())).collect())
}

/// Takes a sequence apart at its blanks. Words that stand side by side are one item, and what is joined without a blank
/// is one.
fn items(parts: &[Part]) -> Vec<Vec<Part>> {
    let mut items: Vec<Vec<Part>> = Vec::new();
    let mut open = false;
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => {
                let goes_on = parts.get(at + 1).is_some_and(|next| !matches!(next, Part::Gap(_)));
                let starts_apart = text.starts_with(char::is_whitespace);
                let trimmed = text.trim();
                if trimmed.is_empty() {
                    open = false;
                    continue;
                }
                let (head, tail) =
                    edges(trimmed, open && !starts_apart, goes_on && !text.ends_with(char::is_whitespace));
                let mut pieces =
                    [head, middle(trimmed, head, tail), tail].into_iter().filter(|piece| !piece.is_empty());
                if open && !starts_apart && !head.is_empty() {
                    let piece = pieces.next().unwrap_or_default();
                    if let Some(item) = items.last_mut() {
                        item.push(Part::Text(piece.to_owned()));
                    }
                }
                items.extend(pieces.map(|piece| vec![Part::Text(piece.to_owned())]));
                open = !text.ends_with(char::is_whitespace);
            }
            Part::Gap(_) => {
                items.push(vec![part.clone()]);
                open = false;
            }
            _ if open => {
                if let Some(item) = items.last_mut() {
                    item.push(part.clone());
                }
            }
            _ => {
                items.push(vec![part.clone()]);
                open = true;
            }
        }
    }
    items
}

/// The first word where it is joined to what stands before, and the last where it is joined to what follows.
fn edges(text: &str, joined_before: bool, joined_behind: bool) -> (&str, &str) {
    let head = if joined_before { text.split(char::is_whitespace).next().unwrap_or_default() } else { "" };
    let rest = text.get(head.len()..).unwrap_or_default().trim_start();
    let tail = if joined_behind { rest.rsplit(char::is_whitespace).next().unwrap_or_default() } else { "" };
    (head, tail)
}

/// What lies between the first and the last word.
fn middle<'t>(text: &'t str, head: &str, tail: &str) -> &'t str {
    text.get(head.len()..text.len() - tail.len()).unwrap_or_default().trim()
}
