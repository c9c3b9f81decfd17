//! Reading TOML tables field by field: every wrong type, missing field and unknown key is told with its place.

use super::problems::{Located, Place, Problems};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table being read; fields are taken out of it, and what is left at the end is unknown.
pub(crate) struct Reader<'t, 'p> {
    table: &'t DeTable<'t>,
    /// What it is, for messages: `[[entry]]`.
    what: &'static str,
    pub(crate) place: Place,
    known: Vec<&'static str>,
    pub(crate) problems: &'p mut Problems,
}

impl<'t, 'p> Reader<'t, 'p> {
    pub(crate) fn new(table: &'t DeTable<'t>, what: &'static str, place: Place, problems: &'p mut Problems) -> Self {
        Self { table, what, place, known: Vec::new(), problems }
    }

    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    pub(crate) fn at(&self, value: &Spanned<DeValue<'_>>) -> Place {
        Place::at(self.place.file, value.span())
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = value.get_ref().type_str();
        let place = self.at(value);
        self.problems.error(
            "lexicon.wrong-type",
            &place,
            format!("`{key}` is of type {found}"),
            format!("give it {expected}"),
        );
    }

    pub(crate) fn string(&mut self, key: &'static str) -> Option<Located<String>> {
        let value = self.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some(Located { value: text.to_owned(), place: self.at(value) }),
            None => {
                self.wrong(key, value, "a string in quotes");
                None
            }
        }
    }

    pub(crate) fn required(&mut self, key: &'static str) -> Option<Located<String>> {
        if self.table.get(key).is_none() {
            self.known.push(key);
            let (what, place) = (self.what, self.place.clone());
            self.problems.error(
                "lexicon.missing-key",
                &place,
                format!("{what} has no `{key}`"),
                format!("add {key} = \"…\""),
            );
            return None;
        }
        self.string(key)
    }

    pub(crate) fn text(&mut self, key: &'static str) -> String {
        self.string(key).map(|located| located.value).unwrap_or_default()
    }

    /// A list of values, each with its place; a single string counts as a list of one.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<&'t Spanned<DeValue<'t>>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            DeValue::String(_) => vec![value],
            _ => {
                self.wrong(key, value, "a list in brackets");
                Vec::new()
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        let mut strings = Vec::new();
        for item in self.list(key) {
            match item.get_ref().as_str() {
                Some(text) => strings.push(Located { value: text.to_owned(), place: self.at(item) }),
                None => self.wrong(key, item, "strings in quotes"),
            }
        }
        strings
    }

    /// A number, whole or not.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<Located<f64>> {
        let value = self.get(key)?;
        match number(value.get_ref()) {
            Some(number) => Some(Located { value: number, place: self.at(value) }),
            None => {
                self.wrong(key, value, "a number");
                None
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong(key, value, "true or false");
        }
        boolean
    }

    /// Tables of an array of tables.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<(&'t DeTable<'t>, Place)> {
        let mut tables = Vec::new();
        for item in self.list(key) {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, self.at(item))),
                None => self.wrong(key, item, "tables, as [[…]]"),
            }
        }
        tables
    }

    /// Tells of every key nobody asked for.
    pub(crate) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.known.contains(&name) {
                continue;
            }
            let near =
                self.known.iter().min_by_key(|known| distance(name, known)).filter(|known| distance(name, known) <= 2);
            let remedy = match near {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known keys are {}", self.known.join(", ")),
            };
            let place = Place::at(self.place.file, key.span());
            self.problems.error("lexicon.unknown-key", &place, format!("{} knows no `{name}`", self.what), remedy);
        }
    }
}

/// The tables under a key, each with its name and the place of that.
pub(crate) fn named<'t>(
    value: &'t Spanned<DeValue<'t>>,
    file: usize,
    what: &str,
    problems: &mut Problems,
) -> Vec<(String, &'t DeTable<'t>, Place)> {
    let Some(table) = value.get_ref().as_table() else {
        let place = Place::at(file, value.span());
        problems.error("lexicon.wrong-type", &place, format!("`{what}` is no table"), format!("write [{what}.name]"));
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in table {
        let place = Place::at(file, key.span());
        match value.get_ref().as_table() {
            Some(inner) => found.push((key.get_ref().to_string(), inner, place)),
            None => problems.error(
                "lexicon.wrong-type",
                &place,
                format!("`{what}.{}` is no table", key.get_ref()),
                format!("write [{what}.{}]", key.get_ref()),
            ),
        }
    }
    found
}

pub(crate) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) => i32::from_str_radix(integer.as_str(), integer.radix()).ok().map(f64::from),
        _ => None,
    }
}

/// Edits between two short words (Levenshtein).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let cost = (diagonal + usize::from(x != y)).min(left + 1).min(*slot + 1);
            diagonal = *slot;
            *slot = cost;
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_edits() {
        assert_eq!(distance("glos", "gloss"), 1);
        assert_eq!(distance("flag", "flag"), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
