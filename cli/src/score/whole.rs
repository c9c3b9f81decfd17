//! An input as one text: read in pieces, scored, and printed.

use super::human;
use super::input::Input;
use super::json_text;
use super::text::Text;
use super::utf8::{BadBytes, Repair};
use crate::args::ScoreArgs;
use crate::exit::Problem;
use crate::progress;
use sipar::{Report, Scorer, Stream};
use std::io::{self, Read as _, Write};

/// Texts up to this size are kept while they are scored; of larger ones, pieces.
const KEPT: usize = 8 << 20;
/// How much is read at once.
const CHUNK: usize = 64 << 10;

pub(super) struct Job<'a> {
    pub(super) scorer: &'a Scorer,
    pub(super) args: &'a ScoreArgs,
}

/// A text that was scored.
pub(super) struct Scored {
    pub(super) report: Report,
    pub(super) text: Text,
    pub(super) bad: Option<BadBytes>,
}

/// What has been read so far.
enum SoFar {
    Kept(String),
    // Much larger than the other.
    Streaming(Box<Stream>),
}

impl SoFar {
    /// Takes a further piece, and changes over when it becomes too much to keep.
    fn push(&mut self, piece: &str, scorer: &Scorer) {
        match self {
            SoFar::Kept(text) if text.len() + piece.len() <= KEPT => text.push_str(piece),
            SoFar::Kept(text) => {
                let mut stream = Box::new(scorer.stream());
                stream.push(text);
                stream.push(piece);
                *self = SoFar::Streaming(stream);
            }
            SoFar::Streaming(stream) => stream.push(piece),
        }
    }
}

/// Reads and scores an input.
pub(super) fn read(job: &Job, input: &Input) -> Result<Scored, Problem> {
    let opened = input.open()?;
    let bar = progress::bar(&input.name(), opened.len);
    let mut reader = progress::Tracked::new(opened.reader, bar);
    let mut so_far = SoFar::Kept(String::new());
    let mut repair = Repair::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => repair.push(chunk.get(..n).unwrap_or_default(), |piece| so_far.push(piece, job.scorer)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Problem::read(input.name(), &error)),
        }
    }
    let bad = repair.finish(|piece| so_far.push(piece, job.scorer));
    Ok(match so_far {
        SoFar::Kept(text) => Scored { report: job.scorer.score(&text), text: Text::Whole(text), bad },
        SoFar::Streaming(stream) => {
            let text = opened.again.map_or(Text::Gone, |(file, start)| Text::Again(file, start));
            Scored { report: stream.finish(), text, bad }
        }
    })
}

/// Prints the answer.
pub(super) fn print(job: &Job, scored: &Scored, out: &mut dyn Write) -> io::Result<()> {
    let report = &scored.report;
    if !job.args.json {
        return human::print(&human::View { job, report, text: &scored.text }, out);
    }
    let json = match &scored.text {
        Text::Whole(text) => report.to_json_with_text(text),
        text => json_text::with_text(&report.to_json(), |n| text.slice(report.findings.get(n)?.span.bytes())),
    };
    writeln!(out, "{json}")
}
