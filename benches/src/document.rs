//! Makes docs/performance.md: runs lists of growing size, each in a process of its own, and writes figures and plots. What
//! stands between `<!-- figures: NAME -->` and `<!-- /figures -->` is written anew; the rest is for people to write.

mod goals;
mod tables;

use crate::growth::LENGTHS;
use crate::plots::{self, Line};
use serde_json::Value;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// The size whose run measures everything.
const WHOLE: usize = 100_000;
/// Results are kept here, below the folder the program runs in.
const KEPT: &str = "target/performance";

/// How the runs are made.
pub struct Runs<'a> {
    /// Smaller inputs, fewer rounds, no list of a million entries.
    pub quick: bool,
    /// Only read what an earlier call has left.
    pub kept: bool,
    /// The command to measure.
    pub command: Option<&'a Path>,
}

/// Runs what is to be run, and writes the document and the plots.
///
/// # Errors
/// A run fails, or a file cannot be read or written.
pub fn write(file: &Path, plots: Option<&Path>, runs: &Runs) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(KEPT)?;
    let mut results = Vec::new();
    for size in SIZES.into_iter().filter(|size| !runs.quick || *size < 1_000_000) {
        let kept = Path::new(KEPT).join(format!("{size}.json"));
        if !runs.kept {
            fs::write(&kept, run(size, runs)?)?;
        }
        let json = fs::read_to_string(&kept).map_err(|error| format!("{}: {error}", kept.display()))?;
        results.push(serde_json::from_str(&json)?);
    }
    let results = Results(results);
    // Only now: somebody may have written in it meanwhile.
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    fs::write(file, replaced(&text, &|name| block(&results, name))?)?;
    if let Some(folder) = plots {
        fs::create_dir_all(folder)?;
        for (name, svg) in drawn(&results) {
            fs::write(folder.join(name), svg)?;
        }
    }
    Ok(())
}

/// One run, in a process of its own; its JSON.
fn run(size: usize, runs: &Runs) -> Result<Vec<u8>, Box<dyn Error>> {
    eprintln!("\n== {size} entries");
    let mut command = Command::new(env::current_exe()?);
    command.args(["--json", "--entries", &size.to_string()]).stderr(Stdio::inherit());
    if runs.quick {
        command.arg("--quick");
    }
    // Once is enough for what does not depend on the size of the list.
    if size != WHOLE {
        command.arg("--list-only");
    } else if let Some(sipar) = runs.command {
        command.arg("--command").arg(sipar);
    }
    let output = command.output()?;
    if output.stdout.is_empty() {
        return Err(format!("the run with {size} entries printed nothing: {}", output.status).into());
    }
    Ok(output.stdout)
}

/// The runs' results, by size.
struct Results(Vec<Value>);

impl Results {
    fn of(&self, entries: usize) -> Option<&Value> {
        self.0.iter().find(|run| run["entries"] == entries)
    }

    /// Megabytes a second of a candidate on an input.
    fn speed(&self, entries: usize, id: &str, input: &str) -> Option<f64> {
        speed(&self.of(entries)?["candidates"], id, input)
    }
}

fn speed(candidates: &Value, id: &str, input: &str) -> Option<f64> {
    let candidate = candidates.as_array()?.iter().find(|candidate| candidate["id"] == id)?;
    candidate["inputs"][input]["mbPerSecond"].as_f64()
}

const BEGIN: &str = "<!-- figures: ";
const END: &str = "<!-- /figures -->";

/// The text with each block written anew.
fn replaced(text: &str, block: &dyn Fn(&str) -> Option<String>) -> Result<String, Box<dyn Error>> {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, marked)) = rest.split_once(BEGIN) {
        let (name, marked) = marked.split_once(" -->").ok_or("a mark does not end")?;
        let (_, behind) = marked.split_once(END).ok_or_else(|| format!("the figures `{name}` do not end"))?;
        let figures = block(name).ok_or_else(|| format!("there are no figures called `{name}`"))?;
        done.push_str(&format!("{before}{BEGIN}{name} -->\n{figures}{END}"));
        rest = behind;
    }
    Ok(done + rest)
}

fn block(results: &Results, name: &str) -> Option<String> {
    match name {
        "run" => Some(tables::run(results)),
        "goals" => Some(goals::table(results)),
        "speeds" => Some(tables::speeds(results)),
        "tongues" => Some(tables::tongues(results)),
        "wakes" => Some(tables::wakes(results)),
        "making" => Some(tables::making(results)),
        "peaks" => Some(tables::peaks(results)),
        "growth" => Some(tables::growth(results)),
        "command" => Some(tables::command(results)),
        _ => None,
    }
}

/// The plots with their files' names.
fn drawn(results: &Results) -> Vec<(String, String)> {
    let candidates = [
        ("sipar", "sipar, full report"),
        ("ac-nfa", "aho-corasick NFA, raw"),
        ("ac-dfa", "aho-corasick DFA, raw"),
        ("careful", "the careful pipeline"),
        ("daachorse", "daachorse charwise, raw"),
        ("hash-set", "hash set, no phrases"),
        ("rustrict", "rustrict"),
        ("sipar-packs", "sipar, bundled packs"),
    ];
    let by_entries = |input: &str| -> Vec<Line> {
        let line = |id: &str| {
            let sizes = SIZES.into_iter();
            sizes.filter_map(|size| Some((size as f64, results.speed(size, id, input)?))).collect::<Vec<_>>()
        };
        candidates.iter().map(|(id, name)| ((*name).to_owned(), line(id))).collect()
    };
    let mut all = Vec::new();
    for (file, input) in [("english", "English chat"), ("russian", "Russian chat"), ("document", "document")] {
        let title = format!("Speed by the size of the list: {input}");
        all.push((format!("{file}.svg"), plots::plot(&title, ["entries", "MB/s"], &by_entries(input))));
    }
    let growth = results.of(100_000).and_then(|run| run["growth"].as_array());
    for (file, which, title) in [
        ("growth-list.svg", "list", "Cost of a byte by the length of the text, 100,000 entries"),
        ("growth-packs.svg", "packs", "Cost of a byte by the length of the text, bundled packs"),
    ] {
        // The dearest kinds, and the ordinary document that stands first.
        let mut kinds: Vec<&Value> = growth.into_iter().flatten().collect();
        let cost = |kind: &Value| kind[which][2].as_f64().unwrap_or(0.0);
        kinds.get_mut(1..).unwrap_or_default().sort_by(|a, b| cost(b).total_cmp(&cost(a)));
        let line = |kind: &Value| {
            let points = LENGTHS.iter().enumerate();
            let points = points.filter_map(|(at, bytes)| Some((*bytes as f64, kind[which][at].as_f64()?)));
            (kind["kind"].as_str().unwrap_or_default().to_owned(), points.collect())
        };
        let lines: Vec<Line> = kinds.into_iter().take(7).map(line).collect();
        all.push((file.to_owned(), plots::plot(title, ["bytes", "ns a byte"], &lines)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_marks_is_written_anew() {
        let text = "a\n<!-- figures: x -->\nold\n<!-- /figures -->\nb <!-- figures: y --><!-- /figures --> c";
        let figures = |name: &str| Some(format!("new {name}\n"));
        let want =
            "a\n<!-- figures: x -->\nnew x\n<!-- /figures -->\nb <!-- figures: y -->\nnew y\n<!-- /figures --> c";
        assert_eq!(replaced(text, &figures).unwrap(), want);
        assert_eq!(replaced(want, &figures).unwrap(), want);
        assert!(replaced(text, &|_| None).unwrap_err().to_string().contains("`x`"));
        assert!(replaced("<!-- figures: x --> and no more", &figures).is_err());
    }
}
