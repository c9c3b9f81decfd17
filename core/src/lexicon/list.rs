//! One file that is a pack by itself: a plain list, or a table of entries. Terms of a list that texts cannot hold are
//! left out, aloud.

mod entries;
mod kinds;
mod options;

pub use options::ListOptions;

use super::model::{Category, List, MAX_NATS, Manifest, Model};
use super::problems::{FileMap, Located, Place, Problems};
use super::table::{Cell, Row, Table};
use super::term::{key, with_and_without_apostrophes};
use super::{Lexicon, SourceFile, entry_table, parse};
use crate::error::CompileError;
use crate::level::Thresholds;
use crate::pack::Status;
use crate::text::Words;
use kinds::{Kinds, slug};

const TERM: [&str; 4] = ["term", "text", "word", "phrase"];
const CATEGORY: [&str; 2] = ["category", "category_1"];
const EVIDENCE: [&str; 1] = ["evidence"];
const SEVERITY: [&str; 2] = ["severity", "severity_rating"];
const FIELDS: [(&str, &[&str]); 4] =
    [("term", &TERM), ("category", &CATEGORY), ("evidence", &EVIDENCE), ("severity", &SEVERITY)];

pub(super) fn read(file: SourceFile, options: &ListOptions) -> Result<Lexicon, CompileError> {
    let mut problems = Problems::new(vec![FileMap::new(&file)]);
    let extension = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let delimiter = match extension.as_str() {
        "csv" => Some(b','),
        "tsv" => Some(b'\t'),
        _ => None,
    };
    options.check(delimiter.is_some(), &mut problems);
    let mut header = Row::default();
    let mut table = delimiter.map(|delimiter| Table::new(0, &file.text, delimiter));
    if let Some(Err(error)) = table.as_mut().map(|table| table.read(&mut header)) {
        malformed(&error, &mut problems);
    }
    // Who says where the terms are wants a list.
    let wants_list = options.columns.iter().any(|(field, _)| field == "term");
    if let Some(table) = table.as_mut().filter(|_| entry_table::is_entries(&header) && !wants_list) {
        return entries::read(&file, table, &header, options, problems);
    }
    let (words, kinds) = (Words::default(), Kinds::default());
    let mut list = Reading { problems, words, options, kinds, terms: Vec::new() };
    match table {
        Some(table) => list.table(table, &header),
        None => list.lines(&file.text),
    }
    if list.terms.is_empty() {
        list.problems.error(
            "list.empty",
            &Place::whole(0),
            "the list holds no term that a text can hold",
            "see docs/lexicon-guide.md for the forms a list may have",
        );
    }
    let Reading { problems, kinds, terms, .. } = list;
    let warnings = problems.finish()?;
    let categories = kinds.categories.into_iter().map(|(id, title)| Category {
        id: Located { value: id, place: Place::whole(0) },
        title,
        thresholds: Thresholds::default(),
    });
    let list = List { kinds: kinds.all, terms };
    let model = Model { categories: categories.collect(), list: Some(list), ..model(&file, options, Status::List) };
    // Nothing more is told of a list but its name: its text need not be kept.
    Ok(Lexicon { model, warnings, problems: Problems::new(vec![FileMap::named(&file.path)]) })
}

/// What a file that is a pack by itself has in common, whatever it holds.
fn model(file: &SourceFile, options: &ListOptions, status: Status) -> Model {
    let stem = file.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let manifest = Manifest {
        id: options.id.clone().unwrap_or_else(|| or(slug(stem), "list")),
        version: options.version.clone(),
        title: options.title.clone().unwrap_or_else(|| stem.to_owned()),
        licence: options.licence.clone(),
        funder: String::new(),
        status,
        languages: options.languages.clone(),
        scripts: Vec::new(),
        authors: Vec::new(),
        reviewers: Vec::new(),
    };
    Model {
        manifest,
        categories: Vec::new(),
        messages: Vec::new(),
        classes: Vec::new(),
        sounds: Vec::new(),
        inflections: Vec::new(),
        spellings: Vec::new(),
        proclitics: None,
        common: Vec::new(),
        entries: Vec::new(),
        references: Vec::new(),
        rules: Vec::new(),
        list: None,
        alone: true,
        digest: parse::digest(core::slice::from_ref(file)),
    }
}

fn malformed(error: &csv::Error, problems: &mut Problems) {
    problems.error("list.malformed", &Place::whole(0), error.to_string(), "mend the table");
}

struct Reading<'o> {
    problems: Problems,
    words: Words,
    options: &'o ListOptions,
    kinds: Kinds,
    /// Each term with the number of its kind.
    terms: Vec<(Box<str>, u16)>,
}

impl Reading<'_> {
    fn lines(&mut self, text: &str) {
        let kind = self.kind(&Place::whole(0), None, self.options.evidence);
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut at = text.len() - body.len();
        for line in body.split_inclusive('\n') {
            let term = line.trim();
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            if !term.is_empty() && !term.starts_with("# ") {
                self.term(&Place::at(0, start..start + term.len()), term, kind);
            }
        }
    }

    fn table(&mut self, mut table: Table<'_>, header: &Row) {
        let [term, category, evidence, severity] = FIELDS.map(|(field, names)| self.column(header, field, names));
        let Some(term) = term else {
            let found = header.cells().map(|cell| cell.text).collect::<Vec<_>>().join(", ");
            let message = format!("no column holds the terms; there are: {found}");
            let remedy = "name it by --map term=COLUMN, or call it term, text, word or phrase";
            return self.problems.error("list.no-term-column", &header.place(), message, remedy);
        };
        let mut row = Row::default();
        loop {
            match table.read(&mut row) {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    malformed(&error, &mut self.problems);
                    continue;
                }
            }
            let Some(term) = row.cell(term).filled() else { continue };
            let field = |column: Option<usize>| column.and_then(|column| row.cell(column).filled());
            let centinats = self.centinats(field(evidence), field(severity));
            let category = field(category);
            let kind = self.kind(&category.unwrap_or(term).place(), category.map(|cell| cell.text), centinats);
            self.term(&term.place(), term.text, kind);
        }
    }

    fn column(&mut self, header: &Row, field: &str, names: &[&str]) -> Option<usize> {
        let find = |name: &str| header.cells().position(|cell| cell.text.eq_ignore_ascii_case(name));
        let mapped = self.options.columns.iter().find(|(known, _)| known == field);
        let Some((_, name)) = mapped else { return names.iter().find_map(|name| find(name)) };
        let column = find(name);
        if column.is_none() {
            let message = format!("there is no column `{name}`");
            self.problems.error("list.no-column", &header.place(), message, "mend the --map");
        }
        column
    }

    /// Evidence in nats, or else severity from 1 to 3.
    fn centinats(&mut self, evidence: Option<Cell<'_>>, severity: Option<Cell<'_>>) -> i32 {
        let number = |cell: Cell<'_>| cell.text.parse::<f64>().ok().filter(|number| number.is_finite());
        let (cell, code, what) = match (evidence, severity) {
            (None, None) => return self.options.evidence,
            (Some(cell), _) => {
                if let Some(nats) = number(cell).filter(|nats| nats.abs() <= MAX_NATS) {
                    return (nats * 100.0).round() as i32;
                }
                (cell, "list.evidence", "this evidence is no number of nats within ±16")
            }
            (None, Some(cell)) => {
                match number(cell).filter(|severity| (0.5..3.5).contains(severity)).map(|n| n.round() as i32) {
                    Some(1) => return 100,
                    Some(2) => return 250,
                    Some(_) => return 450,
                    None => (cell, "list.severity", "this severity is no number from 1 to 3"),
                }
            }
        };
        self.problems.error(code, &cell.place(), what, "mend the row");
        self.options.evidence
    }

    fn kind(&mut self, place: &Place, title: Option<&str>, evidence: i32) -> u16 {
        let kind = match title {
            Some(title) => self.kinds.of_title(title, evidence),
            None => self.kinds.of_id(&self.options.category, evidence),
        };
        kind.unwrap_or_else(|| {
            let message = "the list has more pairs of category and evidence than a pack can hold";
            let remedy = "use fewer categories, or round the evidence";
            self.problems.error("list.too-many-kinds", place, message, remedy);
            0
        })
    }

    fn term(&mut self, place: &Place, term: &str, kind: u16) {
        let mut fault = None;
        with_and_without_apostrophes(term, |form| match key(form, &mut self.words) {
            Ok(key) => self.terms.push((key.into(), kind)),
            Err(found) => fault = Some(found),
        });
        if let Some(fault) = fault {
            let message = format!("`{term}` is left out: {}", fault.message());
            let remedy = "leave it out, or spell it in letters";
            self.problems.warning("list.term-left-out", place, message, remedy);
        }
    }
}

fn or(id: String, other: &str) -> String {
    if id.is_empty() { other.to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(path: &str, text: &str) -> Result<Lexicon, CompileError> {
        read(SourceFile { path: path.into(), text: text.into() }, &ListOptions::default())
    }

    fn terms(lexicon: &Lexicon) -> Vec<(&str, i32)> {
        let list = lexicon.model.list.as_ref().unwrap();
        list.terms.iter().map(|(term, kind)| (&**term, list.kinds[usize::from(*kind)].1)).collect()
    }

    #[test]
    fn a_term_a_line() {
        let lexicon = list("my_list.txt", "\u{feff}Zorgle\r\n\n# a comment\ndon't blip\na$$\n").unwrap();
        assert_eq!(lexicon.id(), "my-list");
        assert_eq!(terms(&lexicon), [("zorgle", 250), ("don't blip", 250), ("dont blip", 250)]);
        assert_eq!((lexicon.warnings()[0].code, lexicon.warnings()[0].line), ("list.term-left-out", 5));
    }

    #[test]
    fn a_table_with_severities_and_categories() {
        let text = "text,category_1,severity_rating\n\"a, b\",Mild / odd,1.4\nc,,2.8\n";
        let lexicon = list("x.csv", text).unwrap();
        assert_eq!(terms(&lexicon), [("a b", 100), ("c", 450)]);
        let ids: Vec<&str> = lexicon.model.categories.iter().map(|category| category.id.value.as_str()).collect();
        assert_eq!(ids, ["mild-odd", "list"]);
    }

    #[test]
    fn a_table_says_what_it_lacks() {
        let codes = |text| list("x.tsv", text).unwrap_err().diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
        assert_eq!(codes("name\tn\nx\t1\n"), ["list.empty", "list.no-term-column"]);
        assert_eq!(codes("term\tevidence\nx\tmuch\ny\t99\n"), ["list.evidence", "list.evidence"]);
        assert_eq!(codes(""), ["list.empty", "list.no-term-column"]);
    }

    fn codes(path: &str, text: &str, options: &ListOptions) -> Vec<(&'static str, u32)> {
        let found = read(SourceFile { path: path.into(), text: text.into() }, options);
        found.map_or_else(|error| error.diagnostics.iter().map(|d| (d.code, d.line)).collect(), |_| Vec::new())
    }

    #[test]
    fn extensions_are_read_in_any_case() {
        assert_eq!(terms(&list("X.CSV", "term,evidence\nzorgle,1\n").unwrap()), [("zorgle", 100)]);
        assert_eq!(terms(&list("X.Tsv", "term\tevidence\nzorgle\t1\n").unwrap()), [("zorgle", 100)]);
    }

    #[test]
    fn options_that_cannot_be_are_refused() {
        let columns = |field: &str| vec![(field.to_owned(), "term".to_owned())];
        let bad = ListOptions { id: Some("My List".into()), category: "Ö".into(), ..Default::default() };
        assert_eq!(codes("x.txt", "zorgle", &bad), [("list.bad-id", 0), ("list.bad-id", 0)]);
        let unknown = ListOptions { columns: columns("wight"), ..Default::default() };
        assert_eq!(codes("x.csv", "term\nzorgle", &unknown), [("list.unknown-field", 0)]);
        let known = ListOptions { columns: columns("term"), ..Default::default() };
        assert_eq!(codes("x.csv", "term\nzorgle", &known), []);
        assert_eq!(codes("x.txt", "term\nzorgle", &known), [("list.no-columns", 0)]);
    }

    #[test]
    fn a_table_of_whole_entries_is_no_list_unless_that_is_asked_for() {
        let text = "ID, phrase ,category,evidence\nscam.fee,send the fee,scam,weak\n";
        let lexicon = list("x.csv", text).unwrap();
        assert_eq!((lexicon.model.entries.len(), lexicon.model.list.is_none()), (1, true));
        let columns = vec![("term".to_owned(), "phrase".to_owned())];
        let options = ListOptions { columns, ..Default::default() };
        assert_eq!(codes("x.csv", text, &options), [("list.evidence", 2)]);
        assert_eq!(codes("x.csv", &text.replace("weak", "1"), &options), []);
    }

    #[test]
    fn places_are_told_to_the_column() {
        let place = |d: &crate::error::Diagnostic| (d.line, d.column);
        let warned =
            |path: &str, text: &str| list(path, text).unwrap().warnings().iter().map(place).collect::<Vec<_>>();
        assert_eq!(warned("x.txt", "\u{feff} a$$\n\nж\r\n\tb**\r\n"), [(1, 2), (4, 2)]);
        assert_eq!(warned("x.csv", "n,term\n\"a\nb\",\" c$$\"\n\nж,d\n"), [(3, 6)]);
        let wrong = list("x.tsv", "term\tseverity\nж\t 9\n").unwrap_err();
        assert_eq!(wrong.diagnostics.iter().map(place).collect::<Vec<_>>(), [(2, 4)]);
    }

    #[test]
    fn too_many_kinds_are_told_and_categories_keep_their_titles() {
        let rows: String = (0..66_000).map(|n| format!("zorgle,k{n}\n")).collect();
        let found = codes("x.csv", &format!("term,category\n{rows}"), &ListOptions::default());
        assert_eq!((found.len(), found[0]), (465, ("list.too-many-kinds", 65_537)));
        let lexicon = list("x.csv", "term,category\na,Угроза\nb,Мошенничество\nc,\n").unwrap();
        let titles: Vec<&str> = lexicon.model.categories.iter().map(|category| category.title.as_str()).collect();
        assert_eq!(titles, ["Угроза", "Мошенничество", "list"]);
    }
}
