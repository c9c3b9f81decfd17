//! From a lexicon to a pack. The same source gives the same bytes everywhere.

mod gates;
mod keys;
mod patterns;
mod shared;
mod spelling;
mod strings;
mod variants;

use crate::error::CompileError;
use crate::lexicon::Lexicon;
use crate::lexicon::common::CommonWord;
use crate::lexicon::expand::Expander;
use crate::lexicon::model::{List, Manifest, Model};
use crate::lexicon::problems::Problems;
use crate::lexicon::spell::spell_out;
use crate::pack::container::{SectionId, write};
use crate::pack::firsts::First;
use crate::pack::spelling::Spellings;
use crate::pack::words::Builder;
use crate::pack::{Context, Status};
pub(crate) use gates::Gates;
use keys::{KeySections, KeyWriter};
use patterns::{Patterns, Sections};
use shared::Lists;
use std::collections::{BTreeMap, BTreeSet};
use strings::StringWriter;

impl Lexicon {
    /// Compiles the lexicon into the bytes of a pack. Memory is bounded by the sources and the terms they stand for.
    ///
    /// # Errors
    /// A fault of the compiler itself; what is wrong with a lexicon has been told by [`parse`](Lexicon::parse).
    pub fn compile(&self) -> Result<Vec<u8>, CompileError> {
        let mut problems = self.problems();
        let mut strings = StringWriter::default();
        let (terms, entries) = match &self.model.list {
            Some(list) => list_terms(list, &mut strings),
            None => entry_terms(&self.model, &mut problems, &mut strings),
        };
        problems.finish()?;
        let Terms { transducer, keys, firsts, letters, senses, spelling, patterns } = terms?;
        let manifest = manifest(&self.model.manifest, self.model.digest, &mut strings);
        let categories = categories(&self.model, &mut strings);
        let messages = messages(&self.model, &mut strings);
        let mut sections = vec![
            (SectionId::Manifest, manifest),
            (SectionId::Categories, categories),
            (SectionId::Entries, entries),
            (SectionId::Senses, senses),
            (SectionId::Terms, transducer),
            (SectionId::Keys, keys),
            (SectionId::Messages, messages),
            (SectionId::Strings, strings.finish()),
        ];
        // What a pack has none of takes no room.
        let optional = [
            (SectionId::Spelling, spelling),
            (SectionId::Classes, patterns.classes),
            (SectionId::Patterns, patterns.patterns),
            (SectionId::Outcomes, patterns.outcomes),
            (SectionId::Gates, patterns.gates),
            (SectionId::References, patterns.references),
            (SectionId::Firsts, firsts),
            (SectionId::Letters, letters),
            (SectionId::Context, patterns.context),
        ];
        sections.extend(optional.into_iter().filter(|(_, section)| !section.is_empty()));
        sections.sort_by_key(|(id, _)| *id as u32);
        Ok(write(&sections))
    }
}

/// By which words a lexicon's sentences are woken, and for which entries.
pub(crate) fn gates(model: &Model) -> Gates {
    let expander = Expander::of(model);
    let patterns = Patterns::gather(model, &expander, &mut Problems::default());
    let mut terms: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    patterns.terms(|term, set| {
        terms.entry(term).or_default().insert(set);
    });
    let terms: Vec<(String, Vec<u16>)> =
        terms.into_iter().map(|(term, sets)| (term, sets.into_iter().collect())).collect();
    patterns.gates(terms.iter().map(|(term, sets)| (term.as_str(), sets.as_slice())))
}

/// The sections that terms give.
struct Terms {
    transducer: Vec<u8>,
    keys: Vec<u8>,
    firsts: Vec<u8>,
    letters: Vec<u8>,
    senses: Vec<u8>,
    spelling: Vec<u8>,
    patterns: Sections,
}

/// What a term with these ids is, as far as is asked of its rarest word, and of its first.
type Roles<'r> = dyn Fn(&[u32]) -> [Vec<First>; 2] + 'r;

/// Builds the transducer, keys and senses of terms that come in the order of their bytes, each with its ids: entries,
/// behind them the sets it is in. Scan finds those that `wakes` says it must; the first words of
/// all are keyed with what `roles` says of their ids.
fn build<'t>(
    terms: impl Iterator<Item = (&'t str, &'t [u32])> + Clone,
    direct: usize,
    spellings: Spellings,
    common: &[CommonWord],
    roles: Option<&Roles<'_>>,
    wakes: impl Fn(&[u32]) -> bool,
) -> Terms {
    let mut builder = Builder::new(terms.clone().map(|(term, _)| term));
    let mut keys = KeyWriter::new(&spellings, common);
    let mut lists = Lists::new(direct);
    for (term, ids) in terms {
        builder.insert(term, lists.value(ids));
        if wakes(ids) {
            keys.add(term);
        }
        if let Some(roles) = roles {
            let [rarest, first] = roles(ids);
            keys.add_first(term, &rarest, &first);
        }
    }
    let KeySections { keys, firsts, letters } = keys.finish();
    Terms {
        transducer: builder.finish(),
        keys,
        firsts,
        letters,
        senses: lists.finish(),
        spelling: spelling::section(spellings),
        patterns: Sections::default(),
    }
}

fn internal(error: &fst::Error) -> CompileError {
    let mut problems = Problems::default();
    problems.error(
        "compile.internal",
        &Default::default(),
        error.to_string(),
        "report this as a fault of the compiler",
    );
    CompileError { diagnostics: problems.into_sorted() }
}

/// The terms of authored entries and of the sets their patterns name, and the entries' records.
fn entry_terms(
    model: &Model,
    problems: &mut Problems,
    strings: &mut StringWriter,
) -> (Result<Terms, CompileError>, Vec<u8>) {
    let expander = Expander::of(model);
    let mut terms: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut records = Vec::new();
    let mut add = |term: String, id: u32| {
        let ids = terms.entry(term).or_default();
        if ids.last() != Some(&id) {
            ids.push(id);
        }
    };
    for (number, entry) in (0u32..).zip(&model.entries) {
        spell_out(entry, &expander, problems, |term| add(term, number));
        let category = model.categories.iter().position(|category| category.id.value == entry.category.value);
        record(
            &mut records,
            strings,
            &entry.id.value,
            category.unwrap_or(usize::MAX),
            entry.evidence,
            &entry.gloss,
            entry.context,
            false,
        );
    }
    let patterns = Patterns::gather(model, &expander, problems);
    let entries = u32::try_from(model.entries.len()).unwrap_or(u32::MAX);
    patterns.terms(|term, set| add(term, entries.saturating_add(u32::from(set))));
    for ids in terms.values_mut() {
        ids.sort_unstable();
        ids.dedup();
    }
    (all_terms(model, &terms, &patterns, entries, strings), records)
}

fn all_terms(
    model: &Model,
    terms: &BTreeMap<String, Vec<u32>>,
    patterns: &Patterns<'_>,
    entries: u32,
    strings: &mut StringWriter,
) -> Result<Terms, CompileError> {
    let sets: Vec<(&str, Vec<u16>)> = terms
        .iter()
        .map(|(term, ids)| {
            let sets = ids.iter().filter_map(|id| u16::try_from(id.checked_sub(entries)?).ok());
            (term.as_str(), sets.collect())
        })
        .collect();
    let (sections, sought) = patterns.finish(sets.iter().map(|(term, sets)| (*term, sets.as_slice())), strings)?;
    let words: BTreeSet<&str> = match model.spellings.is_empty() {
        true => BTreeSet::new(),
        false => terms.keys().flat_map(|term| term.split(' ')).collect(),
    };
    let sorted = terms.iter().map(|(term, ids)| (term.as_str(), ids.as_slice()));
    let spellings = spelling::spellings(model, &words);
    let direct = model.entries.len() + patterns.sets.all().len();
    let roles = |ids: &[u32]| [sought.roles(ids, entries), sought.first_roles(ids, entries)];
    // Otherwise there is nothing to guess, and keys would be twice as many.
    let roles = (!sought.is_empty()).then_some(&roles as &Roles<'_>);
    let built = build(sorted, direct, spellings, &model.common, roles, |ids| sought.wakes(ids, entries));
    Ok(Terms { patterns: sections, ..built })
}

/// The terms of a plain list, and one record for each pair of category and evidence.
fn list_terms(list: &List, strings: &mut StringWriter) -> (Result<Terms, CompileError>, Vec<u8>) {
    let mut records = Vec::new();
    for (category, evidence) in &list.kinds {
        record(&mut records, strings, "list", usize::from(*category), *evidence, "", Context::Damp, true);
    }
    // Of a term listed twice the weightier kind counts.
    let weight = |kind: u16| list.kinds.get(usize::from(kind)).map_or(0, |(_, evidence)| *evidence);
    let mut order: Vec<u32> = (0..u32::try_from(list.terms.len()).unwrap_or(u32::MAX)).collect();
    let term = |index: u32| list.terms.get(index as usize).map_or(("", 0), |(term, kind)| (&**term, *kind));
    order.sort_unstable_by(|a, b| {
        let ((a, x), (b, y)) = (term(*a), term(*b));
        a.cmp(b).then(weight(y).cmp(&weight(x))).then(x.cmp(&y))
    });
    order.dedup_by_key(|index| term(*index).0);
    let kinds: Vec<u32> = (0..u32::try_from(list.kinds.len()).unwrap_or(u32::MAX)).collect();
    let sorted = order.iter().map(|index| {
        let (term, kind) = term(*index);
        let kind = usize::from(kind);
        (term, kinds.get(kind..=kind).unwrap_or_default())
    });
    // Whoever follows a plain list follows it from every word: keys would be as many as terms.
    (Ok(build(sorted, list.kinds.len(), Spellings::default(), &[], None, |_| true)), records)
}

#[expect(clippy::too_many_arguments, reason = "the fields of one record")]
fn record(
    out: &mut Vec<u8>,
    strings: &mut StringWriter,
    id: &str,
    category: usize,
    evidence: i32,
    gloss: &str,
    context: Context,
    list: bool,
) {
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    let (id_at, id_len) = strings.add(id);
    let (gloss_at, gloss_len) = strings.add(gloss);
    let mode = Context::ALL.iter().position(|mode| *mode == context).unwrap_or_default();
    out.extend(id_at.to_le_bytes());
    out.extend(short(id_len));
    out.extend(short(category));
    out.extend(evidence.to_le_bytes());
    out.extend(gloss_at.to_le_bytes());
    out.extend(short(gloss_len));
    out.push(u8::try_from(mode).unwrap_or_default() | u8::from(list) << 2);
    out.push(0);
}

fn manifest(manifest: &Manifest, digest: u64, strings: &mut StringWriter) -> Vec<u8> {
    let mut out = Vec::new();
    let lists =
        [&manifest.languages, &manifest.scripts, &manifest.authors, &manifest.reviewers].map(|list| list.join("\n"));
    let single = [&manifest.id, &manifest.version, &manifest.title, &manifest.licence, &manifest.funder];
    for text in single.into_iter().chain(&lists) {
        strings.add_long(text, &mut out);
    }
    let status = Status::ALL.iter().position(|status| *status == manifest.status).unwrap_or_default();
    out.extend((status as u64).to_le_bytes());
    out.extend(digest.to_le_bytes());
    out
}

fn categories(model: &Model, strings: &mut StringWriter) -> Vec<u8> {
    let mut out = Vec::new();
    for category in &model.categories {
        strings.add_long(&category.id.value, &mut out);
        strings.add_long(&category.title, &mut out);
        let thresholds = category.thresholds;
        for score in [thresholds.low, thresholds.medium, thresholds.high, 0] {
            out.extend(score.to_le_bytes());
        }
    }
    out
}

fn messages(model: &Model, strings: &mut StringWriter) -> Vec<u8> {
    let mut out = Vec::new();
    for message in &model.messages {
        for text in
            [&message.category.value, &message.lang, &message.reason, &message.next, &message.help, &message.prebunk]
        {
            strings.add_long(text, &mut out);
        }
    }
    out
}
