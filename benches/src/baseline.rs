//! The same measurement by another build of this program, in turn with this one: how much faster has the scorer become?

use serde_json::Value;
use std::env;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

/// How much faster this build is than the other: candidate, input, and the ratio of their speeds.
pub type Ratio = (String, String, f64);
/// Candidate, input and megabytes a second.
type Speed = (String, String, f64);

/// Runs both builds with the same arguments in turn and compares the best speed of each.
///
/// # Errors
/// A build does not run, or prints no results.
pub fn compare(other: &Path, args: &[String], rounds: usize) -> Result<Vec<Ratio>, Box<dyn Error>> {
    let this = env::current_exe()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(run(&this, args)?);
        theirs.push(run(other, args)?);
    }
    let mut ratios = Vec::new();
    for (id, input, _) in ours.first().into_iter().flatten() {
        // The best of each: whatever else the machine does only ever slows a run down.
        let best = |runs: &[Vec<Speed>]| {
            let same = runs.iter().flatten().filter(|(a, b, _)| a == id && b == input);
            same.map(|speed| speed.2).max_by(f64::total_cmp)
        };
        // A candidate that the other build lacks is left out.
        if let (Some(a), Some(b)) = (best(&ours), best(&theirs)) {
            ratios.push((id.clone(), input.clone(), a / b));
        }
    }
    Ok(ratios)
}

/// The speeds of one run.
fn run(program: &Path, args: &[String]) -> Result<Vec<Speed>, Box<dyn Error>> {
    let mut command = Command::new(program);
    command.args(["--only-sipar", "--json"]).args(args).stderr(Stdio::null());
    let output = command.output().map_err(|error| format!("{}: {error}", program.display()))?;
    let json: Value = serde_json::from_slice(&output.stdout)?;
    let mut speeds = Vec::new();
    for candidate in json["candidates"].as_array().into_iter().flatten() {
        for (input, values) in candidate["inputs"].as_object().into_iter().flatten() {
            let id = candidate["id"].as_str().unwrap_or_default().to_owned();
            speeds.push((id, input.clone(), values["mbPerSecond"].as_f64().unwrap_or_default()));
        }
    }
    speeds.retain(|(id, ..)| id.starts_with("sipar"));
    Ok(speeds)
}
