//! What swift-testing prints, counted.

use crate::{Stop, process, test::Tally};
use std::process::Command;

/// Tests that ran to their end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Results {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// How many the run itself says there were; `None` if it never came to its end.
    said: Option<u64>,
}

/// Runs `swift test` and adds its results. A run without an end, or one whose results do not add up, is a failure.
pub(super) fn test(tally: &mut Tally, name: &str, command: &mut Command) -> Result<(), Stop> {
    let mut results = Results::default();
    let ok = process::run_reading(command, |line| results.read(line))?;
    let Results { passed, failed, skipped, said } = results;
    tally.count(name, [passed, failed, skipped], ok && said == Some(passed + failed + skipped));
    Ok(())
}

impl Results {
    /// Reads lines such as `✔ Test conformance() passed after 0.5 seconds.`; the sign before differs between terminals.
    fn read(&mut self, line: &str) {
        let Some((_, rest)) = line.split_once(' ').filter(|(sign, _)| !sign.is_ascii()) else { return };
        if let Some(run) = rest.strip_prefix("Test run with ") {
            self.said = run.split(' ').next().and_then(|count| count.parse().ok());
        } else if let Some(test) = rest.strip_prefix("Test ") {
            if test.contains(" passed after ") {
                self.passed += 1;
            } else if test.contains(" failed after ") {
                self.failed += 1;
            } else if test.contains(" skipped") {
                self.skipped += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted_and_a_run_without_an_end_is_noticed() {
        let mut results = Results::default();
        for line in [
            "Building for production...",
            "◇ Test run started.",
            "◇ Test one(n:) started.",
            "✘ Test one(n:) recorded an issue with 1 argument n → 1 at t.swift:4:46: Expectation failed",
            "✔ Test json() passed after 0.001 seconds.",
            "✔ Suite Errors passed after 0.001 seconds.",
            "✘ Test one(n:) failed after 0.001 seconds with 3 issues.",
            "➜ Test mac() skipped: \"only there\"",
        ] {
            results.read(line);
        }
        assert_eq!(results, Results { passed: 1, failed: 1, skipped: 1, said: None });
        results.read("✘ Test run with 3 tests failed after 0.002 seconds with 3 issues.");
        assert_eq!(results.said, Some(3));
    }
}
