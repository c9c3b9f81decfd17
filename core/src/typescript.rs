//! The TypeScript declarations of all that a JavaScript host sees of the core's data, derived from the types themselves,
//! so that no twin of theirs has to be kept. `cargo xtask npm` runs this test and says by `SIPAR_TYPESCRIPT` where to
//! write them. A test, because the crate that derives them can write files, and so may not enter the core's own tree.

use crate::pack::{Context, PackCategory, PackEntry, PackInfo, PackMessage, Status};
use crate::report::{Category, ContextNote, Finding, Written};
use crate::{Diagnostic, Level, ListOptions, Options, Sensitivity, Severity, Spelling, Threshold, Thresholds};
use std::collections::BTreeSet;
use ts_rs::{Config, TS};

/// In JavaScript a span is its pair of UTF-16 units; the core's has three units.
const SPAN: &str =
    "/** A stretch of the scored text in UTF-16 units, for `text.slice(...span)`: its start and its end. It holds whole
 * code points, plus the marks attached after them. */
export type Span = [start: number, end: number];
";

fn declared<T: TS>(config: &Config) -> String {
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {}\n", T::decl(config))
}

fn declarations() -> String {
    let config = Config::default();
    let all = [
        declared::<Written<'_>>(&config),
        declared::<Category>(&config),
        declared::<Finding>(&config),
        declared::<ContextNote>(&config),
        declared::<Level>(&config),
        declared::<Spelling>(&config),
        declared::<Options>(&config),
        declared::<Threshold>(&config),
        declared::<Sensitivity>(&config),
        declared::<PackInfo<'_>>(&config),
        declared::<Status>(&config),
        declared::<PackCategory>(&config),
        declared::<Thresholds>(&config),
        declared::<PackEntry>(&config),
        declared::<Context>(&config),
        declared::<PackMessage<'_>>(&config),
        declared::<ListOptions>(&config),
        declared::<Diagnostic>(&config),
        declared::<Severity>(&config),
    ];
    let head = "// Derived from the Rust types by core/src/typescript.rs.\n\n";
    format!("{head}{SPAN}\n{}", all.join("\n"))
}

/// The words of the declarations that begin with a capital, comments left out.
fn names(declarations: &str) -> BTreeSet<&str> {
    let code = declarations.split("/*").map(|part| part.rsplit_once("*/").map_or(part, |(_, code)| code));
    let words = code.flat_map(|code| code.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_uppercase)).collect()
}

#[test]
fn every_type_that_is_named_is_declared() {
    let written = declarations();
    let code = written.split_once("\n\n").unwrap().1;
    let missing: Vec<&str> = names(code)
        .into_iter()
        .filter(|name| *name != "Array" && !code.contains(&format!("export type {name} =")))
        .collect();
    assert!(missing.is_empty(), "not declared: {missing:?}\n{code}");
    assert!(!code.contains(": any"), "{code}");
    if let Some(path) = std::env::var_os("SIPAR_TYPESCRIPT") {
        std::fs::write(path, written).unwrap();
    }
}
