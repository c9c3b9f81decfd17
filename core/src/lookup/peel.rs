//! Proclitics: Arabic writes "and", "in", "like", "for" and the article joined before a word.

use crate::pack::spelling::Table;

/// What is left of a word behind each of the proclitics it begins with.
pub(super) fn peeled<'w>(proclitics: &Table, word: &'w str) -> impl Iterator<Item = &'w str> {
    let first = word.chars().next();
    let pairs = first.filter(|_| proclitics.word_penalty(word).is_some()).map(|c| proclitics.pairs_from(c));
    let rests = pairs.unwrap_or_default().iter().filter_map(|pair| word.strip_prefix(&*pair.typed));
    rests.filter(|rest| rest.chars().count() >= proclitics.least.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::spelling::{NEVER, Pair};
    use crate::spelling::Spelling;

    #[test]
    fn takes_off_what_leaves_enough() {
        let pair = |typed: &str| Pair { typed: typed.into(), standard: "".into(), penalty: 0 };
        let pairs = ["و", "وال", "ال", "ک"].map(pair).to_vec();
        let table = Table::new(Spelling::Exact, 3, pairs, vec![("کافر".into(), NEVER)]);
        let peeled = |word| peeled(&table, word).collect::<Vec<_>>();
        assert_eq!(peeled("والحرب"), ["الحرب", "حرب"]);
        assert_eq!(peeled("الحر"), Vec::<&str>::new());
        assert_eq!(peeled("کافر"), Vec::<&str>::new());
        assert_eq!(peeled("کقتل"), ["قتل"]);
        assert_eq!(peeled(""), Vec::<&str>::new());
    }
}
