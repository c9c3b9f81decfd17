//! Rust source as words and signs. Comments are dropped; so are literals, which name no module.

/// A word or a sign; `::` is one sign, every other sign is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'s> {
    pub(super) text: &'s str,
    pub(super) line: usize,
}

impl Token<'_> {
    /// Whether it is a word: an identifier or a keyword.
    pub(super) fn is_word(self) -> bool {
        self.text.starts_with(begins_word)
    }
}

/// Cuts a source file into tokens. Source that does not compile gives tokens too, if strange ones.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { source, at: 0, line: 1 };
    let mut out = Vec::new();
    while let Some(next) = reader.peek() {
        let (at, line) = (reader.at, reader.line);
        match next {
            '/' if reader.rest().starts_with("//") => reader.skip_while(|c| c != '\n'),
            '/' if reader.rest().starts_with("/*") => reader.block_comment(),
            '"' => reader.string(),
            '\'' => reader.quote(),
            c if begins_word(c) => {
                reader.skip_while(in_word);
                let word = &source[at..reader.at];
                if reader.literal_after(word) {
                    continue;
                }
                // `r#type` is the word `type`.
                let raw = word == "r" && reader.rest().starts_with('#');
                let at = if raw { reader.at + 1 } else { at };
                if raw {
                    reader.bump();
                    reader.skip_while(in_word);
                }
                out.push(Token { text: &source[at..reader.at], line });
            }
            c if c.is_ascii_digit() => reader.skip_while(in_word),
            c if c.is_whitespace() => reader.bump(),
            _ => {
                reader.bump();
                if source[at..].starts_with("::") {
                    reader.bump();
                }
                out.push(Token { text: &source[at..reader.at], line });
            }
        }
    }
    out
}

fn begins_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    line: usize,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        if let Some(c) = self.peek() {
            self.at += c.len_utf8();
            self.line += usize::from(c == '\n');
        }
    }

    fn skip_while(&mut self, test: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&test) {
            self.bump();
        }
    }

    /// To just behind the first `end` from here, or to the end of the file.
    fn skip_past(&mut self, end: &str) {
        let stop = self.rest().find(end).map_or(self.source.len(), |found| self.at + found + end.len());
        while self.at < stop {
            self.bump();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.peek().is_some() {
            let step = match self.rest() {
                rest if rest.starts_with("/*") => 1,
                rest if rest.starts_with("*/") => -1,
                _ => 0,
            };
            depth = depth.saturating_add_signed(step);
            self.bump();
            if step != 0 {
                self.bump();
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// A string, from its opening quote.
    fn string(&mut self) {
        self.bump();
        while let Some(c) = self.peek() {
            self.bump();
            match c {
                '"' => return,
                '\\' => self.bump(),
                _ => {}
            }
        }
    }

    /// A character (`'a'`, `'\''`) or a lifetime (`'a`).
    fn quote(&mut self) {
        self.bump();
        let mut ahead = self.rest().chars();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), _) => {
                self.bump();
                self.bump();
                self.skip_past("'");
            }
            (Some(_), Some('\'')) => {
                self.bump();
                self.bump();
            }
            _ => self.skip_while(in_word),
        }
    }

    /// Skips the literal that a prefix such as `b`, `c` or `br` begins. `false` if the word is no such prefix.
    fn literal_after(&mut self, prefix: &str) -> bool {
        let hashes = self.rest().chars().take_while(|c| *c == '#').count();
        let quoted = self.rest()[hashes..].starts_with('"');
        match prefix {
            "r" | "br" | "cr" if quoted => {
                self.at += hashes + 1;
                self.skip_past(&format!("\"{}", "#".repeat(hashes)));
                true
            }
            "b" | "c" if quoted && hashes == 0 => {
                self.string();
                true
            }
            "b" if self.rest().starts_with('\'') => {
                self.quote();
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_literals_are_no_words() {
        let source = r####"a // b
            /* c /* d */ e */ f "g\" h" 'i' '\'' '\u{6b}' b'j' b"k" c"l" r"m\" r#"n " o"# br##"p "# q"## 7_u8 s"####;
        assert_eq!(words(source), ["a", "f", "s"]);
    }

    #[test]
    fn paths_lifetimes_and_raw_words_are_read() {
        assert_eq!(
            words("fn f<'a>(x: &'a r#type::B)"),
            ["fn", "f", "<", ">", "(", "x", ":", "&", "type", "::", "B", ")"]
        );
    }

    #[test]
    fn lines_are_counted_through_everything() {
        let lines: Vec<_> =
            tokens("a\n/*\n*/ b \"\n\\\n\" c r\"\n\" d").into_iter().map(|t| (t.text, t.line)).collect();
        assert_eq!(lines, [("a", 1), ("b", 3), ("c", 5), ("d", 6)]);
    }

    #[test]
    fn damaged_source_ends() {
        for source in ["\"", "/*", "r#\"", "'", "b'", "'\\", "r#", "::"] {
            tokens(source);
        }
    }
}
