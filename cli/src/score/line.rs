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

/// What a line holds, if it is UTF-8.
pub(super) fn utf8(line: &[u8]) -> Result<&str, Bad> {
    std::str::from_utf8(line)
        .map_err(|error| Bad::new("input.utf8", "the line is not UTF-8; save the file as UTF-8", error.valid_up_to()))
}

impl Job<'_> {
    /// Answers a line into `out`, and says whether it reached `fail_on`.
    pub(super) fn answer(
        &self,
        scratch: &mut Scratch,
        number: &Number,
        line: Result<&str, Bad>,
        out: &mut Vec<u8>,
    ) -> Result<bool, Bad> {
        let text = line.and_then(|line| self.text(line)).inspect_err(|bad| self.put_error(number, bad, out))?;
        let report = self.scorer.score_with(scratch, &text);
        match self.form {
            Form::Json => out.extend_from_slice(report.to_json_with_text(&text).as_bytes()),
            Form::Brief { color } => put_brief(&report, number, color, out),
        }
        out.push(b'\n');
        Ok(self.fail_on.is_some_and(|level| report.level >= level))
    }

    fn text<'l>(&self, line: &'l str) -> Result<Cow<'l, str>, Bad> {
        match &self.kind {
            Kind::Plain => Ok(Cow::Borrowed(line)),
            Kind::Jsonl(field) => jsonl::field(line, field),
        }
    }

    fn put_error(&self, number: &Number, bad: &Bad, out: &mut Vec<u8>) {
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
fn put_brief(report: &Report, number: &Number, color: bool, out: &mut Vec<u8>) {
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
    out.extend_from_slice(number.digits().as_bytes());
}

/// The number of a line, in decimal digits: to go on to the next costs less than to write each anew.
#[derive(Clone, Debug)]
pub(super) struct Number(String);

impl Number {
    pub(super) fn new(number: u64) -> Self {
        Number(number.to_string())
    }

    pub(super) fn digits(&self) -> &str {
        &self.0
    }

    /// That of the next line.
    pub(super) fn step(&mut self) {
        let kept = self.0.trim_end_matches('9').len();
        let nines = self.0.len() - kept;
        self.0.truncate(kept);
        let digit = self.0.pop().unwrap_or('0');
        self.0.push(char::from_digit(digit.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or('0'));
        self.0.extend(std::iter::repeat_n('0', nines));
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_as_the_standard_library_writes_them() {
        for first in [0u64, 1, 7, 8, 9, 95, 99, 100, 4_095, 9_998, 999_998] {
            let mut number = Number::new(first);
            for expected in first..first + 12 {
                assert_eq!(number.digits(), expected.to_string());
                number.step();
            }
        }
    }
}
