//! The rows of a table with the place of each cell: the `csv` crate reads them, and a walk over the same bytes finds
//! where each cell stands.

use super::problems::Place;
use core::ops::Range;

/// A table being read.
pub(super) struct Table<'t> {
    file: usize,
    text: &'t str,
    delimiter: u8,
    reader: csv::Reader<&'t [u8]>,
}

/// A row; its memory is used again for the next.
#[derive(Default)]
pub(super) struct Row {
    file: usize,
    record: csv::StringRecord,
    /// Where the cells stand; empty if that cannot be said.
    spots: Vec<Spot>,
    /// The whole row, without its line end.
    whole: Range<usize>,
    /// Where a quote is opened that nothing closes.
    pub(super) open_quote: Option<Place>,
}

/// What a cell holds in the file, without the quotes around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    span: Range<usize>,
    /// The bytes of the cell before which the file has one byte more, because a quote is doubled.
    doubled: Vec<usize>,
    /// Whether nothing follows a closing quote.
    plain: bool,
}

/// A cell without the blanks around what it says.
#[derive(Clone, Copy)]
pub(super) struct Cell<'r> {
    pub(super) text: &'r str,
    /// How many bytes of blanks stand before it.
    lead: usize,
    spot: Option<&'r Spot>,
    row: &'r Row,
}

impl<'t> Table<'t> {
    pub(super) fn new(file: usize, text: &'t str, delimiter: u8) -> Self {
        // The header is read as a row as well, so that its cells have places.
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false);
        Self { file, text, delimiter, reader: builder.from_reader(text.as_bytes()) }
    }

    /// Reads the next row; `false` at the end.
    pub(super) fn read(&mut self, row: &mut Row) -> Result<bool, csv::Error> {
        let there = self.reader.read_record(&mut row.record)?;
        let start = row.record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let start = match start.unwrap_or(self.text.len()) {
            // The reader passes over a byte order mark.
            0 if self.text.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
            start => start,
        };
        row.file = self.file;
        self.walk(start, row);
        if row.spots.len() != row.record.len() {
            row.spots.clear();
        }
        Ok(there)
    }

    /// Finds the cells of the row that begins at a byte, by the rules that the reader goes by.
    fn walk(&self, start: usize, row: &mut Row) {
        row.spots.clear();
        row.open_quote = None;
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied();
        let ends = |b: u8| b == self.delimiter || b == b'\n' || b == b'\r';
        let mut at = start;
        while byte(at).is_some_and(|b| b == b'\n' || b == b'\r') {
            at += 1;
        }
        row.whole = at..at;
        loop {
            let mut spot = Spot { span: at..at, doubled: Vec::new(), plain: true };
            let quoted = byte(at) == Some(b'"');
            if quoted {
                let open = at;
                at += 1;
                spot.span.start = at;
                loop {
                    match (byte(at), byte(at + 1)) {
                        (Some(b'"'), Some(b'"')) => {
                            spot.doubled.push(at + 1 - spot.span.start - spot.doubled.len());
                            at += 2;
                        }
                        (Some(b'"'), _) => break,
                        (Some(_), _) => at += 1,
                        (None, _) => {
                            row.open_quote = Some(Place::at(row.file, open..open + 1));
                            break;
                        }
                    }
                }
                spot.span.end = at;
                at += usize::from(byte(at).is_some());
                spot.plain = byte(at).is_none_or(ends);
            }
            while byte(at).is_some_and(|b| !ends(b)) {
                at += 1;
            }
            if !quoted || !spot.plain {
                spot.span.end = at;
            }
            row.spots.push(spot);
            if byte(at) != Some(self.delimiter) {
                break;
            }
            at += 1;
        }
        row.whole.end = at;
    }
}

impl Row {
    /// The cell in a column; empty at the row's end if there is none.
    pub(super) fn cell(&self, column: usize) -> Cell<'_> {
        let raw = self.record.get(column).unwrap_or_default();
        let text = raw.trim_start();
        Cell { text: text.trim_end(), lead: raw.len() - text.len(), spot: self.spots.get(column), row: self }
    }

    /// All cells, from the first column on.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.record.len()).map(|column| self.cell(column))
    }

    /// The row itself.
    pub(super) fn place(&self) -> Place {
        Place::at(self.file, self.whole.clone())
    }
}

impl<'r> Cell<'r> {
    /// The cell, or nothing if it says nothing.
    pub(super) fn filled(self) -> Option<Self> {
        (!self.text.is_empty()).then_some(self)
    }

    /// What it says.
    pub(super) fn place(&self) -> Place {
        self.within(0..self.text.len())
    }

    /// A part of what it says.
    pub(super) fn within(&self, part: Range<usize>) -> Place {
        let span = match self.spot {
            None => self.row.whole.clone(),
            Some(spot) if !spot.plain => spot.span.clone(),
            Some(spot) => spot.raw(self.lead + part.start)..spot.raw(self.lead + part.end),
        };
        Place::at(self.row.file, span)
    }
}

impl Spot {
    /// The byte of the file at which a byte of the cell stands.
    fn raw(&self, at: usize) -> usize {
        self.span.start + at + self.doubled.partition_point(|&quote| quote <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every cell with the source of its place.
    fn cells(text: &str) -> Vec<Vec<(String, String)>> {
        let (mut table, mut row, mut rows) = (Table::new(0, text, b','), Row::default(), Vec::new());
        while table.read(&mut row).unwrap() {
            let source = |cell: &Cell<'_>| text[cell.place().span.unwrap()].to_owned();
            rows.push(row.cells().map(|cell| (cell.text.to_owned(), source(&cell))).collect());
        }
        rows
    }

    #[test]
    fn cells_stand_where_they_are_said_to() {
        let same = |row: &[&str]| row.iter().map(|cell| ((*cell).to_owned(), (*cell).to_owned())).collect::<Vec<_>>();
        let text = "\u{feff}id, phrase \r\n\r\n\n\"a\nb\",  ж\u{a0}\n,\"\"\nlast";
        assert_eq!(cells(text), [same(&["id", "phrase"]), same(&["a\nb", "ж"]), same(&["", ""]), same(&["last"])]);
        assert_eq!(cells("\"say \"\"hi\"\" now\",x")[0][0], ("say \"hi\" now".into(), "say \"\"hi\"\" now".into()));
        assert_eq!(cells("\"a\" b,x")[0], [("a b".into(), "a\" b".into()), ("x".into(), "x".into())]);
    }

    #[test]
    fn parts_stand_behind_doubled_quotes() {
        let text = "\"\"\"ж\"\";\"\"b\",c";
        let (mut table, mut row) = (Table::new(0, text, b','), Row::default());
        assert!(table.read(&mut row).unwrap());
        let cell = row.cell(0);
        assert_eq!(cell.text, "\"ж\";\"b");
        let at = |word: &str| {
            let start = cell.text.find(word).unwrap();
            text[cell.within(start..start + word.len()).span.unwrap()].to_owned()
        };
        assert_eq!((at("ж"), at("b"), at("\"ж")), ("ж".into(), "b".into(), "\"\"ж".into()));
    }

    #[test]
    fn an_open_quote_is_told() {
        let (mut table, mut row) = (Table::new(0, "a,\"b\nc", b','), Row::default());
        assert!(table.read(&mut row).unwrap());
        assert_eq!(row.open_quote, Some(Place::at(0, 2..3)));
    }

    proptest! {
        #[test]
        fn the_walk_agrees_with_the_reader(text in "[\u{feff}ab,;\"\r\n ж]{0,40}") {
            let (mut table, mut row) = (Table::new(0, &text, b','), Row::default());
            while table.read(&mut row).unwrap() {
                prop_assert_eq!(row.spots.len(), row.record.len(), "{:?}", text);
                for cell in row.cells().filter(|cell| cell.spot.is_some_and(|spot| spot.plain)) {
                    let source = &text[cell.place().span.unwrap()];
                    prop_assert!(source == cell.text || source.replace("\"\"", "\"") == cell.text, "{:?}", text);
                }
            }
        }
    }
}
