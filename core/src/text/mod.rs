//! Reading text: classes of characters, tokens and sentences, folding.
//!
//! [`tokens`] cuts a text; [`fold`](fold::fold) gives the form in which terms are listed and compared.

pub mod class;
mod cluster;
pub mod fold;
mod gap;
mod glance;
pub(crate) mod hash;
mod kind;
mod numbers;
mod plain;
mod plain_word;
pub(crate) mod quotes;
mod run;
mod shapes;
pub(crate) mod skeleton;
mod swar;
mod tables;
mod tokens;
mod ucd;
mod words;

pub use fold::fold;
pub(crate) use glance::words_at_a_glance;
pub use kind::TokenKind;
pub use numbers::{Shape, shapes};
pub(crate) use plain::{Plain, Step, StepKind};
pub(crate) use plain_word::PlainWord;
pub(crate) use run::{Reach, Tail};
pub(crate) use skeleton::byte as skeleton_byte;
pub use tables::UNICODE_VERSION;
pub use tokens::{Token, Tokens};
#[cfg(any(test, feature = "compile"))]
pub(crate) use words::word_skeleton;
pub(crate) use words::{Word, Words, pieces, skeleton as skeleton_of, wipe};

/// The tokens of a text with their words; see [`Tokens`].
pub fn tokens(text: &str) -> impl Iterator<Item = (Token, &str)> {
    Tokens::new(text, 0).map(move |token| (token, text.get(token.start..token.end).unwrap_or_default()))
}
