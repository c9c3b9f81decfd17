//! A table of entries that is a pack by itself: what a pack's folder says elsewhere is made of its name and rows.

use super::{ListOptions, model};
use crate::error::CompileError;
use crate::level::Thresholds;
use crate::lexicon::entry::check_id;
use crate::lexicon::entry_table::{self, Defaults};
use crate::lexicon::model::{Category, Model};
use crate::lexicon::problems::{Place, Problems};
use crate::lexicon::table::{Row, Table};
use crate::lexicon::{Lexicon, SourceFile, resolve};
use crate::pack::Status;
use std::collections::BTreeMap;

pub(super) fn read(
    file: &SourceFile,
    table: &mut Table<'_>,
    header: &Row,
    options: &ListOptions,
    mut problems: Problems,
) -> Result<Lexicon, CompileError> {
    let empty = problems.unused();
    if !options.columns.is_empty() {
        let message = "columns are named, but those of a table of entries have names of their own";
        let remedy = "leave the --map out, or add term=phrase to read the phrases alone";
        problems.error("list.no-columns", &Place::whole(0), message, remedy);
    }
    let defaults = Defaults { category: Some(&options.category), evidence: Some(options.evidence) };
    let mut entries = entry_table::rows(table, header, defaults, &mut problems);
    if entries.is_empty() && problems.count() == 0 {
        let remedy = "write an entry in each row behind the first";
        problems.error("list.empty", &Place::whole(0), "the table holds no entry", remedy);
    }
    let mut categories = BTreeMap::new();
    for entry in &entries {
        categories.entry(entry.category.value.as_str()).or_insert(&entry.category);
    }
    let categories = categories.into_values().map(|id| {
        check_id(id, &mut problems);
        Category { id: id.clone(), title: id.value.clone(), thresholds: Thresholds::default() }
    });
    let categories = categories.collect();
    entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    let model = Model { categories, entries, ..model(file, options, Status::Experimental) };
    resolve::check(&model, &mut problems);
    let warnings = problems.finish()?;
    Ok(Lexicon { model, warnings, problems: empty })
}
