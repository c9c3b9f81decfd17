//! Tables for people, JSON for checks.

use crate::baseline::Ratio;
use crate::measure::{Sipar, Speed};
use serde_json::{Value, json};
use sipar::ScanCounts;

/// All that one run found out.
pub(crate) struct Results {
    pub(crate) words: &'static str,
    pub(crate) entries: usize,
    pub(crate) sipar: Sipar,
    pub(crate) speeds: Vec<Speed>,
    pub(crate) wakes: Vec<(&'static str, ScanCounts)>,
    pub(crate) short: f64,
    pub(crate) baseline: Vec<Ratio>,
    pub(crate) planted: usize,
    pub(crate) missed: usize,
}

impl Results {
    /// How many times faster the full scorer is.
    fn ratio(&self, speed: &Speed, input: usize) -> f64 {
        self.speeds[0].inputs[input].2 / speed.inputs[input].2
    }

    fn bytes_per_entry(&self) -> f64 {
        self.sipar.pack_bytes as f64 / self.entries as f64
    }

    pub(crate) fn print_tables(&self) {
        println!("{} entries; words: {}\n", self.entries, self.words);
        print!("{:44}", "MB/s, and sipar's speed as a multiple");
        self.wakes.iter().for_each(|(name, _)| print!("{name:>22}"));
        println!("{:>12}{:>12}", "build", "memory");
        for speed in &self.speeds {
            print!("{:44}", speed.title);
            for (index, (_, _, rate)) in speed.inputs.iter().enumerate() {
                print!("{rate:>13.1}{:>8.2}x", self.ratio(speed, index));
            }
            println!("{:>10.2} s{:>9.1} MB", speed.build.as_secs_f64(), speed.memory as f64 / 1e6);
        }
        if !self.baseline.is_empty() {
            println!("\nspeed as a multiple of the baseline's");
            for (id, input, ratio) in &self.baseline {
                println!("{id:16}{input:28}{ratio:>13.2}x");
            }
        }
        println!("\n{:44}{:>14}{:>14}{:>18}", "of clean text", "tokens passed", "confirmed", "sentences read");
        for (name, counts) in &self.wakes {
            let [passed, confirmed, awake] = rates(counts);
            println!("{name:44}{passed:>12.3} %{confirmed:>12.3} %{awake:>16.3} %");
        }
        let Sipar { compile, load, pack_bytes, scorer } = &self.sipar;
        println!("\na clean message of 52 bytes   {:.0} ns", self.short);
        println!("compile                       {:.3} s", compile.as_secs_f64());
        println!("pack                          {pack_bytes} bytes, {:.1} an entry", self.bytes_per_entry());
        println!("load and build                {:.3} ms", load.as_secs_f64() * 1e3);
        println!("filter                        {} bytes", scorer.memory());
        println!("planted hits found            {} of {}", self.planted - self.missed, self.planted);
    }

    pub(crate) fn print_json(&self) {
        let candidate = |speed: &Speed| {
            let inputs = speed.inputs.iter().enumerate().map(|(index, (name, found, rate))| {
                (
                    name.to_string(),
                    json!({ "mbPerSecond": rate, "siparRatio": self.ratio(speed, index), "found": found }),
                )
            });
            json!({
                "id": speed.id,
                "title": speed.title,
                "buildSeconds": speed.build.as_secs_f64(),
                "memoryBytes": speed.memory,
                "inputs": inputs.collect::<serde_json::Map<String, Value>>(),
            })
        };
        let wakes = self.wakes.iter().map(|(name, counts)| {
            let [passed, confirmed, awake] = rates(counts);
            let rates = json!({ "tokensPassedPercent": passed, "tokensConfirmedPercent": confirmed, "sentencesReadPercent": awake });
            (name.to_string(), rates)
        });
        let ratio = |(id, input, ratio): &Ratio| json!({ "id": id, "input": input, "ratio": ratio });
        let all = json!({
            "entries": self.entries,
            "words": self.words,
            "candidates": self.speeds.iter().map(candidate).collect::<Vec<_>>(),
            "wakeRates": wakes.collect::<serde_json::Map<String, Value>>(),
            "nanosecondsPer52Bytes": self.short,
            "compileSeconds": self.sipar.compile.as_secs_f64(),
            "packBytes": self.sipar.pack_bytes,
            "packBytesPerEntry": self.bytes_per_entry(),
            "loadSeconds": self.sipar.load.as_secs_f64(),
            "filterBytes": self.sipar.scorer.memory(),
            "planted": self.planted,
            "missed": self.missed,
            "baseline": self.baseline.iter().map(ratio).collect::<Vec<_>>(),
        });
        println!("{all}");
    }
}

/// Tokens passed, tokens confirmed and sentences read, in percent.
fn rates(counts: &ScanCounts) -> [f64; 3] {
    let percent = |part: u64, whole: u64| part as f64 * 100.0 / whole.max(1) as f64;
    [
        percent(counts.passed, counts.tokens),
        percent(counts.confirmed, counts.tokens),
        percent(counts.awake, counts.sentences),
    ]
}
