//! Writes the embedded packs as files, for apps that load them themselves: `cargo run -p sipar-packs --example write -- DIR`.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("name the folder to write to")?);
    fs::create_dir_all(&folder)?;
    for (id, bytes) in sipar_packs::EMBEDDED {
        fs::write(folder.join(format!("{id}.sipar")), bytes)?;
    }
    Ok(())
}
