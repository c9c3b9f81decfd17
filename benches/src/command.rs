//! The command `sipar score` beside the library on all cores, and its memory while much passes through it.

use crate::inputs::Input;
use crate::memory;
use cpu_time::ProcessTime;
use sipar::{Scorer, Scratch};
use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of lines that both read in a round.
const LINES: usize = 200 << 20;
/// What passes through at once.
pub const STREAM: usize = 1 << 30;

/// What was measured of the command.
pub struct Measured {
    /// Megabytes a second of real time, of the library and of the command.
    pub speed: [f64; 2],
    /// Seconds of processor time, of the library and of the command.
    pub processor: [f64; 2],
    /// The command's speed by the clock as a part of the library's, round by round.
    pub ratios: Vec<f64>,
    /// The command's memory at its peak: while it reads the lines, a sixteenth of the long stream, and all of it.
    pub peaks: [Option<u64>; 3],
}

/// Measures a build of the command with a pack, which it reads from a folder of its own.
///
/// # Errors
/// The command does not run, or a file cannot be written.
pub fn measure(
    command: &Path,
    scorer: &Scorer,
    pack: &[u8],
    chat: &Input,
    document: &str,
    rounds: usize,
) -> Result<Measured, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("sipar-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = within(&folder, command, scorer, pack, chat, document, rounds);
    fs::remove_dir_all(&folder)?;
    measured
}

fn within(
    folder: &Path,
    command: &Path,
    scorer: &Scorer,
    pack: &[u8],
    chat: &Input,
    document: &str,
    rounds: usize,
) -> Result<Measured, Box<dyn Error>> {
    let (pack_file, lines_file) = (folder.join("pack.sipar"), folder.join("lines.txt"));
    fs::write(&pack_file, pack)?;
    let repeats = LINES / chat.bytes() + 1;
    let once = chat.texts.iter().map(|text| text.replace('\n', " ") + "\n").collect::<String>();
    let mut file = File::create(&lines_file)?;
    (0..repeats).try_for_each(|_| file.write_all(once.as_bytes()))?;
    let bytes = (once.len() * repeats) as f64;

    let score = |args: &[&Path]| {
        let mut score = Command::new(command);
        score.args(["score", "--no-builtin", "--pack"]).arg(&pack_file).args(args).stdout(Stdio::null());
        score
    };
    let (mut times, mut processor) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let mut peak_lines = None;
    for _ in 0..rounds {
        let (start, cpu) = (Instant::now(), ProcessTime::now());
        on_all_cores(scorer, &once, repeats);
        times[0].push(start.elapsed());
        processor[0].push(cpu.elapsed());
        let (start, cpu) = (Instant::now(), of_children());
        let mut child = score(&[Path::new("--lines"), &lines_file]).spawn()?;
        peak_lines = peak_lines.max(peak(&mut child)?);
        times[1].push(start.elapsed());
        processor[1].push(of_children().saturating_sub(cpu));
    }
    let ratios = times[0].iter().zip(&times[1]).map(|(library, command)| library.as_secs_f64() / command.as_secs_f64());
    let ratios = ratios.collect();

    let stream = |size: usize| -> Result<Option<u64>, Box<dyn Error>> {
        let mut child = score(&[]).stdin(Stdio::piped()).spawn()?;
        let mut stdin = child.stdin.take().ok_or("no pipe")?;
        let mut left = size;
        let mut peak_so_far = None;
        while left > 0 {
            let piece = document.get(..left.min(document.len())).unwrap_or(document);
            stdin.write_all(piece.as_bytes())?;
            left -= piece.len().min(left);
            peak_so_far = peak_so_far.max(memory::status(&child.id().to_string(), "VmHWM:"));
        }
        drop(stdin);
        Ok(peak_so_far.max(peak(&mut child)?))
    };
    let peaks = [peak_lines, stream(STREAM / 16)?, stream(STREAM)?];
    let best = |times: &[Duration]| times.iter().min().copied().unwrap_or_default().as_secs_f64();
    Ok(Measured {
        speed: [0, 1].map(|which| bytes / best(&times[which]) / 1e6),
        processor: [0, 1].map(|which| best(&processor[which])),
        ratios,
        peaks,
    })
}

/// What the command is to be measured against: the lines in memory, a few at a time to whichever core is free.
fn on_all_cores(scorer: &Scorer, lines: &str, repeats: usize) {
    let texts: Vec<&str> = lines.lines().collect();
    let parts: Vec<&[&str]> = texts.chunks(500).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut scratch = Scratch::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= parts.len() * repeats {
                return;
            }
            for text in parts[number % parts.len()] {
                black_box(scorer.score_with(&mut scratch, text));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
}

/// Waits for a process and says how much memory it took at most, as far as looking every few milliseconds tells.
fn peak(child: &mut Child) -> Result<Option<u64>, Box<dyn Error>> {
    let mut peak = None;
    loop {
        peak = peak.max(memory::status(&child.id().to_string(), "VmHWM:"));
        if let Some(status) = child.try_wait()? {
            let ok = status.code().is_some_and(|code| code < 2);
            return if ok { Ok(peak) } else { Err(format!("the command failed: {status}").into()) };
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The processor's time of the processes that have ended, where the system tells.
fn of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<u64> = behind_name.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    // The 16th and 17th fields of the file, in hundredths of a second; two stand before the name's end.
    let ticks = fields.get(13).copied().unwrap_or(0) + fields.get(14).copied().unwrap_or(0);
    Duration::from_millis(ticks * 10)
}
