//! Words of a text, some at a time: first all are read, then the filter is asked about all. Each of the two loops needs
//! few registers, and the filter's answers are waited for together.

use super::asked::Asked;
use super::entry::{Beginning, Entry};
use super::filter::{Filter, probe};
use super::is_address;
use super::window::{Place, Window};
use crate::pack::keys::{fold32, opening_key, quad_key, three, triple_key, two};
use crate::text::hash::Skeleton;
use crate::text::{Plain, PlainWord, Reach, Step, StepKind, Token, Tokens};

/// The words before a batch that are kept, for phrases.
const KEPT: usize = 3;
/// With those kept, a batch has room for so many words, three bits each …
const ROOM: usize = 24;
/// … and for so many beginnings of sentences.
const MAX_SENTENCES: usize = 6;

/// Why no more words were read.
pub(super) enum Stop {
    /// The batch is full.
    Full,
    /// The text ends.
    End,
    /// What was to be read of it ends: a sentence begins that is not.
    Enough,
    /// A token that is nothing but a break between words, or of which only folding tells what words it is.
    Unusual(Token),
}

/// See the module.
#[derive(Debug)]
pub(super) struct Batch {
    /// The words kept, and those of the batch.
    entries: [Entry; ROOM],
    count: usize,
    /// Bit `n` set: the `n`-th word begins a sentence.
    pub(super) begins: u32,
    sentences: [Beginning; MAX_SENTENCES],
    sentence_count: usize,
    /// How many words the sentence in progress had before the batch, counted from the last break.
    before: usize,
    /// Whether an opening ended with the last word before the batch.
    opened: bool,
}

impl Batch {
    pub(super) const fn new() -> Self {
        Self {
            entries: [Entry::NONE; ROOM],
            count: 0,
            begins: 0,
            sentences: [Beginning::NONE; MAX_SENTENCES],
            sentence_count: 0,
            before: 0,
            opened: false,
        }
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = Beginning> {
        self.sentences.iter().take(self.sentence_count).copied()
    }

    /// The words from the `n`-th on.
    pub(super) fn from(&self, n: usize) -> &[Entry] {
        self.entries.get(KEPT + n..KEPT + self.count).unwrap_or_default()
    }

    /// How many words the sentence of the `n`-th has up to it, itself included.
    fn read(&self, n: usize) -> usize {
        let begins = self.begins & (u32::MAX >> (31 - (n & 31)));
        if begins == 0 { self.before + n + 1 } else { n + 1 - begins.ilog2() as usize }
    }

    /// The number of the `n`-th word's token in its sentence, if that had so many tokens before the batch.
    pub(super) fn number(&self, n: usize, tokens: u32) -> u32 {
        let begins = self.begins & (u32::MAX >> (31 - (n & 31)));
        let before = if begins == 0 { tokens as usize + n } else { n - begins.ilog2() as usize };
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }

    /// The `n`-th word and those before it.
    pub(super) fn window(&self, n: usize) -> Window {
        let words = self.entries.get(n..=n + KEPT).and_then(<[Entry]>::first_chunk).copied().unwrap_or_default();
        Window { words: words.map(|entry: Entry| (entry.phrase(), entry.place())), read: self.read(n) }
    }

    /// The places of the words behind the `n`-th in its sentence, and whether that goes on behind the batch.
    pub(super) fn rest(&self, n: usize) -> (impl Iterator<Item = Place> + Clone + '_, bool) {
        let begins = (self.begins >> (n & 31)) & !1;
        let until = if begins == 0 { usize::MAX } else { begins.trailing_zeros() as usize - 1 };
        (self.from(n + 1).iter().take(until).map(Entry::place), begins == 0)
    }

    /// All words of the `n`-th's sentence, where they are in the batch; `ends` says that the batch's last sentence ends with it.
    pub(super) fn sentence(&self, n: usize, ends: bool) -> Option<&[Entry]> {
        let begins = self.begins & (u32::MAX >> (31 - (n & 31)));
        let from = begins.checked_ilog2()? as usize;
        let behind = (self.begins >> (n & 31)) & !1;
        let to = if behind == 0 { ends.then_some(self.count)? } else { n + behind.trailing_zeros() as usize };
        self.from(from).get(..to.checked_sub(from)?)
    }

    /// Forgets the words before: nothing is a phrase with them.
    pub(super) fn part(&mut self) {
        self.before = 0;
        self.opened = false;
    }

    /// Makes room for the next words.
    pub(super) fn next(&mut self, asked: Asked) {
        if let Some(last) = self.count.checked_sub(1) {
            self.before = self.read(last);
            self.opened = asked.opened >> last & 1 == 1;
        }
        // A sentence that begins with what is no word.
        if self.begins >> self.count & 1 == 1 {
            self.part();
        }
        self.entries.copy_within(self.count..self.count + KEPT, 0);
        (self.count, self.begins, self.sentence_count) = (0, 0, 0);
    }

    /// Adds a word; tells whether there is room for more.
    #[inline(always)]
    pub(super) fn push(&mut self, skeleton: Skeleton, place: Place) -> bool {
        if let Some(slot) = self.entries.get_mut(KEPT + self.count) {
            *slot = Entry::new(skeleton, place);
            self.count += 1;
        }
        KEPT + self.count < ROOM
    }

    /// Says that the next word begins a sentence.
    #[inline]
    fn begin(&mut self, start: usize, ended: Option<(usize, usize)>) {
        if let Some(slot) = self.sentences.get_mut(self.sentence_count) {
            *slot = Beginning::new(start, ended);
            self.sentence_count += 1;
            self.begins |= 1 << self.count;
        }
    }

    /// Adds the words that can be told at a glance; tells whether there is room for more.
    #[inline(always)]
    fn run<'t>(&mut self, plain: &mut Plain<'t>, reach: &mut Reach<'t>) -> bool {
        let mut slots = self.entries.get_mut(KEPT + self.count..).unwrap_or_default().iter_mut();
        let mut take = |word: PlainWord| {
            slots.next().is_some_and(|slot| {
                *slot = Entry::new(word.skeleton, (word.start, word.end));
                true
            })
        };
        plain.run(reach, &mut take);
        plain.run_two_byte(&mut take);
        let room = slots.len();
        self.count = ROOM - KEPT - room;
        room > 0
    }

    /// Reads words, of sentences that begin before byte `end`.
    #[inline(always)]
    pub(super) fn fill<'t>(
        &mut self,
        tokens: &mut Tokens<'t>,
        reach: &mut Reach<'t>,
        end: usize,
        first: &mut bool,
    ) -> Stop {
        let mut begun = if *first { tokens.first_plain() } else { None };
        loop {
            let word = match begun.take() {
                Some(word) => {
                    *first = false;
                    self.begin(word.start, None);
                    if word.start >= end {
                        return Stop::Enough;
                    }
                    word
                }
                None => {
                    let Some(token) = tokens.next_of_any() else { return Stop::End };
                    if token.starts_sentence {
                        let ended = (!core::mem::take(first)).then(|| tokens.finished());
                        self.begin(tokens.sentence_start(), ended);
                        if tokens.sentence_start() >= end {
                            return Stop::Enough;
                        }
                    }
                    if token.slow || is_address(&token) {
                        return Stop::Unusual(token);
                    }
                    PlainWord { start: token.start, end: token.end, skeleton: token.skeleton }
                }
            };
            let mut room = self.push(word.skeleton, (word.start, word.end));
            if let Some(mut plain) = tokens.plain(word) {
                while room && self.run(&mut plain, reach) && !plain.is_last() {
                    let Step { kind, word, start, ended } = plain.next(end);
                    match kind {
                        StepKind::Word => room = self.push(word.skeleton, (word.start, word.end)),
                        StepKind::Sentence => {
                            self.begin(start, Some(ended));
                            room = self.push(word.skeleton, (word.start, word.end))
                                && self.sentence_count < MAX_SENTENCES - 1;
                        }
                        StepKind::Other => break,
                    }
                }
                room = KEPT + self.count < ROOM;
                tokens.resume(&plain);
                if room && tokens.end() {
                    return Stop::End;
                }
            }
            if !room || self.sentence_count >= MAX_SENTENCES - 1 {
                return Stop::Full;
            }
        }
    }

    /// Asks the filter about all words.
    pub(super) fn ask(&mut self, filter: &Filter) -> Asked {
        let bits = if filter.heads { self.bits::<true>(filter) } else { self.bits::<false>(filter) };
        if bits == 0 && !self.opened { Asked::default() } else { self.sort_out(bits, filter) }
    }

    /// What the filter says: of a word three bits. Few of them are ever set.
    #[inline(never)]
    fn bits<const HEADS: bool>(&self, filter: &Filter) -> u64 {
        let [_, before, last, entries @ ..] = &self.entries;
        let [before, mut last] = [before, last].map(Entry::phrase);
        let mut pair = two(before, last);
        let mut bits = 0u64;
        let entries = entries.get(..self.count).unwrap_or_default();
        let blocks = filter.blocks();
        if blocks.is_empty() {
            return 0;
        }
        for (n, entry) in entries.iter().enumerate() {
            let phrase = entry.phrase();
            let opening = probe(blocks, opening_key(three(pair, phrase)));
            (pair, last) = (two(last, phrase), phrase);
            let word = probe(blocks, entry.word());
            let both = probe(blocks, fold32(pair));
            let head = HEADS && filter.may_begin_word(&entry.skeleton(), phrase);
            if word == 0 || both == 0 || opening == 0 || head {
                let bit = u64::from;
                bits |= (bit(word == 0 || head) << 2 | bit(both == 0) << 1 | bit(opening == 0)) << (3 * n);
            }
        }
        bits
    }

    /// What the filter said, of a word three bits, without what cannot be.
    #[cold]
    fn sort_out(&self, bits: u64, filter: &Filter) -> Asked {
        let mut asked = Asked::default();
        let mut left = bits;
        while left != 0 {
            let at = left.trailing_zeros();
            left &= left - 1;
            let word = 1u32 << (at / 3);
            match at % 3 {
                0 => asked.triple |= word,
                1 => asked.pair |= word,
                _ => asked.word |= word,
            }
        }
        let fresh = self.begins | u32::from(self.before == 0);
        asked.pair &= !fresh;
        asked.triple &= !(fresh | fresh << 1 | u32::from(self.before == 1));
        asked.quad = (asked.triple << 1 | u32::from(self.opened)) & !fresh & ((1 << self.count) - 1);
        asked.opened = asked.triple;
        let mut open = asked.triple | asked.quad;
        while open != 0 {
            let n = open.trailing_zeros() as usize;
            open &= open - 1;
            let [first, second, third, fourth] = self.window(n).words.map(|(phrase, _)| phrase);
            let triple = filter.may_contain(triple_key(three(two(second, third), fourth)));
            let quad = filter.may_contain(quad_key(three(two(first, second), third), fourth));
            asked.triple &= !(u32::from(!triple) << n);
            asked.quad &= !(u32::from(!quad) << n);
        }
        asked
    }
}
