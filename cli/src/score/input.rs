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

/// Sorts the arguments; `is_text` says that there is one and it is a text. What cannot be an input is said, and the
/// others remain.
pub(super) fn plan(args: &[OsString], is_text: bool) -> (Vec<Input>, Outcome) {
    if is_text {
        return match args {
            [text] => (vec![Input::Text(bytes(text))], Outcome::Done),
            _ => {
                let message = "--text takes one text; put a text of several words in quotation marks";
                (Vec::new(), Problem::new("usage.text", "", message).report())
            }
        };
    }
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
            // A name scored in place of the file would come out clean, and nobody would look again.
            if looks_like_a_path(arg) {
                let message = "no file has this name; check the path, or add --text if this is the text to score";
                outcome = Problem::new("input.missing", name, message).report();
            } else {
                inputs.push(Input::Text(bytes(arg)));
            }
        } else {
            let message = "no file has this name; check the path, or put a text of several words in quotation marks";
            outcome = Problem::new("input.missing", name, message).report();
        }
    }
    (inputs, outcome)
}

/// Endings of files that hold texts. With one of these even several words are a file's name.
const EXTENSIONS: [&str; 12] =
    ["csv", "eml", "htm", "html", "json", "jsonl", "log", "md", "ndjson", "tsv", "txt", "xml"];

/// Whether this is more likely a mistyped path than a message: one word with a folder or an extension, or several that
/// end as the names of text files do.
fn looks_like_a_path(arg: &OsStr) -> bool {
    let text = arg.to_string_lossy();
    if text.len() > 1_024 || text.contains("://") || text.contains(['\n', '\r']) {
        return false;
    }
    let extension = Path::new(arg).extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if text.contains(char::is_whitespace) {
        return EXTENSIONS.contains(&extension.as_str());
    }
    // "3.14" and "well…ok" have no extension.
    let short = (1..=5).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic());
    text.contains(std::path::is_separator) || short || EXTENSIONS.contains(&extension.as_str())
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
                    return Err(Problem::new(
                        "input.read",
                        self.name(),
                        "this is a folder; name the files in it, or add --text if this is the text to score",
                    ));
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
        plan(&args.iter().map(OsString::from).collect::<Vec<_>>(), false)
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
    fn what_looks_like_a_path_and_names_no_file_is_refused() {
        for path in ["gone/chat.txt", "gone.txt", "gone/b", "C.jsonl", "my gone chat.TXT", "../gone", "gone.ndjson"] {
            assert_eq!(planned(&[path]), (Vec::new(), Outcome::Failed), "{path}");
        }
        let sentences = [
            "act now.",
            "now",
            "Stop.",
            "https://example.org/a.html",
            "he said a/b or c",
            "3.14",
            "write to example.com",
            "Enough...",
            "one line\nlast.txt",
            "Где ты?Тут.Жду",
        ];
        for text in sentences {
            assert_eq!(planned(&[text]), (vec![Input::Text(text.into())], Outcome::Done), "{text}");
        }
    }

    #[test]
    fn text_forces_the_one_argument_to_be_text() {
        let file = std::env::current_exe().unwrap().into_os_string();
        for text in [file.clone(), "gone.txt".into(), "-".into(), "".into()] {
            let planned = plan(std::slice::from_ref(&text), true);
            assert_eq!(planned, (vec![Input::Text(bytes(&text))], Outcome::Done), "{text:?}");
        }
        assert_eq!(plan(&["act".into(), "now".into()], true), (Vec::new(), Outcome::Failed));
    }
}
