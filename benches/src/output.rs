//! Tables for people, JSON for checks and for the document.

use crate::baseline::Ratio;
use crate::command::Measured;
use crate::growth::Growth;
use crate::measure::{Sipar, Speed};
use serde_json::{Map, Value, json};
use sipar::ScanCounts;

/// What passed each stage of the scan, by input.
pub type Wakes = Vec<(&'static str, ScanCounts)>;

/// A lexicon of inflected words: its input's name, its forms, the speeds, the wake rates.
pub type TongueResults = (&'static str, usize, Vec<Speed>, Wakes);

/// All that one run found out.
pub struct Results {
    /// Where words came from.
    pub words: &'static str,
    /// Entries of the list.
    pub entries: usize,
    /// Whether inputs were smaller and rounds fewer.
    pub quick: bool,
    /// The scorer with the list.
    pub sipar: Sipar,
    /// How fast each candidate reads each input.
    pub speeds: Vec<Speed>,
    /// Lexicons of inflected words, with texts of their own.
    pub tongues: Vec<TongueResults>,
    /// What wakes the list.
    pub wakes: Wakes,
    /// What wakes the bundled packs.
    pub pack_wakes: Wakes,
    /// How many seconds the bundled packs take to load and build, and how many bytes they and their scorer hold.
    pub packs: (f64, usize),
    /// Nanoseconds for a clean message of 52 bytes.
    pub short: f64,
    /// Bytes that builds took at their peak, by candidate.
    pub peaks: Vec<(&'static str, u64)>,
    /// What a byte costs in longer and longer texts.
    pub growth: Vec<Growth>,
    /// The command beside the library.
    pub command: Option<Measured>,
    /// How much faster this build is than another.
    pub baseline: Vec<Ratio>,
    /// Hits there are.
    pub planted: usize,
    /// Hits the scorer does not report.
    pub missed: usize,
}

/// How many times faster the first candidate is than another.
fn ratio(speeds: &[Speed], speed: &Speed, input: usize) -> f64 {
    speeds[0].inputs[input].2 / speed.inputs[input].2
}

impl Results {
    fn bytes_per_entry(&self) -> f64 {
        self.sipar.pack_bytes as f64 / self.entries as f64
    }

    /// Prints everything for people.
    pub fn print_tables(&self) {
        println!("{} entries; words: {}\n", self.entries, self.words);
        print_speeds("MB/s, and sipar's speed as a multiple", &self.speeds);
        for (name, forms, speeds, _) in &self.tongues {
            println!();
            print_speeds(&format!("{name}, {forms} forms"), speeds);
        }
        if !self.baseline.is_empty() {
            println!("\nspeed as a multiple of the baseline's");
            for (id, input, ratio) in &self.baseline {
                println!("{id:16}{input:28}{ratio:>13.2}x");
            }
        }
        let tongues: Wakes = self.tongues.iter().flat_map(|tongue| tongue.3.clone()).collect();
        for (title, wakes) in
            [("list", &self.wakes), ("inflected lexicons", &tongues), ("bundled packs", &self.pack_wakes)]
        {
            let title = format!("of clean text, {title}");
            println!("\n{title:44}{:>14}{:>14}{:>18}", "tokens passed", "confirmed", "sentences read");
            for (name, counts) in wakes {
                let [passed, confirmed, awake] = rates(counts);
                println!("{name:44}{passed:>12.3} %{confirmed:>12.3} %{awake:>16.3} %");
            }
        }
        if !self.growth.is_empty() {
            println!("\n{:40}{:>30}{:>30}{:>9}", "ns a byte at 16, 64, 256 KiB", "list", "bundled packs", "growth");
        }
        for growth in &self.growth {
            let shown = |costs: &[f64; 3]| costs.map(|cost| format!("{cost:.1}")).join(" ");
            let (list, packs) = (shown(&growth.list), shown(&growth.packs));
            println!("{:40}{list:>30}{packs:>30}{:>8.2}x", growth.kind, growth.factor());
        }
        let Sipar { compile, load, pack_bytes, scorer } = &self.sipar;
        println!("\na clean message of 52 bytes   {:.0} ns", self.short);
        println!("compile                       {:.3} s", compile.as_secs_f64());
        println!("pack                          {pack_bytes} bytes, {:.1} an entry", self.bytes_per_entry());
        println!("load and build                {:.3} ms", load.as_secs_f64() * 1e3);
        println!("filter                        {} bytes", scorer.memory());
        println!("bundled packs                 {:.2} ms, {} bytes resident", self.packs.0 * 1e3, self.packs.1);
        for (id, bytes) in &self.peaks {
            println!("peak while building {id:10}{:.1} MB", *bytes as f64 / 1e6);
        }
        if let Some(command) = &self.command {
            let Measured { speed, processor, ratios, peaks } = command;
            println!("sipar score --lines           {:.0} MB/s, library {:.0} MB/s; {ratios:.2?}", speed[1], speed[0]);
            println!("processor's time              {:.2} s, library {:.2} s", processor[1], processor[0]);
            println!("peak: lines, 64 MiB, 1 GiB    {peaks:?}");
        }
        println!("planted hits found            {} of {}", self.planted - self.missed, self.planted);
    }

    /// Everything as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let tongue = |(name, forms, speeds, wakes): &TongueResults| json!({ "name": name, "forms": forms, "candidates": candidates(speeds), "wakeRates": wake_rates(wakes) });
        let ratio = |(id, input, ratio): &Ratio| json!({ "id": id, "input": input, "ratio": ratio });
        let growth = |growth: &Growth| json!({ "kind": growth.kind, "list": growth.list, "packs": growth.packs, "factor": growth.factor() });
        let command = self.command.as_ref().map(|command| {
            let Measured { speed, processor, ratios, peaks } = command;
            json!({ "mbPerSecond": { "library": speed[0], "command": speed[1] },
                    "processorSeconds": { "library": processor[0], "command": processor[1] },
                    "ratios": ratios, "peakBytes": { "lines": peaks[0], "short": peaks[1], "stream": peaks[2] } })
        });
        json!({
            "entries": self.entries,
            "words": self.words,
            "quick": self.quick,
            "load": load(),
            "candidates": candidates(&self.speeds),
            "tongues": self.tongues.iter().map(tongue).collect::<Vec<_>>(),
            "wakeRates": wake_rates(&self.wakes),
            "packsWakeRates": wake_rates(&self.pack_wakes),
            "packs": { "loadSeconds": self.packs.0, "residentBytes": self.packs.1 },
            "nanosecondsPer52Bytes": self.short,
            "compileSeconds": self.sipar.compile.as_secs_f64(),
            "packBytes": self.sipar.pack_bytes,
            "packBytesPerEntry": self.bytes_per_entry(),
            "loadSeconds": self.sipar.load.as_secs_f64(),
            "filterBytes": self.sipar.scorer.memory(),
            "peakBytes": self.peaks.iter().map(|(id, bytes)| (id.to_string(), json!(bytes))).collect::<Map<_, _>>(),
            "growth": self.growth.iter().map(growth).collect::<Vec<_>>(),
            "command": command,
            "planted": self.planted,
            "missed": self.missed,
            "baseline": self.baseline.iter().map(ratio).collect::<Vec<_>>(),
        })
    }
}

/// How many processes wanted a processor in the last minutes, where the system tells.
fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').nth(1)?.parse().ok()
}

fn print_speeds(title: &str, speeds: &[Speed]) {
    print!("{title:44}");
    speeds.first().into_iter().flat_map(|speed| &speed.inputs).for_each(|(name, ..)| print!("{name:>29}"));
    println!("{:>12}{:>12}", "build", "memory");
    for speed in speeds {
        print!("{:44}", speed.title);
        for (index, (_, _, rate)) in speed.inputs.iter().enumerate() {
            print!("{rate:>20.1}{:>8.2}x", ratio(speeds, speed, index));
        }
        println!("{:>10.2} s{:>9.1} MB", speed.build.as_secs_f64(), speed.memory as f64 / 1e6);
    }
}

fn candidates(speeds: &[Speed]) -> Vec<Value> {
    let candidate = |speed: &Speed| {
        let inputs = speed.inputs.iter().enumerate().map(|(index, (name, found, rate))| {
            let ratio = ratio(speeds, speed, index);
            (name.to_string(), json!({ "mbPerSecond": rate, "siparRatio": ratio, "found": found }))
        });
        json!({
            "id": speed.id,
            "title": speed.title,
            "buildSeconds": speed.build.as_secs_f64(),
            "memoryBytes": speed.memory,
            "inputs": inputs.collect::<Map<String, Value>>(),
        })
    };
    speeds.iter().map(candidate).collect()
}

fn wake_rates(wakes: &Wakes) -> Map<String, Value> {
    let rates = wakes.iter().map(|(name, counts)| {
        let [passed, confirmed, awake] = rates(counts);
        let rates = json!({ "tokensPassedPercent": passed, "tokensConfirmedPercent": confirmed, "sentencesReadPercent": awake });
        (name.to_string(), rates)
    });
    rates.collect()
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
