//! One line, one answer.

use super::jsonl;
use crate::words;
use sipar::{Level, Report, Scorer, Scratch};
use std::borrow::Cow;
use std::io::Write as _;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Plain,
    /// A JSON object with the text in this field.
    Jsonl(String),
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A report in JSON.
    Json,
    /// `LEVEL<TAB>category,category<TAB>line`.
    Brief { color: bool },
}

/// What is asked of every line.
pub(super) struct Job<'s> {
    pub(super) scorer: &'s Scorer,
    pub(super) kind: Kind,
    pub(super) form: Form,
    pub(super) fail_on: Option<Level>,
}

/// Why a line has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bad {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// Where, in bytes of the line.
    pub(super) offset: usize,
}

impl Bad {
    pub(super) fn new(code: &'static str, message: impl Into<String>, offset: usize) -> Self {
        Bad { code, message: message.into(), offset }
    }
}

impl Job<'_> {
    /// Answers line `number` (from 1) into `out`, and says whether it reached `fail_on`.
    pub(super) fn answer(
        &self,
        scratch: &mut Scratch,
        number: u64,
        line: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<bool, Bad> {
        let text = self.text(line).inspect_err(|bad| self.put_error(number, bad, out))?;
        let report = self.scorer.score_with(scratch, &text);
        match self.form {
            Form::Json => out.extend_from_slice(report.to_json_with_text(&text).as_bytes()),
            Form::Brief { color } => put_brief(&report, number, color, out),
        }
        out.push(b'\n');
        Ok(self.fail_on.is_some_and(|level| report.level >= level))
    }

    fn text<'l>(&self, line: &'l [u8]) -> Result<Cow<'l, str>, Bad> {
        let line = std::str::from_utf8(line).map_err(|error| {
            Bad::new("input.utf8", "the line is not UTF-8; save the file as UTF-8", error.valid_up_to())
        })?;
        match &self.kind {
            Kind::Plain => Ok(Cow::Borrowed(line)),
            Kind::Jsonl(field) => jsonl::field(line, field),
        }
    }

    fn put_error(&self, number: u64, bad: &Bad, out: &mut Vec<u8>) {
        // Writing to a Vec does not fail.
        let _ = match self.form {
            Form::Json => {
                let Bad { code, message, offset } = bad;
                let message = serde_json::Value::from(message.as_str());
                writeln!(
                    out,
                    r#"{{"schema":{},"line":{number},"error":{{"code":"{code}","message":{message},"offset":{offset}}}}}"#,
                    sipar::SCHEMA,
                )
            }
            Form::Brief { .. } => writeln!(out, "error\t{}\t{number}", bad.code),
        };
    }
}

/// Nearly all lines are clean, and the formatting machinery would cost a tenth of scoring one: so only colours use it.
fn put_brief(report: &Report, number: u64, color: bool, out: &mut Vec<u8>) {
    let level = report.level.as_str();
    if color {
        let style = words::style(report.level);
        let _ = write!(out, "{style}{level}{style:#}");
    } else {
        out.extend_from_slice(level.as_bytes());
    }
    out.push(b'\t');
    let named = report.categories.iter().filter(|category| category.level > Level::None);
    for (i, category) in named.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.extend_from_slice(crate::visible::visible(&category.id).as_bytes());
    }
    out.push(b'\t');
    put_number(number, out);
}

fn put_number(number: u64, out: &mut Vec<u8>) {
    let start = out.len();
    let mut left = number;
    loop {
        out.push(b'0' + (left % 10) as u8);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.get_mut(start..).unwrap_or_default().reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [0, 7, 10, 4_096, 999_999, u64::MAX] {
            let mut out = b"x".to_vec();
            put_number(number, &mut out);
            assert_eq!(out, format!("x{number}").into_bytes());
        }
    }
}
