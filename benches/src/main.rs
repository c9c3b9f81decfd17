//! Measures the scorer beside other multi-pattern matchers in one process: `sipar-bench --entries 100000`.
//!
//! Inputs and lexicons come from fixed seeds. Times are thread CPU time; candidates take turns and medians count, so
//! that only ratios within one run mean anything. Exits with 1 if the scorer misses a planted hit.

mod baseline;
mod candidates;
mod dump;
mod inputs;
mod lexicon;
mod measure;
mod output;
mod random;
mod words;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Compares the scorer's speed with that of other matchers.
#[derive(Parser)]
struct Args {
    /// Entries of the lexicon; smaller lexicons are part of larger ones.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(20..=2_000_000))]
    entries: u32,
    /// Print one JSON object instead of tables.
    #[arg(long)]
    json: bool,
    /// Smaller inputs, fewer rounds.
    #[arg(long)]
    quick: bool,
    /// Build even the candidates that need very much memory or time at this size.
    #[arg(long)]
    full: bool,
    /// Use made-up words even where dictionaries are installed.
    #[arg(long)]
    synthetic: bool,
    /// Measure the scorer alone.
    #[arg(long)]
    only_sipar: bool,
    /// Another build of this program: also run both in turn and tell how much faster this one's scorer is.
    #[arg(long, value_name = "BINARY")]
    baseline: Option<PathBuf>,
    /// Measure nothing: write the pack and the inputs into a folder, for a build of the scorer in another language.
    #[arg(long, value_name = "FOLDER")]
    dump: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let note = |text: &str| eprintln!("{text}");
    let sources = words::Sources::find(args.synthetic);
    note(&format!("words: {}", sources.origin));
    let clean = inputs::clean(&sources, if args.quick { 10 } else { 1 });
    let terms = lexicon::terms(&sources, &clean, args.entries as usize);
    let inputs = inputs::plant(clean, &terms);
    if let Some(folder) = &args.dump {
        return match dump::write(folder, &terms, &inputs) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                note(&format!("{} cannot be written: {error}", folder.display()));
                ExitCode::FAILURE
            }
        };
    }
    note(&format!("{} terms; compiling and building", terms.len()));
    let sipar = match measure::Sipar::build(&terms) {
        Ok(sipar) => sipar,
        Err(error) => {
            note(&format!("the lexicon does not compile: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let rounds = if args.quick { 5 } else { 9 };
    let baseline = args.baseline.as_ref().map(|other| {
        note("running both builds in turn");
        let mut same = vec!["--entries".to_owned(), args.entries.to_string()];
        same.extend(args.quick.then(|| "--quick".to_owned()));
        same.extend(args.synthetic.then(|| "--synthetic".to_owned()));
        baseline::compare(other, &same, rounds)
    });
    let baseline = match baseline.transpose() {
        Ok(ratios) => ratios.unwrap_or_default(),
        Err(error) => {
            note(&format!("cannot compare with the baseline: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let missed = measure::missed(&sipar.scorer, &inputs);
    for hit in missed.iter().take(10) {
        note(&format!("missed: {hit}"));
    }
    let mut candidates = match candidates::of_sipar(&sipar.scorer) {
        Ok(candidates) => candidates,
        Err(error) => {
            note(&format!("the bundled packs do not load beside the list: {error}"));
            return ExitCode::FAILURE;
        }
    };
    if !args.only_sipar {
        candidates.extend(candidates::peers(&terms, args.full, &note));
    }
    let results = output::Results {
        words: sources.origin,
        entries: terms.len(),
        speeds: measure::speeds(&mut candidates, &inputs, rounds),
        wakes: measure::wakes(&sipar.scorer, &inputs),
        short: measure::short_message(&sipar.scorer, &inputs, rounds),
        sipar,
        baseline,
        planted: inputs.iter().map(|input| input.planted.len()).sum(),
        missed: missed.len(),
    };
    if args.json {
        results.print_json()
    } else {
        results.print_tables()
    }
    if results.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
