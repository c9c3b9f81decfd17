//! The document's tables.

use super::{Results, SIZES, speed};
use serde_json::Value;
use std::env::consts::{ARCH, OS};
use std::thread;

const INPUTS: [&str; 5] = ["English chat", "Russian chat", "document", "hits in every sentence", "hostile texts"];

/// Rows as a table of Markdown.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    text
}

/// A number with three digits that mean something, or what stands for none.
pub(super) fn number(value: Option<f64>) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if value >= 99.5 => grouped(value.round() as u64),
        Some(value) if value >= 9.95 => format!("{value:.0}"),
        Some(value) if value >= 0.995 => format!("{value:.1}"),
        Some(0.0) => "0".to_owned(),
        Some(value) if value >= 0.01 => format!("{value:.2}").trim_start_matches('0').to_owned(),
        Some(value) => format!("{value:.4}").trim_start_matches('0').to_owned(),
    }
}

/// A whole number with commas.
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn run(results: &Results) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let words = results.0.first().map(|run| text(&run["words"])).unwrap_or_default();
    let missed: u64 = results.0.iter().filter_map(|run| run["missed"].as_u64()).sum();
    let planted: u64 = results.0.iter().filter_map(|run| run["planted"].as_u64()).sum();
    let load = results.0.iter().filter_map(|run| run["load"].as_f64()).max_by(f64::total_cmp);
    let load = load.map_or("unknown".to_owned(), |load| format!("{load:.1}"));
    let quick = results.0.iter().filter(|run| run["quick"] == true).filter_map(|run| run["entries"].as_u64());
    let quick: Vec<String> = quick.map(grouped).collect();
    let quick =
        if quick.is_empty() { String::new() } else { format!(" With `--quick`: {} entries.", quick.join(", ")) };
    format!(
        "{OS} on {ARCH}, {cores} cores, load {load} (1 is what the benchmark itself makes; the more, the less absolute times say). \
         Words: {words}. Of {} planted hits the scorer missed {missed}.{quick}\n",
        grouped(planted)
    )
}

/// Megabytes a second of every candidate, a table a size.
pub(super) fn speeds(results: &Results) -> String {
    let mut all = String::new();
    for size in SIZES {
        let Some(run) = results.of(size) else { continue };
        let rows = list(&run["candidates"]).iter().map(|candidate| {
            let cell = |input: &&str| {
                let ratio = candidate["inputs"][*input]["siparRatio"].as_f64();
                let rate = number(candidate["inputs"][*input]["mbPerSecond"].as_f64());
                if candidate["id"] == "sipar" { rate } else { format!("{rate} ({}x)", number(ratio)) }
            };
            [text(&candidate["title"])].into_iter().chain(INPUTS.iter().map(cell)).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        all.push_str(&format!("\n**{} entries**, MB/s (and sipar's speed as a multiple)\n\n", grouped(size as u64)));
        all.push_str(&table(&[&["candidate"], &INPUTS[..]].concat(), &rows));
    }
    all + "\n"
}

/// The lexicons of inflected words.
pub(super) fn tongues(results: &Results) -> String {
    let Some(run) = results.of(100_000) else { return String::new() };
    let mut rows = Vec::new();
    for tongue in list(&run["tongues"]) {
        let name = text(&tongue["name"]);
        for candidate in list(&tongue["candidates"]) {
            let id = candidate["id"].as_str().unwrap_or_default();
            let rate = speed(&tongue["candidates"], id, &name);
            let ratio = candidate["inputs"][&name]["siparRatio"].as_f64();
            let first = if id == "sipar" {
                format!("{name}, {} forms", grouped(tongue["forms"].as_u64().unwrap_or(0)))
            } else {
                String::new()
            };
            rows.push(vec![first, text(&candidate["title"]), number(rate), format!("{}x", number(ratio))]);
        }
    }
    table(&["texts", "candidate", "MB/s", "sipar's speed as a multiple"], &rows)
}

/// What passes each stage of the scan.
pub(super) fn wakes(results: &Results) -> String {
    let Some(run) = results.of(100_000) else { return String::new() };
    let mut rows = Vec::new();
    let mut add = |loaded: &str, rates: &Value| {
        for (input, rates) in rates.as_object().into_iter().flatten() {
            let percent = |field: &str| format!("{} %", number(rates[field].as_f64()));
            rows.push(vec![
                loaded.to_owned(),
                input.clone(),
                percent("tokensPassedPercent"),
                percent("tokensConfirmedPercent"),
                percent("sentencesReadPercent"),
            ]);
        }
    };
    add("100,000 plain entries", &run["wakeRates"]);
    for tongue in list(&run["tongues"]) {
        add("inflected lexicon", &tongue["wakeRates"]);
    }
    add("bundled packs", &run["packsWakeRates"]);
    table(&["loaded", "clean texts", "tokens that pass the filter", "confirmed", "sentences read"], &rows)
}

/// Compiling, loading, size.
pub(super) fn making(results: &Results) -> String {
    let rows: Vec<Vec<String>> = results
        .0
        .iter()
        .map(|run| {
            let value = |field: &str| run[field].as_f64();
            vec![
                grouped(run["entries"].as_u64().unwrap_or(0)),
                format!("{} s", number(value("compileSeconds"))),
                format!("{} MB", number(run["peakBytes"]["sipar"].as_f64().map(|bytes| bytes / 1e6))),
                number(value("packBytesPerEntry")),
                format!("{} ms", number(value("loadSeconds").map(|seconds| seconds * 1e3))),
                format!("{} kB", number(value("filterBytes").map(|bytes| bytes / 1e3))),
                format!("{} ns", number(value("nanosecondsPer52Bytes"))),
            ]
        })
        .collect();
    let head = [
        "entries",
        "compile",
        "peak while compiling",
        "pack, bytes an entry",
        "load and build",
        "memory besides the pack",
        "a clean message of 52 bytes",
    ];
    table(&head, &rows)
}

/// Build times and memory of all candidates.
pub(super) fn peaks(results: &Results) -> String {
    let Some(run) = results.of(100_000) else { return String::new() };
    let small = results.of(10_000);
    let mut rows = Vec::new();
    for candidate in list(&run["candidates"]).iter().chain(
        small.into_iter().flat_map(|run| list(&run["candidates"])).filter(|candidate| candidate["id"] == "ac-dfa"),
    ) {
        let id = candidate["id"].as_str().unwrap_or_default();
        let of = if id == "ac-dfa" { small.unwrap_or(run) } else { run };
        let entries = of["entries"].as_f64().unwrap_or(1.0);
        let peak = of["peakBytes"][id].as_f64();
        if peak.is_none() && id != "hash-set" {
            continue;
        }
        let (mut held, mut build) = (candidate["memoryBytes"].as_f64(), candidate["buildSeconds"].as_f64());
        if id == "sipar" {
            held = held.zip(of["packBytes"].as_f64()).map(|(filter, pack)| filter + pack);
            build = of["compileSeconds"].as_f64();
        }
        let title = text(&candidate["title"]) + if id == "ac-dfa" { ", 10,000 entries" } else { "" };
        rows.push(vec![
            title,
            format!("{} s", number(build)),
            // One that does not say what it holds.
            number(held.filter(|bytes| *bytes > 0.0).map(|bytes| bytes / entries)),
            peak.map_or(number(None), |bytes| format!("{} MB", number(Some(bytes / 1e6)))),
        ]);
    }
    table(&["candidate", "build", "bytes held an entry", "peak while building"], &rows)
}

/// What a byte costs in longer texts.
pub(super) fn growth(results: &Results) -> String {
    let Some(run) = results.of(100_000) else { return String::new() };
    let rows: Vec<Vec<String>> = list(&run["growth"])
        .iter()
        .map(|growth| {
            let costs = |which: &str| (0..3).map(|at| number(growth[which][at].as_f64())).collect::<Vec<_>>();
            let factor = format!("{}x", number(growth["factor"].as_f64()));
            [vec![text(&growth["kind"])], costs("list"), costs("packs"), vec![factor]].concat()
        })
        .collect();
    let head = [
        "ns a byte",
        "list, 16 KiB",
        "64 KiB",
        "256 KiB",
        "packs, 16 KiB",
        "64 KiB",
        "256 KiB",
        "longest against shortest, at most",
    ];
    table(&head, &rows)
}

/// The command beside the library.
pub(super) fn command(results: &Results) -> String {
    let command = results.of(100_000).map(|run| &run["command"]).filter(|command| !command.is_null());
    let Some(command) = command else {
        return "Not measured: the run had no `--command`.\n".to_owned();
    };
    let row = |title: &str, field: &str| {
        vec![
            title.to_owned(),
            number(command["mbPerSecond"][field].as_f64()),
            number(command["processorSeconds"][field].as_f64()),
        ]
    };
    let rows = [row("library, texts in memory", "library"), row("`sipar score --lines FILE`", "command")];
    let peak = |field: &str| number(command["peakBytes"][field].as_f64().map(|bytes| bytes / 1e6));
    let ratio = median(&command["ratios"]);
    let speeds = table(&["all cores", "MB/s of real time", "seconds of processor time"], &rows);
    format!(
        "{speeds}\nBy the clock, the median of the rounds: the command reads at {}x the library's speed. Its memory at the peak: {} MB with \
         lines, {} MB with 64 MiB as one text through a pipe, {} MB with 1 GiB.\n",
        number(ratio),
        peak("lines"),
        peak("short"),
        peak("stream"),
    )
}

/// The one in the middle.
fn median(values: &Value) -> Option<f64> {
    let mut values: Vec<f64> = list(values).iter().filter_map(Value::as_f64).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_what_they_mean() {
        let shown = [1_234.4, 17.2, 3.21, 0.5, 0.003, 0.0].map(|value| number(Some(value)));
        assert_eq!(shown, ["1,234", "17", "3.2", ".50", ".0030", "0"]);
        assert_eq!(number(None), "–");
    }
}
