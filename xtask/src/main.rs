//! Reads the command line and runs one task of the library.

use std::process::ExitCode;
use xtask::{Mode, Stop, ci, generated, golden, layers, process, test, wasm};

const HELP: &str = "\
The project's tasks.

Usage: cargo xtask TASK

  test [--only SUITE]  run every test suite that exists, or one; ends with `N passed, N failed`
  ci                   all that a change must pass: tests, format, lints, docs, generated files,
                       layers, dependency policy; ends with the same line
  layers               check that the core's modules know only those below them
  tables [--check]     write core/src/text/tables.rs, or compare it
  golden [--check]     write testdata/golden, or compare it
  npm                  build and pack the npm package, in target/npm
  npm-bench            measure the npm package beside the native scorer
  playground           build the playground, in target/playground, and serve it on this machine
  help                 print this

Exit: 0 done, 1 something failed, 2 the command line is wrong.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(stop) => {
            eprintln!("error: {stop}");
            ExitCode::from(if matches!(stop, Stop::Usage(_)) { 2 } else { 1 })
        }
    }
}

/// Runs the task that the arguments name; `false` if it ran and something failed.
fn run(args: &[&str]) -> Result<bool, Stop> {
    let root = process::root();
    match args {
        ["test"] => test::run(None),
        ["test", "--only", suite] => test::run(Some(suite)),
        ["ci"] => ci::run(),
        ["layers"] => layers::run(&root).map(|()| true),
        ["tables"] => generated::tables(&root, Mode::Write).map(|()| true),
        ["tables", "--check"] => generated::tables(&root, Mode::Check).map(|()| true),
        ["golden"] => golden::run(&root, Mode::Write).map(|()| true),
        ["golden", "--check"] => golden::run(&root, Mode::Check).map(|()| true),
        ["npm"] => wasm::npm(&root).map(|()| true),
        ["npm-bench"] => wasm::bench(&root),
        ["playground"] => wasm::playground(&root).map(|()| true),
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}");
            Ok(true)
        }
        ["test", "--only"] => Err(Stop::Usage(format!("--only needs a suite: {}", test::names()))),
        [task @ ("test" | "ci" | "layers" | "tables" | "golden" | "npm" | "npm-bench" | "playground"), rest @ ..] => {
            Err(Stop::Usage(format!("`{task}` does not take `{}`; see `cargo xtask help`", rest.join(" "))))
        }
        [task, ..] => Err(Stop::Usage(format!("there is no task `{task}`; see `cargo xtask help`"))),
    }
}
