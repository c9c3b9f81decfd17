//! Reads the command line and runs one task of the library.

use std::process::ExitCode;
use xtask::{Mode, Stop, bindings, ci, counts, generated, golden, ios, layers, process, swift, test, wasm};

const HELP: &str = "\
The project's tasks.

Usage: cargo xtask TASK

  test [--only SUITE]  run every test suite that exists, or one; ends with `N passed, N failed`
  ci                   all that a change must pass: tests, format, lints, docs, generated files,
                       layers, dependency policy; ends with the same line
  layers               check that the core's modules know only those below them
  tables [--check]     write core/src/text/tables.rs, or compare it
  counts [--write]     count instructions under valgrind and compare them with benches/baseline.json, or write it
  kotlin               build the JAR, into target/bindings/maven
  android              build and check the library for Android, and the AAR where an NDK is
  python               build the wheel, into target/wheels
  overhead             measure what a call costs from Kotlin and Python
  generate LANGUAGE    build the native library and generate its bindings for kotlin, swift or python
  swift [--check]      make bindings/swift ready to be built, and write bindings/api/swift.txt, or compare it
  ios                  build the static library for iPhones and check it; on a Mac also the XCFramework
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
        ["counts"] => counts::run(&root, Mode::Check),
        ["counts", "--write"] => counts::run(&root, Mode::Write),
        ["kotlin"] => bindings::kotlin::package(&root).map(|()| true),
        ["android"] => bindings::android::run(&root),
        ["python"] => bindings::python::package(&root).map(|()| true),
        ["overhead"] => bindings::overhead::run(&root),
        ["generate", name] => {
            let language = bindings::Language::ALL.into_iter().find(|language| language.name() == *name);
            let language = language.ok_or_else(|| Stop::Usage(format!("no bindings are generated for `{name}`")))?;
            bindings::packs(&root)?;
            bindings::generate(&root, language).map(|folder| {
                println!("{}", folder.display());
                true
            })
        }
        ["swift"] => swift::run(Mode::Write).map(|()| true),
        ["swift", "--check"] => swift::run(Mode::Check).map(|()| true),
        ["ios"] => ios::run(),
        ["golden", "--check"] => golden::run(&root, Mode::Check).map(|()| true),
        ["npm"] => wasm::npm(&root).map(|()| true),
        ["npm-bench"] => wasm::bench(&root),
        ["playground"] => wasm::playground(&root).map(|()| true),
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}");
            Ok(true)
        }
        ["test", "--only"] => Err(Stop::Usage(format!("--only needs a suite: {}", test::names()))),
        [
            task @ ("test" | "ci" | "layers" | "tables" | "counts" | "golden" | "generate" | "android" | "kotlin"
            | "python" | "overhead" | "swift" | "ios" | "npm" | "npm-bench" | "playground"),
            rest @ ..,
        ] => Err(Stop::Usage(format!("`{task}` does not take `{}`; see `cargo xtask help`", rest.join(" ")))),
        [task, ..] => Err(Stop::Usage(format!("there is no task `{task}`; see `cargo xtask help`"))),
    }
}
