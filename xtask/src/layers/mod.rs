//! `cargo xtask layers`: the order of the core's modules, and what none of them may reach.
//!
//! A module may use those below it. Inside a folder no two modules may need each other, however many stand between.
//! Sources are read as words and signs, so a path written out, a `use` and a re-export all count; tests do not.

mod items;
mod tokens;
mod tree;

pub use tree::Sources;
use tree::{Named, Tree};

use crate::Stop;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::Path,
};

/// What the modules directly under `src` may use.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Layers from the lowest: a module may use its own layer and those before it.
    pub chain: &'static [&'static [&'static str]],
    /// Modules off the chain, each with all that it may use. Nothing on the chain may use them.
    pub beside: &'static [(&'static str, &'static [&'static str])],
}

/// The core's order; docs/design.md draws it.
pub const CORE: Order = Order {
    chain: &[
        &["error", "json", "level", "options", "spelling"],
        &["text"],
        &["pack"],
        &["lookup"],
        &["scan"],
        &["analyse"],
        &["context"],
        &["score"],
        &["report"],
        &["scorer", "stream"],
    ],
    beside: &[
        ("foreign", &["report"]),
        ("lexicon", &["error", "level", "spelling", "text", "pack"]),
        ("compile", &["error", "level", "spelling", "text", "pack", "lookup", "lexicon"]),
        (
            "check",
            &["error", "level", "options", "text", "pack", "lexicon", "compile", "scan", "analyse", "report", "scorer"],
        ),
    ],
};

/// Parts of the standard library by which a scorer could reach a network, a file, a clock, the environment or a
/// console, or do work that its caller did not ask for.
const BANNED_STD: [&str; 7] = ["env", "fs", "net", "os", "process", "thread", "time"];
const BANNED_IO: [&str; 3] = ["stderr", "stdin", "stdout"];
const BANNED_CRATES: [&str; 2] = ["log", "tracing"];
const BANNED_MACROS: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];

/// One thing that breaks the order, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, below `src`.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "core/src/{}:{}: {}", self.file, self.line, self.text)
    }
}

/// Checks the core's sources and prints every problem.
pub fn run(root: &Path) -> Result<(), Stop> {
    let sources = read(&root.join("core/src"))?;
    let problems = check(&sources, &CORE);
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    if problems.is_empty() {
        eprintln!("layers: {} files in order", sources.len());
        return Ok(());
    }
    Err(Stop::Failed(format!("layers: {} problems", problems.len())))
}

/// Reads every Rust file below a folder.
pub fn read(src: &Path) -> Result<Sources, Stop> {
    let mut sources = Sources::new();
    let mut todo = vec![(src.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = todo.pop() {
        let cannot = |error| Stop::Failed(format!("{} cannot be read: {error}", folder.display()));
        for entry in fs::read_dir(&folder).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                todo.push((entry.path(), format!("{name}/")));
            } else if name.ends_with(".rs") {
                sources.insert(name, fs::read_to_string(entry.path()).map_err(cannot)?);
            }
        }
    }
    Ok(sources)
}

/// Everything in these sources that breaks the order, by file and line.
#[must_use]
pub fn check(sources: &Sources, order: &Order) -> Vec<Problem> {
    let tree = Tree::read(sources);
    let mut problems = BTreeSet::new();
    let mut report = |file: &str, line: usize, text: String| {
        problems.insert(Problem { file: file.to_owned(), line, text });
    };
    for (file, line, name) in &tree.missing {
        report(file, *line, format!("module `{name}` has no file here; add it, or remove the declaration"));
    }
    for file in &tree.stray {
        report(file, 0, "no `mod` leads to this file; declare it or delete it".into());
    }
    for &child in tree.modules.first().into_iter().flat_map(|root| root.children.values()) {
        let module = &tree.modules[child];
        if !order.knows(&module.name) {
            let text = format!(
                "module `{}` has no layer; put it into CORE in xtask/src/layers/mod.rs, above all it uses",
                module.name
            );
            report(&module.file, 0, text);
        }
    }
    let mut siblings = Siblings::new();
    for (at, module) in tree.modules.iter().enumerate() {
        for (name, line) in module.macros.iter().filter(|(name, _)| BANNED_MACROS.contains(&name.as_str())) {
            report(&module.file, *line, format!("`{name}!` prints; the core returns what it has to say"));
        }
        for named in &module.named {
            if let Some(what) = reaches_out(named) {
                let text = format!("{what} is out of the core's reach; let the caller do it and pass plain data");
                report(&module.file, named.line, text);
            }
            if let Some(text) = judge(&tree, order, at, named, &mut siblings) {
                report(&module.file, named.line, text);
            }
        }
    }
    for uses in siblings.values() {
        for ((user, used), (file, line)) in uses.iter().filter(|((user, used), _)| needs(uses, *used, *user)) {
            let (a, b) = (tree.path(*user), tree.path(*used));
            report(file, *line, format!("`{a}` uses `{b}`, which needs `{a}`; move what both need into a third"));
        }
    }
    problems.into_iter().collect()
}

impl Order {
    fn knows(&self, module: &str) -> bool {
        self.chain.iter().any(|layer| layer.contains(&module)) || self.beside.iter().any(|(name, _)| *name == module)
    }

    fn allows(&self, user: &str, used: &str) -> bool {
        if let Some((_, uses)) = self.beside.iter().find(|(name, _)| *name == user) {
            return uses.contains(&used);
        }
        let place = |module| self.chain.iter().position(|layer| layer.contains(&module));
        place(used).is_some_and(|used| place(user).is_some_and(|user| used <= user))
    }
}

/// What a path names that the core must not, if anything.
fn reaches_out(named: &Named) -> Option<String> {
    let segments: Vec<&str> = named.segments.iter().map(String::as_str).collect();
    let banned = match segments.as_slice() {
        ["std"] => true,
        ["std", part, ..] if BANNED_STD.contains(part) => true,
        ["std", "io", part, ..] if BANNED_IO.contains(part) => true,
        ["std", "io"] => named.glob,
        [name, ..] => BANNED_CRATES.contains(name),
        [] => false,
    };
    banned.then(|| format!("`{}{}`", segments.join("::"), if named.glob { "::*" } else { "" }))
}

/// Which module of a folder uses which other, and where first.
type Uses = BTreeMap<(usize, usize), (String, usize)>;
/// [`Uses`] by folder.
type Siblings = BTreeMap<usize, Uses>;

/// What is wrong with one module's naming another. A use among siblings within a folder is noted.
fn judge(tree: &Tree, order: &Order, user: usize, named: &Named, siblings: &mut Siblings) -> Option<String> {
    let used = tree.resolve(user, &named.segments)?;
    // A `*` over an enum's variants is another matter.
    let is_module =
        |last: &String| *last == tree.modules[used].name || matches!(last.as_str(), "crate" | "self" | "super");
    if named.glob && named.segments.last().is_some_and(is_module) {
        return Some("`*` hides what is used; name the items".into());
    }
    let (from, to) = (tree.line_of(user), tree.line_of(used));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let (&a, &b) = (from.get(shared)?, to.get(shared)?);
    let Some(folder) = shared.checked_sub(1).and_then(|last| from.get(last)) else {
        let (a, b) = (&tree.modules[a].name, &tree.modules[b].name);
        let wrong = order.knows(a) && order.knows(b) && !order.allows(a, b);
        return wrong.then(|| format!("`{a}` uses `{b}`, which is not below it; move what both need below `{a}`"));
    };
    let place = (tree.modules[user].file.clone(), named.line);
    siblings.entry(*folder).or_default().entry((a, b)).or_insert(place);
    None
}

/// Whether one module uses another, itself or by way of its siblings.
fn needs(uses: &Uses, user: usize, used: usize) -> bool {
    let mut seen = BTreeSet::from([user]);
    let mut todo = vec![user];
    while let Some(module) = todo.pop() {
        todo.extend(uses.keys().filter(|(from, to)| *from == module && seen.insert(*to)).map(|(_, to)| *to));
    }
    seen.contains(&used)
}
