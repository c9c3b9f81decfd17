//! Asking the term transducers about tokens the filter let pass, folding them on the way: no heap is needed.

use crate::lookup::read_word;
use crate::pack::Pack;
use crate::pack::words::{Place, Walker};
use crate::text::class::{Class, class};
use crate::text::fold;

/// So many ways to read the words of a phrase are tried; after that the sentence is read rather than left out.
const MAX_WAYS: u32 = 256;

/// What a word of a phrase is asked for.
#[derive(Clone, Copy)]
pub(super) enum Next<'t> {
    Word(&'t str),
    /// Something that can only be known by folding it.
    Unknown,
}

/// Tells the value of a word of the text in a pack, `None` where only reading it can say, until it is told to end.
pub(super) fn word(pack: &Pack, word: Option<Next<'_>>, tell: &mut dyn FnMut(Option<u64>) -> bool) -> bool {
    let Some(Next::Word(word)) = word else { return tell(None) };
    let Some(walker) = pack.walker() else { return false };
    if pack.spellings().is_empty() {
        return follow(walker, walker.root(), word).is_some_and(|place| ends(walker, place, tell));
    }
    let Some(folded) = Folded::of(word) else { return tell(None) };
    read_word(pack, walker, walker.root(), folded.as_str(), &mut |reading, _| ends(walker, reading.place, tell))
}

/// Tells the value of every phrase that begins with these words and has at least so many, until it is told to end.
pub(super) fn phrase<'t>(
    pack: &Pack,
    least: usize,
    words: impl Iterator<Item = Next<'t>> + Clone,
    tell: &mut dyn FnMut(Option<u64>) -> bool,
) -> bool {
    spelled_phrase(pack, least, pack.spellings().is_empty(), words, tell)
}

/// The same, of words `as_listed` alone or however they are typed.
pub(super) fn spelled_phrase<'t>(
    pack: &Pack,
    least: usize,
    as_listed: bool,
    words: impl Iterator<Item = Next<'t>> + Clone,
    tell: &mut dyn FnMut(Option<u64>) -> bool,
) -> bool {
    let Some(walker) = pack.walker() else { return false };
    let mut phrase = Phrase { pack, walker, least, ways: MAX_WAYS, tell };
    match as_listed {
        true => phrase.is_listed(words),
        false => phrase.goes_on(walker.root(), 1, words),
    }
}

/// Tells the value of the term that ends here.
fn ends(walker: Walker<'_>, place: Place, tell: &mut dyn FnMut(Option<u64>) -> bool) -> bool {
    walker.value(place).is_some_and(|value| tell(Some(value)))
}

struct Phrase<'p, 'a> {
    pack: &'p Pack,
    walker: Walker<'p>,
    /// Terms of fewer words are not looked for.
    least: usize,
    /// How many ways may yet be tried.
    ways: u32,
    tell: &'a mut dyn FnMut(Option<u64>) -> bool,
}

impl Phrase<'_, '_> {
    fn is_listed<'t>(&mut self, words: impl Iterator<Item = Next<'t>>) -> bool {
        let mut at = Some(self.walker.root());
        for (count, word) in (1..).zip(words) {
            let Next::Word(word) = word else { return (self.tell)(None) };
            let Some(here) = at.and_then(|at| follow(self.walker, at, word)) else { return false };
            if count >= self.least && ends(self.walker, here, self.tell) {
                return true;
            }
            at = self.walker.step(here, b' ');
        }
        false
    }

    /// The same however the words are spelled, the `count`-th and those behind it.
    fn goes_on<'t>(&mut self, at: Place, count: usize, mut words: impl Iterator<Item = Next<'t>> + Clone) -> bool {
        let word = match words.next() {
            Some(Next::Word(word)) => word,
            Some(Next::Unknown) => return (self.tell)(None),
            None => return false,
        };
        let Some(folded) = Folded::of(word) else { return (self.tell)(None) };
        let (pack, walker) = (self.pack, self.walker);
        let rest = &words as &dyn Rest<'t>;
        read_word(pack, walker, at, folded.as_str(), &mut |reading, _| {
            if self.ways == 0 {
                return (self.tell)(None);
            }
            self.ways -= 1;
            if count >= self.least && ends(walker, reading.place, self.tell) {
                return true;
            }
            walker.step(reading.place, b' ').is_some_and(|next| rest.resume(self, next, count + 1))
        })
    }
}

/// The words behind one, as often as they are needed; its type would otherwise grow with each word.
trait Rest<'t> {
    fn resume(&self, phrase: &mut Phrase<'_, '_>, at: Place, count: usize) -> bool;
}

impl<'t, I: Iterator<Item = Next<'t>> + Clone> Rest<'t> for I {
    fn resume(&self, phrase: &mut Phrase<'_, '_>, at: Place, count: usize) -> bool {
        phrase.goes_on(at, count, self.clone())
    }
}

/// A folded word on the stack.
struct Folded {
    bytes: [u8; Self::MAX],
    len: usize,
}

impl Folded {
    const MAX: usize = 160;

    /// `None` where the word is too long.
    fn of(word: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; Self::MAX], len: 0 };
        for c in fold::chars(word).map(|folded| folded.ch).filter(|&c| class(c) != Class::Modifier) {
            let room = folded.bytes.get_mut(folded.len..folded.len + c.len_utf8())?;
            folded.len += c.encode_utf8(room).len();
        }
        Some(folded)
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn follow(walker: Walker<'_>, from: Place, word: &str) -> Option<Place> {
    // Of ASCII only the backtick folds to something other than its small form.
    if word.is_ascii() && !word.contains('`') {
        return word.bytes().try_fold(from, |place, byte| walker.step(place, byte.to_ascii_lowercase()));
    }
    fold::chars(word).map(|folded| folded.ch).filter(|&c| class(c) != Class::Modifier).try_fold(from, |place, c| {
        let mut utf8 = [0; 4];
        walker.follow(place, c.encode_utf8(&mut utf8).as_bytes())
    })
}
