//! `sipar check`: everything that is wrong with a lexicon, from the parser, the compiler and the lint.

use crate::args::CheckArgs;
use crate::compile::eprint;
use crate::exit::Outcome;
use crate::made::{Answer, Made};
use crate::{diagnostics, output, source};
use sipar::Diagnostic;

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    let mut read = source::read(&args.source, &args.list);
    let mut made = None;
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
        }
    }
    outcome = outcome.and(diagnostics::outcome(&read.diagnostics));
    let (errors, warnings) = diagnostics::tally(&read.diagnostics);
    if args.json {
        return outcome.and(output::json(&Answer::of(&read.diagnostics, made)));
    }
    diagnostics::print(&read.diagnostics, &read.texts, args.plain);
    match made.filter(|_| errors == 0) {
        Some(made) if warnings == 0 => eprint(&format!("ok: {made}")),
        Some(made) => eprint(&format!("ok: {made}; {}", diagnostics::tally_words(&read.diagnostics))),
        None => eprint(&format!("not ok: {}", diagnostics::tally_words(&read.diagnostics))),
    }
    outcome
}

/// Adds what has not been said: compiler and lint may see the same fault.
fn add(all: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    for diagnostic in more {
        if !all.contains(&diagnostic) {
            all.push(diagnostic);
        }
    }
}
