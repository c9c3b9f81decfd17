//! Reading a lexicon's source from files: a pack folder with all that it includes, or one list.

use crate::args::ListArgs;
use crate::exit::words;
use crate::score::utf8::{self, Repair};
use sipar::{CompileError, Diagnostic, Lexicon, ListOptions, Severity, SourceFile};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What reading a source came to.
pub(crate) struct Read {
    /// The lexicon, if there is one.
    pub(crate) lexicon: Option<Lexicon>,
    /// Everything found wrong so far, errors and warnings.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The files' texts by name, for excerpts.
    pub(crate) texts: Vec<(String, String)>,
}

/// Reads and parses `source`.
pub(crate) fn read(source: &Path, list: &ListArgs) -> Read {
    let mut files = Files::default();
    let is_list = extension_is(source, &["txt", "csv", "tsv"]);
    if source.is_dir() {
        files.folder(source, &["toml", "csv"]);
        if files.read.is_empty() && files.diagnostics.is_empty() {
            files.fail(&name(source), "source.empty", "the folder holds no .toml file", "name a pack's folder");
        }
    } else if is_list || extension_is(source, &["toml"]) {
        match source.parent() {
            Some(folder) if source.file_name().is_some_and(|n| n == "pack.toml") && source.is_file() => {
                files.folder(folder, &["toml", "csv"]);
            }
            _ => files.file(source),
        }
    } else if source.exists() {
        let message = "this is neither a pack folder nor a .toml, .txt, .csv or .tsv file";
        files.fail(&name(source), "source.kind", message, "name one of these");
    } else {
        files.fail(&name(source), "source.missing", "there is no such file or folder", "check the path");
    }
    if !is_list {
        files.includes();
        if let Some(option) = unused(list) {
            let message = format!("--{option} is for lists");
            files.fail(&name(source), "source.option", &message, "write it into pack.toml");
        }
    }
    files.parse(if is_list { Some(list_options(list)) } else { None })
}

/// The files read so far, and what stood in the way.
#[derive(Default)]
struct Files {
    read: Vec<SourceFile>,
    seen: BTreeSet<PathBuf>,
    diagnostics: Vec<Diagnostic>,
    /// What is not UTF-8, by name, made readable for excerpts.
    broken: Vec<(String, String)>,
}

impl Files {
    /// Every file in `folder` that has one of the extensions, and every `.toml` below, in the order of their names on
    /// every machine. Links to folders are not followed, so the walk ends; hidden folders belong to tools. A `.csv`
    /// further down need not be a table of entries: it may be the data they were made of.
    fn folder(&mut self, folder: &Path, extensions: &[&str]) {
        let entries = match std::fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }) {
            Ok(entries) => entries,
            Err(error) => return self.fail(&name(folder), "source.read", &words(&error), "check its permissions"),
        };
        let mut entries: Vec<_> = entries.flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
            if is_folder && !entry.file_name().to_string_lossy().starts_with('.') {
                self.folder(&path, &["toml"]);
            } else if !is_folder && extension_is(&path, extensions) {
                self.file(&path);
            }
        }
    }

    /// What the files include, and what that includes. A file that is not there is left to the parser, which knows
    /// the line that asks for it; a circle ends because no file is read twice.
    fn includes(&mut self) {
        let mut next = 0;
        while let Some(file) = self.read.get(next) {
            for path in sipar::includes(file) {
                if Path::new(&path).is_file() {
                    self.file(Path::new(&path));
                }
            }
            next += 1;
        }
    }

    /// Reads one file, unless it was.
    fn file(&mut self, path: &Path) {
        let path_name = name(path);
        // One file may be asked for by several names.
        if !self.seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())) {
            return;
        }
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return self.fail(&path_name, "source.missing", "there is no such file", "check the path");
            }
            Err(error) => return self.fail(&path_name, "source.read", &words(&error), "check its permissions"),
        };
        match String::from_utf8(bytes) {
            Ok(text) => self.read.push(SourceFile { path: path_name, text }),
            Err(error) => {
                let (text, diagnostics) = not_utf8(&path_name, error.as_bytes());
                self.broken.push((path_name, text));
                self.diagnostics.extend(diagnostics);
            }
        }
    }

    fn fail(&mut self, file: &str, code: &'static str, message: &str, remedy: &str) {
        self.diagnostics.push(Diagnostic {
            code,
            severity: Severity::Error,
            file: file.to_owned(),
            line: 0,
            column: 0,
            span: (0, 0),
            message: message.to_owned(),
            remedy: remedy.to_owned(),
        });
    }

    /// Parses what could be read even if something could not: the rest of what is wrong is worth knowing too.
    fn parse(self, list: Option<ListOptions>) -> Read {
        let Files { read, mut diagnostics, broken, .. } = self;
        let texts = read.iter().map(|file| (file.path.clone(), file.text.clone())).chain(broken).collect();
        let unread = !diagnostics.is_empty();
        let parsed: Option<Result<Lexicon, CompileError>> = match list {
            _ if read.is_empty() => None,
            Some(options) => read.into_iter().next().map(|file| Lexicon::list(file, &options)),
            None => Some(Lexicon::parse(read)),
        };
        let lexicon = match parsed {
            None => None,
            Some(Ok(lexicon)) => {
                diagnostics.extend(lexicon.warnings().iter().cloned());
                (!unread).then_some(lexicon)
            }
            Some(Err(error)) => {
                diagnostics.extend(error.diagnostics);
                None
            }
        };
        Read { lexicon, diagnostics, texts }
    }
}

/// The file as diagnostics name it and includes join it: as it was given, with `/` everywhere and no `./` in front.
fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name.into_owned() };
    match name.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => name,
    }
}

fn extension_is(path: &Path, among: &[&str]) -> bool {
    path.extension().is_some_and(|e| among.iter().any(|a| e.eq_ignore_ascii_case(a)))
}

/// Lines that are not UTF-8, at most this many of them.
const BAD_LINES: usize = 100;

/// Each line that is not UTF-8, by its first bad byte; and the text with U+001A for every bad byte, in which the same
/// spans hold.
fn not_utf8(file: &str, bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (mut text, mut repair) = (String::with_capacity(bytes.len()), Repair::default());
    repair.push(bytes, |t| text.push_str(t));
    repair.finish(|t| text.push_str(t));
    let mut start = 0;
    let mut diagnostics = Vec::new();
    for (line, number) in bytes.split_inclusive(|&b| b == b'\n').zip(1..) {
        if let Err(error) = std::str::from_utf8(line) {
            let (good, bad) = line.split_at(error.valid_up_to());
            let column = String::from_utf8_lossy(good).chars().count() + 1;
            let at = start + good.len();
            diagnostics.push(Diagnostic {
                code: "input.utf8",
                severity: Severity::Error,
                file: file.to_owned(),
                line: number,
                column: u32::try_from(column).unwrap_or(u32::MAX),
                span: (at, at + 1),
                message: format!("byte {:#04x} is not UTF-8", bad.first().copied().unwrap_or_default()),
                remedy: utf8::remedy(bytes).to_owned(),
            });
        }
        start += line.len();
        if diagnostics.len() == BAD_LINES {
            break;
        }
    }
    (text, diagnostics)
}

fn list_options(args: &ListArgs) -> ListOptions {
    let default = ListOptions::default();
    ListOptions {
        id: args.id.clone(),
        title: args.title.clone(),
        licence: args.licence.clone().unwrap_or(default.licence),
        languages: args.lang.clone(),
        category: args.category.clone().unwrap_or(default.category),
        evidence: args.evidence.unwrap_or(default.evidence),
        columns: args.map.clone(),
        version: default.version,
    }
}

/// The first option given that a pack folder has no use for.
fn unused(args: &ListArgs) -> Option<&'static str> {
    let given = [
        ("map", !args.map.is_empty()),
        ("id", args.id.is_some()),
        ("category", args.category.is_some()),
        ("evidence", args.evidence.is_some()),
        ("title", args.title.is_some()),
        ("lang", !args.lang.is_empty()),
        ("licence", args.licence.is_some()),
    ];
    given.into_iter().find_map(|(name, given)| given.then_some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_given() {
        assert_eq!(name(Path::new("./pack.toml")), "pack.toml");
        assert_eq!(name(Path::new("packs/en/pack.toml")), "packs/en/pack.toml");
        assert_eq!(name(Path::new("../en/pack.toml")), "../en/pack.toml");
    }

    #[test]
    fn a_bad_byte_has_a_line_and_a_column_in_code_points() {
        let (text, diagnostics) = not_utf8("w.txt", b"ab\n\xd0\xb6\xd0\xb6\xffx\xff\nok\n\xff");
        let places: Vec<_> = diagnostics.iter().map(|d| (d.line, d.column, d.span)).collect();
        assert_eq!(places, [(2, 3, (7, 8)), (4, 1, (14, 15))]);
        assert!(diagnostics.iter().all(|d| d.message.contains("0xff")), "{diagnostics:?}");
        assert_eq!(text, "ab\nжж\u{1a}x\u{1a}\nok\n\u{1a}");
    }
}
