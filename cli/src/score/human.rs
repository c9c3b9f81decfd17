//! A report for a person: the text with its marks, the reasons, the level in words, and what was not assessed.
//!
//! It speaks of the message and never of who wrote it, offers one next step a category, and says how to dismiss.

use super::passages;
use super::text::Text;
use super::underline::{self, Mark};
use super::whole::Job;
use crate::visible::visible;
use crate::words;
use sipar::{Category, Finding, Level, NOT_ASSESSED, Report};
use std::io::{self, Write};
use std::ops::Range;

/// More findings than this nobody reads.
const MOST: usize = 100;

/// What is shown.
pub(super) struct View<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) report: &'a Report,
    pub(super) text: &'a Text,
}

pub(super) fn print(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let findings = view.worth_showing();
    view.text(&findings, out)?;
    for (i, finding) in findings.iter().enumerate() {
        view.finding(i + 1, finding, out)?;
    }
    if let Some(more @ 1..) = view.report.findings.len().checked_sub(findings.len()) {
        writeln!(out, "… and {} more; --json shows all\n", words::grouped(more))?;
    }
    view.verdict(out)
}

impl View<'_> {
    /// The findings in the order of the text; if there are too many, those that count.
    fn worth_showing(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> = self.report.findings.iter().collect();
        if all.len() > MOST {
            // Stable: among equals the order of the text decides.
            all.sort_by_key(|finding| std::cmp::Reverse(self.level(finding)));
            all.truncate(MOST);
        }
        all.sort_by_key(|finding| finding.span.utf8);
        all
    }

    /// The level of a finding's category; what does not count has none.
    fn level(&self, finding: &Finding) -> Level {
        let category = self.report.categories.iter().find(|category| category.id == finding.category);
        category.filter(|_| finding.counted).map_or(Level::None, |category| category.level)
    }

    fn text(&self, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
        let marks: Vec<Mark> = findings.iter().enumerate().flat_map(|(i, f)| self.marks(i + 1, f)).collect();
        let mut spans: Vec<Range<usize>> = marks.iter().map(|mark| mark.range.clone()).collect();
        spans.sort_by_key(|span| (span.start, span.end));
        let (passages, more) = passages::of(self.text, &spans);
        let width = columns();
        for passage in &passages {
            // A line that begins with an ellipsis says it already.
            if passage.gap && !passage.cut.0 {
                writeln!(out, "  …")?;
            }
            underline::print(out, passage, &marks, width)?;
        }
        if more && passages.last().is_some_and(|last| !last.cut.1) {
            writeln!(out, "  …")?;
        }
        if passages.is_empty() { Ok(()) } else { writeln!(out) }
    }

    /// A mark for each piece of a finding.
    fn marks(&self, number: usize, finding: &Finding) -> Vec<Mark> {
        let level = self.level(finding);
        let pieces = if finding.parts.is_empty() { std::slice::from_ref(&finding.span) } else { &finding.parts };
        pieces.iter().map(|piece| Mark { range: piece.bytes(), number, level }).collect()
    }

    fn finding(&self, number: usize, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let level = self.level(finding);
        let style = words::style(level);
        let quoted = match self.text.slice(finding.span.bytes()) {
            Some(text) => format!("“{}”", visible(&shortened(&text))),
            None => format!("bytes {} to {}", finding.span.utf8[0], finding.span.utf8[1]),
        };
        let reasons = [finding.reason.as_str(), &finding.gloss, "a term of the list"];
        let reason = reasons.into_iter().find(|reason| !reason.is_empty()).unwrap_or_default();
        writeln!(out, "{number:>3}  {style}{quoted}{style:#}  {}", visible(reason))?;
        let [category, entry, pack] = [&finding.category, &finding.entry, &finding.pack].map(|s| visible(s));
        write!(out, "     {} evidence of {category}, entry {entry}, pack {pack}", words::evidence(finding.evidence))?;
        if !finding.reason.is_empty() && !finding.gloss.is_empty() {
            write!(out, ": {}", visible(&finding.gloss))?;
        }
        writeln!(out)?;
        if let Some(spelling) = words::spelling(finding.spelling) {
            match &finding.standard {
                Some(standard) => writeln!(out, "     {spelling}, read as “{}”", visible(standard))?,
                None => writeln!(out, "     {spelling}")?,
            }
        }
        for note in &finding.context {
            writeln!(out, "     {} {}", visible(&note.rule), words::effect(note.evidence))?;
        }
        if !finding.counted {
            writeln!(out, "     not counted: its context or another finding leaves nothing of it")?;
        }
        if self.job.args.explain {
            let context: i32 = finding.context.iter().map(|note| note.evidence).sum();
            let [evidence, penalty, context, net] =
                [finding.evidence, finding.penalty, context, finding.net].map(words::nats);
            writeln!(out, "     evidence {evidence} - spelling {penalty} + context {context} = net {net}")?;
        }
        writeln!(out)
    }

    fn verdict(&self, out: &mut dyn Write) -> io::Result<()> {
        let Report { level, categories, .. } = self.report;
        let style = words::style(*level);
        writeln!(out, "Level: {style}{level}{style:#}, {}.", words::level(*level))?;
        for category in categories {
            self.category(category, out)?;
        }
        if let Some(finding) = self.report.findings.iter().find(|f| self.level(f) > Level::None) {
            let pack = finding.pack.split('@').next().unwrap_or_default();
            let (entry, category) = (quoted(&format!("{pack}/{}", finding.entry)), quoted(&finding.category));
            writeln!(out, "To silence one: --mute {entry}, or --mute-category {category}")?;
        }
        writeln!(out, "Not assessed: {}.", NOT_ASSESSED.join(", "))?;
        if !self.report.experimental.is_empty() {
            let packs = visible(&self.report.experimental.join(", ")).into_owned();
            writeln!(out, "Experimental, no native reader has reviewed it, never above medium: {packs}.")?;
        }
        Ok(())
    }

    fn category(&self, category: &Category, out: &mut dyn Write) -> io::Result<()> {
        let style = words::style(category.level);
        write!(out, "  {}: {style}{}{style:#}", visible(&category.id), category.level)?;
        if self.job.args.explain {
            let counted = self.report.findings.iter().filter(|f| f.counted && f.category == category.id);
            let sum: i32 = counted.map(|f| f.net).sum();
            let [prior, sum, logit] = [-300, sum, category.logit].map(words::nats);
            write!(out, " (prior {prior} + nets {sum} = logit {logit}, score {:.4})", category.score)?;
        }
        writeln!(out)?;
        match self.next_step(category).filter(|_| category.level > Level::None) {
            Some(next) => writeln!(out, "    Next: {}", visible(next)),
            None => Ok(()),
        }
    }

    /// What the packs advise: in the user's language, else in English.
    fn next_step(&self, category: &Category) -> Option<&str> {
        let messages = || self.job.scorer.packs().iter().flat_map(|pack| pack.messages());
        let languages = [self.job.args.lang.as_deref(), Some("en")];
        let mut found = languages.into_iter().flatten().filter_map(|lang| {
            messages().find(|m| m.category == category.id && m.lang == lang && !m.next.is_empty()).map(|m| m.next)
        });
        found.next()
    }
}

/// A quotation of at most so many characters.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// An argument as a shell takes it: a list's entry may hold spaces.
fn quoted(argument: &str) -> String {
    let argument = visible(argument);
    if argument.chars().all(|c| c.is_alphanumeric() || "._/#-".contains(c)) {
        argument.into_owned()
    } else {
        format!("'{}'", argument.replace('\'', "'\\''"))
    }
}

/// The terminal's width as the shell tells it, else the usual; wider than 120 nobody reads.
fn columns() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(80).clamp(40, 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted("en/scam.urgent"), "en/scam.urgent");
        assert_eq!(quoted("w/list#don't go"), r"'w/list#don'\''t go'");
    }

    #[test]
    fn quotations_are_cut_between_characters() {
        assert_eq!(shortened("жук"), "жук");
        assert_eq!(shortened(&"ж".repeat(200)), format!("{}…", "ж".repeat(80)));
    }
}
