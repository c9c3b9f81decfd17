//! A sentence's words with everything they may mean: runs of words, each with a value of a pack's terms.

use super::phrases::{Phrases, Way};
use super::uses::Use;
use super::{Barrier, Lexicons, Match, Part, overlaps};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::Pack;
use crate::pack::patterns::Meaning;
use crate::pack::set::PackSet;
use crate::scan::FirstWord;
use crate::spelling::Spelling;
use crate::text::hash::Skeleton;
use crate::text::{Word, Words, shapes, skeleton_of};

/// Words `start..end` of a sentence, read in one way.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) sense: Sense,
    /// Whether the pack lists the words as they stand. What it does not is read by its own spelling, of which other packs
    /// know nothing.
    pub(super) listed: bool,
    /// In bytes of the text; of a sum of money with its sign.
    pub(super) bytes: (usize, usize),
    /// What the substitutions cost, in centinats.
    pub(super) letters: i32,
    /// What being a common word costs the dearest of the words, in centinats.
    pub(super) common: i32,
    pub(super) spelling: Spelling,
    /// The standard form, where it is not what the text has.
    pub(super) standard: Option<Box<str>>,
    /// The sets of the pack in which they would be in another case.
    pub(super) miscased: Vec<u16>,
}

/// What a run means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// What a value of a pack's terms stands for, and what it is used for.
    Term {
        pack: u16,
        value: u64,
        uses: Use,
    },
    Shape(Symbol),
}

impl Run {
    /// What its spelling costs, in centinats.
    pub(super) const fn cost(&self) -> i32 {
        self.letters.saturating_add(self.common)
    }

    pub(super) const fn is(&self, used: Use) -> bool {
        match self.sense {
            Sense::Term { uses, .. } => uses.is(used),
            Sense::Shape(_) => used.is(Use::NAMED),
        }
    }

    /// The symbols it is a member of.
    pub(super) fn symbols<'r>(&'r self, lexicons: Lexicons<'r>) -> impl Iterator<Item = Symbol> + 'r {
        let (term, shape) = match self.sense {
            Sense::Term { pack, value, .. } => (Some((usize::from(pack), value)), None),
            Sense::Shape(symbol) => (None, Some(symbol)),
        };
        let term = term.and_then(|(number, value)| Some((number, lexicons.packs.get(number)?, value)));
        let sets = term.into_iter().flat_map(move |(number, pack, value)| {
            pack.senses(value).filter_map(move |meaning| match meaning {
                Meaning::Symbol(set) if !self.miscased.contains(&set) => Some(lexicons.vocabulary.symbol(number, set)),
                _ => None,
            })
        });
        sets.chain(shape)
    }
}

/// What is known of a sentence before patterns are matched; the same whatever stands around it.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// The packs that were asked about its words; of others only what they list and share is known, and what may be
    /// passed over.
    asked: PackSet,
    /// Whether it has a word of which keys see nothing, as of emoji: it may be another pack's entry, and woke no sentence.
    keyless: bool,
    /// The words' places, in bytes of the text.
    pub(super) places: Vec<(usize, usize)>,
    /// By their starts.
    pub(super) runs: Vec<Run>,
    /// The folded words, for the standard form of a match some of whose words are as they should be; none where no pack has
    /// patterns.
    pub(super) folded: Vec<Box<str>>,
    /// Entries found word by word.
    pub(super) matches: Vec<Match>,
}

/// A sentence to be read.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) words: &'w Words,
    pub(super) text: &'w str,
    /// The byte of what is scored at which `text` begins.
    pub(super) base: usize,
    pub(super) sentence: u32,
    /// The packs that are asked however words are typed.
    pub(super) packs: PackSet,
}

impl Lattice {
    /// Whether scan may have missed a pack's word.
    pub(crate) const fn is_keyless(&self) -> bool {
        self.keyless
    }

    /// Whether some packs have been asked about its words.
    pub(crate) const fn knows(&self, packs: PackSet) -> bool {
        self.asked.covers(packs)
    }

    /// Reads a sentence for packs that were not asked about it yet.
    pub(super) fn read(&mut self, lexicons: Lexicons<'_>, wanted: Wanted<'_>, phrases: &mut Phrases) {
        let Lexicons { packs, vocabulary, filter, gates, .. } = lexicons;
        let Wanted { words, text, base, .. } = wanted;
        let all = words.all();
        let begun = !self.asked.is_empty();
        let fresh = wanted.packs.without(self.asked);
        if !begun {
            let patterns = packs.iter().any(|pack| pack.symbol_count() > 0);
            self.places = all.iter().map(|word| (word.start + base, word.end + base)).collect();
            self.folded = all.iter().filter(|_| patterns).map(|word| words.folded(*word).into()).collect();
        }
        // What was known of those packs is read once more.
        self.runs.retain(|run| !matches!(run.sense, Sense::Term { pack, .. } if fresh.contains(usize::from(pack))));
        let skeletons: Vec<Skeleton> = all.iter().map(|word| skeleton_of(words.folded(*word))).collect();
        let keyless = |(word, skeleton): (&Word, &Skeleton)| skeleton.len == 0 && !words.folded(*word).is_empty();
        self.keyless = all.iter().zip(&skeletons).any(keyless);
        for (first, (word, skeleton)) in all.iter().zip(&skeletons).enumerate() {
            let first_word = FirstWord::new(filter, skeleton, words.folded(*word));
            let begins = gates.may_begin(&first_word);
            for (number, pack) in packs.iter().enumerate() {
                let asks = fresh.contains(number);
                if !asks && (begun || !vocabulary.shares(number)) {
                    continue;
                }
                let may_begin = match filter.has_firsts(number) {
                    true if gates.can_guess(number) => begins.contains(number),
                    true => first_word.may_begin(filter.of(number)),
                    // Where all terms are entries, the keys are those of all.
                    false if pack.symbol_count() == 0 && pack.spellings().is_empty() => {
                        filter.of(number).may_begin(skeletons.get(first..).unwrap_or_default())
                    }
                    false => true,
                };
                if !may_begin {
                    continue;
                }
                let as_listed = !asks && (pack.spellings().is_empty() || !gates.may_pass(number, &first_word));
                phrases.follow(pack, words, first, as_listed, &mut |last, value, key, way| {
                    let term = Term { pack, number, words: (first, last), value, key, way };
                    self.take_in(lexicons, wanted, asks, &term);
                });
            }
        }
        if !begun {
            self.read_shapes(vocabulary, text, base);
        }
        // Those of packs asked later stand behind.
        self.runs.sort_by_key(|run| run.start);
        self.asked = self.asked.and(wanted.packs);
    }

    /// Takes in a term; of a pack that is not asked only what it shares, its pronouns, and what may be
    /// passed over.
    fn take_in(&mut self, lexicons: Lexicons<'_>, wanted: Wanted<'_>, asked: bool, term: &Term<'_>) {
        let Term { pack, number, words: (first, last), value, key, way } = *term;
        let [start, end] = [first, last + 1].map(short);
        let place = |at: usize| self.places.get(at).copied().unwrap_or_default();
        let bytes = (place(first).0, place(last).1);
        let uses = lexicons.uses.of(number, value);
        let listed = way.spelling == Spelling::Exact && way.standard.is_none();
        if asked && uses.is(Use::ENTRY) {
            let entries = pack.senses(value).filter_map(|meaning| match meaning {
                Meaning::Entry(entry) => Some((entry, pack.entry(entry)?)),
                Meaning::Symbol(_) => None,
            });
            self.matches.extend(entries.map(|(entry, record)| Match {
                pack: short(number),
                entry,
                term: record.list.then(|| key.into()),
                category: record.category,
                sentence: wanted.sentence,
                start: bytes.0,
                end: bytes.1,
                parts: vec![Part { words: (start, end), bytes }],
                evidence: record.evidence,
                penalty: way.penalty(),
                mode: record.context,
                spelling: way.spelling,
                standard: way.standard.as_deref().map(Into::into),
                notes: Vec::new(),
                company: false,
            }));
        }
        let asks_for = match (asked, listed) {
            (true, _) => Use::MEMBER,
            (false, true) => Use::SHARED.or(Use::PRONOUN),
            (false, false) => Use::FILLER,
        };
        if !uses.is(asks_for) {
            return;
        }
        let mut miscased = Vec::new();
        if uses.is(Use::CASED) {
            let typed = wanted.text.get(bytes.0 - wanted.base..bytes.1 - wanted.base);
            miscased.extend(pack.senses(value).filter_map(|meaning| match meaning {
                Meaning::Symbol(set) => {
                    let word = lexicons.vocabulary.exact(lexicons.vocabulary.symbol(number, set))?;
                    (typed != Some(word)).then_some(set)
                }
                Meaning::Entry(_) => None,
            }));
        }
        let &Way { letters, common, spelling, .. } = way;
        let standard = way.standard.as_deref().map(Into::into);
        let sense = Sense::Term { pack: short(number), value, uses };
        self.runs.push(Run { start, end, sense, listed, bytes, letters, common, spelling, standard, miscased });
    }

    fn read_shapes(&mut self, vocabulary: &Vocabulary, text: &str, base: usize) {
        let (Some(first), Some(last)) = (self.places.first(), self.places.last()) else { return };
        if !vocabulary.has_shapes() {
            return;
        }
        // What stands before the first word and behind the last may be a currency's sign.
        let from = floor(text, (first.0 - base).saturating_sub(8));
        let to = floor(text, (last.1 - base).saturating_add(8).min(text.len()));
        for (shape, at) in shapes(text.get(from..to).unwrap_or_default()) {
            let Some(symbol) = vocabulary.shape(shape) else { continue };
            let (start, end) = (base + from + at.start, base + from + at.end);
            let inside = |place: &(usize, usize)| place.0 < end && start < place.1;
            let Some(first) = self.places.iter().position(inside) else { continue };
            let Some(last) = self.places.iter().rposition(inside) else { continue };
            self.runs.push(Run {
                start: short(first),
                end: short(last + 1),
                sense: Sense::Shape(symbol),
                listed: true,
                bytes: (start, end),
                letters: 0,
                common: 0,
                spelling: Spelling::Exact,
                standard: None,
                miscased: Vec::new(),
            });
        }
    }

    /// The entries found word by word, once.
    pub(crate) fn take_matches(&mut self) -> Vec<Match> {
        let mut matches = core::mem::take(&mut self.matches);
        overlaps::resolve(&mut matches, 0);
        matches
    }

    /// Whether some word is a pronoun, which may stand for something named before.
    pub(crate) fn refers(&self) -> bool {
        self.runs.iter().any(|run| run.is(Use::PRONOUN))
    }

    /// The words that stop a cue.
    pub(super) fn barriers(&self) -> impl Iterator<Item = Barrier> + '_ {
        self.runs.iter().filter(|run| run.is(Use::BARRIER)).filter_map(|run| match run.sense {
            Sense::Term { pack, .. } => Some(Barrier { word: run.start, pack, as_listed: run.listed }),
            _ => None,
        })
    }
}

/// A term that was met.
struct Term<'t> {
    pack: &'t Pack,
    number: usize,
    /// The numbers of its first and its last word.
    words: (usize, usize),
    value: u64,
    /// Its words, folded.
    key: &'t str,
    way: &'t Way,
}

/// A sentence has at most 256 words, and a scorer few packs.
fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
