//! Other programs: where they run, what is said of them, how their output is read while it streams.

use crate::Stop;
use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader, Write, stdout},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The top of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// A program that will run at the top of the repository.
#[must_use]
pub fn tool(program: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).args(args);
    command
}

/// The cargo that runs this task.
#[must_use]
pub fn cargo(args: &[&str]) -> Command {
    tool(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

/// Runs a program with its output straight to ours. `false` if it reports failure.
pub fn run(command: &mut Command) -> Result<bool, Stop> {
    announce(command);
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    Ok(status.success())
}

/// As [`run`], and hands each line of its standard output on once it is printed.
pub fn run_reading(command: &mut Command, mut line: impl FnMut(&str)) -> Result<bool, Stop> {
    announce(command);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    if let Some(pipe) = child.stdout.take() {
        let mut pipe = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while pipe.read_until(b'\n', &mut bytes).map_err(Stop::failed)? > 0 {
            // If nobody reads what we print, the program still runs to its end.
            let _ = stdout().write_all(&bytes).and_then(|()| stdout().flush());
            line(String::from_utf8_lossy(&bytes).trim_end());
            bytes.clear();
        }
    }
    Ok(child.wait().map_err(Stop::failed)?.success())
}

/// A program's whole standard output.
pub fn output(command: &mut Command) -> Result<String, Stop> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if !output.status.success() {
        return Err(Stop::Failed(format!("`{}` failed", shown(command))));
    }
    String::from_utf8(output.stdout).map_err(Stop::failed)
}

fn announce(command: &Command) {
    eprintln!("$ {}", shown(command));
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Stop {
    Stop::Failed(format!("cannot start `{}`: {error}; is it installed?", command.get_program().display()))
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let set = command.get_envs().filter_map(|(name, value)| Some(format!("{}={}", name.display(), value?.display())));
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let args =
        command.get_args().map(|arg| if arg.is_empty() { "''".into() } else { arg.to_string_lossy().into_owned() });
    set.chain([program]).chain(args).collect::<Vec<_>>().join(" ")
}
