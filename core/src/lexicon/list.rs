//! Plain lists: a term a line, or a table with a column of terms. Terms that texts cannot hold are left out, aloud.

mod kinds;
mod options;

pub use options::ListOptions;

use super::model::{Category, List, MAX_NATS, Manifest, Model};
use super::problems::{FileMap, Located, Place, Problems};
use super::term::{key, with_and_without_apostrophes};
use super::{Lexicon, SourceFile, parse};
use crate::error::{CompileError, Severity};
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
    let problems = Problems::new(vec![FileMap::named(&file.path)]);
    let mut list = Reading {
        problems: problems.clone(),
        words: Words::default(),
        options,
        kinds: Kinds::default(),
        terms: Vec::new(),
        refused: false,
    };
    let extension = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let delimiter = match extension.as_str() {
        "csv" => Some(b','),
        "tsv" => Some(b'\t'),
        _ => None,
    };
    options.check(delimiter.is_some(), &mut list.problems);
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    match delimiter {
        Some(delimiter) => list.table(text, delimiter),
        None => list.lines(text),
    }
    if list.terms.is_empty() && !list.refused {
        list.problems.at_line(
            Severity::Error,
            "list.empty",
            0,
            "the list holds no term that a text can hold".to_owned(),
            "see docs/lexicon-guide.md for the forms a list may have",
        );
    }
    let digest = parse::digest(core::slice::from_ref(&file));
    let stem = file.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let manifest = Manifest {
        id: options.id.clone().unwrap_or_else(|| or(slug(stem), "list")),
        version: options.version.clone(),
        title: options.title.clone().unwrap_or_else(|| stem.to_owned()),
        licence: options.licence.clone(),
        funder: String::new(),
        status: Status::List,
        languages: options.languages.clone(),
        scripts: Vec::new(),
        authors: Vec::new(),
        reviewers: Vec::new(),
    };
    let Reading { problems: found, kinds, terms, .. } = list;
    let warnings = found.finish()?;
    let list = List { kinds: kinds.all, terms };
    let categories = kinds.categories.into_iter().map(|(id, title)| Category {
        id: Located { value: id, place: Place::whole(0) },
        title,
        thresholds: Thresholds::default(),
    });
    let model = Model {
        manifest,
        categories: categories.collect(),
        messages: Vec::new(),
        classes: Vec::new(),
        sounds: Vec::new(),
        inflections: Vec::new(),
        spellings: Vec::new(),
        proclitics: None,
        common: Vec::new(),
        entries: Vec::new(),
        list: Some(list),
        digest,
    };
    Ok(Lexicon { model, warnings, problems })
}

struct Reading<'o> {
    problems: Problems,
    words: Words,
    options: &'o ListOptions,
    kinds: Kinds,
    /// Each term with the number of its kind.
    terms: Vec<(Box<str>, u16)>,
    /// Nothing more need be said of what the file lacks.
    refused: bool,
}

impl Reading<'_> {
    fn lines(&mut self, text: &str) {
        let kind = self.kind(1, None, self.options.evidence);
        for (number, line) in (1..).zip(text.lines()) {
            let term = line.trim();
            if !term.is_empty() && !term.starts_with("# ") {
                self.term(number, term, kind);
            }
        }
    }

    fn table(&mut self, text: &str, delimiter: u8) {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let headers = match reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => return self.malformed(1, &error),
        };
        if self.is_entry_table(&headers) {
            self.refused = true;
            return self.problems.at_line(
                Severity::Error,
                "lexicon.unsupported",
                1,
                "a table with the columns `id` and `phrase` holds whole entries, which this version does not read"
                    .to_owned(),
                "write the entries as TOML, or read the phrases alone by --map term=phrase",
            );
        }
        let [term, category, evidence, severity] = FIELDS.map(|(field, names)| self.column(&headers, field, names));
        let Some(term) = term else {
            let found = headers.iter().collect::<Vec<_>>().join(", ");
            let message = format!("no column holds the terms; there are: {found}");
            return self.problems.at_line(
                Severity::Error,
                "list.no-term-column",
                1,
                message,
                "name it by --map term=COLUMN, or call it term, text, word or phrase",
            );
        };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    self.malformed(error.position().map_or(0, csv::Position::line), &error);
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let field = |column: Option<usize>| {
                column.and_then(|column| record.get(column)).map(str::trim).filter(|text| !text.is_empty())
            };
            let Some(text) = field(Some(term)) else { continue };
            let centinats = self.centinats(line, field(evidence), field(severity));
            let kind = self.kind(line, field(category), centinats);
            self.term(line, text, kind);
        }
    }

    /// A later version reads ids, glosses and examples from such a table; taken for a list it would lose them. Who says
    /// where the terms are wants a list.
    fn is_entry_table(&self, headers: &csv::StringRecord) -> bool {
        let has = |name: &str| headers.iter().any(|header| header.trim().eq_ignore_ascii_case(name));
        has("id") && has("phrase") && !self.options.columns.iter().any(|(field, _)| field == "term")
    }

    fn malformed(&mut self, line: u64, error: &csv::Error) {
        self.problems.at_line(Severity::Error, "list.malformed", line, error.to_string(), "mend the row");
    }

    fn column(&mut self, headers: &csv::StringRecord, field: &str, names: &[&str]) -> Option<usize> {
        let find = |name: &str| headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
        let mapped = self.options.columns.iter().find(|(known, _)| known == field);
        let Some((_, name)) = mapped else { return names.iter().find_map(|name| find(name)) };
        let column = find(name);
        if column.is_none() {
            let message = format!("there is no column `{name}`");
            self.problems.at_line(Severity::Error, "list.no-column", 1, message, "mend the --map");
        }
        column
    }

    /// Evidence in nats, or else severity from 1 to 3.
    fn centinats(&mut self, line: u64, evidence: Option<&str>, severity: Option<&str>) -> i32 {
        let number = |text: Option<&str>| text.map(|text| text.parse::<f64>().ok().filter(|n| n.is_finite()));
        match (number(evidence), number(severity)) {
            (Some(Some(nats)), _) if nats.abs() <= MAX_NATS => (nats * 100.0).round() as i32,
            (Some(_), _) => {
                self.problems.at_line(
                    Severity::Error,
                    "list.evidence",
                    line,
                    "this evidence is no number of nats within ±16".to_owned(),
                    "mend the row",
                );
                self.options.evidence
            }
            (None, Some(Some(severity))) if (0.5..3.5).contains(&severity) => match severity.round() as i32 {
                1 => 100,
                2 => 250,
                _ => 450,
            },
            (None, Some(_)) => {
                self.problems.at_line(
                    Severity::Error,
                    "list.severity",
                    line,
                    "this severity is no number from 1 to 3".to_owned(),
                    "mend the row",
                );
                self.options.evidence
            }
            (None, None) => self.options.evidence,
        }
    }

    fn kind(&mut self, line: u64, title: Option<&str>, evidence: i32) -> u16 {
        let kind = match title {
            Some(title) => self.kinds.of_title(title, evidence),
            None => self.kinds.of_id(&self.options.category, evidence),
        };
        kind.unwrap_or_else(|| {
            self.problems.at_line(
                Severity::Error,
                "list.too-many-kinds",
                line,
                "the list has more pairs of category and evidence than a pack can hold".to_owned(),
                "use fewer categories, or round the evidence",
            );
            0
        })
    }

    fn term(&mut self, line: u64, term: &str, kind: u16) {
        let mut fault = None;
        with_and_without_apostrophes(term, |form| match key(form, &mut self.words) {
            Ok(key) => self.terms.push((key.into(), kind)),
            Err(found) => fault = Some(found),
        });
        match fault {
            None => {}
            Some(fault) => {
                let message = format!("`{term}` is left out: {}", fault.message());
                self.problems.at_line(
                    Severity::Warning,
                    "list.term-left-out",
                    line,
                    message,
                    "leave it out, or spell it in letters",
                );
            }
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
    fn a_table_of_whole_entries_is_refused_and_not_guessed() {
        let text = "ID, phrase ,gloss\nscam.fee,send the fee,x\n";
        assert_eq!(codes("x.csv", text, &ListOptions::default()), [("lexicon.unsupported", 1)]);
        let columns = vec![("term".to_owned(), "phrase".to_owned())];
        assert_eq!(codes("x.csv", text, &ListOptions { columns, ..Default::default() }), []);
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
