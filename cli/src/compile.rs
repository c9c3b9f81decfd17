//! `sipar compile`: a lexicon or a list becomes a pack, or everything that is wrong with it is said.

use crate::args::CompileArgs;
use crate::exit::{Outcome, Problem, words as io_words};
use crate::made::{Answer, Made};
use crate::{diagnostics, output, source};
use sipar::{LoadError, Pack};
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &CompileArgs) -> Outcome {
    let to_stdout = args.output.as_os_str() == "-";
    if let Err(problem) = may_write(args, to_stdout) {
        return problem.report();
    }
    let mut read = source::read(&args.source, &args.list);
    let mut bytes = None;
    if let Some(lexicon) = &read.lexicon {
        match lexicon.compile() {
            Ok(pack) => bytes = Some(pack),
            Err(error) => read.diagnostics.extend(error.diagnostics),
        }
    }
    let mut outcome = diagnostics::outcome(&read.diagnostics);
    if !args.json {
        diagnostics::print(&read.diagnostics, &read.texts, args.plain);
    }
    let mut made = None;
    match bytes.filter(|_| outcome == Outcome::Done) {
        Some(bytes) => {
            outcome = if to_stdout { output::bytes(&bytes) } else { write(&args.output, &bytes) };
            if outcome == Outcome::Done {
                match Made::of(bytes) {
                    Ok(summary) => made = Some(summary),
                    Err(problem) => outcome = problem.report(),
                }
            }
        }
        None => {
            outcome = Outcome::Failed;
            eprint(&format!("no pack is made: {}", diagnostics::tally_words(&read.diagnostics)));
        }
    }
    if let Some(made) = &made {
        eprint(&made.to_string());
    }
    if args.json {
        outcome = outcome.and(output::json(&Answer::of(&read.diagnostics, made)));
    }
    outcome
}

/// A line on standard error.
pub(crate) fn eprint(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", crate::visible::visible(line));
}

/// Whether the output may be written, asked before any work is done.
fn may_write(args: &CompileArgs, to_stdout: bool) -> Result<(), Problem> {
    let name = args.output.display().to_string();
    if to_stdout {
        if args.json {
            let message = "--json and -o - both want standard output; write the pack to a file";
            return Err(Problem::new("usage.output", "-", message));
        }
        if io::stdout().is_terminal() && !args.force {
            let message = "a pack is not for a terminal; write it to a file, or add --force";
            return Err(Problem::new("usage.output", "-", message));
        }
        return Ok(());
    }
    if args.output.is_dir() {
        return Err(Problem::new("output.write", name, "this is a folder; name a file in it"));
    }
    if !args.force && args.output.is_file() && !replaceable(&args.output) {
        return Err(Problem::new(
            "output.not-a-pack",
            name,
            "this file is no pack and would be lost; name another, or add --force",
        ));
    }
    Ok(())
}

/// Whether nothing but a pack, whole or broken, would be lost. A file that cannot be read may be anything.
fn replaceable(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.is_empty() || !matches!(Pack::load(bytes), Err(LoadError::NotAPack)))
}

/// Writes beside the target and renames, so that whoever loads it finds the old pack or the new one, never half.
fn write(path: &Path, bytes: &[u8]) -> Outcome {
    let failed = |error: &io::Error| {
        let message = format!("{}; check the folder, its permissions and its space", io_words(error));
        Problem::new("output.write", path.display().to_string(), message).report()
    };
    // A device or a pipe (/dev/null, /dev/stdout) is written to, not replaced.
    if path.exists() && !path.is_file() {
        return match fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes)) {
            Ok(()) => Outcome::Done,
            Err(error) => failed(&error),
        };
    }
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let temporary = beside(&target);
    let written = File::create_new(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, &target));
    match written {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let _ = fs::remove_file(&temporary);
            failed(&error)
        }
    }
}

/// A name in the same folder that no other run uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_temporary_file_is_a_neighbour() {
        let temporary = beside(Path::new("a/b.sipar"));
        assert_eq!(temporary.parent(), Some(Path::new("a")));
        assert!(temporary.to_string_lossy().contains(".b.sipar."));
    }
}
