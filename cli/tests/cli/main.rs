//! Runs the binary as its users do: with files, pipes, and every bad input we could think of.

mod inspect;
mod lexicon;
mod lexicon_schema;
mod lines;
mod packs;
mod schema;
mod score;
mod support;
mod usage;
