//! `sipar check --show`: each match taken apart, with some of the phrases it gives, for people and for machines.

mod json;

pub(crate) use json::Json;

use crate::exit::Problem;
use crate::output;
use crate::visible::{is_rtl, visible};
use crate::words::{self, count, grouped};
use sipar::{Lexicon, ShownElement, ShownEntry, ShownMatch};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The entries asked for, all if none is named, and the ids that no entry has.
pub(crate) fn entries(lexicon: &Lexicon, ids: &[String], forms: usize) -> (Vec<ShownEntry>, Vec<Problem>) {
    let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let entries = lexicon.shown(forms).filter(|entry| wanted.is_empty() || wanted.contains(entry.id.as_str()));
    let entries: Vec<ShownEntry> = entries.collect();
    let unknown = wanted.iter().filter(|id| !entries.iter().any(|entry| entry.id == **id)).map(|id| {
        let message = format!("`{id}` is no entry of it; leave the ids out to see all");
        Problem::new("show.no-entry", lexicon.id(), message)
    });
    let unknown = unknown.collect();
    (entries, unknown)
}

/// Prints entries on standard output, for reading.
pub(crate) fn print(entries: &[ShownEntry]) -> crate::exit::Outcome {
    let mut out = output::styled();
    let result = entries.iter().try_for_each(|entry| print_entry(&mut out, entry));
    output::done(result.and_then(|()| out.flush()))
}

fn print_entry(out: &mut dyn Write, entry: &ShownEntry) -> io::Result<()> {
    let bold = anstyle::Style::new().bold();
    let (word, nats) = (words::evidence(entry.evidence), words::nats(entry.evidence));
    let (id, category, context) = (visible(&entry.id), visible(&entry.category), words::context(entry.context));
    writeln!(out, "{bold}{id}{bold:#}  {category}, {word} ({nats}), {context}")?;
    if !entry.gloss.is_empty() {
        writeln!(out, "  {}", isolated(&entry.gloss))?;
    }
    entry.matches.iter().try_for_each(|shown| print_match(out, "", shown))?;
    entry.unless.iter().try_for_each(|shown| print_match(out, "unless  ", shown))?;
    writeln!(out)
}

fn print_match(out: &mut dyn Write, head: &str, shown: &ShownMatch) -> io::Result<()> {
    writeln!(out, "\n  {head}{}", isolated(&shown.notation))?;
    print_elements(out, &shown.elements, 4)?;
    let phrases = match shown.phrases {
        0 => "a pattern".to_owned(),
        phrases => count(phrases, "phrase", "phrases"),
    };
    match shown.examples.len() {
        0 => writeln!(out, "    {phrases}")?,
        all if all == shown.phrases => writeln!(out, "    {phrases}:")?,
        some if shown.phrases == 0 => writeln!(out, "    {phrases}, {} of what it finds:", grouped(some))?,
        some => writeln!(out, "    {phrases}, {} of them:", grouped(some))?,
    }
    shown.examples.iter().try_for_each(|example| writeln!(out, "      {}", isolated(example)))
}

/// An element a line.
fn print_elements(out: &mut dyn Write, elements: &[ShownElement], indent: usize) -> io::Result<()> {
    elements.iter().try_for_each(|element| {
        write!(out, "{:indent$}", "")?;
        print_element(out, element, indent)
    })
}

/// An element, whose line is begun; what lies within it is set further in than it.
fn print_element(out: &mut dyn Write, element: &ShownElement, indent: usize) -> io::Result<()> {
    match element {
        ShownElement::Literal(text) => writeln!(out, "literal  {}", isolated(text)),
        ShownElement::Joint => writeln!(out, "joint    nothing, ZWNJ or a space"),
        ShownElement::Class { id, members, first } => {
            let shown: Vec<String> = first.iter().map(|member| isolated(member)).collect();
            let more = if *members > first.len() { ", …" } else { "" };
            let members = count(*members, "member", "members");
            writeln!(out, "class    <{}>, {members}: {}{more}", visible(id), shown.join(", "))
        }
        ShownElement::Alternatives { branches, optional } => {
            let head = if *optional { "option  " } else { "one of  " };
            print_branches(out, head, branches, indent)
        }
        ShownElement::AnyOrder { branches, gap } => {
            let between = match gap {
                0 => "nothing between them".to_owned(),
                gap => format!("up to {} between them", count(usize::from(*gap), "word", "words")),
            };
            writeln!(out, "all of   in any order, {between}")?;
            print_numbered(out, branches, indent)
        }
        ShownElement::Gap(words) => writeln!(out, "gap      up to {}", count(usize::from(*words), "word", "words")),
        ShownElement::Shape(name) => writeln!(out, "shape    <{}>", visible(name)),
        ShownElement::Exact(word) => writeln!(out, "exactly  {}", isolated(word)),
        ShownElement::Forms { base, set, selection, forms } => {
            let forms = count(*forms, "form", "forms");
            let choice = if selection.is_empty() { String::new() } else { format!("[{}]", visible(selection)) };
            let rules = format!("+{}{choice}", visible(set));
            if let Some(word) = literal(base) {
                return writeln!(out, "forms    {word}, {rules}: {forms}");
            }
            writeln!(out, "forms    {rules}: {forms} of")?;
            print_elements(out, base, indent + 4)
        }
        // What a later version adds is not lost without a word.
        other => writeln!(out, "{}", isolated(&format!("{other:?}"))),
    }
}

/// Alternatives: in one line if they are mere words.
fn print_branches(out: &mut dyn Write, head: &str, branches: &[Vec<ShownElement>], indent: usize) -> io::Result<()> {
    if let Some(all) = branches.iter().map(|branch| literal(branch)).collect::<Option<Vec<_>>>() {
        return writeln!(out, "{head} {}", all.join(" | "));
    }
    writeln!(out, "{head} {}", count(branches.len(), "alternative", "alternatives"))?;
    print_numbered(out, branches, indent)
}

fn print_numbered(out: &mut dyn Write, branches: &[Vec<ShownElement>], indent: usize) -> io::Result<()> {
    (1..).zip(branches).try_for_each(|(number, branch)| {
        let number = format!("{number}. ");
        let indent = indent + 2 + number.len();
        write!(out, "{number:>indent$}")?;
        match branch.split_first() {
            Some((first, rest)) => {
                print_element(out, first, indent)?;
                print_elements(out, rest, indent)
            }
            None => writeln!(out),
        }
    })
}

/// The words of an element that is nothing but words.
fn literal(elements: &[ShownElement]) -> Option<String> {
    match elements {
        [ShownElement::Literal(text)] => Some(isolated(text)),
        _ => None,
    }
}

/// A text as a terminal may show it. Where it reads from right to left it is set apart, or the terminal would order
/// the signs around it by its direction.
fn isolated(text: &str) -> String {
    let shown = visible(text);
    if is_rtl(&shown) { format!("\u{2068}{shown}\u{2069}") } else { shown.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_from_right_to_left_is_set_apart_and_cannot_steer() {
        assert_eq!(isolated("سلام"), "\u{2068}سلام\u{2069}");
        assert_eq!(isolated("салом"), "салом");
        assert_eq!(isolated("سلام\u{2069}\u{202e}"), "\u{2068}سلام<U+2069><U+202E>\u{2069}");
    }
}
