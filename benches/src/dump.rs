//! The pack and the inputs as files, so that another build of the scorer may be measured on the very same.

use crate::inputs::{Input, Term};
use crate::measure::{compiled, short_messages};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Writes `pack.sipar`, and `inputs.json`: each input's name, bytes and texts, and the messages of 52 bytes.
///
/// # Errors
/// The list does not compile, or a file cannot be written.
pub fn write(folder: &Path, terms: &[Term], inputs: &[Input]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("pack.sipar"), compiled(terms)?)?;
    let input = |input: &Input| json!({ "name": input.name, "bytes": input.bytes(), "texts": input.texts });
    let all = json!({ "inputs": inputs.iter().map(input).collect::<Vec<Value>>(), "short": short_messages(inputs) });
    fs::write(folder.join("inputs.json"), all.to_string())?;
    Ok(())
}
