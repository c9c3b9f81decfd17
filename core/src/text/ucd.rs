//! Reads the generated tables: what T0 maps a code point to, what extends it, pairs that compose.
//!
//! `RULE_LENS` and `CLASS_LENS` are lengths of runs of code points, one byte each; `…_STARTS` holds the first code
//! point of every 16th, so that a look-up is a binary search and at most 16 additions. A rule tells how a code point
//! is mapped: unchanged, deleted, shifted, or by a list of values, where a surrogate stands for a string of the pool.
//! Hangul syllables are composed by arithmetic. Nothing here can panic: what is not in a table is unchanged.

use super::tables::{
    BY_RESULT, MARK_CLASSES, PAIRS, PAIRS_HIGH, POOL, POOL_LENS, POOL_STARTS, RULE_KINDS, RULE_LENS, RULE_STARTS,
    SHIFTS, VALUE_STARTS, VALUES_HIGH, VALUES_LOW,
};

/// What T0 maps one code point to, before composing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mapped {
    /// Deleted.
    Nothing,
    /// One code point, often itself.
    One(char),
    /// Several.
    Many(&'static str),
}

impl Mapped {
    /// The code points, none to eighteen.
    pub(crate) fn chars(self) -> impl Iterator<Item = char> {
        let (one, many) = match self {
            Self::Nothing => (None, ""),
            Self::One(c) => (Some(c), ""),
            Self::Many(text) => (None, text),
        };
        one.into_iter().chain(many.chars())
    }
}

/// What one run of code points has in common.
enum Rule {
    Clean,
    Delete,
    /// Capitals and small letters in turn, beginning with a capital.
    Parity,
    Extend,
    Values(usize),
    Mark(u8),
    Shift(i32),
}

impl Rule {
    /// The rule for a code point and where its run begins.
    fn of(cp: u32) -> (Self, u32) {
        let Some((run, start)) = run_at(cp, 0x80, &RULE_STARTS, &RULE_LENS) else {
            return (Self::Clean, cp);
        };
        let kind = RULE_KINDS.get(run).copied().unwrap_or(0);
        let rule = match kind {
            0 => Self::Clean,
            1 => Self::Delete,
            2 => Self::Parity,
            3 => Self::Extend,
            4 => Self::Values(run),
            5..64 => Self::Mark(MARK_CLASSES.get(usize::from(kind - 5)).copied().unwrap_or(0)),
            64.. => Self::Shift(SHIFTS.get(usize::from(kind - 64)).copied().unwrap_or(0)),
        };
        (rule, start)
    }
}

/// The number of the run that holds `cp` and its first code point; none before `first` or after the last run.
pub(crate) fn run_at(cp: u32, first: u32, starts: &[u32], lens: &[u8]) -> Option<(usize, u32)> {
    if cp < first {
        return None;
    }
    let block = starts.partition_point(|&start| start <= cp).checked_sub(1)?;
    let mut start = starts.get(block).copied()?;
    for (at, &code) in lens.iter().enumerate().skip(block * 16).take(16) {
        let len = if code < 0xF0 { u32::from(code) + 1 } else { 256 << (code & 15) };
        if cp < start + len {
            return Some((at, start));
        }
        start += len;
    }
    None
}

/// M(c): what T0 maps a code point to before the string is composed.
pub(crate) fn map(c: char) -> Mapped {
    map_by(c, Rule::of(u32::from(c)))
}

/// M(c), and whether it attaches to what stands before it (marks, what composes, what is deleted).
pub(crate) fn look(c: char) -> (Mapped, bool) {
    let found = Rule::of(u32::from(c));
    let joins = match found.0 {
        Rule::Clean | Rule::Parity => Some(false),
        Rule::Delete | Rule::Extend | Rule::Mark(_) => Some(true),
        Rule::Shift(_) | Rule::Values(_) => None,
    };
    let mapped = map_by(c, found);
    let first = |m: Option<char>| c == '\u{345}' || m.is_some_and(|m| attaches(m).is_some());
    (mapped, joins.unwrap_or_else(|| first(mapped.chars().next())))
}

fn map_by(c: char, (rule, start): (Rule, u32)) -> Mapped {
    match rule {
        Rule::Clean if c.is_ascii() => Mapped::One(if c == '`' { '\'' } else { c.to_ascii_lowercase() }),
        Rule::Delete => Mapped::Nothing,
        Rule::Parity => Mapped::One(shift(c, i32::from((u32::from(c) - start).is_multiple_of(2)))),
        Rule::Shift(by) => Mapped::One(shift(c, by)),
        Rule::Values(run) => value(run, u32::from(c) - start).unwrap_or(Mapped::One(c)),
        Rule::Clean | Rule::Extend | Rule::Mark(_) => Mapped::One(c),
    }
}

/// The canonical combining class of a code point that attaches to what stands before it, or composes with it, or is a
/// mark; none for all others. Only for code points that T0 maps to themselves.
pub(crate) fn attaches(c: char) -> Option<u8> {
    match Rule::of(u32::from(c)).0 {
        Rule::Mark(class) => Some(class),
        Rule::Extend => Some(0),
        _ => None,
    }
}

/// Adds a shift to a code point.
pub(crate) fn shift(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}

fn value(run: usize, offset: u32) -> Option<Mapped> {
    let at = VALUE_STARTS.binary_search_by_key(&run, |v| usize::from(v.0)).ok()?;
    let at = usize::from(VALUE_STARTS.get(at)?.1) + usize::try_from(offset).ok()?;
    let value = u16::from_le_bytes([*VALUES_LOW.get(at)?, *VALUES_HIGH.get(at)?]);
    if let Some(c) = char::from_u32(u32::from(value)) {
        return Some(Mapped::One(c));
    }
    let number = usize::from(value & 0x7FF);
    let block = number / 16;
    let skipped = POOL_LENS.get(block * 16..number)?.iter().map(|&len| usize::from(len)).sum::<usize>();
    let start = usize::from(*POOL_STARTS.get(block)?) + skipped;
    let text = POOL.get(start..start + usize::from(*POOL_LENS.get(number)?))?;
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(Mapped::One(c)),
        _ => Some(Mapped::Many(text)),
    }
}

/// The canonical composition of two code points that T0 leaves alone; U+06C0 and U+06C2 at once as U+0647.
pub(crate) fn compose(a: char, b: char) -> Option<char> {
    let (a, b) = (u32::from(a), u32::from(b));
    let result = match (a, b) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xAC00 + ((a - 0x1100) * 21 + (b - 0x1161)) * 28,
        (0xAC00..=0xD7A3, 0x11A8..=0x11C2) if (a - 0xAC00).is_multiple_of(28) => a + b - 0x11A7,
        (0x6D5 | 0x6C1, 0x654) => 0x647,
        (0x1_0000.., _) => PAIRS_HIGH.iter().find(|p| (p.0, p.1) == (a, b))?.2,
        _ => {
            let key = (u16::try_from(a).ok()?, u16::try_from(b).ok()?);
            let at = PAIRS.binary_search_by_key(&key, |p| (p.0, p.1)).ok()?;
            u32::from(PAIRS.get(at)?.2)
        }
    };
    char::from_u32(result)
}

/// The pair that composes to a code point; none for Hangul syllables, whose parts need no ordering.
pub(crate) fn decompose(c: char) -> Option<(char, char)> {
    let cp = u32::from(c);
    let (a, b) = match u16::try_from(cp) {
        Ok(cp) => {
            let result = |&at: &u16| PAIRS.get(usize::from(at)).map_or(0, |p| p.2);
            let at = BY_RESULT.binary_search_by_key(&cp, result).ok()?;
            let pair = PAIRS.get(usize::from(*BY_RESULT.get(at)?))?;
            (u32::from(pair.0), u32::from(pair.1))
        }
        Err(_) => PAIRS_HIGH.iter().find(|p| p.2 == cp).map(|p| (p.0, p.1))?,
    };
    Some((char::from_u32(a)?, char::from_u32(b)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char as reference;

    #[test]
    fn pairs_compose_and_decompose() {
        for c in ('\0'..=char::MAX).filter(|&c| map(c) == Mapped::One(c)) {
            let Some((a, b)) = decompose(c) else { continue };
            assert_eq!(compose(a, b), Some(c));
            assert_eq!(reference::compose(a, b), Some(c));
        }
    }

    #[test]
    fn combining_classes() {
        for c in ('\0'..=char::MAX).filter(|&c| map(c) == Mapped::One(c)) {
            let class = reference::canonical_combining_class(c);
            assert_eq!(attaches(c).unwrap_or(0), class, "{c:?}");
        }
    }

    #[test]
    fn hangul_by_arithmetic() {
        for c in '\u{AC00}'..='\u{D7A3}' {
            let parts: Vec<char> = {
                let mut parts = Vec::new();
                reference::decompose_canonical(c, |p| parts.push(p));
                parts
            };
            let composed = parts.iter().copied().reduce(|a, b| compose(a, b).unwrap());
            assert_eq!(composed, Some(c));
        }
    }
}
