//! The project's tasks, run as `cargo xtask …`; `cargo xtask help` lists them.
//!
//! One file a task: [`mod@test`] runs the suites, [`ci`] all that a change must pass, [`layers`] holds the core's
//! architecture, [`counts`] its speed, [`bindings`] makes what other languages need, [`swift`] the Swift package and [`ios`] the library for iPhones, [`wasm`] the npm
//! package and the playground; [`cross`] finds a Rust for a system that is not this one, [`generated`] and [`golden`] write what is generated and
//! committed.

pub mod bindings;
pub mod ci;
pub mod counts;
pub mod cross;
pub mod generated;
pub mod golden;
pub mod ios;
pub mod layers;
mod letters;
pub mod process;
pub mod swift;
mod tables;
pub mod test;
mod unicode;
pub mod wasm;

use std::{error::Error, fmt};

/// Why a task stopped.
#[derive(Debug)]
pub enum Stop {
    /// The command line asks for something that does not exist.
    Usage(String),
    /// A file or tool is missing, or a check failed; the text says which and what to do.
    Failed(String),
}

impl Stop {
    /// A failure, from anything that has a text.
    pub fn failed(text: impl fmt::Display) -> Stop {
        Stop::Failed(text.to_string())
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Stop::Usage(text) | Stop::Failed(text)) = self;
        f.write_str(text)
    }
}

impl Error for Stop {}

/// Whether a task that writes a generated file should write it or only compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write what is generated.
    Write,
    /// Change nothing; fail where the committed file differs.
    Check,
}
