//! The endings a rule asks for: `к`, `ый`, `[аеё]н`, `[^аеё]`.

use super::JOINT;

/// The last letters of a stem: each a letter, or one of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending(Vec<Letters>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Letters {
    any_of: String,
    negated: bool,
}

impl Ending {
    /// `None` where brackets do not close or hold nothing.
    pub(crate) fn parse(source: &str) -> Option<Self> {
        let mut letters = Vec::new();
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            if let Some(set) = rest.strip_prefix('[') {
                let (set, after) = set.split_once(']')?;
                let any_of = set.strip_prefix('^').unwrap_or(set);
                letters.push(Letters { any_of: any_of.to_owned(), negated: any_of.len() != set.len() });
                rest = after;
            } else {
                letters.push(Letters { any_of: c.to_string(), negated: false });
                rest = rest.get(c.len_utf8()..)?;
            }
        }
        (!letters.is_empty() && letters.iter().all(|letters| !letters.any_of.is_empty())).then_some(Self(letters))
    }

    /// Whether a stem ends so, joints aside.
    pub(super) fn matches(&self, stem: &str) -> bool {
        let mut chars = stem.chars().rev().filter(|&c| c != JOINT);
        self.0.iter().rev().all(|letters| chars.next().is_some_and(|c| letters.any_of.contains(c) != letters.negated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_letters_and_sets() {
        let ends = |ending: &str, stem: &str| Ending::parse(ending).is_some_and(|ending| ending.matches(stem));
        assert!(ends("к", "жүрек") && !ends("к", "жол") && !ends("к", ""));
        assert!(ends("[аеё]н", "день") != ends("[аеё]нь", "день"));
        assert!(ends("[^аеё]к", "волк") && !ends("[^аеё]к", "век") && !ends("[^аеё]к", "к"));
        assert!(ends("ها", "کتاب\u{200c}ه\u{200c}ا"));
        assert_eq!(Ending::parse("[аб"), None);
        assert_eq!(Ending::parse("[]"), None);
        assert_eq!(Ending::parse(""), None);
    }
}
