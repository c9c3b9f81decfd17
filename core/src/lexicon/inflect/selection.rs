//! Choosing forms by their tags: `word+V[1sg|1pl -neg]`.

use core::fmt;

/// Which forms are meant. All, if nothing is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Selection {
    /// Of each group one tag must be there.
    wanted: Vec<Vec<String>>,
    unwanted: Vec<String>,
}

impl Selection {
    /// Reads what stands between the brackets; the part that is no tag if one is not.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let mut selection = Self::default();
        for part in source.split_whitespace() {
            let (negated, names) = match part.strip_prefix('-') {
                Some(names) => (true, names),
                None => (false, part),
            };
            let tags: Vec<String> = names.split('|').map(str::to_owned).collect();
            if !tags.iter().all(|tag| is_tag(tag)) {
                return Err(part.to_owned());
            }
            if negated {
                selection.unwanted.extend(tags);
            } else {
                selection.wanted.push(tags);
            }
        }
        Ok(selection)
    }

    /// The same with one more tag wanted.
    pub(crate) fn and(&self, tag: &str) -> Self {
        let mut selection = self.clone();
        selection.wanted.push(vec![tag.to_owned()]);
        selection
    }

    pub(super) fn admits(&self, tags: &[&str]) -> bool {
        let has = |tag: &String| tags.contains(&tag.as_str());
        !self.unwanted.iter().any(has) && self.wanted.iter().all(|group| group.iter().any(has))
    }

    /// The tags it names.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().flatten().chain(&self.unwanted).map(String::as_str)
    }
}

/// As it is written between the brackets.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wanted = self.wanted.iter().map(|tags| tags.join("|"));
        let parts: Vec<String> = wanted.chain(self.unwanted.iter().map(|tag| format!("-{tag}"))).collect();
        f.write_str(&parts.join(" "))
    }
}

/// Whether a string may be a tag: ASCII letters and digits.
pub(super) fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wants_one_of_each_group_and_none_of_the_unwanted() {
        let admits = |source: &str, tags: &[&str]| Selection::parse(source).is_ok_and(|s| s.admits(tags));
        assert!(admits("", &[]) && admits("", &["pl"]));
        assert!(admits("1sg|1pl past", &["past", "1pl"]) && !admits("1sg|1pl past", &["1pl"]));
        assert!(admits("-neg", &[]) && !admits("-neg", &["neg"]) && !admits("-neg|pass", &["pass"]));
        let parsed = Selection::parse("1sg|1pl  past -neg|pass").map(|selection| selection.to_string());
        assert_eq!(parsed.as_deref(), Ok("1sg|1pl past -neg -pass"));
        assert_eq!(Selection::parse("1sg -"), Err("-".to_owned()));
        assert_eq!(Selection::parse("a||b"), Err("a||b".to_owned()));
    }
}
