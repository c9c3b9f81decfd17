//! Tables of entries: what `[[entry]]` says, a row each, for those who work in a spreadsheet.
//!
//! ```csv
//! id,category,phrase,evidence,context,gloss,flag,pass,note
//! scam.fee-first,scam,{send|pay} the fee first; fee up front,clear,,Asks for a fee,Send the fee first,It has no fee,
//! ```

use super::SourceFile;
use super::entry::{check_id, context, read_phrase, weigh};
use super::model::{Entry, Example};
use super::problems::{Located, Place, Problems};
use super::table::{Cell, Row, Table};
use super::toml_reader::distance;
use crate::level::Level;
use crate::text::fold;
use core::ops::Range;
use std::collections::BTreeMap;

/// The columns there are, in the order in which they are told.
const COLUMNS: [&str; 11] =
    ["id", "category", "phrase", "unless", "evidence", "context", "gloss", "allow", "flag", "pass", "note"];
/// What every entry must say.
const REQUIRED: [(&str, &str); 4] = [
    ("id", "write an id, as scam.fee-first"),
    ("category", "write the id of its category"),
    ("phrase", "write its phrases, with `;` between"),
    ("evidence", "write weak, clear, strong or a number of nats"),
];

/// What holds for every row of a table that has no column for it.
#[derive(Clone, Copy, Default)]
pub(super) struct Defaults<'d> {
    pub(super) category: Option<&'d str>,
    /// In centinats.
    pub(super) evidence: Option<i32>,
}

/// Whether a file of this name is a table of entries, when it is one of a pack's sources.
pub(super) fn is_csv(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"))
}

/// Whether a table holds whole entries, by the names of its columns.
pub(super) fn is_entries(header: &Row) -> bool {
    let has = |name: &str| header.cells().any(|cell| cell.text.eq_ignore_ascii_case(name));
    has("id") && has("phrase")
}

/// Reads the entries of a file of a pack.
pub(super) fn read(number: usize, file: &SourceFile, problems: &mut Problems) -> Vec<Entry> {
    let mut table = Table::new(number, &file.text, b',');
    let mut header = Row::default();
    match table.read(&mut header) {
        Ok(true) => rows(&mut table, &header, Defaults::default(), problems),
        // An empty file says nothing and holds nothing.
        Ok(false) => Vec::new(),
        Err(error) => malformed(number, &error, problems),
    }
}

/// Reads the rows behind a header.
pub(super) fn rows(table: &mut Table<'_>, header: &Row, defaults: Defaults<'_>, problems: &mut Problems) -> Vec<Entry> {
    let columns = columns(header, defaults, problems);
    let (mut row, mut entries) = (Row::default(), Vec::new());
    loop {
        match table.read(&mut row) {
            Ok(true) => {}
            Ok(false) => return entries,
            Err(error) => {
                malformed::<()>(row.place().file, &error, problems);
                continue;
            }
        }
        // Spreadsheets leave rows of nothing but commas.
        if row.cells().any(|cell| !cell.text.is_empty()) {
            let mut reader = Reader { header, columns: &columns, row: &row, defaults, problems };
            // Behind a quote that is not closed no cell is what it seems.
            if !reader.open_quote() {
                reader.stray();
                entries.extend(reader.entry());
            }
        }
    }
}

fn malformed<T>(file: usize, error: &csv::Error, problems: &mut Problems) -> Vec<T> {
    problems.error("lexicon.csv", &Place::whole(file), error.to_string(), "mend the table");
    Vec::new()
}

/// The columns by their names; tells of names that are none, and of those that are missing.
fn columns(header: &Row, defaults: Defaults<'_>, problems: &mut Problems) -> BTreeMap<&'static str, usize> {
    let mut columns = BTreeMap::new();
    for (number, cell) in header.cells().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        let known = COLUMNS.into_iter().find(|name| cell.text.eq_ignore_ascii_case(name));
        let Some(name) = known else {
            let message = format!("a table of entries has no column `{}`", cell.text);
            let remedy = format!("known columns are {}, with commas between", COLUMNS.join(", "));
            problems.error("lexicon.unknown-column", &cell.place(), message, remedy);
            continue;
        };
        if columns.insert(name, number).is_some() {
            let message = format!("the column `{name}` is there twice");
            problems.error("lexicon.duplicate-column", &cell.place(), message, "take one of them out");
        }
    }
    let has_default = |name| match name {
        "category" => defaults.category.is_some(),
        "evidence" => defaults.evidence.is_some(),
        _ => false,
    };
    for (name, _) in REQUIRED.into_iter().filter(|(name, _)| !columns.contains_key(name) && !has_default(*name)) {
        let message = format!("the table has no column `{name}`");
        problems.error("lexicon.missing-column", &header.place(), message, "add it to the first row");
    }
    columns
}

/// Reads one row.
struct Reader<'r, 'p> {
    header: &'r Row,
    columns: &'r BTreeMap<&'static str, usize>,
    row: &'r Row,
    defaults: Defaults<'r>,
    problems: &'p mut Problems,
}

impl<'r> Reader<'r, '_> {
    fn entry(&mut self) -> Option<Entry> {
        let id = self.required("id").map(located);
        if let Some(id) = &id {
            check_id(id, self.problems);
        }
        let category = self.required("category").map(located).or_else(|| {
            let value = self.defaults.category?.to_owned();
            Some(Located { value, place: self.row.place() })
        });
        let phrases = self.required("phrase");
        let matches = phrases.into_iter().flat_map(|cell| {
            pieces(cell.text).map(move |at| Located { value: part(cell, &at).to_owned(), place: cell.within(at) })
        });
        let matches: Vec<_> = matches.map(|notation| read_phrase(notation, self.problems)).collect();
        let unless = self.cell("unless").into_iter().flat_map(|cell| {
            pieces(cell.text).map(move |at| Located { value: part(cell, &at).to_owned(), place: cell.within(at) })
        });
        let unless = unless.map(|notation| read_phrase(notation, self.problems)).collect();
        if let Some(cell) = phrases.filter(|_| matches.is_empty()) {
            self.missing("phrase", &cell.place());
        }
        let evidence = match self.required("evidence") {
            Some(cell) => {
                let nats = cell.text.parse().ok().filter(|nats: &f64| nats.is_finite());
                weigh(Some(cell.text), nats, &cell.place(), self.problems)
            }
            None => self.defaults.evidence.unwrap_or_default(),
        };
        let context = self.cell("context").map(|cell| context(&located(cell), self.problems)).unwrap_or_default();
        let gloss = self.cell("gloss").map(|cell| cell.text.to_owned()).unwrap_or_default();
        let allow = self.cell("allow").into_iter().flat_map(|cell| pieces(cell.text).map(move |at| part(cell, &at)));
        let allow = allow.map(fold).collect();
        let (flag, pass) = (self.examples("flag"), self.examples("pass"));
        Some(Entry { id: id?, category: category?, matches, unless, evidence, context, gloss, allow, flag, pass })
    }

    /// The cell in a column, if it says something.
    fn cell(&self, name: &str) -> Option<Cell<'r>> {
        self.row.cell(*self.columns.get(name)?).filled()
    }

    /// The same, telling where it says nothing. A column that is not there was told with the header.
    fn required(&mut self, name: &'static str) -> Option<Cell<'r>> {
        let cell = self.row.cell(*self.columns.get(name)?);
        if cell.text.is_empty() {
            self.missing(name, &cell.place());
        }
        cell.filled()
    }

    fn missing(&mut self, name: &str, place: &Place) {
        let remedy = REQUIRED.iter().find(|(known, _)| *known == name).map_or("", |(_, remedy)| remedy);
        self.problems.error("lexicon.missing-key", place, format!("this row has no `{name}`"), remedy);
    }

    fn examples(&mut self, name: &str) -> Vec<Example> {
        let Some(cell) = self.cell(name) else { return Vec::new() };
        pieces(cell.text).map(|at| self.example(cell, at)).collect()
    }

    /// A text, and perhaps the level behind it: `Send it now @low`.
    fn example(&mut self, cell: Cell<'_>, at: Range<usize>) -> Example {
        let place = cell.within(at.clone());
        let piece = part(cell, &at);
        let split = piece.rsplit_once('@').filter(|(text, _)| text.ends_with(char::is_whitespace));
        let Some((text, name)) = split.filter(|(text, _)| !text.trim().is_empty()) else {
            return Example { text: Located { value: unescaped(piece), place }, level: None };
        };
        let level = name.parse::<Level>().ok();
        let near = Level::ALL.into_iter().find(|level| distance(name, level.as_str()) <= level.as_str().len() / 3);
        match (level, near) {
            (None, Some(near)) => {
                let from = at.start + piece.len() - name.len();
                let remedy = format!("did you mean `{near}`? Write \\@{name} if it belongs to the text");
                let message = format!("`{name}` is no level");
                self.problems.error("lexicon.level", &cell.within(from..at.end), message, remedy);
            }
            // The name of an account, as it seems.
            (None, None) => return Example { text: Located { value: unescaped(piece), place }, level: None },
            (Some(_), _) => {}
        }
        Example { text: Located { value: unescaped(text.trim_end()), place }, level }
    }

    /// Tells of a quote that swallows what follows.
    fn open_quote(&mut self) -> bool {
        let Some(place) = &self.row.open_quote else { return false };
        let remedy = "close it; a quote within a cell in quotes is written twice";
        self.problems.error("lexicon.csv", place, "this quote is not closed", remedy);
        true
    }

    /// Tells of what stands under no column: a comma that parts what belongs together shifts the cells behind it.
    fn stray(&mut self) {
        let mut cells = self.row.cells().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        if let Some((_, cell)) = cells.find(|(number, _)| self.header.cell(*number).text.is_empty()) {
            let remedy = "put a cell that holds commas into double quotes, or name the column";
            self.problems.error("lexicon.stray-cell", &cell.place(), "this cell stands under no column", remedy);
        }
    }
}

fn located(cell: Cell<'_>) -> Located<String> {
    Located { value: cell.text.to_owned(), place: cell.place() }
}

fn part<'c>(cell: Cell<'c>, at: &Range<usize>) -> &'c str {
    cell.text.get(at.clone()).unwrap_or_default()
}

/// What stands between the `;` of a cell, without the blanks around it; a `;` behind a backslash parts nothing.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut escaped = false;
    let mut ends = text.char_indices().filter(move |(_, c)| {
        let ends = *c == ';' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    let mut next = Some(0);
    let all = core::iter::from_fn(move || {
        let start = next?;
        let end = ends.next().map(|(at, _)| at);
        next = end.map(|at| at + 1);
        Some(start..end.unwrap_or(text.len()))
    });
    all.filter_map(|span| {
        let piece = text.get(span.clone())?;
        let from = span.start + piece.len() - piece.trim_start().len();
        let to = from + piece.trim().len();
        (from < to).then_some(from..to)
    })
}

/// A text without the backslashes before `;`, `@` and `\`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let literal = if c == '\\' { chars.next_if(|c| matches!(c, ';' | '@' | '\\')) } else { None };
        out.push(literal.unwrap_or(c));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_split_at_semicolons() {
        let split = |text: &'static str| pieces(text).map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(split(" a b ;; c\\; d;"), ["a b", "c\\; d"]);
        assert_eq!(split("a\\\\; b"), ["a\\\\", "b"]);
        assert_eq!(split(" ; "), [""; 0]);
        assert_eq!(unescaped("a\\; b\\\\ \\@low \\x"), "a; b\\ @low \\x");
    }
}
