//! The container: magic, hash, versions, section table. The bytes are described in docs/pack-format.md.
//!
//! ```text
//!  0  8  magic
//!  8  8  XXH3-64 of bytes 16..length
//! 16  2  format major        18  2  format minor
//! 20  2  fold version        22  2  reserved, 0
//! 24  4  Unicode version     28  4  number of sections
//! 32  8  length of the pack, header included, signature excluded
//! 40 12  per section: id, offset, length
//! ```

use super::bytes::{u16_at, u32_at, u64_at};
use crate::error::LoadError;
use crate::text::fold::FOLD_VERSION;
use core::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The first eight bytes; the first is no ASCII and the last two are a line end, so that a transfer as text shows.
pub(crate) const MAGIC: [u8; 8] = *b"\x89SIPAR\r\n";
/// A new major is another format; a new minor adds sections that older readers skip.
pub(crate) const MAJOR: u16 = 1;
/// See [`MAJOR`].
#[cfg(feature = "compile")]
pub(crate) const MINOR: u16 = 0;
pub(crate) const HASHED_FROM: usize = 16;
pub(crate) const TABLE_AT: usize = 40;
pub(crate) const ROW: usize = 12;
/// One more than the highest number of a section.
const KNOWN: usize = SectionId::Letters as usize + 1;
/// Far more than there are kinds.
const MAX_SECTIONS: u32 = 64;
/// How a minisign signature begins; it may follow the pack and is not part of it.
const SIGNATURE: &[u8] = b"untrusted comment:";

/// What a section holds. Numbers are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum SectionId {
    Manifest = 1,
    Categories = 2,
    Classes = 3,
    Entries = 4,
    Strings = 5,
    Terms = 6,
    Patterns = 7,
    Keys = 8,
    Context = 9,
    Spelling = 10,
    Messages = 11,
    Senses = 13,
    Gates = 14,
    Outcomes = 15,
    References = 16,
    Firsts = 17,
    Letters = 18,
}

impl SectionId {
    pub(crate) const ALL: [SectionId; 17] = [
        SectionId::Manifest,
        SectionId::Categories,
        SectionId::Classes,
        SectionId::Entries,
        SectionId::Strings,
        SectionId::Terms,
        SectionId::Patterns,
        SectionId::Keys,
        SectionId::Context,
        SectionId::Spelling,
        SectionId::Messages,
        SectionId::Senses,
        SectionId::Gates,
        SectionId::Outcomes,
        SectionId::References,
        SectionId::Firsts,
        SectionId::Letters,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            SectionId::Manifest => "manifest",
            SectionId::Categories => "categories",
            SectionId::Entries => "entries",
            SectionId::Strings => "strings",
            SectionId::Terms => "terms",
            SectionId::Keys => "keys",
            SectionId::Spelling => "spelling",
            SectionId::Messages => "messages",
            SectionId::Senses => "senses",
            SectionId::Classes => "classes",
            SectionId::Patterns => "patterns",
            SectionId::Context => "context",
            SectionId::Gates => "gates",
            SectionId::Outcomes => "outcomes",
            SectionId::References => "references",
            SectionId::Firsts => "firsts",
            SectionId::Letters => "letters",
        }
    }
}

/// A row of the section table, checked to lie within the pack.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) range: Range<usize>,
}

/// A header that holds: versions known, bounds right, hash equal.
#[derive(Clone, Debug)]
pub(crate) struct Container {
    pub(crate) minor: u16,
    pub(crate) unicode: [u8; 3],
    pub(crate) len: usize,
    pub(crate) rows: Vec<Row>,
    /// Where the sections that this version knows lie, by their numbers: asked for with every word.
    known: [Range<usize>; KNOWN],
}

impl Container {
    /// Checks everything that can be checked without reading a section.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(LoadError::NotAPack);
        }
        let actual = bytes.len() as u64;
        let short = LoadError::Truncated { expected: TABLE_AT as u64, actual };
        let major = u16_at(bytes, 16).ok_or_else(|| short.clone())?;
        if major != MAJOR {
            return Err(LoadError::NewerFormat { found: major, supported: MAJOR });
        }
        let minor = u16_at(bytes, 18).ok_or_else(|| short.clone())?;
        let fold = u16_at(bytes, 20).ok_or_else(|| short.clone())?;
        let count = u32_at(bytes, 28).ok_or_else(|| short.clone())?;
        let expected = u64_at(bytes, 32).ok_or(short)?;
        let len = usize::try_from(expected).unwrap_or(usize::MAX);
        let Some(body) = bytes.get(HASHED_FROM..len) else {
            return Err(if actual < expected {
                LoadError::Truncated { expected, actual }
            } else {
                malformed("the length is shorter than the header")
            });
        };
        if bytes.get(len..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(SIGNATURE)) {
            return Err(LoadError::TrailingBytes { extra: actual - expected });
        }
        if u64_at(bytes, 8) != Some(xxh3_64(body)) {
            return Err(LoadError::Damaged);
        }
        if fold != FOLD_VERSION {
            return Err(LoadError::FoldVersion { found: fold, supported: FOLD_VERSION });
        }
        let unicode = [24, 25, 26].map(|at| bytes.get(at).copied().unwrap_or_default());
        let rows = rows(bytes, count, len)?;
        let mut known = [const { 0..0 }; KNOWN];
        for row in &rows {
            if let Some(slot) = known.get_mut(row.id as usize) {
                *slot = row.range.clone();
            }
        }
        Ok(Self { minor, unicode, len, rows, known })
    }

    /// Where a section lies; empty where there is none.
    pub(crate) fn section(&self, id: SectionId) -> Range<usize> {
        self.known.get(id as usize).cloned().unwrap_or_default()
    }
}

fn rows(bytes: &[u8], count: u32, len: usize) -> Result<Vec<Row>, LoadError> {
    let table = (count as usize)
        .checked_mul(ROW)
        .and_then(|size| bytes.get(TABLE_AT..len)?.get(..size))
        .ok_or_else(|| malformed("it is longer than the pack"))?;
    if count > MAX_SECTIONS {
        return Err(malformed("more than 64 sections"));
    }
    let data_at = TABLE_AT + table.len();
    let mut rows: Vec<Row> = Vec::with_capacity(count as usize);
    for row in table.chunks_exact(ROW) {
        let field = |at| u32_at(row, at).map_or(usize::MAX, |v| v as usize);
        let (start, size) = (field(4), field(8));
        let range = start..start.saturating_add(size);
        if range.start < data_at || range.end > len {
            return Err(malformed("a section lies outside the pack"));
        }
        let id = u32_at(row, 0).unwrap_or_default();
        if rows.iter().any(|other| other.id == id) {
            return Err(malformed("a section stands twice"));
        }
        rows.push(Row { id, range });
    }
    Ok(rows)
}

const fn malformed(what: &'static str) -> LoadError {
    LoadError::Malformed { section: "section table", what }
}

/// Joins sections, in the order given, into a pack.
#[cfg(feature = "compile")]
pub(crate) fn write(sections: &[(SectionId, Vec<u8>)]) -> Vec<u8> {
    let table_end = TABLE_AT + ROW * sections.len();
    let len = table_end + sections.iter().map(|(_, data)| data.len()).sum::<usize>();
    let mut out = Vec::with_capacity(len);
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&[0; 8]);
    out.extend_from_slice(&MAJOR.to_le_bytes());
    out.extend_from_slice(&MINOR.to_le_bytes());
    out.extend_from_slice(&FOLD_VERSION.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    let (major, minor, patch) = crate::text::UNICODE_VERSION;
    out.extend_from_slice(&[major, minor, patch, 0]);
    out.extend_from_slice(&u32::try_from(sections.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(&(len as u64).to_le_bytes());
    let mut at = table_end;
    for (id, data) in sections {
        for field in [*id as usize, at, data.len()] {
            out.extend_from_slice(&u32::try_from(field).unwrap_or(u32::MAX).to_le_bytes());
        }
        at += data.len();
    }
    for (_, data) in sections {
        out.extend_from_slice(data);
    }
    seal(&mut out);
    out
}

/// Writes the hash of the body where the header keeps it.
#[cfg(any(test, feature = "compile"))]
pub(crate) fn seal(pack: &mut [u8]) {
    let hash = pack.get(HASHED_FROM..).map(xxh3_64).unwrap_or_default();
    if let Some(field) = pack.get_mut(8..16) {
        field.copy_from_slice(&hash.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Empty sections of unknown kinds.
    fn with_sections(count: u32) -> Result<Container, LoadError> {
        let len = TABLE_AT as u32 + count * ROW as u32;
        let mut pack = vec![0; TABLE_AT];
        pack[..8].copy_from_slice(&MAGIC);
        pack[16..18].copy_from_slice(&MAJOR.to_le_bytes());
        pack[20..22].copy_from_slice(&FOLD_VERSION.to_le_bytes());
        pack[28..32].copy_from_slice(&count.to_le_bytes());
        pack[32..36].copy_from_slice(&len.to_le_bytes());
        pack.extend((0..count).flat_map(|id| [1_000 + id, len, 0]).flat_map(u32::to_le_bytes));
        seal(&mut pack);
        Container::read(&pack)
    }

    #[test]
    fn a_pack_has_at_most_64_sections() {
        assert_eq!(with_sections(64).unwrap().rows.len(), 64);
        assert_eq!(with_sections(65).unwrap_err(), malformed("more than 64 sections"));
    }
}
