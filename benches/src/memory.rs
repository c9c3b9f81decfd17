//! How much memory a build takes at its peak: in a process of its own, as the system counts it. Only where `/proc` is.

use crate::inputs::Term;
use crate::measure::compiled;
use crate::peers;
use std::env;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

/// What compiling the list is called among the peers' ids.
pub const COMPILE: &str = "sipar";

/// What the build of a candidate takes at most, in bytes, in a new process; `None` where the system does not tell.
///
/// # Errors
/// The process does not run.
pub fn peak(id: &str, terms: &[Term]) -> Result<Option<u64>, Box<dyn Error>> {
    let mut child = Command::new(env::current_exe()?)
        .args(["--peak", id])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no pipe")?;
    for (term, language) in terms {
        writeln!(stdin, "{language}\t{term}")?;
    }
    drop(stdin);
    let output = child.wait_with_output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse().ok())
}

/// The other side: builds what is asked for of the list at standard input and prints how much memory that took above
/// what the list itself takes. For the compiler its own copy of the list counts, too.
///
/// # Errors
/// The list cannot be read, does not compile, or makes no such candidate.
pub fn measure(id: &str) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let terms: Vec<Term> = lines.map(|(language, term)| (term.to_owned(), language.parse().unwrap_or(0))).collect();
    drop(text);
    // The peak so far is forgotten; where that is not allowed, reading the list may count.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = status("self", "VmRSS:");
    if id == COMPILE {
        black_box(compiled(&terms)?);
    } else {
        black_box(peers::chosen(&terms, &[id]).pop().ok_or_else(|| format!("there is no candidate {id}"))?.memory);
    }
    if let (Some(before), Some(peak)) = (before, status("self", "VmHWM:")) {
        println!("{}", peak.saturating_sub(before));
    }
    Ok(())
}

/// A number of bytes that the system tells of a process.
#[must_use]
pub fn status(process: &str, field: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
