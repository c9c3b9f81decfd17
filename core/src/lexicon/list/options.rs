//! What the caller says of a list, and whether it can be so.

use super::FIELDS;
use crate::lexicon::phrase::is_id;
use crate::lexicon::problems::{Place, Problems};

/// What a plain list does not say of itself.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListOptions {
    /// The pack's id; by default made from the file's name.
    pub id: Option<String>,
    /// The pack's version.
    pub version: String,
    /// The title; by default the file's name.
    pub title: Option<String>,
    /// The licence (SPDX).
    pub licence: String,
    /// The languages (BCP 47).
    pub languages: Vec<String>,
    /// The category of terms that name none.
    pub category: String,
    /// The evidence, in centinats, of terms that name none.
    pub evidence: i32,
    /// Which column holds what: pairs of `term`, `category`, `evidence` or `severity` and the column's name.
    pub columns: Vec<(String, String)>,
}

impl Default for ListOptions {
    fn default() -> Self {
        Self {
            id: None,
            version: "0.0.0".to_owned(),
            title: None,
            licence: "LicenseRef-unknown".to_owned(),
            languages: Vec::new(),
            category: "list".to_owned(),
            evidence: 250,
            columns: Vec::new(),
        }
    }
}

impl ListOptions {
    /// Tells of options that no list, or not this one, can be read by.
    pub(super) fn check(&self, is_table: bool, problems: &mut Problems) {
        let mut error = |code, message: String, remedy: &str| {
            problems.error(code, &Place::whole(0), message, remedy);
        };
        for id in self.id.iter().chain([&self.category]).filter(|id| !is_id(id)) {
            let remedy = "ids are made of a-z 0-9 . - and begin with a letter or digit";
            error("list.bad-id", format!("`{id}` is no id"), remedy);
        }
        for (field, _) in &self.columns {
            if !FIELDS.iter().any(|(known, _)| known == field) {
                let remedy = "a column may hold the term, category, evidence or severity";
                error("list.unknown-field", format!("no column can be mapped to `{field}`"), remedy);
            }
        }
        if !is_table && !self.columns.is_empty() {
            let message = "columns are named, but a list with a term a line has none".to_owned();
            error("list.no-columns", message, "leave the --map out, or give a .csv or .tsv");
        }
    }
}
