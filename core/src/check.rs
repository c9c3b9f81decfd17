//! The lint: what a released pack must have, and whether its entries do what their examples say.

use crate::compile::{Expander, spell_out};
use crate::error::Diagnostic;
use crate::level::Level;
use crate::lexicon::Lexicon;
use crate::lexicon::model::{Entry, Example};
use crate::lexicon::phrase::is_id;
use crate::lexicon::problems::{Place, Problems};
use crate::pack::Pack;
use crate::report::Report;
use crate::scorer::{Scorer, Scratch};

/// Checks a lexicon against the rules for released packs: every entry has a gloss, a text that must be flagged and is,
/// and one that must pass and does; every category tells people its reason in every language of the pack. A plain list
/// has nothing to check.
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
            // Levels are judged by the words alone; an unreviewed pack's cap is no fault of an entry.
            let mut checker = Checker {
                lexicon,
                scorer,
                scratch: Scratch::default(),
                expander: Expander::new(&lexicon.model.classes),
                problems,
            };
            checker.entries();
            checker.messages();
            problems = checker.problems;
        }
        Ok(Err(error)) => {
            problems.error("compile.internal", &Place::whole(0), error.to_string(), "report this as a fault")
        }
        Err(error) => problems.error("compile.internal", &Place::whole(0), error.to_string(), "report this as a fault"),
    }
    problems.into_sorted()
}

struct Checker<'l> {
    lexicon: &'l Lexicon,
    scorer: Scorer,
    scratch: Scratch,
    expander: Expander<'l>,
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
            self.repeats(entry);
            for example in &entry.flag {
                self.flag(entry, example);
            }
            for example in &entry.pass {
                self.pass(entry, example);
            }
        }
    }

    /// Phrases of one entry of which one lies within another are no error, but one of them does nothing.
    fn repeats(&mut self, entry: &Entry) {
        let mut terms = Vec::new();
        spell_out(entry, &self.expander, &mut Problems::default(), |term| terms.push(term));
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
        for text in self.texts(&example.text.value) {
            let report = self.scorer.score_with(&mut self.scratch, &text);
            if !report.findings.iter().any(|finding| finding.entry == entry.id.value) {
                let message = format!("`{}` is not found in its flag text \"{text}\"", entry.id.value);
                self.problems.error("lint.flag-missed", &example.text.place, message, "mend the match or the text");
                return;
            }
            let level = level(&report, &entry.category.value);
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
        for text in self.texts(&example.text.value) {
            let report = self.scorer.score_with(&mut self.scratch, &text);
            let level = level(&report, &entry.category.value);
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

    /// A text with every member of every class it names, in turn.
    fn texts(&self, text: &str) -> Vec<String> {
        let Some((before, rest)) = text.split_once('<') else { return vec![text.to_owned()] };
        let Some((id, after)) = rest.split_once('>').filter(|(id, _)| is_id(id)) else { return vec![text.to_owned()] };
        let members = self.expander.members(id);
        if members.is_empty() {
            return vec![text.to_owned()];
        }
        let tails = self.texts(after);
        members.iter().flat_map(|member| tails.iter().map(move |tail| format!("{before}{member}{tail}"))).collect()
    }

    fn messages(&mut self) {
        let model = &self.lexicon.model;
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

fn level(report: &Report, category: &str) -> Level {
    report.categories.iter().find(|found| found.id == category).map_or(Level::None, |found| found.level)
}
