//! `sipar score`: which texts are scored, in which manner, and how it ends.

mod human;
mod input;
mod json_text;
mod jsonl;
mod line;
mod lines;
mod passages;
mod text;
mod underline;
pub(crate) mod utf8;
mod whole;

use crate::args::ScoreArgs;
use crate::exit::{Outcome, Problem};
use crate::output;
use crate::packs;
use crate::visible::visible;
use input::Input;
use line::{Form, Kind};
use std::io::Write;

pub(crate) fn run(args: &ScoreArgs) -> Outcome {
    let (inputs, planned) = input::plan(&args.inputs, args.text);
    if inputs.is_empty() {
        return planned;
    }
    let (scorer, loaded) = packs::scorer(args);
    let Some(scorer) = scorer else {
        return planned.and(loaded);
    };
    let scored = match kind(args) {
        Some(kind) => {
            // Stripping colours from a stream of millions of lines would cost more than scoring them.
            let form = if args.json { Form::Json } else { Form::Brief { color: output::wants_color() } };
            let job = line::Job { scorer: &scorer, kind, form, fail_on: args.fail_on };
            let threads = args.threads.map_or_else(cores, usize::from);
            inputs.iter().fold(Outcome::Done, |outcome, input| outcome.and(each_line(&job, threads, input)))
        }
        None => {
            let mut out = output::writer(!args.json);
            let job = whole::Job { scorer: &scorer, args };
            let mut outcome = Outcome::Done;
            for (i, input) in inputs.iter().enumerate() {
                let heading = (inputs.len() > 1 && !args.json).then_some(i > 0);
                outcome = outcome.and(one_text(&job, input, heading, &mut out));
            }
            outcome
        }
    };
    planned.and(loaded).and(scored)
}

/// What a line is, if lines are texts.
fn kind(args: &ScoreArgs) -> Option<Kind> {
    match &args.jsonl {
        Some(field) => Some(Kind::Jsonl(field.clone())),
        None => args.lines.then_some(Kind::Plain),
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Scores an input as one text. Of several, each stands under its name; `heading` says whether an empty line parts
/// it from the one before.
fn one_text(job: &whole::Job, input: &Input, heading: Option<bool>, out: &mut dyn Write) -> Outcome {
    let read = match whole::read(job, input) {
        Ok(read) => read,
        Err(problem) => return problem.report(),
    };
    let title = match heading {
        Some(gap) => writeln!(out, "{}== {} ==", if gap { "\n" } else { "" }, visible(&input.name())),
        None => Ok(()),
    };
    let outcome = output::done(title.and_then(|()| whole::print(job, &read, out)).and_then(|()| out.flush()));
    let reached = job.args.fail_on.is_some_and(|level| read.report.level >= level);
    let bad = read.bad.map_or(Outcome::Done, |bad| bad.problem(input.name()).report());
    outcome.and(bad).and(if reached { Outcome::Found } else { Outcome::Done })
}

/// Scores an input line by line.
fn each_line(job: &line::Job, threads: usize, input: &Input) -> Outcome {
    let opened = match input.open() {
        Ok(opened) => opened,
        Err(problem) => return problem.report(),
    };
    // On a terminal, answers would be written through the bar.
    let bar = match std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        true => indicatif::ProgressBar::hidden(),
        false => crate::progress::bar(&input.name(), opened.len),
    };
    let reader = crate::progress::Tracked::new(opened.reader, bar);
    let mut out = std::io::stdout().lock();
    let tally = lines::run(job, threads, reader, &mut out);
    let mut outcome = if tally.reached { Outcome::Found } else { Outcome::Done };
    if let Some((line, first)) = &tally.first_bad {
        let (bad, all) = (crate::words::grouped(tally.bad), crate::words::count(tally.lines, "line", "lines"));
        let message = format!("{bad} of {all} could not be read, first line {line}: {}", first.message);
        outcome = outcome.and(Problem::new(first.code, input.name(), message).report());
    }
    match tally.read_error {
        Some(error) => outcome.and(Problem::read(input.name(), &error).report()),
        None => outcome,
    }
}
