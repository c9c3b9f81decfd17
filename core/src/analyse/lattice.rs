//! A sentence's words with everything they may mean to a pattern: edges from word to word, each with a symbol.

use super::phrases::Phrases;
use super::{Lexicons, Match, Part, overlaps};
use crate::lookup::{Symbol, Vocabulary};
use crate::pack::patterns::{Meaning, Reference};
use crate::scan::FirstWord;
use crate::spelling::Spelling;
use crate::text::hash::Skeleton;
use crate::text::{Words, shapes, skeleton_of};

/// Words `start..end` of a sentence are one of the words a symbol stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) start: u16,
    pub(super) end: u16,
    /// In bytes of the text; of a sum of money with its sign.
    pub(super) bytes: (usize, usize),
    pub(super) symbol: Symbol,
    /// What the substitutions cost, in centinats.
    pub(super) letters: i32,
    /// What being a common word costs the dearest of the words, in centinats.
    pub(super) common: i32,
    pub(super) spelling: Spelling,
    /// The standard form, where it is not what the text has.
    pub(super) standard: Option<Box<str>>,
    /// What a pronoun stands for, in bytes of the text.
    pub(super) antecedent: Option<(usize, usize)>,
    /// The number of the only pack whose patterns may use it, [`ANY`] for all: what a pack does not list as it stands is
    /// read by its own spelling, of which other packs know nothing.
    pub(super) reader: u16,
}

/// See [`Edge::reader`].
pub(super) const ANY: u16 = u16::MAX;

impl Edge {
    /// Of edges that agree in this the cheapest is enough.
    pub(super) const fn key(&self) -> (u16, u16, Symbol, u16) {
        (self.start, self.end, self.symbol, self.reader)
    }
}

/// What is known of a sentence before patterns are matched; the same whatever stands around it.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// The words' places, in bytes of the text.
    pub(super) places: Vec<(usize, usize)>,
    /// By their starts.
    pub(super) edges: Vec<Edge>,
    /// The folded words, for the standard form of a match some of whose words are as they should be; none where no pack has
    /// patterns.
    pub(super) folded: Vec<Box<str>>,
    /// Entries found word by word.
    pub(super) matches: Vec<Match>,
}

impl Lattice {
    /// Reads a sentence, which `words` hold. `text` begins at byte `base` of what is scored, `from` is the sentence's first
    /// byte in it.
    pub(super) fn read(
        lexicons: Lexicons<'_>,
        words: &Words,
        phrases: &mut Phrases,
        text: &str,
        base: usize,
        sentence: u32,
    ) -> Self {
        let Lexicons { packs, vocabulary, filter, .. } = lexicons;
        let all = words.all();
        let patterns = packs.iter().any(|pack| pack.symbol_count() > 0);
        let mut lattice = Self {
            places: all.iter().map(|word| (word.start + base, word.end + base)).collect(),
            folded: all.iter().filter(|_| patterns).map(|word| words.folded(*word).into()).collect(),
            ..Self::default()
        };
        let Self { places, edges, matches, .. } = &mut lattice;
        let skeletons: Vec<Skeleton> = all.iter().map(|word| skeleton_of(words.folded(*word))).collect();
        for (first, (word, skeleton)) in all.iter().zip(&skeletons).enumerate() {
            let first_word = FirstWord::new(filter, skeleton, words.folded(*word));
            for (number, pack) in packs.iter().enumerate() {
                let own = filter.of(number);
                let may_begin = match own.firsts {
                    true => first_word.may_begin(own),
                    // Where all terms are entries, the keys are those of all.
                    false if pack.symbol_count() == 0 && pack.spellings().is_empty() => {
                        own.may_begin(skeletons.get(first..).unwrap_or_default())
                    }
                    false => true,
                };
                if !may_begin {
                    continue;
                }
                phrases.follow(pack, words, first, |last, value, key, way| {
                    let [start, end] = [first, last + 1].map(short);
                    let bytes = (places.get(first).map_or(0, |p| p.0), places.get(last).map_or(0, |p| p.1));
                    let as_listed = way.spelling == Spelling::Exact && way.standard.is_none();
                    for meaning in pack.senses(value) {
                        match meaning {
                            Meaning::Entry(entry) => {
                                let Some(record) = pack.entry(entry) else { continue };
                                matches.push(Match {
                                    pack: short(number),
                                    entry,
                                    term: record.list.then(|| key.into()),
                                    category: record.category,
                                    sentence,
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
                                });
                            }
                            Meaning::Symbol(set) => {
                                let symbol = vocabulary.symbol(number, set);
                                if let Some(word) = vocabulary.exact(symbol)
                                    && text.get(bytes.0 - base..bytes.1 - base) != Some(word)
                                {
                                    continue;
                                }
                                edges.push(Edge {
                                    start,
                                    end,
                                    bytes,
                                    symbol,
                                    letters: way.letters,
                                    common: way.common,
                                    spelling: way.spelling,
                                    standard: way.standard.as_deref().map(Into::into),
                                    antecedent: None,
                                    reader: if as_listed { ANY } else { short(number) },
                                });
                            }
                        }
                    }
                });
            }
        }
        lattice.read_shapes(vocabulary, text, base);
        // Of the ways to read the same words as the same symbol the cheapest is kept.
        lattice.edges.sort_by(|a, b| {
            let cost = |edge: &Edge| (edge.spelling != Spelling::Exact, edge.letters.saturating_add(edge.common));
            a.key().cmp(&b.key()).then_with(|| cost(a).cmp(&cost(b)))
        });
        lattice.edges.dedup_by(|next, kept| next.key() == kept.key());
        lattice
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
            self.edges.push(Edge {
                start: short(first),
                end: short(last + 1),
                bytes: (start, end),
                symbol,
                letters: 0,
                common: 0,
                spelling: Spelling::Exact,
                standard: None,
                antecedent: None,
                reader: ANY,
            });
        }
    }

    /// The entries found word by word, once.
    pub(crate) fn take_matches(&mut self) -> Vec<Match> {
        let mut matches = core::mem::take(&mut self.matches);
        overlaps::resolve(&mut matches, 0);
        matches
    }

    /// Whether some word is a pronoun of those given, by the order of pronouns, which may stand for something named before.
    pub(crate) fn refers(&self, references: &[Reference<Symbol>]) -> bool {
        self.edges.iter().any(|edge| references.binary_search_by_key(&edge.symbol, |known| known.pronoun).is_ok())
    }

    /// The words that are members of a class, in order.
    pub(super) fn members(&self, class: Symbol) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.symbol == class)
    }
}

/// A sentence has at most 256 words, and a scorer few packs.
fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
