//! The categories that a list's rows name, and the pairs of category and evidence its terms have.

use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A longer id made of a title is cut.
const MAX_SLUG: usize = 100;

/// Numbered in the order they are first named in.
#[derive(Default)]
pub(super) struct Kinds {
    /// Ids and titles.
    pub(super) categories: Vec<(String, String)>,
    /// Pairs of a category's number and evidence in centinats.
    pub(super) all: Vec<(u16, i32)>,
    /// By title, whatever its case.
    by_title: BTreeMap<String, u16>,
    by_id: BTreeMap<String, u16>,
    numbers: BTreeMap<(u16, i32), u16>,
}

impl Kinds {
    /// The number of a kind whose category has this id, whatever its title.
    pub(super) fn of_id(&mut self, id: &str, evidence: i32) -> Option<u16> {
        let category = match self.by_id.get(id) {
            Some(number) => *number,
            None => self.add(id.to_owned(), id)?,
        };
        self.kind(category, evidence)
    }

    /// The number of a kind whose category has this title; `None` if there are more than a pack can hold.
    pub(super) fn of_title(&mut self, title: &str, evidence: i32) -> Option<u16> {
        let category = match self.by_title.get(&title.to_lowercase()) {
            Some(number) => *number,
            None => self.add(self.free_id(title), title)?,
        };
        self.kind(category, evidence)
    }

    fn add(&mut self, id: String, title: &str) -> Option<u16> {
        let number = next(self.categories.len())?;
        self.by_title.insert(title.to_lowercase(), number);
        self.by_id.insert(id.clone(), number);
        self.categories.push((id, title.to_owned()));
        Some(number)
    }

    /// The id of a title. Titles without a Latin letter, and those that differ in signs alone, are told apart by their
    /// hash.
    fn free_id(&self, title: &str) -> String {
        let short = slug(title);
        if !short.is_empty() && !self.by_id.contains_key(&short) {
            return short;
        }
        let hash = xxh3_64(title.as_bytes());
        let base = if short.is_empty() { "category" } else { &short };
        // Hashes may be equal too, by chance or intent.
        let longer = (0u64..).map(|n| format!("{base}-{hash:016x}-{n}"));
        let mut ids = [format!("{base}-{:08x}", hash >> 32)].into_iter().chain(longer);
        ids.find(|id| !self.by_id.contains_key(id)).unwrap_or_default()
    }

    fn kind(&mut self, category: u16, evidence: i32) -> Option<u16> {
        if let Some(number) = self.numbers.get(&(category, evidence)) {
            return Some(*number);
        }
        let number = next(self.all.len())?;
        self.numbers.insert((category, evidence), number);
        self.all.push((category, evidence));
        Some(number)
    }
}

fn next(len: usize) -> Option<u16> {
    u16::try_from(len).ok().filter(|number| *number < u16::MAX)
}

/// An id made of a title; empty if nothing of it can stand in one.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for part in title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&part.to_ascii_lowercase());
    }
    slug.truncate(MAX_SLUG);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::phrase::is_id;
    use std::collections::BTreeSet;

    #[test]
    fn every_title_has_an_id_of_its_own() {
        let mut kinds = Kinds::default();
        let titles = ["Scam!", "Scam?", "Угроза", "توهین", "…", &"long ".repeat(100), &"long ".repeat(101)];
        for title in titles.iter().chain(["SCAM!", "угроза"].iter()) {
            kinds.of_title(title, 100).unwrap();
        }
        assert_eq!(kinds.of_id("list", 100), Some(7));
        assert_eq!(kinds.of_id("scam", 100), Some(0));
        let ids: BTreeSet<&String> = kinds.categories.iter().map(|(id, _)| id).collect();
        assert_eq!((ids.len(), kinds.categories.len()), (8, 8));
        assert!(ids.iter().all(|id| is_id(id)), "{ids:?}");
        assert_eq!(kinds.categories[0], ("scam".to_owned(), "Scam!".to_owned()));
        assert_eq!(
            kinds.categories[2],
            (format!("category-{:08x}", xxh3_64("Угроза".as_bytes()) >> 32), "Угроза".into())
        );
    }

    #[test]
    fn more_kinds_than_can_be_numbered_are_refused() {
        let mut kinds = Kinds::default();
        assert!((0..65_535).all(|evidence| kinds.of_id("list", evidence) == Some(evidence as u16)));
        assert_eq!(kinds.of_id("list", 65_535), None);
        assert_eq!(kinds.of_id("list", 7), Some(7));
    }
}
