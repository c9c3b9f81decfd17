//! Writes the Kotlin, Swift and Python side of the bindings; run by `cargo xtask` and by maturin.

mod python;

use std::{env, path::Path, process::ExitCode};

fn main() -> ExitCode {
    uniffi::uniffi_bindgen_main();
    // It says nothing of what it did; its command line does.
    let args: Vec<String> = env::args().collect();
    let value = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    match (value("--language").map(String::as_str), value("--out-dir")) {
        (Some("python"), Some(folder)) => match python::fit(Path::new(folder)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: the generated Python is not what was expected: {error}");
                ExitCode::FAILURE
            }
        },
        _ => ExitCode::SUCCESS,
    }
}
