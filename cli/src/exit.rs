//! How a run ends: the three exit codes, and the errors that lead to the last.

use crate::visible::visible;
use anstyle::{AnsiColor, Style};
use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

/// How a run ended; of two, the greater decides, so an error is never hidden by a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All was done: exit 0.
    #[default]
    Done,
    /// A text reached `--fail-on`: exit 1.
    Found,
    /// Something could not be done: exit 2.
    Failed,
}

impl Outcome {
    /// This and what came next, as one.
    pub(crate) fn and(self, next: Outcome) -> Outcome {
        self.max(next)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Found => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Something that could not be done, with a stable code, what it concerns, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Stable, such as `pack.missing`: scripts may match on it.
    pub(crate) code: &'static str,
    /// The file or argument; empty where the run as a whole is meant.
    pub(crate) place: String,
    /// What is wrong; then what to do.
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(code: &'static str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { code, place: place.into(), message: message.into() }
    }

    /// A file that could not be read.
    pub(crate) fn read(place: impl Into<String>, error: &std::io::Error) -> Self {
        Problem::new("input.read", place, format!("{}; check the path and its permissions", words(error)))
    }

    /// Says it on standard error; the run has failed.
    pub(crate) fn report(&self) -> Outcome {
        say("error", AnsiColor::Red, &self.to_string());
        Outcome::Failed
    }

    /// Says it on standard error as something worth knowing; the run goes on.
    pub(crate) fn warn(&self) {
        say("warning", AnsiColor::Yellow, &self.to_string());
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", visible(&self.place))?;
        }
        write!(f, "[{}] {}", self.code, visible(&self.message))
    }
}

/// An I/O error without Rust's `(os error 2)`, which helps nobody.
pub(crate) fn words(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

/// A line on standard error. That nobody reads it is no reason to stop.
fn say(kind: &str, color: AnsiColor, text: &str) {
    let style = Style::new().fg_color(Some(color.into())).bold();
    let _ = writeln!(anstream::stderr(), "{style}{kind}{style:#}: {text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_outweighs_a_finding() {
        assert_eq!(Outcome::Found.and(Outcome::Failed), Outcome::Failed);
        assert_eq!(Outcome::Failed.and(Outcome::Found), Outcome::Failed);
        assert_eq!(Outcome::Done.and(Outcome::Found), Outcome::Found);
    }

    #[test]
    fn a_problem_names_place_code_and_remedy_and_hides_no_control_character() {
        let problem = Problem::new("pack.missing", "a\u{1b}[31m.sipar", "there is no such file; check the path");
        assert_eq!(problem.to_string(), "a␛[31m.sipar: [pack.missing] there is no such file; check the path");
        assert_eq!(Problem::new("pack.none", "", "x; y").to_string(), "[pack.none] x; y");
    }

    #[test]
    fn io_errors_lose_their_number() {
        let error = std::io::Error::from_raw_os_error(2);
        assert!(!words(&error).contains("os error"), "{}", words(&error));
    }
}
