//! `sipar check`: everything that is wrong with a lexicon, from the parser, the compiler and the lint; and
//! what its matches are made of.

use crate::args::CheckArgs;
use crate::compile::eprint;
use crate::exit::{Outcome, Problem, words};
use crate::made::{Answer, Made};
use crate::{diagnostics, output, show, source, wakes};
use sipar::{Diagnostic, Lexicon, ShownEntry, WakeRates};
use std::path::PathBuf;

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    let mut read = source::read(&args.source, &args.list);
    let mut made = None;
    let mut rates = None;
    let mut outcome = Outcome::Done;
    if let Some(lexicon) = &read.lexicon {
        match lexicon.compile() {
            Ok(bytes) => match Made::of(bytes) {
                Ok(summary) => made = Some(summary),
                Err(problem) => outcome = problem.report(),
            },
            Err(error) => add(&mut read.diagnostics, error.diagnostics),
        }
        // The lint scores with the pack, so it has nothing to say of one that cannot be made.
        if made.is_some() {
            add(&mut read.diagnostics, sipar::check(lexicon));
            for path in &args.words {
                match std::fs::read(path) {
                    Ok(bytes) => {
                        let text = String::from_utf8_lossy(&bytes);
                        add(&mut read.diagnostics, sipar::check_words(lexicon, text.lines().filter_map(listed)));
                    }
                    Err(error) => {
                        let message = format!("{}; check the path", words(&error));
                        outcome = outcome.and(Problem::new("words.read", path.display().to_string(), message).report());
                    }
                }
            }
            if !args.wake.is_empty() {
                let (counted, warnings, worse) = wake(lexicon, &args.wake);
                rates = counted;
                add(&mut read.diagnostics, warnings);
                outcome = outcome.and(worse);
            }
        }
    }
    outcome = outcome.and(diagnostics::outcome(&read.diagnostics));
    let (shown, problems) = match &args.show {
        None => (None, Vec::new()),
        Some(ids) => shown(&read, ids, args.forms),
    };
    for problem in problems {
        outcome = outcome.and(problem.report());
    }
    let (errors, warnings) = diagnostics::tally(&read.diagnostics);
    if args.json {
        return outcome
            .and(output::json(&Answer::of(&read.diagnostics, made).showing(shown.as_deref()).waking(rates.as_ref())));
    }
    if let Some(entries) = &shown {
        outcome = outcome.and(show::print(entries));
    }
    if let Some(rates) = &rates {
        outcome = outcome.and(output::bytes(wakes::table(rates, &args.wake).as_bytes()));
    }
    diagnostics::print(&read.diagnostics, &read.texts, args.plain);
    match made.filter(|_| errors == 0) {
        Some(made) if warnings == 0 => eprint(&format!("ok: {made}")),
        Some(made) => eprint(&format!("ok: {made}; {}", diagnostics::tally_words(&read.diagnostics))),
        None => eprint(&format!("not ok: {}", diagnostics::tally_words(&read.diagnostics))),
    }
    outcome
}

/// How many sentences of the corpora each entry has read, what to warn of, and whether something could not be read.
fn wake(lexicon: &Lexicon, paths: &[PathBuf]) -> (Option<WakeRates>, Vec<Diagnostic>, Outcome) {
    let (texts, problems) = wakes::texts(paths);
    let outcome = problems.into_iter().fold(Outcome::Done, |outcome, problem| outcome.and(problem.report()));
    match sipar::check_wakes(lexicon, texts.iter().map(String::as_str)) {
        Ok((rates, warnings)) => (Some(rates), warnings, outcome),
        Err(error) => (None, error.diagnostics, outcome),
    }
}

/// The word of a line of a list: what stands before a tab, or before the flags of a spelling dictionary. A line that holds a
/// number, as a dictionary's first does, or a comment, holds none.
fn listed(line: &str) -> Option<&str> {
    let word = line.split(['\t', '/']).next()?.trim();
    (!word.is_empty() && !line.starts_with('#') && !word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
}

/// The entries that are to be shown, and what stands in the way.
fn shown(read: &source::Read, ids: &[String], forms: usize) -> (Option<Vec<ShownEntry>>, Vec<Problem>) {
    match &read.lexicon {
        Some(lexicon) => {
            let (entries, problems) = show::entries(lexicon, ids, forms);
            (Some(entries), problems)
        }
        None => {
            eprint("nothing can be shown before the lexicon can be read: mend the errors below");
            (None, Vec::new())
        }
    }
}

/// Adds what has not been said: compiler and lint may see the same fault.
fn add(all: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    for diagnostic in more {
        if !all.contains(&diagnostic) {
            all.push(diagnostic);
        }
    }
}
