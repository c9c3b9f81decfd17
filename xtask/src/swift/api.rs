//! `bindings/api/swift.txt`: every signature that users of the Swift package see. It is committed, so that a change of the interface is
//! read by somebody; it is compared by the suite.

use super::{package::Package, toolchain::Toolchain};
use crate::{Mode, Stop, bindings, process};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

const DUMP: &str = "bindings/api/swift.txt";
const HEAD: &str = "\
# What `import Sipar` gives. Written by `cargo xtask swift`; a change here is a change of the interface.
";

/// Writes the dump or compares it, and holds the interface to its rules.
pub(super) fn run(toolchain: &Toolchain, package: &Package, mode: Mode) -> Result<(), Stop> {
    let symbols = symbols(&graph(toolchain, package)?)?;
    rules(&symbols)?;
    let line = |symbol: &Symbol| {
        let kinds = if symbol.kinds.is_empty() { String::new() } else { format!(": {}", symbol.kinds.join(", ")) };
        format!("{}\n    {}{kinds}\n", symbol.path, symbol.declaration)
    };
    let lines: String = symbols.iter().map(line).collect();
    let dump = format!("{HEAD}{lines}");
    let path = process::root().join(DUMP);
    match mode {
        Mode::Write => {
            fs::create_dir_all(path.with_file_name("")).map_err(Stop::failed)?;
            fs::write(&path, dump).map_err(Stop::failed)
        }
        Mode::Check if fs::read_to_string(&path).is_ok_and(|old| old == dump) => Ok(()),
        Mode::Check => {
            fs::write(process::root().join("target/swift/api.txt"), dump).map_err(Stop::failed)?;
            Err(Stop::Failed(format!(
                "{DUMP} differs from target/swift/api.txt: run `cargo xtask swift` if it is meant"
            )))
        }
    }
}

/// The compiler's own account of the module.
fn graph(toolchain: &Toolchain, package: &Package) -> Result<Value, Stop> {
    let mut build = package.module(toolchain, "build", &["--disable-xctest", "--build-tests"]);
    bindings::succeed("the symbol graph", &mut build)?;
    let symbols = package.symbols();
    let text = fs::read_to_string(symbols.join("Sipar.symbols.json")).map_err(Stop::failed)?;
    serde_json::from_str(&text).map_err(Stop::failed)
}

struct Symbol {
    path: String,
    declaration: String,
    /// What a type may be used as.
    kinds: Vec<String>,
    documented: bool,
}

/// The protocols that the dump names; which others a type has (`Copyable` …) differs between compilers.
const KINDS: [&str; 7] = ["CaseIterable", "Comparable", "Equatable", "Error", "Hashable", "LocalizedError", "Sendable"];

/// Every public symbol, in the order of the paths.
fn symbols(graph: &Value) -> Result<Vec<Symbol>, Stop> {
    let list = graph["symbols"].as_array().ok_or_else(|| Stop::failed("the symbol graph lists no symbols"))?;
    let strings = |value: &Value, glue: &str, key: Option<&str>| {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let text = |item: &Value| key.map_or(item, |key| &item[key]).as_str().unwrap_or_default().to_owned();
        items.iter().map(text).collect::<Vec<_>>().join(glue)
    };
    let conforms = graph["relationships"].as_array().map(Vec::as_slice).unwrap_or_default();
    let conforms: Vec<_> = conforms.iter().filter(|relation| relation["kind"] == "conformsTo").collect();
    let kinds = |id: &str| {
        let of = conforms.iter().filter(|relation| relation["source"] == id);
        let names = of.filter_map(|relation| relation["targetFallback"].as_str());
        // Which module a protocol lives in differs between systems.
        let names: BTreeSet<&str> = names.map(|name| name.rsplit('.').next().unwrap_or(name)).collect();
        names.into_iter().filter(|name| KINDS.contains(name)).map(String::from).collect()
    };
    let mut symbols: Vec<Symbol> = Vec::new();
    for symbol in list {
        // What the compiler derives (==, hash, allCases …) is no signature of ours.
        let id = symbol["identifier"]["precise"].as_str().unwrap_or_default();
        if symbol["accessLevel"] != "public" && symbol["accessLevel"] != "open" || id.contains("::SYNTHESIZED::") {
            continue;
        }
        symbols.push(Symbol {
            path: strings(&symbol["pathComponents"], ".", None),
            declaration: strings(&symbol["declarationFragments"], "", Some("spelling")),
            kinds: kinds(id),
            documented: !strings(&symbol["docComment"]["lines"], "", Some("text")).trim().is_empty(),
        });
    }
    symbols.sort_by(|a, b| (&a.path, &a.declaration).cmp(&(&b.path, &b.declaration)));
    Ok(symbols)
}

/// Each symbol says what it means, each type can be sent between tasks; none takes a callback, an address or a sink, since a report is all that comes out.
fn rules(symbols: &[Symbol]) -> Result<(), Stop> {
    let mut wrong = Vec::new();
    for Symbol { path, declaration, kinds, documented } in symbols {
        let derived = ["==(", "hash(", "hashValue", "allCases", "init("].iter().any(|name| path.contains(name));
        if !documented && !derived {
            wrong.push(format!("{path} has no documentation"));
        }
        if ["URL", "@escaping", ") -> Void", "OutputStream", "FileHandle"].iter().any(|sink| declaration.contains(sink))
        {
            wrong.push(format!("{path} takes what could carry a verdict away: {declaration}"));
        }
        let value = ["struct ", "enum "].iter().any(|kind| declaration.starts_with(kind));
        if value && !kinds.iter().any(|kind| kind == "Sendable") {
            wrong.push(format!("{path} cannot be sent between tasks"));
        }
        if path.contains("Ffi") || path.contains("uniffi") || path.contains("Native") {
            wrong.push(format!("{path} is glue and public"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Stop::Failed(wrong.join("\n"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(path: &str, declaration: &str, documented: bool) -> Symbol {
        Symbol { path: path.into(), declaration: declaration.into(), kinds: Vec::new(), documented }
    }

    #[test]
    fn the_rules_find_what_they_forbid() {
        assert!(rules(&[symbol("Scorer.score(_:)", "func score(_ text: String) -> Report", true)]).is_ok());
        assert!(rules(&[symbol("Scorer.score(_:)", "func score(_ text: String) -> Report", false)]).is_err());
        assert!(rules(&[symbol("Scorer.on(_:)", "func on(_ f: @escaping (Report) -> Void)", true)]).is_err());
        assert!(rules(&[symbol("Report", "struct Report", true)]).is_err());
        assert!(rules(&[symbol("FfiConverterTypeReport", "struct FfiConverterTypeReport", true)]).is_err());
    }
}
