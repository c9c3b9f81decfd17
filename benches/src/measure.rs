//! Timing and checking.

use crate::candidates::Candidate;
use crate::inputs::{Input, Term};
use crate::random::Random;
use cpu_time::ThreadTime;
use sipar::{CompileError, Lexicon, ListOptions, Pack, ScanCounts, Scorer, Scratch, SourceFile};
use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

/// The scorer with what its making took.
pub struct Sipar {
    /// The scorer with the list.
    pub scorer: Scorer,
    /// Reading and compiling the list.
    pub compile: Duration,
    /// Loading the pack and building the scorer.
    pub load: Duration,
    /// How long the pack is.
    pub pack_bytes: usize,
}

impl Sipar {
    /// Compiles the list and loads it.
    ///
    /// # Errors
    /// The list does not compile or load.
    pub fn build(terms: &[Term]) -> Result<Self, Box<dyn Error>> {
        let (bytes, compile) = cpu_time(|| compiled(terms));
        let bytes = bytes?;
        let pack_bytes = bytes.len();
        let mut loads = Vec::new();
        for _ in 0..9 {
            let copy = bytes.clone();
            let (scorer, load) = cpu_time(|| load(copy));
            scorer?;
            loads.push(load);
        }
        Ok(Self { scorer: load(bytes)?, compile, load: median(&mut loads), pack_bytes })
    }
}

/// The pack of a lexicon.
///
/// # Errors
/// The list does not compile.
pub fn compiled(terms: &[Term]) -> Result<Vec<u8>, CompileError> {
    let text = terms.iter().map(|term| term.0.as_str()).collect::<Vec<_>>().join("\n");
    let file = SourceFile { path: "bench.txt".to_owned(), text };
    Lexicon::list(file, &ListOptions::default())?.compile()
}

fn load(bytes: Vec<u8>) -> Result<Scorer, Box<dyn Error>> {
    Ok(Scorer::builder().pack(Pack::load(bytes)?).build()?)
}

/// What a call returns and the CPU time it takes this thread.
pub fn cpu_time<T>(call: impl FnOnce() -> T) -> (T, Duration) {
    let start = ThreadTime::now();
    let result = call();
    (result, start.elapsed())
}

/// The one in the middle.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How fast one candidate reads each input.
pub struct Speed {
    /// What JSON calls the candidate.
    pub id: &'static str,
    /// What tables call it.
    pub title: &'static str,
    /// The processor's time that its making took.
    pub build: Duration,
    /// What it holds, in bytes, as it says itself or as is reckoned.
    pub memory: usize,
    /// What it found in each input, and megabytes a second.
    pub inputs: Vec<(&'static str, usize, f64)>,
}

/// A candidate that has taken so long over an input, in three rounds or more, sits out the rest of them.
const PATIENCE: Duration = Duration::from_secs(3);

/// Medians over rounds in which the candidates take turns. Each reads an input once before it is timed: otherwise its time
/// would tell what the candidate before it has left in the caches.
pub fn speeds(candidates: &mut [Candidate], inputs: &[Input], rounds: usize) -> Vec<Speed> {
    let mut times = vec![vec![Vec::new(); inputs.len()]; candidates.len()];
    let mut found = vec![vec![0; inputs.len()]; candidates.len()];
    for (at, input) in inputs.iter().enumerate() {
        for _ in 0..rounds {
            for (number, candidate) in candidates.iter_mut().enumerate() {
                let taken: &Vec<Duration> = &times[number][at];
                if taken.len() >= 3 && taken.iter().sum::<Duration>() > PATIENCE {
                    continue;
                }
                black_box((candidate.read)(black_box(&input.texts)));
                let (result, time) = cpu_time(|| black_box((candidate.read)(black_box(&input.texts))));
                times[number][at].push(time);
                found[number][at] = result;
            }
        }
    }
    let speed = |number: usize, at: usize| {
        inputs[at].bytes() as f64 / median(&mut times[number][at].clone()).as_secs_f64() / 1e6
    };
    let all = candidates.iter().enumerate().map(|(number, candidate)| Speed {
        id: candidate.id,
        title: candidate.title,
        build: candidate.build,
        memory: candidate.memory,
        inputs: inputs
            .iter()
            .enumerate()
            .map(|(at, input)| (input.name, found[number][at], speed(number, at)))
            .collect(),
    });
    all.collect()
}

/// What passes each stage of the scan in the clean texts of each input.
#[must_use]
pub fn wakes<'i>(scorer: &Scorer, inputs: impl IntoIterator<Item = &'i Input>) -> Vec<(&'static str, ScanCounts)> {
    let sum = |input: &Input| {
        input.clean().map(|text| scorer.scan_counts(text)).fold(ScanCounts::default(), |sum, counts| ScanCounts {
            tokens: sum.tokens + counts.tokens,
            passed: sum.passed + counts.passed,
            confirmed: sum.confirmed + counts.confirmed,
            sentences: sum.sentences + counts.sentences,
            awake: sum.awake + counts.awake,
        })
    };
    inputs.into_iter().map(|input| (input.name, sum(input))).collect()
}

/// The nanoseconds that scoring a clean message of 52 bytes takes: each of many such messages once, the median of rounds.
pub fn short_message(scorer: &Scorer, inputs: &[Input], rounds: usize) -> f64 {
    let messages = short_messages(inputs);
    let mut scratch = Scratch::default();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..rounds {
        let all = || messages.iter().for_each(|text| drop(black_box(scorer.score_with(&mut scratch, black_box(text)))));
        times.push(cpu_time(all).1);
    }
    median(&mut times).as_nanos() as f64 / messages.len() as f64
}

/// Clean messages of 52 bytes.
#[must_use]
pub fn short_messages(inputs: &[Input]) -> Vec<&str> {
    let mut random = Random(4);
    let clean: Vec<&str> = inputs[0].clean().collect();
    let mut messages = Vec::new();
    while messages.len() < 10_000 {
        messages.extend(random.pick(&clean).get(..52));
    }
    messages
}

/// The planted hits the scorer does not report where they stand.
#[must_use]
pub fn missed(scorer: &Scorer, inputs: &[Input]) -> Vec<String> {
    let mut missed = Vec::new();
    for input in inputs {
        for planted in &input.planted {
            let text = &input.texts[planted.text];
            let report = scorer.score(text);
            let (start, end) = planted.bytes;
            let covers = |finding: &sipar::Finding| finding.text(text).is_some_and(|found| found == &text[start..end]);
            if !report.findings.iter().any(covers) {
                missed.push(format!("{:?} in {text:?}", &text[start..end]));
            }
        }
    }
    missed
}
