//! The core's modules as a tree, and every path by which one names another.

use super::items::{Declared, items};
use super::tokens::tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Source files by their path below `src`, with `/`.
pub type Sources = BTreeMap<String, String>;

/// A path as written, such as `crate::text::fold`.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    /// What a `use` calls it here; empty for a path in code and for `as _`.
    pub(super) binds: String,
    /// Ends in `*`.
    pub(super) glob: bool,
}

/// A module, in a file of its own or within one.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) parent: usize,
    pub(super) children: BTreeMap<String, usize>,
    /// Paths in `use` and in code.
    pub(super) named: Vec<Named>,
    /// Macros called, by name and line.
    pub(super) macros: Vec<(String, usize)>,
}

/// All modules; the first is the crate's root. Test modules are left out.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
    /// `mod` declarations without a file: the declaring file, the line, the name.
    pub(super) missing: Vec<(String, usize, String)>,
    /// Files that no declaration leads to.
    pub(super) stray: Vec<String>,
}

impl Tree {
    /// Reads the modules that `lib.rs` declares, and theirs.
    pub(super) fn read(sources: &Sources) -> Tree {
        let mut tree = Tree::default();
        tree.modules.push(Module { file: "lib.rs".into(), ..Module::default() });
        let mut seen: BTreeSet<String> = BTreeSet::from(["lib.rs".into()]);
        let mut tests: Vec<String> = Vec::new();
        let mut todo = vec![(0, "lib.rs".to_owned())];
        while let Some((module, file)) = todo.pop() {
            let Some(source) = sources.get(&file) else { continue };
            for Declared { module: parent, name, line, test } in items(&mut tree, module, &tokens(source)) {
                let folder = tree.folder(parent);
                if test {
                    tests.push(format!("{folder}{name}"));
                    continue;
                }
                let file = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
                match file.into_iter().find(|file| sources.contains_key(file)) {
                    Some(file) => {
                        let child = tree.add(parent, &name, &file);
                        seen.insert(file.clone());
                        todo.push((child, file));
                    }
                    None => tree.missing.push((tree.modules[parent].file.clone(), line, name)),
                }
            }
        }
        let tested =
            |file: &str| tests.iter().any(|t| file.strip_prefix(t.as_str()).is_some_and(|r| r.starts_with(['.', '/'])));
        tree.stray = sources.keys().filter(|file| !seen.contains(*file) && !tested(file)).cloned().collect();
        tree
    }

    pub(super) fn add(&mut self, parent: usize, name: &str, file: &str) -> usize {
        let child = self.modules.len();
        self.modules[parent].children.insert(name.to_owned(), child);
        self.modules.push(Module { name: name.to_owned(), file: file.to_owned(), parent, ..Module::default() });
        child
    }

    /// The modules from the root's child down to this one; empty for the root.
    pub(super) fn line_of(&self, mut module: usize) -> Vec<usize> {
        let mut line = Vec::new();
        while module != 0 {
            line.push(module);
            module = self.modules[module].parent;
        }
        line.reverse();
        line
    }

    /// The module's path, `text::fold`.
    pub(super) fn path(&self, module: usize) -> String {
        self.line_of(module).iter().map(|m| self.modules[*m].name.as_str()).collect::<Vec<_>>().join("::")
    }

    /// Where the files of a module's children are, with a `/` at the end.
    fn folder(&self, module: usize) -> String {
        self.line_of(module).iter().map(|m| format!("{}/", self.modules[*m].name)).collect()
    }

    /// The module in which what the path names is defined, through re-exports. `None` if it is outside the crate.
    pub(super) fn resolve(&self, from: usize, segments: &[String]) -> Option<usize> {
        self.resolve_within(from, segments, 16)
    }

    fn resolve_within(&self, from: usize, segments: &[String], hops: usize) -> Option<usize> {
        let mut at = from;
        let mut rest = segments;
        let mut inside = false;
        while let [first, tail @ ..] = rest {
            match first.as_str() {
                "crate" => at = 0,
                "super" => at = self.modules[at].parent,
                "self" => {}
                _ => break,
            }
            (rest, inside) = (tail, true);
        }
        while let [name, tail @ ..] = rest {
            let module = &self.modules[at];
            if let Some(child) = module.children.get(name) {
                (at, rest, inside) = (*child, tail, true);
                continue;
            }
            let imported = module.named.iter().find(|named| named.binds == *name && named.segments != segments);
            if let Some(imported) = imported.filter(|_| hops > 0) {
                let path = [&imported.segments, tail].concat();
                return self.resolve_within(at, &path, hops - 1).or(inside.then_some(at));
            }
            break;
        }
        inside.then_some(at)
    }
}
