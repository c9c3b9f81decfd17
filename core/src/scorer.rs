//! The facade: [`Scorer`] and [`ScorerBuilder`].

use crate::analyse::{Lexicons, Match, Uses};
use crate::context::{Reader, Source};
use crate::error::BuildError;
use crate::level::{Level, Thresholds};
use crate::lookup::{References, Symbol, Vocabulary};
use crate::options::{Options, Sensitivity, Threshold};
use crate::pack::late::Late;
use crate::pack::{Pack, PackMessage};
use crate::report::{CategoryInfo, Marks, Report, Sources, assemble, entry_id};
use crate::scan::{Cause, CauseKey, Filter, Gates, Scan, ScanCounts, Sought, is_clean};
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Positions in reports have 32 bits; what stands further on in a text is not read.
pub(crate) const MAX_TEXT: usize = u32::MAX as usize;
const MAX_PACKS: usize = u16::MAX as usize;

/// Scores texts with a set of packs. It is `Send + Sync`, cheap to clone, and keeps nothing of what it reads.
///
/// Scoring cannot fail. The default scorer has no packs and finds nothing. Its time is linear in the text, and a clean text of
/// plain words allocates nothing once the scorer has made what such a text asks for; a token that must be folded to know its
/// letters (ﷺ, ½) may.
///
/// ```
/// # #[cfg(feature = "compile")] {
/// use sipar::{Level, Lexicon, ListOptions, Pack, Scorer, SourceFile};
/// let list = SourceFile { path: "mine.txt".into(), text: "send the fee first".into() };
/// let pack = Pack::load(Lexicon::list(list, &ListOptions::default())?.compile()?)?;
/// let scorer = Scorer::builder().pack(pack).build()?;
/// let report = scorer.score("Please SEND the fee, first!");
/// assert_eq!(report.level, Level::Low);
/// assert_eq!(report.findings[0].entry, "list#send the fee first");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Scorer {
    inner: Arc<Inner>,
}

#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) packs: Vec<Pack>,
    pub(crate) filter: Filter,
    gates: Late<Gates>,
    vocabulary: Arc<Vocabulary>,
    references: Arc<References>,
    uses: Late<Uses>,
    categories: Vec<CategoryInfo>,
    numbers: Vec<Vec<u16>>,
    muted: BTreeSet<String>,
    shift: i32,
}

/// Buffers that scoring needs when it finds something, to be used again and again. It keeps no words between texts.
#[derive(Default)]
pub struct Scratch {
    pub(crate) scan: Scan,
    pub(crate) reader: Reader,
    pub(crate) matches: Vec<Match>,
}

impl Scratch {
    /// Forgets the text, so that nothing of it is left where the buffers are kept.
    fn forget(&mut self) {
        self.matches.clear();
        self.reader.forget();
    }
}

/// Something that makes scan hand on a sentence to be read; see [`Scorer::wakes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wake {
    /// The number of the sentence in the text, from 0.
    pub sentence: u32,
    /// Two of the words it was woken by together, in bytes of the text; the same word twice where it was enough by itself.
    pub words: [Range<usize>; 2],
    /// The class each was found in, after its pack's id and a `/`: nothing behind that for words written in a pattern,
    /// and `None` for a whole entry, or where there was one word alone.
    pub classes: [Option<String>; 2],
}

impl Scorer {
    /// Begins to choose packs and options.
    pub fn builder() -> ScorerBuilder {
        ScorerBuilder::default()
    }

    /// Scores a text. At most 4 GiB of it are read.
    #[must_use]
    pub fn score(&self, text: &str) -> Report {
        self.score_with(&mut Scratch::default(), text)
    }

    /// [`score`](Self::score) with buffers that are used again.
    #[must_use]
    pub fn score_with(&self, scratch: &mut Scratch, text: &str) -> Report {
        let text = readable(text);
        if is_clean(text, &self.inner.filter) {
            return Report::default();
        }
        scratch.scan.clear();
        scratch.matches.clear();
        scratch.reader.restart();
        self.inner.find(scratch, Piece { text, from: 0, end: text.len(), base: 0, whole: true });
        let mut report = Report::default();
        if !scratch.matches.is_empty() {
            let mut marks = Marks::default();
            marks.read(text, places(scratch, 0, 0));
            report = self.inner.report(scratch, &marks);
        }
        if scratch.scan.counts.awake > 0 {
            scratch.forget();
        }
        report
    }

    /// Scores texts one after the other with the same buffers; lazy.
    ///
    /// ```
    /// let scorer = sipar::Scorer::builder().build()?;
    /// let worst = scorer.score_all(["one", "two"]).map(|report| report.level).max();
    /// assert_eq!(worst, Some(sipar::Level::None));
    /// # Ok::<(), sipar::BuildError>(())
    /// ```
    pub fn score_all<'a, T: AsRef<str>>(
        &'a self,
        texts: impl IntoIterator<Item = T, IntoIter: 'a>,
    ) -> impl Iterator<Item = Report> + 'a {
        let mut scratch = Scratch::default();
        texts.into_iter().map(move |text| self.score_with(&mut scratch, text.as_ref()))
    }

    /// The packs, in the order they were given.
    #[must_use]
    pub fn packs(&self) -> &[Pack] {
        &self.inner.packs
    }

    /// How often each stage of the scan would let something of a text pass. For benchmarks and lexicon authors.
    #[must_use]
    pub fn scan_counts(&self, text: &str) -> ScanCounts {
        let mut scan = Scan::default();
        let text = readable(text);
        scan.run(self.inner.sought(), text, 0, text.len(), 0);
        scan.find_company(self.inner.sought(), 0, true);
        scan.counts
    }

    /// Everything for which scan would hand on sentences of a text to be read: words that are entries, and words that
    /// together may be part of a pattern, with the classes they are members of. For lexicon authors.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// use sipar::{Lexicon, ListOptions, Pack, Scorer, SourceFile};
    /// let list = SourceFile { path: "mine.txt".into(), text: "zorgle".into() };
    /// let pack = Pack::load(Lexicon::list(list, &ListOptions::default())?.compile()?)?;
    /// let scorer = Scorer::builder().pack(pack).build()?;
    /// let wakes = scorer.wakes("All is well. They zorgle.");
    /// assert_eq!((wakes.len(), &wakes[0].words), (1, &[18..24, 18..24]));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn wakes(&self, text: &str) -> Vec<Wake> {
        let name = |symbol: Option<Symbol>| {
            let (pack, set) = self.inner.vocabulary.source(symbol?)?;
            let pack = self.inner.packs.get(pack)?;
            Some(format!("{}/{}", pack.id(), pack.symbol_name(set)))
        };
        let wake = |(sentence, Cause { key, places: [first, last] })| {
            let [symbol, partner] = match key {
                CauseKey::Gate(symbol, [partner, ..]) => [Some(symbol), partner],
                CauseKey::Entry(..) | CauseKey::Unknown => [None, None],
            };
            let words = [first.0..first.1, last.0..last.1];
            Wake { sentence, words, classes: [name(partner), name(symbol)] }
        };
        self.inner.causes(text).0.into_iter().map(wake).collect()
    }

    /// What the scorer holds in memory besides its packs, in bytes, once a text has asked for all it may ask for.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.inner.filter.byte_len() + self.inner.gates.byte_len() + self.inner.uses.byte_len()
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }
}

/// A text, or the next piece of one.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    /// Of its sentences those are looked at that begin at this byte or behind it …
    pub(crate) from: usize,
    /// … and before this one. The two before and the two behind are read for context, if the piece holds them.
    pub(crate) end: usize,
    /// The byte at which it begins in the text.
    pub(crate) base: usize,
    /// Whether it is all of the text.
    pub(crate) whole: bool,
}

impl Inner {
    fn sought(&self) -> Sought<'_> {
        let Self { packs, filter, gates, vocabulary, numbers, .. } = self;
        Sought { packs: packs.as_slice(), filter, gates, vocabulary, numbers }
    }

    /// Everything that wakes sentences of a text, each with its sentence's number, and how many sentences there are.
    pub(crate) fn causes(&self, text: &str) -> (Vec<(u32, Cause)>, u32) {
        let mut scan = Scan::default();
        scan.causes = Some(Vec::new());
        let text = readable(text);
        scan.run(self.sought(), text, 0, text.len(), 0);
        scan.find_company(self.sought(), 0, true);
        let count = scan.sentence_count();
        let awake: BTreeSet<u32> = scan.sentences.iter().filter(|s| s.is_awake()).map(|s| s.index).collect();
        let mut causes = scan.causes.unwrap_or_default();
        causes.retain(|(sentence, _)| awake.contains(sentence));
        (causes, count)
    }

    /// The set of a pack that a symbol stands for.
    #[cfg(feature = "compile")]
    pub(crate) fn set(&self, pack: usize, symbol: Symbol) -> Option<u16> {
        self.vocabulary.set(pack, symbol)
    }

    /// Finds everything in a text, or in the next piece of one.
    pub(crate) fn find(&self, scratch: &mut Scratch, piece: Piece<'_>) {
        let Piece { text, from, end, base, whole } = piece;
        let Scratch { scan, reader, matches } = scratch;
        let known = scan.sentences.len();
        let known_matches = matches.len();
        scan.run(self.sought(), text, from, end, base);
        if scan.sentences.len() == known {
            return;
        }
        scan.find_company(self.sought(), known, whole);
        let Self { packs, filter, gates, vocabulary, references, uses, numbers, .. } = self;
        let lexicons = Lexicons { packs, filter, vocabulary, references, uses, gates };
        let source = Source { lexicons, numbers, text, base, sentences: &scan.sentences };
        for (at, _) in scan.sentences.iter().enumerate().skip(known).filter(|(_, sentence)| sentence.is_awake()) {
            let first = matches.len();
            reader.read(&source, at, matches);
            self.silence(matches, first);
        }
        // A match of the piece before may be a neighbour.
        let near: Vec<u32> = matches.iter().skip(known_matches.saturating_sub(1)).map(|m| m.sentence).collect();
        scan.forget_far_from(&near, known);
    }

    /// Drops what the user has muted from the matches at `first` on.
    fn silence(&self, matches: &mut Vec<Match>, first: usize) {
        if self.muted.is_empty() && !self.categories.iter().any(|category| category.muted) {
            return;
        }
        let mut index = 0;
        matches.retain(|m| {
            index += 1;
            index <= first || !self.is_muted(m)
        });
    }

    fn is_muted(&self, m: &Match) -> bool {
        let pack = usize::from(m.pack);
        let category = self.numbers.get(pack).and_then(|numbers| numbers.get(usize::from(m.category)));
        let category = category.and_then(|&number| self.categories.get(usize::from(number)));
        let id = self.packs.get(pack).map_or("", Pack::id);
        category.is_some_and(|category| category.muted)
            || (!self.muted.is_empty() && self.muted.contains(&format!("{id}/{}", entry_id(&self.packs, m))))
    }

    pub(crate) fn report(&self, scratch: &Scratch, marks: &Marks) -> Report {
        let sources = Sources {
            packs: &self.packs,
            categories: &self.categories,
            numbers: &self.numbers,
            shift: self.shift,
            sentences: &scratch.scan.sentences,
            sentence_count: scratch.scan.sentence_count(),
        };
        assemble(&sources, &scratch.matches, marks)
    }
}

/// The places a report needs: the ends of matches, of what bears on them and of sentences, from the given ones on, and of
/// those sentences that may yet turn out to stand beside one.
pub(crate) fn places(scratch: &Scratch, first_match: usize, first_sentence: usize) -> Vec<usize> {
    let matches = scratch.matches.iter().skip(first_match).flat_map(match_places);
    let sentences = scratch.scan.sentences.iter().skip(first_sentence).flat_map(|s| [s.start, s.end]);
    let recent = scratch.scan.recent().into_iter().flat_map(|(start, end)| [start, end]);
    matches.chain(sentences).chain(recent).collect()
}

/// The places of a match, of its parts and of what bears on it.
pub(crate) fn match_places(m: &Match) -> impl Iterator<Item = usize> + '_ {
    let parts = m.parts.iter().flat_map(|part| [part.bytes.0, part.bytes.1]);
    let notes = m.notes.iter().flat_map(|note| [note.start, note.end]);
    [m.start, m.end].into_iter().chain(parts).chain(notes)
}

/// What is read of a text.
fn readable(text: &str) -> &str {
    text.get(..text.floor_char_boundary_at(MAX_TEXT)).unwrap_or(text)
}

/// Where a text may be cut at or before a byte.
trait CharBoundary {
    fn floor_char_boundary_at(&self, at: usize) -> usize;
}

impl CharBoundary for str {
    fn floor_char_boundary_at(&self, at: usize) -> usize {
        (0..=at.min(self.len())).rev().find(|&at| self.is_char_boundary(at)).unwrap_or(0)
    }
}

/// Chooses packs and options. Only [`build`](Self::build) can fail.
#[derive(Default)]
#[must_use]
pub struct ScorerBuilder {
    packs: Vec<Pack>,
    options: Options,
}

impl ScorerBuilder {
    /// Adds a pack.
    pub fn pack(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self
    }

    /// Adds packs.
    pub fn packs(mut self, packs: impl IntoIterator<Item = Pack>) -> Self {
        self.packs.extend(packs);
        self
    }

    /// Replaces all options.
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Silences an entry, given as `pack/entry`.
    pub fn mute(mut self, entry: &str) -> Self {
        self.options.muted.push(entry.to_owned());
        self
    }

    /// Silences a category.
    pub fn mute_category(mut self, category: &str) -> Self {
        self.options.muted_categories.push(category.to_owned());
        self
    }

    /// Moves the score, 0.0001 to 1.0, from which a category reaches a level.
    pub fn threshold(mut self, category: &str, level: Level, score: f64) -> Self {
        self.options.thresholds.push(Threshold { category: category.to_owned(), level, score });
        self
    }

    /// Sets how readily levels are given.
    pub fn sensitivity(mut self, sensitivity: Sensitivity) -> Self {
        self.options.sensitivity = sensitivity;
        self
    }

    /// Sets the language of reasons (BCP 47).
    pub fn ui_language(mut self, language: &str) -> Self {
        self.options.ui_language = Some(language.to_owned());
        self
    }

    /// Builds the scorer; the keys of all packs go into one filter. Linear in their number.
    ///
    /// # Errors
    /// Two packs of one id; a threshold outside its range or order.
    pub fn build(self) -> Result<Scorer, BuildError> {
        let Self { packs, options } = self;
        if packs.len() > MAX_PACKS {
            return Err(BuildError::TooManyPacks { count: packs.len(), limit: MAX_PACKS });
        }
        for (index, pack) in packs.iter().enumerate() {
            if let Some(first) = packs.iter().take(index).find(|other| other.id() == pack.id()) {
                return Err(BuildError::DuplicatePack {
                    id: pack.id().to_owned(),
                    first: first.version().to_owned(),
                    second: pack.version().to_owned(),
                });
            }
        }
        let (categories, numbers) = categories(&packs, &options)?;
        let filter = Filter::new(&packs);
        let vocabulary = Arc::new(Vocabulary::new(&packs));
        let references = Arc::new(References::new(&packs, &vocabulary));
        let gates = {
            let (packs, vocabulary) = (packs.clone(), Arc::clone(&vocabulary));
            Late::new(move || Gates::new(&packs, &vocabulary))
        };
        let uses = {
            let (packs, vocabulary, references) = (packs.clone(), Arc::clone(&vocabulary), Arc::clone(&references));
            Late::new(move || Uses::new(&packs, &vocabulary, &references))
        };
        let muted = options.muted.into_iter().collect();
        let shift = options.sensitivity.shift();
        Ok(Scorer {
            inner: Arc::new(Inner {
                packs,
                filter,
                gates,
                vocabulary,
                references,
                uses,
                categories,
                numbers,
                muted,
                shift,
            }),
        })
    }
}

/// The categories of all packs, each once, and per pack where its own are among them.
///
/// Packs that share a category may differ on its thresholds. Of each level the stricter (higher) one holds, whatever the
/// order of the packs: adding a pack must not make another one's findings look graver. The user's own come last.
fn categories(packs: &[Pack], options: &Options) -> Result<(Vec<CategoryInfo>, Vec<Vec<u16>>), BuildError> {
    let mut strictest: BTreeMap<String, Thresholds> = BTreeMap::new();
    for category in packs.iter().flat_map(Pack::categories) {
        let (held, own) = (strictest.entry(category.id).or_insert(category.thresholds), category.thresholds);
        let [low, medium, high] = [(held.low, own.low), (held.medium, own.medium), (held.high, own.high)];
        *held = Thresholds { low: low.0.max(low.1), medium: medium.0.max(medium.1), high: high.0.max(high.1) };
    }
    let mut all: Vec<CategoryInfo> = Vec::new();
    let mut numbers = Vec::with_capacity(packs.len());
    for pack in packs {
        let mut mine = Vec::new();
        for category in pack.categories() {
            let known = all.iter().position(|info| info.id == category.id);
            let index = known.unwrap_or(all.len());
            if known.is_none() {
                let thresholds = strictest.get(&category.id).copied().unwrap_or(category.thresholds);
                all.push(CategoryInfo {
                    thresholds: moved(&category.id, thresholds, options)?,
                    reason: reason(packs, &category.id, options.ui_language.as_deref())
                        .map_or(category.title, str::to_owned),
                    muted: options.muted_categories.contains(&category.id),
                    id: category.id,
                });
            }
            mine.push(u16::try_from(index).unwrap_or(u16::MAX));
        }
        numbers.push(mine);
    }
    Ok((all, numbers))
}

/// A category's thresholds as the user has moved them.
fn moved(category: &str, thresholds: Thresholds, options: &Options) -> Result<Thresholds, BuildError> {
    let refuse = || BuildError::Threshold { category: category.to_owned() };
    let mut moved = thresholds;
    for threshold in options.thresholds.iter().filter(|threshold| threshold.category == category) {
        if !(0.0..=1.0).contains(&threshold.score) {
            return Err(refuse());
        }
        moved = moved.with(threshold.level, (threshold.score * 10_000.0 + 0.5) as u16);
    }
    if moved.is_valid() { Ok(moved) } else { Err(refuse()) }
}

/// What a category's words show, in the user's language or else English, from any pack.
fn reason<'p>(packs: &'p [Pack], category: &str, language: Option<&str>) -> Option<&'p str> {
    let find = |language: &str| {
        let matches = |message: &PackMessage<'_>| {
            message.category == category && message.lang == language && !message.reason.is_empty()
        };
        packs.iter().find_map(|pack| pack.messages().find(matches)).map(|message| message.reason)
    };
    language.and_then(find).or_else(|| find("en"))
}
