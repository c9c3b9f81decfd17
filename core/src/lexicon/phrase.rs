//! The notation of `match`, cues and class words: words, `word+N[pl]`, `{a|b}`, `{a}?`, `{a & b …2}`, `<class>`, `<#shape>`, `…2`,
//! `=Word`, `~`, `\`.
//!
//! Parsing never fails outright: what is wrong is told with its place in the string, and parsing goes on.

use super::inflect::Selection;
use crate::text::Shape;

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
    /// `…2`: at most so many tokens of any kind.
    Gap(u8),
    /// `{a & b …2}`: all of them in any order, with at most `gap` tokens between neighbours.
    AnyOrder { branches: Vec<Phrase>, gap: u8 },
    /// `<#money>`: something known by its shape; the name with its `#`.
    Shape(String),
    /// `=Word`: a word in exactly this case.
    Exact(String),
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
/// More tokens than a gap may pass over.
pub(crate) const MAX_GAP: u8 = 8;
/// What a gap without a number passes over.
const GAP: u8 = 2;
/// More parts in any order would be too many orders.
const MAX_ANY_ORDER: usize = 4;

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
            if depth > 0 && matches!(c, '|' | '}' | '&') {
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
                '}' | '|' | '>' | '&' => self.fault(from, SYNTAX, format!("`{c}` closes nothing"), ESCAPE),
                '…' => {
                    text.push(' ');
                    flush(&mut text, &mut parts);
                    parts.extend(self.gap(from));
                    text.push(' ');
                }
                '=' if (text.is_empty() && !parts.last().is_some_and(is_glued))
                    || text.ends_with(char::is_whitespace) =>
                {
                    flush(&mut text, &mut parts);
                    parts.extend(self.exact(from));
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
        let part = if id.starts_with('#') {
            if Shape::named(id.trim_start_matches('#')).is_none() {
                let remedy = "shapes are <#number> <#money> <#phone> <#shortcode> <#url> <#email> <#handle> <#emoji>";
                self.fault(from, SYNTAX, format!("`<{id}>` is no shape"), remedy);
                return None;
            }
            Part::Shape(id)
        } else if is_id(&id) {
            Part::Class(id, (from, self.at))
        } else {
            self.fault(from, SYNTAX, format!("`<{id}>` names no class"), "class ids are made of a-z 0-9 . -");
            return None;
        };
        if self.peek() != Some('?') {
            return Some(part);
        }
        self.bump();
        Some(Part::Either { branches: vec![Phrase(vec![part])], optional: true })
    }

    /// What stands behind a `…`: how many tokens may be passed over.
    fn gap(&mut self, from: usize) -> Option<Part> {
        let rest = self.source.get(self.at..)?;
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..digits)?;
        self.at += digits;
        let tokens = if number.is_empty() { Some(GAP) } else { number.parse().ok() };
        match tokens.filter(|tokens| (1..=MAX_GAP).contains(tokens)) {
            Some(tokens) => Some(Part::Gap(tokens)),
            None => {
                self.fault(
                    from,
                    SYNTAX,
                    format!("a gap passes over 1 to {MAX_GAP} tokens, not {number}"),
                    "write …1 to …8",
                );
                None
            }
        }
    }

    /// The word behind a `=`.
    fn exact(&mut self, from: usize) -> Option<Part> {
        let rest = self.source.get(self.at..)?;
        let ends =
            |c: char| c.is_whitespace() || matches!(c, '|' | '}' | '&' | '{' | '<' | '>' | '…' | '+' | '\\' | '~');
        let len = rest.find(ends).unwrap_or(rest.len());
        let word = rest.get(..len)?.to_owned();
        self.at += len;
        if word.chars().any(char::is_alphanumeric) {
            return Some(Part::Exact(word));
        }
        self.fault(from, SYNTAX, "no word follows the `=`", ESCAPE);
        None
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
        let (mut either, mut any_order) = (false, false);
        loop {
            branches.push(self.sequence(depth + 1));
            match self.bump() {
                Some('|') => either = true,
                Some('&') => any_order = true,
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
        let gap = if any_order { trailing_gap(&mut branches) } else { 0 };
        if branches.iter().any(|branch| branch.is_blank()) {
            self.fault(from, SYNTAX, "an alternative is empty", "leave it out, and write `?` behind the braces");
            return None;
        }
        if !any_order {
            return Some(Part::Either { branches, optional });
        }
        if either || branches.len() > MAX_ANY_ORDER {
            let message = format!("`&` joins two to {MAX_ANY_ORDER} parts, and no `|` stands beside it");
            self.fault(from, SYNTAX, message, "put braces around the alternatives");
            return None;
        }
        let part = Part::AnyOrder { branches, gap };
        Some(if optional { Part::Either { branches: vec![Phrase(vec![part])], optional } } else { part })
    }
}

impl Phrase {
    /// The classes it names, each with its place in the notation.
    pub(super) fn classes(&self) -> Vec<(&str, (usize, usize))> {
        let mut found = Vec::new();
        for part in &self.0 {
            match part {
                Part::Class(id, at) => found.push((id.as_str(), *at)),
                Part::Either { branches, .. } | Part::AnyOrder { branches, .. } => {
                    found.extend(branches.iter().flat_map(Phrase::classes));
                }
                Part::Forms { base, .. } => found.extend(base.classes()),
                _ => {}
            }
        }
        found
    }

    /// Whether it can be spelled out as words side by side: it names no class, gap, order, shape or exact case.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.iter().all(|part| match part {
            Part::Text(_) | Part::Joint | Part::Broken => true,
            Part::Either { branches, .. } => branches.iter().all(Phrase::is_plain),
            Part::Forms { base, .. } => base.is_plain(),
            Part::Class(..) | Part::Gap(_) | Part::AnyOrder { .. } | Part::Shape(_) | Part::Exact(_) => false,
        })
    }

    /// Whether it is made of words and classes alone, as what a class holds must be.
    pub(crate) fn is_wordy(&self) -> bool {
        self.0.iter().all(|part| match part {
            Part::Text(_) | Part::Joint | Part::Broken | Part::Class(..) => true,
            Part::Either { branches, .. } => branches.iter().all(Phrase::is_wordy),
            Part::Forms { base, .. } => base.is_wordy(),
            Part::Gap(_) | Part::AnyOrder { .. } | Part::Shape(_) | Part::Exact(_) => false,
        })
    }

    /// The sets of rules it names and the choices among their tags, each with its place in the notation.
    pub(super) fn inflections(&self) -> Vec<(&str, &Selection, (usize, usize))> {
        let mut found = Vec::new();
        for part in &self.0 {
            match part {
                Part::Either { branches, .. } | Part::AnyOrder { branches, .. } => {
                    found.extend(branches.iter().flat_map(Phrase::inflections));
                }
                Part::Forms { base, set, selection, at } => {
                    found.extend(base.inflections());
                    found.push((set.as_str(), selection, *at));
                }
                _ => {}
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

/// Takes the gap off the end of the last branch, where one stands.
fn trailing_gap(branches: &mut [Phrase]) -> u8 {
    let Some(Phrase(parts)) = branches.last_mut() else { return 0 };
    while matches!(parts.last(), Some(Part::Text(text)) if text.trim().is_empty()) {
        parts.pop();
    }
    match parts.last() {
        Some(Part::Gap(gap)) => {
            let gap = *gap;
            parts.pop();
            gap
        }
        _ => 0,
    }
}

/// Whether what follows belongs to the same word.
const fn is_glued(part: &Part) -> bool {
    !matches!(part, Part::Gap(_))
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
mod tests;
