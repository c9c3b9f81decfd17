//! From matches to a report: the score is taken, names and reasons are put in, places are counted in every unit.

use super::alone::{Named, drop_alone};
use super::{Category, ContextNote, Finding, Marks, Report, Span};
use crate::analyse::{Match, Note};
use crate::context::net;
use crate::level::{Level, Thresholds};
use crate::pack::{Context, Pack, Status};
use crate::scan::Sentence;
use crate::score::{Evidence, Verdict, WINDOW, score};

/// What a scorer knows of a category.
#[derive(Clone, Debug)]
pub(crate) struct CategoryInfo {
    pub(crate) id: String,
    pub(crate) thresholds: Thresholds,
    /// What its words show, in the user's language.
    pub(crate) reason: String,
    pub(crate) muted: bool,
}

/// What is needed to put a report together.
pub(crate) struct Sources<'s> {
    pub(crate) packs: &'s [Pack],
    pub(crate) categories: &'s [CategoryInfo],
    /// Per pack, its categories' numbers among all.
    pub(crate) numbers: &'s [Vec<u16>],
    /// What is added to logits before levels are looked up.
    pub(crate) shift: i32,
    /// Sentences with findings, and their neighbours.
    pub(crate) sentences: &'s [Sentence],
    /// How many sentences the text has.
    pub(crate) sentence_count: u32,
}

/// Puts a report together. `marks` must hold the ends of every match and sentence.
pub(crate) fn assemble(sources: &Sources<'_>, matches: &[Match], marks: &Marks) -> Report {
    if matches.is_empty() {
        return Report::default();
    }
    let mut named: Vec<Named<'_>> =
        matches.iter().map(|m| (entry_id(sources.packs, m), sources.category(m), m)).collect();
    named.sort_by(|(a_id, _, a), (b_id, _, b)| (a.start, a.end, a_id, a.pack).cmp(&(b.start, b.end, b_id, b.pack)));
    let matches: Vec<(String, &Match)> = drop_alone(named).into_iter().map(|(id, _, m)| (id, m)).collect();
    if matches.is_empty() {
        return Report::default();
    }
    let evidence = evidence(sources, &matches);
    let mut verdicts: Vec<Verdict> = (0u16..)
        .zip(sources.categories)
        .filter_map(|(number, info)| score(&evidence, number, sources.sentence_count, info.thresholds, sources.shift))
        .collect();
    let id = |verdict: &Verdict| sources.categories.get(usize::from(verdict.category)).map(|info| info.id.as_str());
    verdicts.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| id(a).cmp(&id(b))));
    let experimental = experimental(sources.packs, &matches);
    let mut findings: Vec<Finding> = matches.into_iter().map(|(id, m)| finding(sources, id, m, marks)).collect();
    for (index, net) in verdicts.iter().flat_map(|verdict| &verdict.counted) {
        if let Some(finding) = findings.get_mut(*index) {
            finding.counted = true;
            finding.net = *net;
        }
    }
    Report {
        level: verdicts.iter().map(|verdict| verdict.level).max().unwrap_or(Level::None),
        score: verdicts.first().map_or(0.0, |verdict| ratio(verdict.score)),
        categories: verdicts.iter().map(|verdict| category(sources, verdict, marks)).collect(),
        findings,
        experimental,
    }
}

/// The id as reports name it: a plain list's terms carry the term.
pub(crate) fn entry_id(packs: &[Pack], m: &Match) -> String {
    let id = packs.get(usize::from(m.pack)).and_then(|pack| pack.entry(m.entry)).map_or("", |entry| entry.id);
    match &m.term {
        Some(term) => [id, "#", term].concat(),
        None => id.to_owned(),
    }
}

fn evidence(sources: &Sources<'_>, matches: &[(String, &Match)]) -> Vec<Evidence> {
    let mut names: Vec<(&str, u16)> = matches.iter().map(|(id, m)| (id.as_str(), m.pack)).collect();
    names.sort_unstable();
    names.dedup();
    let rank = |id: &str, pack| names.partition_point(|name| *name < (id, pack));
    let is_experimental =
        |m: &Match| sources.packs.get(usize::from(m.pack)).is_some_and(|p| p.status() == Status::Experimental);
    let each = matches.iter().map(|(id, m)| Evidence {
        category: sources.category(m).unwrap_or(u16::MAX),
        rank: u32::try_from(rank(id, m.pack)).unwrap_or(u32::MAX),
        sentences: (m.sentence, m.sentence),
        start: m.start,
        end: m.end,
        net: net(m.evidence, m.penalty, &m.notes),
        mode: if m.company && m.mode == Context::Need { Context::Damp } else { m.mode },
        experimental: is_experimental(m),
    });
    each.collect()
}

impl Sources<'_> {
    fn category(&self, m: &Match) -> Option<u16> {
        self.numbers.get(usize::from(m.pack))?.get(usize::from(m.category)).copied()
    }
}

fn category(sources: &Sources<'_>, verdict: &Verdict, marks: &Marks) -> Category {
    let info = sources.categories.get(usize::from(verdict.category));
    let mut inside = sources.sentences.iter().filter(|s| (verdict.window..verdict.window + WINDOW).contains(&s.index));
    let start = inside.next().copied();
    let end = inside.next_back().copied().or(start);
    Category {
        id: info.map(|info| info.id.clone()).unwrap_or_default(),
        logit: verdict.logit,
        score: ratio(verdict.score),
        level: verdict.level,
        window: start.zip(end).map(|(first, last)| marks.span(first.start, last.end)).unwrap_or_default(),
    }
}

fn finding(sources: &Sources<'_>, entry: String, m: &Match, marks: &Marks) -> Finding {
    let pack = sources.packs.get(usize::from(m.pack));
    let info = sources.category(m).and_then(|number| sources.categories.get(usize::from(number)));
    Finding {
        entry,
        pack: pack.map(|pack| [pack.id(), "@", pack.version()].concat()).unwrap_or_default(),
        category: info.map(|info| info.id.clone()).unwrap_or_default(),
        span: marks.span(m.start, m.end),
        parts: parts(m, marks),
        spelling: m.spelling,
        standard: m.standard.as_deref().map(Into::into),
        evidence: m.evidence,
        penalty: m.penalty,
        context: m.notes.iter().map(|note| context(note, marks)).collect(),
        net: net(m.evidence, m.penalty, &m.notes),
        counted: false,
        reason: info.map(|info| info.reason.clone()).unwrap_or_default(),
        gloss: pack.and_then(|pack| pack.entry(m.entry)).map(|entry| entry.gloss.to_owned()).unwrap_or_default(),
    }
}

/// The stretches of a finding that has gaps, or whose pronoun stands for something before it.
fn parts(m: &Match, marks: &Marks) -> Vec<Span> {
    match m.parts.as_slice() {
        [] | [_] => Vec::new(),
        parts => parts.iter().map(|part| marks.span(part.bytes.0, part.bytes.1)).collect(),
    }
}

fn context(note: &Note, marks: &Marks) -> ContextNote {
    let Note { kind, evidence, start, end } = *note;
    ContextNote { rule: kind.as_str().to_owned(), evidence, span: marks.span(start, end) }
}

/// The packs nobody reviewed among those that found something, by id.
fn experimental(packs: &[Pack], matches: &[(String, &Match)]) -> Vec<String> {
    let found = |number: usize| matches.iter().any(|(_, m)| usize::from(m.pack) == number);
    let unreviewed = packs.iter().enumerate().filter(|(n, pack)| pack.status() == Status::Experimental && found(*n));
    let mut ids: Vec<String> = unreviewed.map(|(_, pack)| pack.id().to_owned()).collect();
    ids.sort_unstable();
    ids
}

fn ratio(ten_thousandths: u16) -> f64 {
    f64::from(ten_thousandths) / 10_000.0
}
