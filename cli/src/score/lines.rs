//! Many lines on all cores: read ahead a little, answered in order, in constant memory.
//!
//! A reader cuts the input into batches of whole lines, workers answer them, and the calling thread writes the
//! answers in the order of the lines. A batch is what one read returned, so a line typed or piped in is answered at
//! once and never waits for the next. Both queues are short, and a budget of bytes holds the reader back where lines
//! are huge.

use super::line::{Bad, Job, Number, utf8};
use memchr::{memchr_iter, memrchr};
use sipar::Scratch;
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};

/// How much is read at once; also what a pipe holds.
const CHUNK: usize = 64 << 10;
/// How many bytes of lines may be under way, unless a single line is longer.
const BUDGET: usize = 16 << 20;
/// Ignored at the start of the input.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Whole lines, one after another.
struct Batch {
    first: u64,
    bytes: Vec<u8>,
}

/// What a batch came to.
#[derive(Default)]
struct Answer {
    out: Vec<u8>,
    bad: usize,
    first_bad: Option<(u64, Bad)>,
    reached: bool,
    lines: usize,
    /// What is given back to the budget.
    cost: usize,
}

/// What the whole input came to.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) lines: usize,
    pub(super) bad: usize,
    pub(super) first_bad: Option<(u64, Bad)>,
    /// Whether a line reached the level asked for.
    pub(super) reached: bool,
    /// Why reading stopped early; the lines before it were answered.
    pub(super) read_error: Option<io::Error>,
}

/// A batch on its way to a worker, with the way back for its answer.
type Task = (Batch, Sender<Answer>);

/// Answers every line of `input` to `out`. If `out` fails, the process ends: the reader may wait for input that never
/// comes, and nobody could make it stop.
pub(super) fn run(job: &Job, threads: usize, input: impl Read + Send, out: &mut dyn Write) -> Tally {
    let (tasks, queue) = sync_channel::<Task>(threads * 2);
    let (order, answers) = sync_channel::<Receiver<Answer>>(threads * 4);
    let queue = Mutex::new(queue);
    let budget = Budget::default();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(job, &queue));
        }
        let reader = scope.spawn(|| read(input, &budget, &tasks_of(tasks, order)));
        let mut tally = Tally::default();
        for answer in answers {
            // A worker that died has taken the answer with it; the scope passes its panic on.
            let Ok(answer) = answer.recv() else {
                budget.lift();
                break;
            };
            if let Err(error) = out.write_all(&answer.out).and_then(|()| out.flush()) {
                crate::output::failed(&error);
            }
            budget.give_back(answer.cost);
            tally.add(answer);
        }
        tally.read_error = reader.join().unwrap_or(Ok(())).err();
        tally
    })
}

/// Sends a batch to the workers and its place to the writer; false if nobody is left to take it.
fn tasks_of(tasks: SyncSender<Task>, order: SyncSender<Receiver<Answer>>) -> impl Fn(Batch) -> bool {
    move |batch| {
        let (answer, place) = channel();
        order.send(place).is_ok() && tasks.send((batch, answer)).is_ok()
    }
}

impl Tally {
    fn add(&mut self, answer: Answer) {
        self.lines += answer.lines;
        self.bad += answer.bad;
        self.reached |= answer.reached;
        if self.first_bad.is_none() {
            self.first_bad = answer.first_bad;
        }
    }
}

/// A worker: answers batches until there are no more.
fn work(job: &Job, queue: &Mutex<Receiver<Task>>) {
    let mut scratch = Scratch::default();
    loop {
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((batch, answer)) = task else { return };
        // Nobody waits for the answer only if the run is over.
        let _ = answer.send(batch.answer(job, &mut scratch));
    }
}

impl Batch {
    fn answer(self, job: &Job, scratch: &mut Scratch) -> Answer {
        let mut answer = Answer { cost: self.bytes.len(), ..Answer::default() };
        let body = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        // Nearly always all of it is UTF-8, and told so at once.
        let text = std::str::from_utf8(body).ok();
        let mut number = Number::new(self.first);
        let mut start = 0;
        for (at, end) in (self.first..).zip(memchr_iter(b'\n', body).chain([body.len()])) {
            let line = match text {
                Some(text) => Ok(without_return(text.get(start..end).unwrap_or_default())),
                None => utf8(body.get(start..end).unwrap_or_default()).map(without_return),
            };
            start = end + 1;
            answer.lines += 1;
            match job.answer(scratch, &number, line, &mut answer.out) {
                Ok(reached) => answer.reached |= reached,
                Err(bad) => {
                    answer.bad += 1;
                    answer.first_bad.get_or_insert((at, bad));
                }
            }
            number.step();
        }
        answer
    }
}

fn without_return(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

/// The reader: gives `send` batches of whole lines until the input ends or nobody takes them.
fn read(mut input: impl Read, budget: &Budget, send: &impl Fn(Batch) -> bool) -> io::Result<()> {
    let mut first = 1;
    let mut buffer = Vec::new();
    let mut after_bom = false;
    // Up to here the buffer is known to hold no line end, so a long line is searched once.
    let mut searched = 0;
    loop {
        let len = buffer.len();
        buffer.resize(len + CHUNK, 0);
        let result = read_some(&mut input, buffer.get_mut(len..).unwrap_or_default());
        buffer.truncate(len + result.as_ref().map_or(0, |n| *n));
        let ended = !matches!(result, Ok(1..));
        if !after_bom {
            if !ended && buffer.len() < BOM.len() && BOM.starts_with(&buffer) {
                continue;
            }
            if buffer.starts_with(BOM) {
                buffer.drain(..BOM.len());
            }
            after_bom = true;
        }
        let found = buffer.get(searched..).and_then(|new| memrchr(b'\n', new));
        let cut = if ended { buffer.len() } else { found.map_or(0, |at| searched + at + 1) };
        if cut > 0 {
            let rest = buffer.split_off(cut);
            let bytes = std::mem::replace(&mut buffer, rest);
            let lines = memchr_iter(b'\n', &bytes).count() as u64;
            budget.take(bytes.len());
            if !send(Batch { first, bytes }) {
                return Ok(());
            }
            first += lines;
        }
        searched = buffer.len();
        if ended {
            return result.map(|_| ());
        }
    }
}

fn read_some(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// How many bytes are under way, so that memory stays bounded however long lines are.
#[derive(Default)]
struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// Waits until `bytes` fit, or until nothing else is under way.
    fn take(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        while *used > 0 && *used + bytes > BUDGET {
            used = self.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += bytes;
    }

    /// The run is over: nobody need wait.
    fn lift(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        self.freed.notify_all();
    }

    fn give_back(&self, bytes: usize) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::{Form, Kind};
    use super::*;

    /// Gives its text in pieces of the given length, as a slow pipe does.
    struct Drip<'t>(&'t [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(self.0.len()).min(buf.len());
            let (now, later) = self.0.split_at(n);
            buf[..n].copy_from_slice(now);
            self.0 = later;
            Ok(n)
        }
    }

    fn lines(text: &[u8], piece: usize, kind: Kind) -> (Vec<String>, Tally) {
        let scorer = sipar::Scorer::builder().build().unwrap();
        let job = Job { scorer: &scorer, kind, form: Form::Brief { color: false }, fail_on: None };
        let mut out = Vec::new();
        let tally = run(&job, 4, Drip(text, piece), &mut out);
        (String::from_utf8(out).unwrap().lines().map(str::to_owned).collect(), tally)
    }

    #[test]
    fn every_line_is_answered_in_order_however_the_input_is_cut() {
        let text = b"\xef\xbb\xbfone\r\n\ntwo\n\xffbad\nlast";
        for piece in [1, 2, 3, 5, 64] {
            let (answers, tally) = lines(text, piece, Kind::Plain);
            assert_eq!(
                answers,
                ["none\t\t1", "none\t\t2", "none\t\t3", "error\tinput.utf8\t4", "none\t\t5"],
                "{piece}"
            );
            assert_eq!((tally.lines, tally.bad), (5, 1));
            assert_eq!(tally.first_bad.map(|(line, bad)| (line, bad.offset)), Some((4, 0)));
        }
    }

    #[test]
    fn a_byte_order_mark_is_passed_over_once_and_alone_is_no_line() {
        let (answers, tally) = lines(b"\xef\xbb\xbf{\"text\":\"a\"}\n\xef\xbb\xbf{}\n", 2, Kind::Jsonl("text".into()));
        assert_eq!(answers, ["none\t\t1", "error\tinput.json\t2"]);
        assert_eq!(tally.lines, 2);
        for empty in [&b""[..], b"\xef\xbb\xbf"] {
            assert_eq!(lines(empty, 1, Kind::Plain).0, Vec::<String>::new());
        }
        assert_eq!(lines(b"\xef\xbb", 1, Kind::Plain).0, ["error\tinput.utf8\t1"]);
    }

    #[test]
    fn order_holds_over_thousands_of_lines_and_a_line_longer_than_the_budget() {
        let mut text: Vec<u8> = (0..20_000).flat_map(|n| format!("line {n}\n").into_bytes()).collect();
        text.extend(std::iter::repeat_n(b'x', BUDGET + 10));
        text.extend(b"\nend");
        let (answers, tally) = lines(&text, CHUNK, Kind::Plain);
        assert_eq!((answers.len(), tally.lines), (20_002, 20_002));
        for (i, answer) in answers.iter().enumerate() {
            assert_eq!(*answer, format!("none\t\t{}", i + 1));
        }
    }

    /// Fails after its first read.
    struct Torn(bool);

    impl Read for Torn {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Err(io::Error::other("torn"));
            }
            buf[..6].copy_from_slice(b"a\nb\nc\n");
            Ok(6)
        }
    }

    #[test]
    fn what_came_before_a_read_error_is_answered() {
        let scorer = sipar::Scorer::builder().build().unwrap();
        let job = Job { scorer: &scorer, kind: Kind::Plain, form: Form::Json, fail_on: None };
        let mut out = Vec::new();
        let tally = run(&job, 2, Torn(false), &mut out);
        assert_eq!(tally.lines, 3);
        assert!(tally.read_error.is_some());
    }
}
