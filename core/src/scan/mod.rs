//! The first tier: which sentences are worth reading. It runs over all of the text, and allocates nothing on
//! clean text of plain words.
//!
//! Every token is reduced to a hash of its skeleton and asked of one filter; what passes is confirmed at once by a walk
//! through the term transducer, and only then wakes its sentence.

mod asked;
mod batch;
mod company;
mod confirm;
mod entry;
mod filter;
mod first;
mod gates;
mod glance;
mod guessed;
mod guesses;
mod near;
mod numbers;
mod presence;
mod proclitics;
mod reach;
mod roles;
mod sounds;
mod spans;
mod window;

pub(crate) use filter::Filter;
pub(crate) use first::FirstWord;
pub(crate) use gates::{Cause, CauseKey};
pub(crate) use glance::is_clean;
pub(crate) use roles::Gates;

use crate::lookup::Vocabulary;
use crate::pack::Pack;
use crate::pack::late::Late;
use crate::pack::set::PackSet;
use crate::pack::sound::sound_head;
use crate::text::{Reach, Tail, Token, TokenKind, Tokens, fold, pieces, skeleton_of};
use asked::{Asked, HEARD, WORD};
use batch::{Batch, Stop};
use company::{Company, Lone};
use core::iter::repeat;
use gates::{Around, Note};
use near::Near;
use sounds::Sounds;
use window::{Asker, Place, Question, UNKNOWN, Window};

/// A sentence near something worth reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its number in the text, from 0.
    pub(crate) index: u32,
    /// Its bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The packs for which it is to be read; none where it only stands beside one that is.
    pub(crate) woken_by: PackSet,
    /// Those for which it is to be read if what may be found has company near it.
    lone: PackSet,
    /// Whether it is to be read whatever stands near it.
    sure: bool,
}

impl Sentence {
    /// Whether it is to be read.
    pub(crate) const fn is_awake(&self) -> bool {
        !self.woken_by.is_empty()
    }
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
    /// The packs for which the sentence in progress is to be read.
    woken_by: PackSet,
    /// Those for which it is if there is company.
    lone: PackSet,
    company: Company,
    around: Around,
    sounds: Sounds,
    /// Everything that wakes a sentence, with the sentence's number, if anybody wants to know.
    pub(crate) causes: Option<Vec<(u32, Cause)>>,
}

/// Where a batch stands.
struct Surroundings<'s> {
    base: usize,
    /// How many tokens the sentence had before it.
    before: u32,
    /// The batch's word where it is a piece of a token.
    piece: Option<&'s str>,
    /// Whether the text ends with it.
    ends: bool,
}

/// What a scan looks for.
#[derive(Clone, Copy)]
pub(crate) struct Sought<'s> {
    pub(crate) packs: &'s [Pack],
    pub(crate) filter: &'s Filter,
    pub(crate) gates: &'s Late<Gates>,
    pub(crate) vocabulary: &'s Vocabulary,
    /// Per pack, its categories' numbers among all.
    pub(crate) numbers: &'s [Vec<u16>],
}

impl Scan {
    /// Scans a text from byte `from` on, where a sentence begins, or of the next piece of one the sentences that begin
    /// before byte `end` of it: `base` is added to every place, and sentences are numbered on.
    pub(crate) fn run(&mut self, sought: Sought<'_>, text: &str, from: usize, end: usize, base: usize) {
        let mut tokens = Tokens::new(text, from);
        let tail = Tail::new(text);
        let mut reach = Reach::new(&tail);
        let mut batch = Batch::new();
        self.woken_by = PackSet::NONE;
        self.lone = PackSet::NONE;
        let mut first = true;
        loop {
            let before = tokens.read_count();
            let stop = batch.fill(&mut tokens, &mut reach, end, &mut first);
            let asked = batch.ask(sought.filter);
            let next = match &stop {
                Stop::Unusual(token) if token.slow && !token.starts_sentence => Some(UNKNOWN),
                _ => None,
            };
            let goes_on = next.is_some() || matches!(stop, Stop::Full | Stop::End);
            let behind =
                || next.into_iter().chain(following(tokens.clone()).take(if goes_on { usize::MAX } else { 0 }));
            self.counts.tokens += batch.len() as u64;
            let around = Surroundings { base, before, piece: None, ends: matches!(stop, Stop::End) };
            self.settle(sought, text, &batch, asked, &around, behind);
            match stop {
                Stop::Full => batch.next(asked),
                Stop::Unusual(token) => {
                    batch.next(asked);
                    self.unusual(sought, text, token, &mut batch, &tokens);
                }
                Stop::Enough => return,
                Stop::End => break,
            }
        }
        if !first {
            self.finish(tokens.finished(), base);
        }
    }

    /// Takes in the words of a batch, of which the filter may contain what was asked; `behind` are the places of those
    /// behind it in the sentence.
    fn settle<I: Iterator<Item = Place> + Clone>(
        &mut self,
        sought: Sought<'_>,
        text: &str,
        batch: &Batch,
        asked: Asked,
        around: &Surroundings<'_>,
        behind: impl Fn() -> I,
    ) {
        let filter = sought.filter;
        let all = PackSet::first(sought.packs.len());
        // Sounds are followed from word to word; where each is heard in one way, of all at once.
        let at_once = filter.sounds && filter.hears_once();
        let carried = self.sounds.last_head();
        let (mut single, mut pairs) = (0, 0);
        let words = match filter.sounds {
            true if at_once => {
                let heads = batch.from(0).iter().map(|word| word.skeleton().head);
                (single, pairs) = self.sounds.push_all(filter, heads, batch.begins);
                asked.any() | single | pairs
            }
            true => (1 << batch.len()) - 1,
            false => asked.any(),
        };
        let mut events = words | batch.begins;
        let mut sentences = batch.sentences();
        while events != 0 {
            let n = events.trailing_zeros() as usize;
            events &= events - 1;
            if batch.begins >> n & 1 == 1
                && let Some(sentence) = sentences.next()
            {
                if let Some(ended) = sentence.ended() {
                    self.finish(ended, around.base);
                }
                if !at_once {
                    self.sounds.clear();
                }
                self.begin(sentence.start(), around.base);
                if words >> n & 1 == 0 {
                    continue;
                }
            }
            // Whoever asks for causes asks for all of them.
            let done = self.causes.is_none() && self.woken_by.covers(all);
            let Some(entry) = batch.from(n).first().filter(|_| !done) else { continue };
            let (start, end) = entry.place();
            let skeleton = &entry.skeleton();
            let mut asked = asked.of(n);
            if at_once {
                asked |= ((single >> n & 1) * WORD) | ((pairs >> n & 1) * HEARD);
            } else if filter.sounds {
                let word = around.piece.unwrap_or_else(|| text.get(start..end).unwrap_or_default());
                asked |= self.sounds.push(filter, skeleton, word);
            }
            if asked != 0 {
                self.around.at = batch.number(n, around.before);
                self.around.place = entry.place();
                let sounds = if at_once {
                    let heard = |n: usize| batch.from(n).first().map(|word| sound_head(word.skeleton().head));
                    let before = if n == 0 { carried } else { heard(n - 1) };
                    Sounds::of(before.filter(|_| batch.begins >> n & 1 == 0), heard(n))
                } else {
                    self.sounds
                };
                let question = Question { packs: sought.packs, filter, text, asked, skeleton, sounds: &sounds };
                let (rest, open) = batch.rest(n);
                let behind = behind().take(if open { usize::MAX } else { 0 });
                let near = Near { text, whole: batch.sentence(n, around.ends) };
                #[cfg(test)]
                near.check(self.around.start);
                let woken_by = self.ask(sought, near, &batch.window(n), &question, rest.chain(behind));
                self.woken_by = self.woken_by.and(woken_by);
            }
        }
    }

    /// Begins a sentence.
    #[inline]
    fn begin(&mut self, start: usize, base: usize) {
        self.woken_by = PackSet::NONE;
        self.lone = PackSet::NONE;
        self.around.clear();
        let [_, (before, _)] = self.recent;
        self.around.before = if self.index > 0 { before.checked_sub(base) } else { None };
        self.around.start = start;
    }

    /// Asks the packs about a word that the filter let pass; tells for which of them it wakes its sentence.
    #[cold]
    fn ask(
        &mut self,
        sought: Sought<'_>,
        near: Near<'_>,
        window: &Window,
        question: &Question<'_>,
        rest: impl Iterator<Item = Place> + Clone,
    ) -> PackSet {
        let Self { around, causes, index, woken_by, lone: lone_by, company, .. } = self;
        let all = PackSet::first(sought.packs.len());
        // Whoever asks for causes asks for all of them.
        around.done = if causes.is_none() { *woken_by } else { PackSet::NONE };
        let done = around.done;
        let mut woken = PackSet::NONE;
        let mut note = |cause: Cause, packs: PackSet, lone: Option<Lone>| {
            if let Some(lone) = lone {
                company.note(*index, lone);
                *lone_by = lone_by.and(packs);
                causes.iter_mut().for_each(|causes| causes.push((*index, cause)));
                return false;
            }
            woken = woken.and(packs);
            match causes {
                Some(causes) => causes.push((*index, cause)),
                None => return done.and(woken).covers(all),
            }
            false
        };
        let mut asking = Asking { sought, near, around, note: &mut note, confirmed: false };
        let (passed, told) = window.confirm(question, rest, &mut asking);
        let confirmed = asking.confirmed;
        if !told {
            around.look(sought, near, &mut note);
        }
        around.forget();
        self.counts.passed += u64::from(passed);
        self.counts.confirmed += u64::from(confirmed);
        woken
    }

    /// Takes in a token that has to be folded to be asked, or that is nothing but a break between words.
    #[cold]
    fn unusual(&mut self, sought: Sought<'_>, text: &str, token: Token, batch: &mut Batch, tokens: &Tokens<'_>) {
        self.counts.tokens += 1;
        if !token.slow {
            batch.part();
            self.sounds.clear();
            return;
        }
        let folded = fold(text.get(token.start..token.end).unwrap_or_default());
        let before = tokens.read_count().saturating_sub(1);
        for (piece, _) in pieces(&folded) {
            batch.push(skeleton_of(piece), UNKNOWN);
            let asked = batch.ask(sought.filter);
            let around = Surroundings { base: 0, before, piece: Some(piece), ends: false };
            self.settle(sought, text, batch, asked, &around, || repeat(UNKNOWN));
            batch.next(asked);
        }
    }

    /// Says which of the sentences from the `known`-th on are to be read that are only if there is company; not `whole` if they are
    /// not all of a text.
    pub(crate) fn find_company(&mut self, sought: Sought<'_>, known: usize, whole: bool) {
        let category = |lone: Lone| sought.numbers.get(lone.pack as usize)?.get(usize::from(lone.category)).copied();
        let fresh = self.sentences.get_mut(known..).unwrap_or_default();
        self.counts.awake += self.company.wake(fresh, whole, category);
        self.company.clear();
    }

    /// Forgets a text, keeping the buffer.
    pub(crate) fn clear(&mut self) {
        self.company.clear();
        self.sentences.clear();
        self.index = 0;
        self.keep = 0;
        self.recent = Default::default();
        self.counts = ScanCounts::default();
        self.around.clear();
    }

    /// Drops the sentences from the `known`-th on that stand near none of the matches' (ascending): woken in vain.
    pub(crate) fn forget_far_from(&mut self, found: &[u32], known: usize) {
        // Those that follow are kept for matches alone, too: one beside what was dropped would be missed between two.
        self.keep = found.last().map_or(0, |near| (near + NEIGHBOURS as u32 + 1).saturating_sub(self.index) as usize);
        let mut found = found.iter().copied().peekable();
        let fresh = self.sentences.split_off(known.min(self.sentences.len()));
        self.sentences.extend(fresh.into_iter().filter(|sentence| {
            while found.next_if(|near| near.saturating_add(NEIGHBOURS as u32) < sentence.index).is_some() {}
            found.peek().is_some_and(|near| near.abs_diff(sentence.index) <= NEIGHBOURS as u32)
        }));
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
    fn finish(&mut self, (start, end): (usize, usize), base: usize) {
        let (woken_by, lone) = (self.woken_by, self.lone);
        let sure = !woken_by.is_empty();
        let (start, end) = (start + base, end + base);
        let index = self.index;
        if sure || !lone.is_empty() {
            for (back, &(start, end)) in (1..=NEIGHBOURS as u32).rev().zip(&self.recent) {
                let Some(index) = index.checked_sub(back) else { continue };
                if self.sentences.last().is_none_or(|last| last.index < index) {
                    self.sentences.push(Sentence { index, start, end, ..Sentence::default() });
                }
            }
            self.keep = NEIGHBOURS;
            self.counts.awake += u64::from(sure);
            self.sentences.push(Sentence { index, start, end, woken_by, lone, sure });
        } else if self.keep > 0 {
            self.keep -= 1;
            self.sentences.push(Sentence { index, start, end, ..Sentence::default() });
        }
        let [_, last] = self.recent;
        self.recent = [last, (start, end)];
        self.index = index.saturating_add(1);
        self.counts.sentences += 1;
    }
}

/// One word that is asked about.
struct Asking<'a> {
    sought: Sought<'a>,
    near: Near<'a>,
    around: &'a mut Around,
    note: &'a mut Note<'a>,
    /// Whether anything was met.
    confirmed: bool,
}

impl Asker for Asking<'_> {
    fn may_wake(&mut self, word: &FirstWord) -> PackSet {
        self.around.may_wake(self.sought, self.near, word)
    }

    fn meet(&mut self, pack: usize, value: Option<u64>, before: u32) -> bool {
        self.confirmed = true;
        self.around.meet(self.sought, pack, (value, before), self.note)
    }
}

/// Nothing of which a term is made.
#[inline]
fn is_address(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle)
}

/// The places of the words that follow in the sentence.
fn following(tokens: Tokens<'_>) -> impl Iterator<Item = Place> + Clone {
    let sentence = tokens.take_while(|next| !next.starts_sentence && !is_address(next));
    sentence.map(|next| if next.slow { UNKNOWN } else { (next.start, next.end) })
}

#[cfg(all(test, feature = "compile"))]
mod tests;
