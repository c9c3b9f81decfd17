//! The first tier: which sentences are worth reading. It runs over all of the text and allocates nothing on clean text.
//!
//! Every token is reduced to a hash of its skeleton and asked of one filter; what passes is confirmed at once by a walk
//! through the term transducer, and only then wakes its sentence.

mod confirm;
mod filter;

pub(crate) use filter::Filter;

use crate::pack::Pack;
use crate::pack::keys::{head_key, is_latin, pair_key, quad_key, triple_key, word_key};
use crate::text::hash::Skeleton;
use crate::text::{Token, TokenKind, Tokens, fold, pieces, skeleton_of};
use confirm::Next;

/// A sentence near something worth reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its number in the text, from 0.
    pub(crate) index: u32,
    /// Its bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it is to be read; otherwise it stands beside one that is.
    pub(crate) awake: bool,
}

/// How often each stage of the scan let something pass; for benchmarks and lexicon authors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanCounts {
    /// Tokens read.
    pub tokens: u64,
    /// Tokens the filter let pass.
    pub passed: u64,
    /// Tokens a transducer confirmed.
    pub confirmed: u64,
    /// Sentences read by scan.
    pub sentences: u64,
    /// Sentences handed on to be analysed.
    pub awake: u64,
}

/// How many sentences on each side of a woken one are kept, for windows and context.
const NEIGHBOURS: usize = 2;

/// What a scan found: the woken sentences and their neighbours, in order.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) counts: ScanCounts,
    recent: [(usize, usize); NEIGHBOURS],
    index: u32,
    keep: usize,
}

impl Scan {
    /// Scans a text, or the next piece of one: `base` is added to every place, and sentences are numbered on.
    pub(crate) fn run(&mut self, packs: &[Pack], filter: &Filter, text: &str, base: usize) {
        let mut tokens = Tokens::new(text, 0);
        let mut window = Window::default();
        let mut awake = false;
        let mut first = true;
        while let Some(token) = tokens.advance() {
            if token.starts_sentence {
                if !first {
                    self.finish(tokens.finished(), base, awake);
                }
                first = false;
                awake = false;
                window = Window::default();
            }
            self.counts.tokens += 1;
            if !awake {
                awake = self.wakes(packs, filter, &tokens, &token, &mut window);
            }
        }
        if !first {
            self.finish(tokens.finished(), base, awake);
        }
    }

    /// Forgets a text, keeping the buffer.
    pub(crate) fn clear(&mut self) {
        self.sentences.clear();
        self.index = 0;
        self.keep = 0;
        self.recent = Default::default();
        self.counts = ScanCounts::default();
    }

    /// Drops the sentences from the `known`-th on that stand near none of the given ones (ascending): woken in vain.
    pub(crate) fn forget_far_from(&mut self, found: impl Iterator<Item = u32>, known: usize) {
        let mut found = found.peekable();
        let mut number = 0;
        self.sentences.retain(|sentence| {
            number += 1;
            while found.peek().is_some_and(|&near| near.saturating_add(NEIGHBOURS as u32) < sentence.index) {
                found.next();
            }
            number <= known || found.peek().is_some_and(|&near| near.abs_diff(sentence.index) <= NEIGHBOURS as u32)
        });
    }

    /// The sentences read last, in bytes.
    pub(crate) const fn recent(&self) -> [(usize, usize); NEIGHBOURS] {
        self.recent
    }

    /// How many sentences the text has so far.
    pub(crate) const fn sentence_count(&self) -> u32 {
        self.index
    }

    #[inline]
    fn finish(&mut self, (start, end): (usize, usize), base: usize, awake: bool) {
        let (start, end) = (start + base, end + base);
        let index = self.index;
        if awake {
            for (back, &(start, end)) in (1..=NEIGHBOURS as u32).rev().zip(&self.recent) {
                let Some(index) = index.checked_sub(back) else { continue };
                if self.sentences.last().is_none_or(|last| last.index < index) {
                    self.sentences.push(Sentence { index, start, end, awake: false });
                }
            }
            self.keep = NEIGHBOURS;
            self.counts.awake += 1;
            self.sentences.push(Sentence { index, start, end, awake });
        } else if self.keep > 0 {
            self.keep -= 1;
            self.sentences.push(Sentence { index, start, end, awake });
        }
        let [_, last] = self.recent;
        self.recent = [last, (start, end)];
        self.index = index.saturating_add(1);
        self.counts.sentences += 1;
    }

    #[inline(always)]
    fn wakes(
        &mut self,
        packs: &[Pack],
        filter: &Filter,
        tokens: &Tokens<'_>,
        token: &Token,
        window: &mut Window,
    ) -> bool {
        if token.slow || is_address(token) {
            return self.wakes_rarely(filter, tokens.text(), token, window);
        }
        let hash = token.skeleton.hash;
        let (word, phrase) = (asks_word(filter, &token.skeleton), window.asks(filter, hash));
        let wakes = (word | (phrase > 0)) && self.confirm(packs, tokens, token, window, word, phrase);
        window.push(hash, Some((token.start, token.end)));
        wakes
    }

    /// Asks the transducers themselves: about the word, and about the phrase, read on to its end.
    #[cold]
    fn confirm(
        &mut self,
        packs: &[Pack],
        tokens: &Tokens<'_>,
        token: &Token,
        window: &Window,
        word: bool,
        phrase: u32,
    ) -> bool {
        self.counts.passed += 1;
        let text = tokens.text();
        let source = |(start, end): (usize, usize)| text.get(start..end).unwrap_or_default();
        let this = source((token.start, token.end));
        let [third, second, first] =
            window.places.map(|place| place.map_or(Next::Unknown, |place| Next::Word(source(place))));
        let rest = tokens.clone().take_while(|next| !next.starts_sentence && !is_address(next));
        let rest = rest.zip(0..=PHRASE_LOOK_AHEAD).map(|(next, ahead)| match next.slow || ahead == PHRASE_LOOK_AHEAD {
            true => Next::Unknown,
            false => Next::Word(source((next.start, next.end))),
        });
        let confirmed = (word && confirm::is_solo(packs, this))
            || (phrase & PAIR != 0 && confirm::is_phrase(packs, 2, [first, Next::Word(this)].into_iter()))
            || (phrase & TRIPLE != 0 && confirm::is_phrase(packs, 3, [second, first, Next::Word(this)].into_iter()))
            || (phrase & QUAD != 0
                && confirm::is_phrase(packs, 4, [third, second, first, Next::Word(this)].into_iter().chain(rest)));
        self.counts.confirmed += u64::from(confirmed);
        confirmed
    }

    /// Tokens that have to be folded to be asked, and those that are nothing but a break. What passes is not
    /// confirmed: there are too few of them to matter.
    #[cold]
    fn wakes_rarely(&mut self, filter: &Filter, text: &str, token: &Token, window: &mut Window) -> bool {
        if !token.slow {
            *window = Window::default();
            return false;
        }
        let mut wakes = false;
        let folded = fold(text.get(token.start..token.end).unwrap_or_default());
        for (piece, _) in pieces(&folded) {
            let skeleton = skeleton_of(piece);
            wakes |= asks_word(filter, &skeleton) || window.asks(filter, skeleton.hash) > 0;
            window.push(skeleton.hash, None);
        }
        self.counts.passed += u64::from(wakes);
        self.counts.confirmed += u64::from(wakes);
        wakes
    }
}

/// Nothing of which a term is made.
#[inline]
fn is_address(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle)
}

/// A phrase is read this many words beyond its fourth; whether a longer one is there is left to analyse.
const PHRASE_LOOK_AHEAD: u32 = 8;

const PAIR: u32 = 1;
const TRIPLE: u32 = 2;
const QUAD: u32 = 4;

/// The three tokens before the one at hand.
#[derive(Clone, Copy, Default)]
struct Window {
    hashes: [u64; 3],
    /// Where they stand; `None` for pieces of tokens that must be folded.
    places: [Option<(usize, usize)>; 3],
    len: u32,
}

impl Window {
    #[inline(always)]
    fn push(&mut self, hash: u64, place: Option<(usize, usize)>) {
        let ([_, second_hash, first_hash], [_, second_place, first_place]) = (self.hashes, self.places);
        self.hashes = [second_hash, first_hash, hash];
        self.places = [second_place, first_place, place];
        self.len += 1;
    }

    /// Which phrases may begin with the tokens before this one.
    #[inline(always)]
    fn asks(&self, filter: &Filter, hash: u64) -> u32 {
        let [third, second, first] = self.hashes;
        let pair = filter.pairs && ((self.len >= 1) & filter.may_contain(pair_key(first, hash)));
        let triple = filter.triples && ((self.len >= 2) & filter.may_contain(triple_key(second, first, hash)));
        let quad = filter.quads && ((self.len >= 3) & filter.may_contain(quad_key(third, second, first, hash)));
        (u32::from(pair) * PAIR) | (u32::from(triple) * TRIPLE) | (u32::from(quad) * QUAD)
    }
}

/// Whether a word, or the letters it begins with, may be a term. Whether one is long enough cannot be foretold, so that
/// asking costs less than branching.
#[inline(always)]
fn asks_word(filter: &Filter, skeleton: &Skeleton) -> bool {
    let mut found = filter.may_contain(word_key(skeleton.hash));
    let mut lengths = if is_latin(skeleton.head) { filter.latin_heads } else { filter.other_heads };
    while lengths != 0 {
        let letters = lengths.trailing_zeros();
        lengths &= lengths - 1;
        found |= (skeleton.len >= letters) & filter.may_contain(head_key(skeleton.head, letters));
    }
    found
}

#[cfg(all(test, feature = "compile"))]
mod tests;
