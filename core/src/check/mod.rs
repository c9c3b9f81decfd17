//! The lint: what a released pack must have, and whether its entries do what their examples say.

mod wakes;

pub use wakes::{WakeRates, check_wakes};

use crate::analyse::{MAX_THREADS, widest};
use crate::error::{Diagnostic, Severity};
use crate::level::Level;
use crate::lexicon::Lexicon;
use crate::lexicon::expand::Expander;
use crate::lexicon::model::{Entry, Example, Model};
use crate::lexicon::pattern::{Step, WordSets};
use crate::lexicon::phrase::class_at;
use crate::lexicon::problems::{Place, Problems};
use crate::lexicon::spell::{pattern, set_terms, spell_out};
use crate::pack::{Context, Pack};
use crate::report::Report;
use crate::scorer::{Scorer, Scratch};
use crate::text::fold;
use std::collections::BTreeSet;

/// An example that stands for more texts is refused. Two groups of people against each other are ten thousand.
const MAX_TEXTS: usize = 65_536;
/// Of more common words only so many are named.
const MAX_NAMED: usize = 10;

/// Checks a lexicon against the rules for released packs: every entry has a gloss, a text that must be flagged and is,
/// and one that must pass and does; every category tells people its reason in every language of the pack, unless the
/// pack is one table, which has no place for that. A plain list has nothing to check.
///
/// Compiles the lexicon first; what stops that is returned alone. An empty result means release quality.
#[must_use]
pub fn check(lexicon: &Lexicon) -> Vec<Diagnostic> {
    if lexicon.model.list.is_some() {
        return Vec::new();
    }
    let bytes = match lexicon.compile() {
        Ok(bytes) => bytes,
        Err(error) => return error.diagnostics,
    };
    let mut problems = lexicon.problems();
    match Pack::load(bytes).map(|pack| Scorer::builder().pack(pack).build()) {
        Ok(Ok(scorer)) => {
            let mut checker = Checker {
                lexicon,
                scorer,
                scratch: Scratch::default(),
                expander: Expander::of(&lexicon.model),
                common: lexicon.model.common.iter().map(|common| common.word.as_str()).collect(),
                problems,
            };
            checker.entries();
            checker.messages();
            checker.threads();
            problems = checker.problems;
        }
        Ok(Err(error)) => {
            problems.error("compile.internal", &Place::whole(0), error.to_string(), "report this as a fault")
        }
        Err(error) => problems.error("compile.internal", &Place::whole(0), error.to_string(), "report this as a fault"),
    }
    problems.into_sorted()
}

/// Warns of entries that a common word alone would raise, for word lists too large to be part of a pack: those of
/// other languages, or a spelling dictionary's. Words are compared folded; phrases of several words never collide.
///
/// ```
/// # use sipar::{Lexicon, SourceFile, check_words};
/// # let text = r#"
/// # id = "demo"
/// # version = "1.0.0"
/// # title = "Demo"
/// # licence = "CC0-1.0"
/// # [[category]]
/// # id = "scam"
/// # title = "Scam"
/// # [[entry]]
/// # id = "scam.gift"
/// # category = "scam"
/// # match = ["gift"]
/// # evidence = "clear"
/// # "#;
/// // German *Gift* is poison.
/// let lexicon = Lexicon::parse([SourceFile { path: "demo/pack.toml".into(), text: text.into() }])?;
/// assert_eq!(check_words(&lexicon, ["Haus", "Gift"])[0].code, "lint.common-word");
/// # Ok::<(), sipar::CompileError>(())
/// ```
#[must_use]
pub fn check_words<'w>(lexicon: &Lexicon, words: impl IntoIterator<Item = &'w str>) -> Vec<Diagnostic> {
    let words: BTreeSet<String> = words.into_iter().map(fold).collect();
    let words: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let expander = Expander::of(&lexicon.model);
    let mut problems = lexicon.problems();
    for entry in &lexicon.model.entries {
        let mut terms = Vec::new();
        spell_out(entry, &expander, &mut Problems::default(), |term| terms.push(term));
        alone(entry, &expander, |term| terms.push(term));
        tell_common(entry, &terms, &words, Severity::Warning, &mut problems);
    }
    problems.into_sorted()
}

/// The terms by which a pattern of an entry is found with nothing beside them: members of a class that is all of a path.
fn alone(entry: &Entry, expander: &Expander<'_>, mut add: impl FnMut(String)) {
    for phrase in entry.matches.iter().filter(|phrase| !phrase.value.is_plain()) {
        let mut sets = WordSets::default();
        for path in pattern(phrase, expander, &mut sets, &mut Problems::default()) {
            if let [Step::Set(number)] = *path.as_slice()
                && let Some(set) = sets.all().get(usize::from(number))
            {
                set_terms(set, expander, &mut add);
            }
        }
    }
}

/// Tells of an entry's terms that are common words and that it does not allow itself.
fn tell_common(entry: &Entry, terms: &[String], common: &BTreeSet<&str>, severity: Severity, problems: &mut Problems) {
    // What counts only beside something else raises nothing.
    if entry.evidence <= 0 || entry.context == Context::Need {
        return;
    }
    let met =
        terms.iter().map(String::as_str).filter(|term| common.contains(term) && !entry.allow.iter().any(|a| a == term));
    let met: BTreeSet<&str> = met.collect();
    let mut names: Vec<&str> = met.iter().copied().take(MAX_NAMED).collect();
    names.extend((met.len() > MAX_NAMED).then_some("…"));
    if !names.is_empty() {
        let message = format!("`{}` is raised by common words: {}", entry.id.value, names.join(", "));
        let remedy = "match a phrase, leave the form out, or write allow = [\"…\"] if it is meant";
        match severity {
            Severity::Error => problems.error("lint.common-word", &entry.id.place, message, remedy),
            Severity::Warning => problems.warning("lint.common-word", &entry.id.place, message, remedy),
        }
    }
}

struct Checker<'l> {
    lexicon: &'l Lexicon,
    scorer: Scorer,
    scratch: Scratch,
    expander: Expander<'l>,
    /// The common words of the pack's own lists.
    common: BTreeSet<&'l str>,
    problems: Problems,
}

impl<'l> Checker<'l> {
    fn entries(&mut self) {
        let lexicon: &'l Lexicon = self.lexicon;
        for entry in &lexicon.model.entries {
            let missing = [
                (entry.gloss.is_empty(), "lint.no-gloss", "no gloss", "add gloss = \"what it covers\""),
                (entry.flag.is_empty(), "lint.no-flag", "no text that must be flagged", "add flag = [\"…\"]"),
                (entry.pass.is_empty(), "lint.no-pass", "no text that must pass", "add pass = [\"…\"]"),
            ];
            for (_, code, what, remedy) in missing.into_iter().filter(|(missing, ..)| *missing) {
                self.problems.error(code, &entry.id.place, format!("`{}` has {what}", entry.id.value), remedy);
            }
            self.terms(entry);
            for example in &entry.flag {
                self.flag(entry, example);
            }
            for example in &entry.pass {
                self.pass(entry, example);
            }
        }
    }

    /// A phrase listed twice is no error, but once of it does nothing. A word that everybody uses is no sign of a risk.
    fn terms(&mut self, entry: &Entry) {
        let mut terms = Vec::new();
        let mut single = Vec::new();
        alone(entry, &self.expander, |term| single.push(term));
        tell_common(entry, &single, &self.common, Severity::Error, &mut self.problems);
        spell_out(entry, &self.expander, &mut Problems::default(), |term| terms.push(term));
        tell_common(entry, &terms, &self.common, Severity::Error, &mut self.problems);
        let count = terms.len();
        terms.sort_unstable();
        terms.dedup();
        if terms.len() < count {
            let message = format!("`{}` lists {} phrases twice", entry.id.value, count - terms.len());
            self.problems.warning("lint.repeated-phrase", &entry.id.place, message, "take the repeats out");
        }
    }

    fn flag(&mut self, entry: &Entry, example: &Example) {
        let floor = example.level.unwrap_or(if entry.evidence >= 450 { Level::Medium } else { Level::Low });
        let Some(texts) = self.texts(example) else { return };
        for text in texts.all() {
            let report = self.scorer.score_with(&mut self.scratch, &text);
            if !report.findings.iter().any(|finding| finding.entry == entry.id.value) {
                let message = format!("`{}` is not found in its flag text \"{text}\"", entry.id.value);
                self.problems.error("lint.flag-missed", &example.text.place, message, "mend the match or the text");
                return;
            }
            let level = level(&self.lexicon.model, &report, &entry.category.value);
            // A protective entry lowers; its flag text need not reach anything.
            if entry.evidence > 0 && level < floor {
                let message = format!("the flag text \"{text}\" reaches {level}, not {floor}");
                self.problems.error(
                    "lint.flag-low",
                    &example.text.place,
                    message,
                    "give a text that shows the technique plainly, or more evidence",
                );
                return;
            }
        }
    }

    fn pass(&mut self, entry: &Entry, example: &Example) {
        let ceiling = example.level.unwrap_or(Level::None);
        let Some(texts) = self.texts(example) else { return };
        for text in texts.all() {
            let report = self.scorer.score_with(&mut self.scratch, &text);
            let level = level(&self.lexicon.model, &report, &entry.category.value);
            if level > ceiling {
                let found: Vec<&str> = report.findings.iter().map(|finding| finding.entry.as_str()).collect();
                let message = format!("the pass text \"{text}\" reaches {level} through {}", found.join(", "));
                self.problems.error(
                    "lint.pass-flagged",
                    &example.text.place,
                    message,
                    "narrow the match, or lower the evidence",
                );
                return;
            }
        }
    }

    /// An example with the classes it names, unless it stands for too many texts.
    fn texts<'t>(&mut self, example: &'t Example) -> Option<Texts<'t>> {
        let text = example.text.value.as_str();
        let (mut pieces, mut count, mut done) = (Vec::new(), 1usize, 0);
        for (at, _) in text.match_indices('<') {
            let Some(id) = class_at(text, at) else { continue };
            let size = self.expander.count(id);
            if size > 0 {
                pieces.push((text.get(done..at).unwrap_or_default(), id));
                count = count.saturating_mul(size);
                done = at + id.len() + 2;
            }
        }
        // Counted before anything is spelled out: a few large classes would fill memory.
        if count > MAX_TEXTS {
            let message = format!("this example stands for {count} texts, more than {MAX_TEXTS}");
            let remedy = "name fewer classes, or write some of the texts out";
            self.problems.error("lint.too-many-texts", &example.text.place, message, remedy);
            return None;
        }
        let pieces = pieces.into_iter().map(|(before, id)| (before, self.expander.members(id))).collect();
        Some(Texts { pieces, tail: text.get(done..).unwrap_or_default(), count })
    }

    /// Matching follows so many threads at a word; a pack that needs more would miss some of what its patterns say.
    fn threads(&mut self) {
        let widest = self.scorer.packs().iter().map(widest).max().unwrap_or_default();
        if widest > MAX_THREADS {
            let message =
                format!("a sentence can keep {widest} threads of patterns alive at one word, more than {MAX_THREADS}");
            let remedy = "make long gaps shorter, or let patterns that begin alike share their first class";
            self.problems.error("lint.threads", &Place::whole(0), message, remedy);
        }
    }

    fn messages(&mut self) {
        let model = &self.lexicon.model;
        if model.alone {
            return;
        }
        for category in &model.categories {
            for lang in &model.manifest.languages {
                if !model.messages.iter().any(|m| m.category.value == category.id.value && m.lang == *lang) {
                    let message = format!("the category `{}` has no message in `{lang}`", category.id.value);
                    self.problems.error(
                        "lint.no-message",
                        &category.id.place,
                        message,
                        "add a [[message]] with its reason",
                    );
                }
            }
        }
    }
}

/// A text with every member of every class it names, in turn.
struct Texts<'t> {
    /// What stands before each class, and its members.
    pieces: Vec<(&'t str, Vec<String>)>,
    tail: &'t str,
    count: usize,
}

impl Texts<'_> {
    /// One text after the other: together they may be large.
    fn all(&self) -> impl Iterator<Item = String> {
        (0..self.count).map(|number| {
            let (mut text, mut rest, mut below) = (String::new(), number, self.count);
            for (before, members) in &self.pieces {
                // The last class varies fastest.
                below /= members.len().max(1);
                text.push_str(before);
                text.push_str(members.get(rest / below.max(1)).map_or("", String::as_str));
                rest %= below.max(1);
            }
            text + self.tail
        })
    }
}

/// The level that a category's words reach. The cap of what nobody reviewed is left out: it is no fault of an entry, and
/// under it no example could ask for more than medium.
fn level(model: &Model, report: &Report, category: &str) -> Level {
    let score = report.categories.iter().find(|found| found.id == category).map_or(0.0, |found| found.score);
    let info = model.categories.iter().find(|known| known.id.value == category);
    info.map_or(Level::None, |info| info.thresholds.level((score * 10_000.0 + 0.5) as u16))
}
