//! Bytes that should be UTF-8 and are not, in a text that is read in pieces.

use crate::exit::Problem;
use crate::words::count;

/// Three times U+001A SUBSTITUTE: one byte for one byte, so spans in the scored text are spans in the file.
const SUBSTITUTES: &str = "\u{1a}\u{1a}\u{1a}";

/// Turns bytes, given in pieces cut anywhere, into text, with each bad byte as U+001A.
#[derive(Default)]
pub(crate) struct Repair {
    /// The start of a character whose end has not come yet, then the piece at hand.
    buffer: Vec<u8>,
    /// The offset of the buffer's first byte.
    offset: u64,
    bad: Option<BadBytes>,
}

/// What was not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadBytes {
    /// Where the first one stands.
    first: u64,
    count: u64,
    utf16: bool,
}

impl Repair {
    /// Gives the text of a further piece to `sink`.
    pub(crate) fn push(&mut self, piece: &[u8], mut sink: impl FnMut(&str)) {
        self.buffer.extend_from_slice(piece);
        let mut at = 0;
        while let Some(rest) = self.buffer.get(at..).filter(|rest| !rest.is_empty()) {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    sink(text);
                    at = self.buffer.len();
                }
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    if let Ok(text) = std::str::from_utf8(good) {
                        sink(text);
                    }
                    at += good.len();
                    let Some(len) = error.error_len() else { break };
                    let utf16 = looks_utf16(bad) && self.offset + at as u64 == 0;
                    note(&mut self.bad, self.offset + at as u64, len, utf16);
                    sink(SUBSTITUTES.get(..len).unwrap_or(SUBSTITUTES));
                    at += len;
                }
            }
        }
        self.buffer.drain(..at);
        self.offset += at as u64;
    }

    /// The text has ended; a character without its end is bad.
    pub(crate) fn finish(mut self, mut sink: impl FnMut(&str)) -> Option<BadBytes> {
        if !self.buffer.is_empty() {
            note(&mut self.bad, self.offset, self.buffer.len(), false);
            sink(SUBSTITUTES.get(..self.buffer.len()).unwrap_or(SUBSTITUTES));
        }
        self.bad
    }
}

fn note(bad: &mut Option<BadBytes>, at: u64, len: usize, utf16: bool) {
    bad.get_or_insert(BadBytes { first: at, count: 0, utf16 }).count += len as u64;
}

/// Whether bytes begin with the byte order mark of UTF-16, which Windows tools like to write.
fn looks_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// What to do about `bytes` that are not UTF-8.
pub(crate) fn remedy(bytes: &[u8]) -> &'static str {
    if looks_utf16(bytes) {
        "it looks like UTF-16; convert it: iconv -f UTF-16 -t UTF-8"
    } else {
        "save the file as UTF-8"
    }
}

impl BadBytes {
    /// The error that names them.
    pub(crate) fn problem(self, place: String) -> Problem {
        let remedy = remedy(if self.utf16 { b"\xff\xfe" } else { b"" });
        let verb = if self.count == 1 { "is" } else { "are" };
        let n = count(usize::try_from(self.count).unwrap_or(usize::MAX), "byte", "bytes");
        let message = format!("{n} {verb} not UTF-8, the first at offset {}, and read as U+001A; {remedy}", self.first);
        Problem::new("input.utf8", place, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(pieces: &[&[u8]]) -> (String, Option<(u64, u64)>) {
        let (mut text, mut repair) = (String::new(), Repair::default());
        for piece in pieces {
            repair.push(piece, |t| text.push_str(t));
        }
        let bad = repair.finish(|t| text.push_str(t));
        (text, bad.map(|bad| (bad.first, bad.count)))
    }

    #[test]
    fn good_text_passes_wherever_it_is_cut() {
        let text = "жук 👩\u{200d}👧 é";
        for cut in 0..=text.len() {
            let (a, b) = text.as_bytes().split_at(cut);
            assert_eq!(repaired(&[a, b]), (text.to_owned(), None), "{cut}");
        }
        assert_eq!(repaired(&[]), (String::new(), None));
    }

    #[test]
    fn each_bad_byte_is_one_byte_so_offsets_stay_true() {
        let bytes = b"ok \xff zor\xf0\x9fgle \xd0";
        for cut in 0..=bytes.len() {
            let (a, b) = bytes.split_at(cut);
            let (text, bad) = repaired(&[a, b]);
            assert_eq!(text, "ok \u{1a} zor\u{1a}\u{1a}gle \u{1a}", "{cut}");
            assert_eq!(text.len(), bytes.len());
            assert_eq!(bad, Some((3, 4)));
        }
    }

    #[test]
    fn utf16_is_recognised() {
        let mut repair = Repair::default();
        repair.push(b"\xff\xfeh\0i\0", |_| ());
        let problem = repair.finish(|_| ()).unwrap().problem("f.txt".into());
        assert!(problem.message.contains("iconv"), "{problem}");
        assert!(!BadBytes { first: 9, count: 1, utf16: false }.problem("f".into()).message.contains("iconv"));
    }
}
