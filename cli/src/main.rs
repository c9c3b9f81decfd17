//! `sipar`: scores the risk in texts at the command line, and compiles, checks and inspects packs.
//!
//! Data goes to standard output, everything else to standard error. Nothing is kept: no text, no verdict, no log.

#![forbid(unsafe_code)]

mod args;
mod check;
mod compile;
mod diagnostics;
mod exit;
mod help;
mod inspect;
mod made;
mod output;
mod packs;
mod progress;
mod score;
mod show;
mod source;
mod visible;
mod wakes;
mod words;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use exit::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.write_global();
    let outcome = match &cli.command {
        Command::Score(args) => score::run(args),
        Command::Compile(args) => compile::run(args),
        Command::Check(args) => check::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Completions { shell } => completions(*shell),
    };
    outcome.into()
}

/// Made in memory first: the generator panics when its writer fails, and `sipar completions bash | head` may close it.
fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sipar", &mut script);
    output::bytes(&script)
}
