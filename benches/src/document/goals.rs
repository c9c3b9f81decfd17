//! What must be reached, and what is: a row a goal.

use super::tables::{self, number};
use super::{Results, speed};
use serde_json::Value;

/// A goal: what, what is aimed at, and what is reached.
struct Goal {
    what: String,
    aim: f64,
    at_least: bool,
    unit: &'static str,
    reached: Option<f64>,
}

impl Goal {
    fn row(&self) -> Vec<String> {
        let Self { what, aim, at_least, unit, reached } = self;
        let sign = if *at_least { "≥" } else { "≤" };
        let verdict = match reached {
            None => "not measured".to_owned(),
            Some(value) if (*at_least && value >= aim) || (!*at_least && value <= aim) => "reached".to_owned(),
            Some(value) => {
                let part = if *at_least { value / aim } else { aim / value };
                format!("**short**, {} of the way", number(Some(part)))
            }
        };
        vec![what.clone(), format!("{sign} {}{unit}", plain(*aim)), format!("{}{unit}", number(*reached)), verdict]
    }
}

/// An aim as it was written.
fn plain(value: f64) -> String {
    let text = value.to_string();
    text.strip_prefix("0.").map_or(text.clone(), |decimals| format!(".{decimals}"))
}

const ENGLISH: &str = "English chat";
const RUSSIAN: &str = "Russian chat";
const DOCUMENT: &str = "document";
const INPUTS: [&str; 3] = [ENGLISH, RUSSIAN, DOCUMENT];

/// Against which peer, by how much at 100,000 entries, on each of the inputs.
const PEERS: [(&str, &str, [f64; 3]); 4] = [
    ("ac-nfa", "aho-corasick's contiguous NFA", [8.0, 4.5, 8.0]),
    ("careful", "the careful pipeline", [10.0, 9.0, 9.0]),
    ("daachorse", "daachorse charwise", [5.0, 2.5, 4.0]),
    ("rustrict", "rustrict", [80.0, 40.0, 150.0]),
];

pub(super) fn table(results: &Results) -> String {
    let mut rows = Vec::new();
    for goals in [peers(results), sizes(results), packs(results), making(results), rest(results)] {
        rows.extend(goals.iter().map(Goal::row));
    }
    tables::table(&["goal", "aim", "reached", ""], &rows)
}

fn least(what: String, aim: f64, unit: &'static str, reached: Option<f64>) -> Goal {
    Goal { what, aim, at_least: true, unit, reached }
}

fn most(what: &str, aim: f64, unit: &'static str, reached: Option<f64>) -> Goal {
    Goal { what: what.to_owned(), aim, at_least: false, unit, reached }
}

/// How many times faster the full scorer is.
fn ratio(results: &Results, entries: usize, id: &str, input: &str) -> Option<f64> {
    Some(results.speed(entries, "sipar", input)? / results.speed(entries, id, input)?)
}

fn peers(results: &Results) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (id, title, aims) in PEERS {
        for (input, aim) in INPUTS.into_iter().zip(aims) {
            let what = format!("100,000 entries, against {title}, {input}");
            goals.push(least(what, aim, "x", ratio(results, 100_000, id, input)));
        }
    }
    goals
}

fn sizes(results: &Results) -> Vec<Goal> {
    let small = INPUTS.into_iter().zip([1.0, 0.8, 1.0]).map(|(input, aim)| {
        let what = format!("1,000 entries, against aho-corasick's DFA, {input}");
        least(what, aim, "x", ratio(results, 1_000, "ac-dfa", input))
    });
    let large = INPUTS.into_iter().map(|input| {
        let what = format!("1,000,000 entries, against aho-corasick's NFA, {input}");
        least(what, 10.0, "x", ratio(results, 1_000_000, "ac-nfa", input))
    });
    small.chain(large).collect()
}

fn packs(results: &Results) -> Vec<Goal> {
    let mut goals = Vec::new();
    for input in [ENGLISH, RUSSIAN] {
        let part = |id: &str| Some(results.speed(100_000, id, input)? / results.speed(100_000, "sipar", input)?);
        let what = format!("all bundled packs, as a multiple of the speed with 100,000 plain entries, {input}");
        goals.push(least(what, 0.6, "x", part("sipar-packs")));
    }
    let run = results.of(100_000);
    for tongue in run.and_then(|run| run["tongues"].as_array()).into_iter().flatten() {
        let name = tongue["name"].as_str().unwrap_or_default();
        let of = |id: &str| speed(&tongue["candidates"], id, name);
        let reached = of("sipar").zip(of("ac-nfa")).map(|(ours, theirs)| ours / theirs);
        goals.push(least(format!("{name}, against aho-corasick's NFA on the same forms"), 4.0, "x", reached));
    }
    for (title, rates) in [("100,000 plain entries", "wakeRates"), ("bundled packs", "packsWakeRates")] {
        for (what, field, aim) in [
            ("tokens that pass the filter", "tokensPassedPercent", 3.0),
            ("tokens confirmed", "tokensConfirmedPercent", 3.0),
            ("sentences read", "sentencesReadPercent", 2.0),
        ] {
            let worst = run.and_then(|run| highest(&run[rates], field));
            goals.push(most(&format!("clean text, {title}, the worst input: {what}"), aim, " %", worst));
        }
    }
    goals
}

/// The highest of a field over all inputs.
fn highest(rates: &Value, field: &str) -> Option<f64> {
    rates.as_object()?.values().filter_map(|rates| rates[field].as_f64()).max_by(f64::total_cmp)
}

fn making(results: &Results) -> Vec<Goal> {
    let of = |entries: usize, field: &str| results.of(entries).and_then(|run| run[field].as_f64());
    let run = results.of(100_000);
    let resident = run.and_then(|run| run["packs"]["residentBytes"].as_f64()).map(|bytes| bytes / 1e6);
    let peak = results.of(1_000_000).and_then(|run| run["peakBytes"]["sipar"].as_f64()).map(|bytes| bytes / 1e6);
    vec![
        most("a clean message of 52 bytes, 100,000 entries", 300.0, " ns", of(100_000, "nanosecondsPer52Bytes")),
        most("pack of 100,000 entries, bytes an entry", 22.0, "", of(100_000, "packBytesPerEntry")),
        most("pack of 1,000,000 entries, bytes an entry", 22.0, "", of(1_000_000, "packBytesPerEntry")),
        most("the default scorer with all packs, resident", 4.0, " MB", resident),
        most("loading and building 100,000 entries", 1.0, " ms", of(100_000, "loadSeconds").map(|time| time * 1e3)),
        most("compiling 1,000,000 entries", 8.0, " s", of(1_000_000, "compileSeconds")),
        most("memory while compiling 1,000,000 entries", 100.0, " MB", peak),
    ]
}

fn rest(results: &Results) -> Vec<Goal> {
    let run = results.of(100_000);
    let growth = run.and_then(|run| run["growth"].as_array()).into_iter().flatten();
    let factor = growth.filter_map(|growth| growth["factor"].as_f64()).max_by(f64::total_cmp);
    let hits = |id: &str| results.speed(100_000, id, "hits in every sentence");
    let command = run.map(|run| &run["command"]);
    let stream = command.and_then(|command| {
        let [short, stream] = ["short", "stream"].map(|field| command["peakBytes"][field].as_f64());
        Some(stream? / short?)
    });
    vec![
        least("a hit in every sentence, 100,000 entries".into(), 20.0, " MB/s", hits("sipar")),
        most("a byte in a text 16 times as long, at the worst kind, hostile ones included", 1.2, "x", factor),
        least(
            "`sipar score --lines`, as a multiple of the library's speed, by processor time".into(),
            0.8,
            "x",
            command.and_then(|command| {
                let [library, command] = ["library", "command"].map(|who| command["processorSeconds"][who].as_f64());
                Some(library? / command?)
            }),
        ),
        most("memory with 1 GiB through `sipar score`, as a multiple of that with 64 MiB", 1.1, "x", stream),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_goal_that_is_not_reached_says_by_how_much() {
        let row = |goal: Goal| goal.row()[3].clone();
        assert_eq!(row(least(String::new(), 8.0, "x", Some(8.0))), "reached");
        assert_eq!(row(least(String::new(), 8.0, "x", Some(4.0))), "**short**, .50 of the way");
        assert_eq!(row(most("", 2.0, " %", Some(4.0))), "**short**, .50 of the way");
        assert_eq!(row(most("", 2.0, " %", None)), "not measured");
        assert_eq!([plain(0.8), plain(10.0), plain(4.5)], [".8", "10", "4.5"]);
    }

    #[test]
    fn figures_come_from_the_run_of_their_size() {
        let run = |entries: usize, sipar: f64| {
            let input = |rate: f64| json!({ "English chat": { "mbPerSecond": rate } });
            let candidates =
                json!([{ "id": "sipar", "inputs": input(sipar) }, { "id": "ac-nfa", "inputs": input(10.0) }]);
            json!({ "entries": entries, "candidates": candidates })
        };
        let results = Results(vec![run(100_000, 85.0), run(1_000_000, 50.0)]);
        assert_eq!(ratio(&results, 100_000, "ac-nfa", ENGLISH), Some(8.5));
        assert_eq!(ratio(&results, 1_000_000, "ac-nfa", ENGLISH), Some(5.0));
        let text = table(&results);
        assert!(
            text.contains(
                "| 100,000 entries, against aho-corasick's contiguous NFA, English chat | ≥ 8x | 8.5x | reached |"
            ),
            "{text}"
        );
    }
}
