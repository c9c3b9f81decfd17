//! Files that ask for others. The core reads no files: whoever calls brings them, and is told which are wanted.

use super::SourceFile;
use super::problems::{Place, Problems};
use toml::de::DeTable;

/// The paths a TOML source file asks for by `include = ["…"]` and `common = ["…"]`, joined to its folder. A file that cannot be parsed asks
/// for none.
///
/// ```
/// use sipar::{SourceFile, includes};
/// let file = SourceFile { path: "packs/en/pack.toml".into(), text: r#"include = ["../common/messages.toml"]"#.into() };
/// assert_eq!(includes(&file), ["packs/common/messages.toml"]);
/// ```
#[must_use]
pub fn includes(file: &SourceFile) -> Vec<String> {
    if !file.path.ends_with(".toml") {
        return Vec::new();
    }
    let (table, _) = DeTable::parse_recoverable(&file.text);
    wanted(&file.path, table.get_ref()).into_iter().map(|(path, _)| path).collect()
}

/// The same with the place of each.
pub(crate) fn wanted(path: &str, table: &DeTable<'_>) -> Vec<(String, core::ops::Range<usize>)> {
    let keys = ["include", "common"].into_iter().filter_map(|key| table.get(key)?.get_ref().as_array());
    let strings = keys.flat_map(|items| items.iter());
    strings.filter_map(|item| Some((join(path, item.get_ref().as_str()?), item.span()))).collect()
}

/// A path relative to a file's folder, with `.` and `..` resolved.
fn join(file: &str, path: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let absolute = path.starts_with('/') || folder.starts_with('/') && !path.starts_with('/');
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"))
}

/// An include: the number of the file it means, if that was brought, its place and its path.
type Edge = (Option<usize>, core::ops::Range<usize>, String);

/// Tells of includes that were not brought and of files that include themselves in the end.
pub(crate) fn check(files: &[SourceFile], tables: &[DeTable<'_>], problems: &mut Problems) {
    let edges: Vec<Vec<Edge>> = files
        .iter()
        .zip(tables)
        .map(|(file, table)| {
            let find = |path: &str| files.iter().position(|other| join("", &other.path) == join("", path));
            wanted(&file.path, table).into_iter().map(|(path, span)| (find(&path), span, path)).collect()
        })
        .collect();
    for (number, wanted) in edges.iter().enumerate() {
        for (target, span, path) in wanted {
            let place = Place::at(number, span.clone());
            match target {
                None => problems.error(
                    "lexicon.include-missing",
                    &place,
                    format!("`{path}` is not there"),
                    "mend the path, or add the file",
                ),
                Some(target) if reaches(&edges, *target, number) => {
                    problems.error(
                        "lexicon.include-cycle",
                        &place,
                        format!("`{path}` includes this file in turn"),
                        "take one of the includes out",
                    );
                }
                Some(_) => {}
            }
        }
    }
}

fn reaches(edges: &[Vec<Edge>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut stack = vec![from];
    while let Some(at) = stack.pop() {
        if at == to {
            return true;
        }
        if let Some(seen) = seen.get_mut(at)
            && !core::mem::replace(seen, true)
        {
            stack.extend(edges.get(at).into_iter().flatten().filter_map(|(target, ..)| *target));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_paths() {
        assert_eq!(join("packs/en/pack.toml", "../common/a.toml"), "packs/common/a.toml");
        assert_eq!(join("/w/packs/en/pack.toml", "./a.toml"), "/w/packs/en/a.toml");
        assert_eq!(join("pack.toml", "../../a.toml"), "../../a.toml");
        assert_eq!(join("./en/pack.toml", "a.toml"), "en/a.toml");
    }
}
