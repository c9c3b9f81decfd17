//! How a [`Span`] crosses to other languages, where it becomes a type of their own; see bindings/ffi/uniffi.toml.

use crate::report::Span;

/// A [`Span`] as it crosses: uniffi knows no arrays. The native type shows the unit of its language and keeps the others
/// for `to_json`.
#[derive(uniffi::Record)]
pub struct SpanUnits {
    utf8_start: u32,
    utf8_end: u32,
    utf16_start: u32,
    utf16_end: u32,
    chars_start: u32,
    chars_end: u32,
}

impl From<Span> for SpanUnits {
    fn from(span: Span) -> Self {
        let Span { utf8: [utf8_start, utf8_end], utf16: [utf16_start, utf16_end], chars: [chars_start, chars_end] } =
            span;
        Self { utf8_start, utf8_end, utf16_start, utf16_end, chars_start, chars_end }
    }
}

impl From<SpanUnits> for Span {
    fn from(units: SpanUnits) -> Self {
        Self {
            utf8: [units.utf8_start, units.utf8_end],
            utf16: [units.utf16_start, units.utf16_end],
            chars: [units.chars_start, units.chars_end],
        }
    }
}

uniffi::custom_type!(Span, SpanUnits, {
    lower: |span| span.into(),
    try_lift: |units| Ok(units.into()),
});
