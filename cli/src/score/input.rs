//! What an argument stands for: a text, a file, or standard input.

use crate::exit::{Outcome, Problem};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Cursor, IsTerminal, Read, Seek};
use std::path::{Path, PathBuf};

/// Where texts come from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// The argument itself, in whatever encoding the shell gave it.
    Text(Vec<u8>),
    File(PathBuf),
    Stdin,
}

/// An input, ready to be read.
pub(super) struct Opened {
    pub(super) reader: Box<dyn Read + Send>,
    /// The same file for reading a second time, from the offset where the text begins. Pipes have none.
    pub(super) again: Option<(File, u64)>,
    /// How long it is, where that can be known.
    pub(super) len: Option<u64>,
}

/// Sorts the arguments. What cannot be an input is said, and the others remain.
pub(super) fn plan(args: &[OsString]) -> (Vec<Input>, Outcome) {
    if args.is_empty() {
        if io::stdin().is_terminal() {
            let message =
                "no text is given; write it in quotation marks, name a file, or pipe it in (sipar score --help)";
            return (Vec::new(), Problem::new("usage.no-text", "", message).report());
        }
        return (vec![Input::Stdin], Outcome::Done);
    }
    let mut outcome = Outcome::Done;
    let mut inputs = Vec::new();
    for arg in args {
        let name = arg.display().to_string();
        if arg == "-" {
            if inputs.contains(&Input::Stdin) {
                let message = "standard input can be read once; leave out the second";
                outcome = Problem::new("usage.stdin", "-", message).report();
            } else {
                inputs.push(Input::Stdin);
            }
        } else if Path::new(arg).exists() {
            inputs.push(Input::File(arg.into()));
        } else if args.len() == 1 {
            if looks_like_a_path(arg) {
                let message =
                    "no file has this name, so the words themselves are scored; check the path if a file is meant";
                Problem::new("input.no-file", name, message).warn();
            }
            inputs.push(Input::Text(bytes(arg)));
        } else {
            let message = "no file has this name; check the path, or put a text of several words in quotation marks";
            outcome = Problem::new("input.missing", name, message).report();
        }
    }
    (inputs, outcome)
}

/// One word with a folder or a short extension: more likely a mistyped path than a message.
fn looks_like_a_path(arg: &OsStr) -> bool {
    let text = arg.to_string_lossy();
    let extension = || Path::new(arg).extension().is_some_and(|e| (1..=5).contains(&e.len()) && !e.is_empty());
    !text.contains(char::is_whitespace)
        && !text.contains("://")
        && text.len() < 256
        && (text.contains('/') || extension())
}

#[cfg(unix)]
fn bytes(arg: &OsStr) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    arg.as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes(arg: &OsStr) -> Vec<u8> {
    arg.to_string_lossy().into_owned().into_bytes()
}

impl Input {
    /// As errors and headings name it.
    pub(super) fn name(&self) -> String {
        match self {
            Input::Text(_) => "the text".to_owned(),
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "standard input".to_owned(),
        }
    }

    pub(super) fn open(&self) -> Result<Opened, Problem> {
        match self {
            Input::Text(text) => {
                let len = Some(text.len() as u64);
                Ok(Opened { reader: Box::new(Cursor::new(text.clone())), again: None, len })
            }
            Input::File(path) => {
                let file = File::open(path).map_err(|error| Problem::read(self.name(), &error))?;
                if path.is_dir() {
                    return Err(Problem::new("input.read", self.name(), "this is a folder; name the files in it"));
                }
                Ok(Opened::file(file))
            }
            Input::Stdin => Ok(stdin()),
        }
    }
}

impl Opened {
    fn file(mut file: File) -> Self {
        let len = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        let start = len.and_then(|_| file.stream_position().ok());
        let again = start.and_then(|start| Some((file.try_clone().ok()?, start)));
        let len = len.map(|len| len.saturating_sub(start.unwrap_or(0)));
        Opened { reader: Box::new(file), again, len }
    }
}

/// Standard input without the standard library's buffer, so that what is there can be answered at once, and `< file`
/// is as good as naming the file.
#[cfg(unix)]
fn stdin() -> Opened {
    use std::os::fd::AsFd as _;
    match io::stdin().as_fd().try_clone_to_owned() {
        Ok(descriptor) => Opened::file(File::from(descriptor)),
        Err(_) => Opened { reader: Box::new(io::stdin()), again: None, len: None },
    }
}

#[cfg(not(unix))]
fn stdin() -> Opened {
    Opened { reader: Box::new(io::stdin()), again: None, len: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(args: &[&str]) -> (Vec<Input>, Outcome) {
        plan(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn an_argument_is_a_file_if_there_is_one_else_the_text() {
        let file = std::env::current_exe().unwrap();
        let name = file.to_str().unwrap();
        assert_eq!(planned(&[name]), (vec![Input::File(file.clone())], Outcome::Done));
        assert_eq!(planned(&["act now"]), (vec![Input::Text(b"act now".to_vec())], Outcome::Done));
        assert_eq!(planned(&[""]), (vec![Input::Text(Vec::new())], Outcome::Done));
        assert_eq!(planned(&[name, "-"]), (vec![Input::File(file), Input::Stdin], Outcome::Done));
    }

    #[test]
    fn of_several_arguments_each_must_be_a_file() {
        assert_eq!(planned(&["act", "now"]), (Vec::new(), Outcome::Failed));
        assert_eq!(planned(&["-", "-"]), (vec![Input::Stdin], Outcome::Failed));
    }

    #[test]
    fn only_what_looks_like_a_path_is_warned_of() {
        for path in ["chat.txt", "a/b", "C.jsonl"] {
            assert!(looks_like_a_path(OsStr::new(path)), "{path}");
        }
        for text in ["act now.", "now", "Stop.", "https://example.org/a.html", "he said a/b or c"] {
            assert!(!looks_like_a_path(OsStr::new(text)), "{text}");
        }
    }
}
