//! `sipar inspect`: what a pack holds. A pack hides nothing, so by default every entry is shown.

mod json;

use crate::args::InspectArgs;
use crate::exit::{Outcome, Problem};
use crate::visible::visible;
use crate::words::{self, count, grouped};
use crate::{output, packs};
use sipar::{Pack, Thresholds};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// How many terms are listed when no number is given.
const MOST_TERMS: usize = 10_000_000;
/// Terms are counted up to here: a crafted pack can hold endlessly many.
const COUNTED: usize = 100_000;

pub(crate) fn run(args: &InspectArgs) -> Outcome {
    let Some(path) = &args.pack else {
        return bundled(args);
    };
    // A folder of that name, such as the pack's own sources, is no pack and stands in nobody's way.
    let by_id = || sipar_packs::packs().into_iter().find(|pack| path.as_os_str() == pack.id());
    let pack = match if path.is_file() { None } else { by_id() } {
        Some(pack) => pack,
        None => match packs::load(path) {
            Ok(pack) => pack,
            Err(problem) => return problem.report(),
        },
    };
    show(&pack, args)
}

/// Without a pack named: one line for each that is built in, or all of their JSON.
fn bundled(args: &InspectArgs) -> Outcome {
    let packs = sipar_packs::packs();
    if args.json || args.entries || args.terms.is_some() {
        return packs.iter().fold(Outcome::Done, |outcome, pack| outcome.and(show(pack, args)));
    }
    if packs.is_empty() {
        return Problem::new("pack.none", "", "no pack is bundled; name a file").report();
    }
    let mut out = output::styled();
    let mut lines = packs.iter().map(|pack| {
        let entries = count(pack.entries().count(), "entry", "entries");
        writeln!(
            out,
            "{}@{}\t{}\t{}\t{entries}",
            pack.id(),
            pack.version(),
            pack.status().as_str(),
            visible(pack.title())
        )
    });
    let result = lines.try_for_each(|line| line);
    output::done(result.and_then(|()| out.flush()))
}

fn show(pack: &Pack, args: &InspectArgs) -> Outcome {
    let limit = args.terms.map(|n| n.unwrap_or(MOST_TERMS));
    if args.json {
        return output::json(&json::Json::of(pack, limit));
    }
    let mut out = output::styled();
    let result = if let Some(limit) = limit {
        terms(&mut out, pack, limit)
    } else if args.entries {
        pack.entries().try_for_each(|e| {
            let (word, context) = (words::evidence(e.evidence), e.context.as_str());
            writeln!(out, "{}\t{}\t{word}\t{context}\t{}", visible(&e.id), visible(&e.category), visible(&e.gloss))
        })
    } else {
        all(&mut out, pack)
    };
    output::done(result.and_then(|()| out.flush()))
}

/// Everything but the terms, for reading.
fn all(out: &mut dyn Write, pack: &Pack) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    let (major, minor) = pack.format();
    writeln!(out, "{bold}{}@{}{bold:#}  {}", visible(pack.id()), visible(pack.version()), visible(pack.title()))?;
    let facts = [
        ("status", words::status(pack.status()).to_owned()),
        ("languages", joined(pack.languages())),
        ("scripts", joined(pack.scripts())),
        ("licence", or_none(pack.licence())),
        ("authors", joined(pack.authors())),
        ("reviewers", joined(pack.reviewers())),
        ("funder", or_none(pack.funder())),
        ("source", format!("{:016x}", pack.source_digest())),
        ("format", format!("{major}.{minor}, {} bytes", grouped(pack.byte_len()))),
    ];
    facts.iter().try_for_each(|(name, fact)| writeln!(out, "  {name:<10} {fact}"))?;

    writeln!(out, "\n{bold}Sections{bold:#}")?;
    for s in pack.sections() {
        writeln!(out, "  {:<14} {:>12} bytes at {}", s.name, grouped(s.len), grouped(s.offset))?;
    }
    let keys = pack.key_counts();
    let keys = [
        ("word", keys.word),
        ("head", keys.head),
        ("pair", keys.pair),
        ("triple", keys.triple),
        ("quad", keys.quad),
        ("opening", keys.opening),
        ("sound", keys.sound),
        ("first", keys.first),
    ];
    let keys: Vec<_> = keys.iter().map(|(name, n)| format!("{name} {}", grouped(*n))).collect();
    writeln!(out, "  keys: {}", keys.join(", "))?;

    writeln!(out, "\n{bold}Categories{bold:#}")?;
    for c in pack.categories() {
        let [low, medium, high] = scores(c.thresholds);
        writeln!(
            out,
            "  {}  {}: low from {low}, medium from {medium}, high from {high}",
            visible(&c.id),
            visible(&c.title)
        )?;
        for m in pack.messages().filter(|m| m.category == c.id) {
            writeln!(out, "    {}: {}", visible(m.lang), visible(m.reason))?;
        }
    }

    let rows: Vec<[String; 5]> = pack
        .entries()
        .map(|e| {
            let context = if e.list { "" } else { words::context(e.context) };
            [&e.id, &e.category, words::evidence(e.evidence), context, &e.gloss].map(|cell| visible(cell).into_owned())
        })
        .collect();
    writeln!(out, "\n{bold}{}{bold:#}", count(rows.len(), "entry", "entries"))?;
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(|column| width(column).min(48));
    for row in &rows {
        write!(out, " ")?;
        for (cell, width) in row.iter().zip(widths) {
            write!(out, " {cell}{:pad$} ", "", pad = width.saturating_sub(cell.width()))?;
        }
        writeln!(out, " {}", row[4])?;
    }
    match pack.terms(COUNTED + 1).count() {
        n @ 0..=COUNTED => writeln!(out, "{}; --terms lists them", count(n, "term", "terms")),
        _ => writeln!(out, "more than {} terms; --terms lists them", grouped(COUNTED)),
    }
}

/// Each term, folded as it is looked up, with the entries it belongs to.
fn terms(out: &mut dyn Write, pack: &Pack, limit: usize) -> io::Result<()> {
    let ids: Vec<String> = pack.entries().map(|e| e.id).collect();
    let mut listed = 0;
    for (term, entries) in pack.terms(limit) {
        let entries: Vec<_> = entries.iter().filter_map(|&n| ids.get(n)).map(|id| visible(id)).collect();
        writeln!(out, "{}\t{}", visible(&term), entries.join(","))?;
        listed += 1;
    }
    if listed == limit && limit == MOST_TERMS {
        let message = format!("only the first {} terms are listed; ask for more with --terms=N", grouped(limit));
        Problem::new("pack.terms", pack.id(), message).warn();
    }
    Ok(())
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> String {
    or_none(&items.collect::<Vec<_>>().join(", "))
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { visible(text).into_owned() }
}

fn scores(t: Thresholds) -> [f64; 3] {
    [t.low, t.medium, t.high].map(|score| f64::from(score) / 10_000.0)
}
