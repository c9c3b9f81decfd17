//! The notation of `match` and of class words: words, `word+N[pl]`, `{a|b}`, `{a}?`, `<class>`, `~`, `\`.
//!
//! Parsing never fails outright: what is wrong is told with its place in the string, and parsing goes on.

use super::inflect::Selection;

/// A sequence of parts, to be read one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase(pub(crate) Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Letters as they are written, white space included.
    Text(String),
    /// Nothing, ZWNJ or a space.
    Joint,
    /// A class, with its place in the notation (bytes).
    Class(String, (usize, usize)),
    /// One of several, or none of them.
    Either { branches: Vec<Phrase>, optional: bool },
    /// All or some forms of the last word of a phrase, with its place in the notation (bytes).
    Forms { base: Phrase, set: String, selection: Selection, at: (usize, usize) },
    /// Something was wrong, and told; what the rest stands for says nothing.
    Broken,
}

/// Something wrong in a notation, with its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: (usize, usize),
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) remedy: &'static str,
}

const ESCAPE: &str = "put a backslash before the character if it is meant literally";
/// Deeper nesting is a mistake; it also bounds recursion.
const MAX_DEPTH: usize = 16;
/// After as many faults a notation is not read on: it is no notation.
const MAX_FAULTS: usize = 100;
const SYNTAX: &str = "lexicon.match-syntax";
const UNSUPPORTED: &str = "lexicon.unsupported";

/// Reads a notation. If anything is wrong with it, it holds [`Part::Broken`].
pub(crate) fn parse(source: &str) -> (Phrase, Vec<Fault>) {
    let mut parser = Parser { source, at: 0, closes: true, faults: Vec::new() };
    let mut phrase = parser.sequence(0);
    phrase.0.extend((!parser.faults.is_empty()).then_some(Part::Broken));
    (phrase, parser.faults)
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
    /// Whether a `>` may stand further on.
    closes: bool,
    faults: Vec<Fault>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.source.get(self.at..)?.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn fault(&mut self, from: usize, code: &'static str, message: impl Into<String>, remedy: &'static str) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault { at: (from, self.at.max(from)), code, message: message.into(), remedy });
        }
        if self.faults.len() == MAX_FAULTS {
            self.at = self.source.len();
        }
    }

    /// Parts up to the end, or to `|` or `}` inside braces.
    fn sequence(&mut self, depth: usize) -> Phrase {
        let mut parts: Vec<Part> = Vec::new();
        let mut text = String::new();
        let flush = |text: &mut String, parts: &mut Vec<Part>| {
            if !text.is_empty() {
                parts.push(Part::Text(core::mem::take(text)));
            }
        };
        while let Some(c) = self.peek() {
            let from = self.at;
            if depth > 0 && matches!(c, '|' | '}') {
                break;
            }
            self.bump();
            match c {
                '\\' => match self.bump() {
                    Some(literal) => text.push(literal),
                    None => self.fault(from, SYNTAX, "a backslash stands at the end", ESCAPE),
                },
                '~' | '\u{200c}' => {
                    flush(&mut text, &mut parts);
                    parts.push(Part::Joint);
                }
                '<' => {
                    flush(&mut text, &mut parts);
                    parts.extend(self.class(from));
                }
                '{' => {
                    flush(&mut text, &mut parts);
                    parts.extend(self.either(from, depth));
                }
                '}' | '|' | '>' => self.fault(from, SYNTAX, format!("`{c}` closes nothing"), ESCAPE),
                '…' => self.fault(from, UNSUPPORTED, "gaps are not read by this version", "write the phrases out"),
                '=' if text.is_empty() || text.ends_with(char::is_whitespace) => {
                    self.fault(from, UNSUPPORTED, "exact case is not read by this version", "leave the `=` out");
                }
                '+' if self.peek().is_some_and(|c| c.is_ascii_uppercase())
                    && (text.ends_with(is_word_char) || text.is_empty() && ends_in_group(&parts)) =>
                {
                    let base = match last_word(&mut text) {
                        Some(word) => Part::Text(word),
                        None => parts.pop().unwrap_or(Part::Broken),
                    };
                    flush(&mut text, &mut parts);
                    parts.extend(self.forms(from, base));
                }
                '&' => self.fault(from, UNSUPPORTED, "any order is not read by this version", "write the orders out"),
                _ => text.push(c),
            }
        }
        flush(&mut text, &mut parts);
        Phrase(parts)
    }

    fn class(&mut self, from: usize) -> Option<Part> {
        let rest = self.source.get(self.at..)?;
        let Some(len) = self.closes.then(|| rest.find('>')).flatten() else {
            self.closes = false;
            self.fault(from, SYNTAX, "`<` is not closed by `>`", ESCAPE);
            return None;
        };
        let id = rest.get(..len)?.trim().to_owned();
        self.at += len + 1;
        if id.starts_with('#') {
            self.fault(from, UNSUPPORTED, "shapes are not read by this version", "write the phrases out");
            return None;
        }
        if !is_id(&id) {
            self.fault(from, SYNTAX, format!("`<{id}>` names no class"), "class ids are made of a-z 0-9 . -");
            return None;
        }
        Some(Part::Class(id, (from, self.at)))
    }

    /// What stands behind a `+`: the name of a set of rules, and perhaps a choice of tags in brackets.
    fn forms(&mut self, from: usize, base: Part) -> Option<Part> {
        let rest = self.source.get(self.at..)?;
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let set = rest.get(..len)?.to_owned();
        self.at += len;
        let mut selection = Selection::default();
        if let Some(inside) = rest.get(len..).and_then(|rest| rest.strip_prefix('[')) {
            let Some(end) = inside.find(']') else {
                self.fault(from, SYNTAX, "`[` is not closed by `]`", ESCAPE);
                return None;
            };
            self.at += end + 2;
            match Selection::parse(inside.get(..end)?) {
                Ok(parsed) => selection = parsed,
                Err(part) => self.fault(
                    from,
                    SYNTAX,
                    format!("`{part}` is no tag"),
                    "write tags with blanks between, as [1sg|1pl past -neg]",
                ),
            }
        }
        // `{a}?+N` is no word or one with its forms.
        let (base, optional) = match base {
            Part::Either { branches, optional } => (Part::Either { branches, optional: false }, optional),
            base => (base, false),
        };
        let forms = Part::Forms { base: Phrase(vec![base]), set, selection, at: (from, self.at) };
        Some(if optional { Part::Either { branches: vec![Phrase(vec![forms])], optional } } else { forms })
    }

    fn either(&mut self, from: usize, depth: usize) -> Option<Part> {
        if depth >= MAX_DEPTH {
            self.at = self.source.len();
            self.fault(from, SYNTAX, "braces are nested more than 16 deep", "split the match");
            return None;
        }
        let mut branches = Vec::new();
        loop {
            branches.push(self.sequence(depth + 1));
            match self.bump() {
                Some('|') => {}
                Some(_) => break,
                None => {
                    self.fault(from, SYNTAX, "`{` is not closed by `}`", ESCAPE);
                    return None;
                }
            }
        }
        let optional = self.peek() == Some('?');
        if optional {
            self.bump();
        }
        if branches.iter().any(|branch| branch.is_blank()) {
            self.fault(from, SYNTAX, "an alternative is empty", "leave it out, and write `?` behind the braces");
            return None;
        }
        Some(Part::Either { branches, optional })
    }
}

impl Phrase {
    /// The classes it names, each with its place in the notation.
    pub(super) fn classes(&self) -> Vec<(&str, (usize, usize))> {
        let mut found = Vec::new();
        for part in &self.0 {
            match part {
                Part::Class(id, at) => found.push((id.as_str(), *at)),
                Part::Either { branches, .. } => found.extend(branches.iter().flat_map(Phrase::classes)),
                Part::Forms { base, .. } => found.extend(base.classes()),
                Part::Text(_) | Part::Joint | Part::Broken => {}
            }
        }
        found
    }

    /// Whether it asks for the forms of a word.
    pub(crate) fn has_forms(&self) -> bool {
        self.0.iter().any(|part| match part {
            Part::Forms { .. } => true,
            Part::Either { branches, .. } => branches.iter().any(Phrase::has_forms),
            Part::Class(..) | Part::Text(_) | Part::Joint | Part::Broken => false,
        })
    }

    /// The sets of rules it names and the choices among their tags, each with its place in the notation.
    pub(super) fn inflections(&self) -> Vec<(&str, &Selection, (usize, usize))> {
        let mut found = Vec::new();
        for part in &self.0 {
            match part {
                Part::Either { branches, .. } => found.extend(branches.iter().flat_map(Phrase::inflections)),
                Part::Forms { base, set, selection, at } => {
                    found.extend(base.inflections());
                    found.push((set.as_str(), selection, *at));
                }
                Part::Class(..) | Part::Text(_) | Part::Joint | Part::Broken => {}
            }
        }
        found
    }

    /// Whether something was wrong with it.
    pub(crate) fn is_broken(&self) -> bool {
        self.0.last() == Some(&Part::Broken)
    }

    fn is_blank(&self) -> bool {
        self.0.iter().all(|part| matches!(part, Part::Text(text) if text.trim().is_empty()))
    }
}

/// Whether a word may end so.
fn is_word_char(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '+' | ']' | ')' | '-')
}

/// Whether forms may be asked of what was read last.
fn ends_in_group(parts: &[Part]) -> bool {
    matches!(parts.last(), Some(Part::Class(..) | Part::Either { .. }))
}

/// Takes the last word off a text.
fn last_word(text: &mut String) -> Option<String> {
    let start = text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
    (start < text.len()).then(|| text.split_off(start))
}

/// The id of the class named at a `<` of a text, if one is.
pub(crate) fn class_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix('<')?;
    // No further than an id may reach: a text of nothing but `<` takes no longer than another.
    let end = rest.bytes().take(MAX_ID + 1).position(|b| b == b'>')?;
    rest.get(..end).filter(|id| is_id(id))
}

/// As long as an id may be, in bytes.
const MAX_ID: usize = 200;

/// Whether a string may name an entry, class, category or pack.
pub(crate) fn is_id(id: &str) -> bool {
    let first = id.bytes().next();
    first.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && id.len() <= MAX_ID
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(s: &str) -> Part {
        Part::Text(s.to_owned())
    }

    #[test]
    fn reads_every_notation() {
        let (phrase, faults) = parse(r"send {the|a {small|tiny}}? <fee> می~کشم \{x");
        assert!(faults.is_empty(), "{faults:?}");
        let inner =
            Part::Either { branches: vec![Phrase(vec![text("small")]), Phrase(vec![text("tiny")])], optional: false };
        let outer =
            Part::Either { branches: vec![Phrase(vec![text("the")]), Phrase(vec![text("a "), inner])], optional: true };
        let class = Part::Class("fee".into(), (27, 32));
        assert_eq!(phrase.0, [text("send "), outer, text(" "), class, text(" می"), Part::Joint, text("کشم {x")]);
    }

    #[test]
    fn forms_bind_to_the_last_word() {
        let forms = |base: Part, at| Part::Forms {
            base: Phrase(vec![base]),
            set: "V".into(),
            selection: Selection::parse("1sg -neg").unwrap(),
            at,
        };
        let (phrase, faults) = parse("do wipe+V[1sg -neg] out <kill>+V[1sg -neg] C++ a+b");
        assert!(faults.is_empty(), "{faults:?}");
        let class = Part::Class("kill".into(), (24, 30));
        assert_eq!(
            phrase.0,
            [text("do "), forms(text("wipe"), (7, 19)), text(" out "), forms(class, (30, 42)), text(" C++ a+b")]
        );
        assert_eq!(phrase.inflections().len(), 2);
        let (phrase, _) = parse("{a|b}?+N c");
        assert!(matches!(&phrase.0[0], Part::Either { optional: true, .. }));
    }

    #[test]
    fn tells_what_is_wrong_and_where() {
        let faults =
            |source: &str| parse(source).1.into_iter().map(|fault| (fault.code, fault.at.0)).collect::<Vec<_>>();
        assert_eq!(faults("a } b"), [(SYNTAX, 2)]);
        assert_eq!(faults("{a|b"), [(SYNTAX, 0)]);
        assert_eq!(faults("{a|}"), [(SYNTAX, 0)]);
        assert_eq!(faults("<A b>"), [(SYNTAX, 0)]);
        assert_eq!(faults("kill+V …2 =Us <#money>"), [(UNSUPPORTED, 7), (UNSUPPORTED, 12), (UNSUPPORTED, 16)]);
        assert_eq!(faults("kill+V[1sg"), [(SYNTAX, 4)]);
        assert_eq!(faults("kill+V[!]"), [(SYNTAX, 4)]);
        assert_eq!(faults("a\\"), [(SYNTAX, 1)]);
        assert_eq!(faults(&"{".repeat(100_000)).len(), 1 + MAX_DEPTH);
        for hostile in ["}", "<", "<>", "…", "{|}"] {
            assert_eq!(faults(&hostile.repeat(100_000)).len(), MAX_FAULTS, "{hostile}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(source in "[a<>{}|?~\\\\…+&= ]{0,60}") {
            let _ = parse(&source);
        }
    }
}
