//! Files that are generated and committed: written on request, compared in CI.

use crate::{Mode, Stop, tables};
use std::{fs, path::Path};

/// Writes the folding tables of the core, or checks that they are what this would write.
pub fn tables(root: &Path, mode: Mode) -> Result<(), Stop> {
    let path = "core/src/text/tables.rs";
    if settle(root, path, tables::generate().as_bytes(), mode)? {
        return Ok(());
    }
    Err(Stop::Failed(format!(
        "{path} is not what the generator writes; run `cargo xtask tables` and look at the change"
    )))
}

/// Writes a file unless it holds these bytes already, or only compares it. `false` if it differs and was left.
pub(crate) fn settle(root: &Path, path: &str, bytes: &[u8], mode: Mode) -> Result<bool, Stop> {
    let full = root.join(path);
    let same = fs::read(&full).is_ok_and(|old| old == bytes);
    if mode == Mode::Write && !same {
        fs::write(&full, bytes).map_err(|error| Stop::Failed(format!("{path} cannot be written: {error}")))?;
        eprintln!("wrote {path}");
        return Ok(true);
    }
    Ok(same)
}
