//! The kinds of token.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, marks and digits.
    Word,
    /// One emoji, with its skin tone and variation selector.
    Emoji,
    /// An address on the web.
    Url,
    /// A mail address.
    Email,
    /// `@name`.
    Handle,
}
