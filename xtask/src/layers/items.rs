//! What one file says: the modules it declares, the paths it names, the macros it calls. Tests are skipped.

use super::tokens::Token;
use super::tree::{Named, Tree};

/// A `mod name;`.
pub(super) struct Declared {
    pub(super) module: usize,
    pub(super) name: String,
    pub(super) line: usize,
    /// Behind a test attribute.
    pub(super) test: bool,
}

/// Adds to the tree what a module's file says, and gives the modules it declares in other files.
pub(super) fn items(tree: &mut Tree, module: usize, tokens: &[Token<'_>]) -> Vec<Declared> {
    let mut scan = Scan { tree, module, depth: 0, inline: Vec::new(), files: Vec::new() };
    scan.items(tokens);
    scan.files
}

/// Walks one file's tokens.
struct Scan<'t> {
    tree: &'t mut Tree,
    module: usize,
    depth: usize,
    /// Modules opened within the file: the depth of their brace and the module around them.
    inline: Vec<(usize, usize)>,
    files: Vec<Declared>,
}

impl Scan<'_> {
    fn items(&mut self, tokens: &[Token<'_>]) {
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match (token.text, text(at + 1)) {
                ("#", "[") if is_test(&tokens[at..close(tokens, at + 1)]) => {
                    self.skip_item(tokens, close(tokens, at + 1))
                }
                ("#", "[") => close(tokens, at + 1),
                ("mod", name) if text(at + 2) == ";" => {
                    self.declare(name, token.line, false);
                    at + 3
                }
                ("mod", name) if text(at + 2) == "{" => {
                    self.inline.push((self.depth, self.module));
                    self.depth += 1;
                    let file = self.tree.modules[self.module].file.clone();
                    self.module = self.tree.add(self.module, name, &file);
                    at + 3
                }
                ("use", next) if next != "<" => self.use_tree(tokens, at + 1, &[]),
                ("extern", "crate") => {
                    self.name(vec![text(at + 2).to_owned()], token.line, String::new(), false);
                    at + 3
                }
                ("{", _) => {
                    self.depth += 1;
                    at + 1
                }
                ("}", _) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some((_, around)) = self.inline.pop_if(|(depth, _)| *depth == self.depth) {
                        self.module = around;
                    }
                    at + 1
                }
                (word, "!") if token.is_word() && matches!(text(at + 2), "(" | "[" | "{") => {
                    self.tree.modules[self.module].macros.push((word.to_owned(), token.line));
                    at + 1
                }
                (_, "::") if token.is_word() => self.path(tokens, at),
                _ => at + 1,
            };
        }
    }

    fn name(&mut self, segments: Vec<String>, line: usize, binds: String, glob: bool) {
        self.tree.modules[self.module].named.push(Named { segments, line, binds, glob });
    }

    fn declare(&mut self, name: &str, line: usize, test: bool) {
        self.files.push(Declared { module: self.module, name: name.to_owned(), line, test });
    }

    /// A path in code. Gives the place of its last segment, which may be a macro.
    fn path(&mut self, tokens: &[Token<'_>], start: usize) -> usize {
        let mut segments = vec![tokens[start].text.to_owned()];
        let mut at = start;
        while let [sep, next, ..] = tokens.get(at + 1..).unwrap_or_default()
            && sep.text == "::"
            && next.is_word()
        {
            segments.push(next.text.to_owned());
            at += 2;
        }
        if at == start {
            return at + 1;
        }
        self.name(segments, tokens[start].line, String::new(), false);
        at
    }

    /// A `use`, from what follows the word to what follows its `;`, or a branch of its braces to its end.
    fn use_tree(&mut self, tokens: &[Token<'_>], start: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut binds = None;
        let mut glob = false;
        let mut at = start;
        let line = tokens.get(start).map_or(0, |token| token.line);
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token.text {
                "{" => {
                    while tokens.get(at).is_some_and(|token| token.text != "}") {
                        at = self.use_tree(tokens, at, &segments);
                    }
                    at += 1;
                    // Each branch has named itself.
                    while tokens.get(at).is_some_and(|token| !matches!(token.text, "," | "}" | ";")) {
                        at += 1;
                    }
                    return at + usize::from(tokens.get(at).is_some_and(|token| token.text != "}"));
                }
                "," | ";" => break,
                "}" => {
                    at -= 1;
                    break;
                }
                "*" => glob = true,
                "as" => {
                    binds = tokens.get(at).map(|token| token.text.to_owned());
                    at += 1;
                }
                "self" if !segments.is_empty() => {}
                "::" => {}
                word => segments.push(word.to_owned()),
            }
        }
        if !segments.is_empty() {
            let binds = binds.or_else(|| segments.last().filter(|_| !glob).cloned()).unwrap_or_default();
            self.name(segments, line, if binds == "_" { String::new() } else { binds }, glob);
        }
        at
    }

    /// Skips the item that a test attribute stands before; a file it declares is noted.
    fn skip_item(&mut self, tokens: &[Token<'_>], start: usize) -> usize {
        let mut at = start;
        while let Some(token) = tokens.get(at) {
            match token.text {
                "mod" if tokens.get(at + 2).is_some_and(|token| token.text == ";") => {
                    self.declare(tokens[at + 1].text, token.line, true);
                    return at + 3;
                }
                "{" => return close(tokens, at),
                "(" | "[" => at = close(tokens, at),
                ";" => return at + 1,
                "}" => return at,
                _ => at += 1,
            }
        }
        at
    }
}

/// The place behind the bracket that closes the one at `open`.
fn close(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Whether an attribute is `#[cfg(test)]`, `#[cfg(all(test, …))]` or `#[test]`.
fn is_test(attribute: &[Token<'_>]) -> bool {
    let words: Vec<&str> = attribute.iter().skip(2).filter(|token| token.is_word()).map(|token| token.text).collect();
    match words.as_slice() {
        ["test"] => true,
        ["cfg", "test"] => true,
        ["cfg", "all", rest @ ..] => rest.contains(&"test") && !rest.contains(&"not") && !rest.contains(&"any"),
        _ => false,
    }
}
