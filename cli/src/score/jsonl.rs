//! Taking one field out of one line of JSON.

use super::line::Bad;
use serde::de::{self, DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use std::borrow::Cow;
use std::fmt;

/// The text in `field` of the object in `line`; of two such fields the last, as other readers take it.
pub(super) fn field<'l>(line: &'l str, field: &str) -> Result<Cow<'l, str>, Bad> {
    let mut json = serde_json::Deserializer::from_str(line);
    let found = json.deserialize_map(Object { field, text: Text }).and_then(|found| json.end().map(|()| found));
    match found {
        Ok(Some(text)) => Ok(text),
        Ok(None) => {
            Err(Bad::new("input.field", format!("the object has no field `{field}`; name it with --jsonl=FIELD"), 0))
        }
        Err(error) => Err(bad(&error, line, field)),
    }
}

/// What is wrong with a line, in a message that never quotes it.
fn bad(error: &serde_json::Error, line: &str, field: &str) -> Bad {
    let offset = error.column().saturating_sub(1).min(line.len());
    match error.classify() {
        Category::Data if line.trim_start().starts_with('{') => {
            Bad::new("input.field", format!("the field `{field}` is not a string; name one with --jsonl=FIELD"), offset)
        }
        Category::Data => Bad::new("input.field", "the line is JSON but no object; write {\"text\":\"…\"}", offset),
        _ if line.trim().is_empty() => {
            Bad::new("input.json", "the line is empty; write {\"text\":\"\"} for an empty text", 0)
        }
        Category::Eof => {
            Bad::new("input.json", "the line ends within its JSON; write the whole object in one line", line.len())
        }
        _ => match lone_surrogate(line, error) {
            Some(at) => {
                let message = "a surrogate without its other half is no character; write both, or \\ufffd";
                Bad::new("input.surrogate", message, at)
            }
            None => {
                let text = error.to_string();
                let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
                Bad::new("input.json", format!("not JSON: {what}; mend the line"), offset)
            }
        },
    }
}

/// The escape that made the parser stop before `end`, if it is half of a surrogate pair. The parser stops within a
/// few bytes after it: at its end, or after the escape that should have been the other half.
fn lone_surrogate(line: &str, error: &serde_json::Error) -> Option<usize> {
    // The parser's kinds of error are private, its texts are not; without this, `"\\ud800" x` would be mistaken.
    if !error.to_string().contains("hex escape") {
        return None;
    }
    let end = error.column();
    let bytes = line.as_bytes();
    let escapes = (end.saturating_sub(13)..=end.min(bytes.len())).filter_map(|at| Some((at, surrogate(bytes, at)?)));
    let escapes: Vec<(usize, bool)> = escapes.collect();
    // The last that does not belong to a pair.
    let paired = |(at, leads): (usize, bool)| {
        let (mate, mate_leads) = if leads { (at + 6, false) } else { (at.wrapping_sub(6), true) };
        surrogate(bytes, mate) == Some(mate_leads)
    };
    escapes.into_iter().rev().find(|&escape| !paired(escape)).map(|(at, _)| at)
}

/// Whether a surrogate's escape begins at `at`, and if so whether it is a leading one.
fn surrogate(bytes: &[u8], at: usize) -> Option<bool> {
    let hex = bytes.get(at..at.checked_add(6)?)?.strip_prefix(b"\\u")?;
    let unit = u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?;
    match unit {
        0xd800..=0xdbff => Some(true),
        0xdc00..=0xdfff => Some(false),
        _ => None,
    }
}

/// Reads an object for one field, passing over the rest without keeping it.
struct Object<'f> {
    field: &'f str,
    text: Text,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key_seed(self.text)? {
            if key == self.field {
                found = Some(map.next_value_seed(self.text)?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// A string, borrowed from the line where it holds no escape.
#[derive(Clone, Copy)]
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> (&'static str, usize) {
        let bad = field(line, "text").unwrap_err();
        (bad.code, bad.offset)
    }

    #[test]
    fn the_field_is_found_among_others() {
        let line = r#"{"id":1,"meta":{"text":"no"},"list":["\ud800"],"text":"zor\u0067le 😀","z":null}"#;
        assert_eq!(field(line, "text").unwrap(), "zorgle 😀");
        assert_eq!(field(r#"{"te\u0078t":"a"}"#, "text").unwrap(), "a");
        assert_eq!(field(r#"{"body":"\ud83d\ude00"}"#, "body").unwrap(), "😀");
        assert_eq!(field(r#"{"text":"a","text":"b"}"#, "text").unwrap(), "b");
        assert!(matches!(field(r#"  {"text":"plain"}  "#, "text").unwrap(), Cow::Borrowed("plain")));
    }

    #[test]
    fn each_kind_of_bad_line_has_its_code_and_offset() {
        assert_eq!(code(r#"{"text":"a"#), ("input.json", 10));
        assert_eq!(code(""), ("input.json", 0));
        assert_eq!(code("  "), ("input.json", 0));
        assert_eq!(code(r#"{"text":"a"} x"#), ("input.json", 13));
        assert_eq!(code("{text:1}").0, "input.json");
        assert_eq!(code("{\"text\":\"a\tb\"}").0, "input.json");
        assert_eq!(code(r#"{"body":"a"}"#), ("input.field", 0));
        assert_eq!(code(r#"{"text":17}"#).0, "input.field");
        assert_eq!(code(r#"{"text":null}"#).0, "input.field");
        assert_eq!(code(r#"{"text":["a"]}"#).0, "input.field");
        assert_eq!(code(r#"["a"]"#).0, "input.field");
        assert_eq!(code(r#""a""#).0, "input.field");
    }

    #[test]
    fn lone_surrogates_are_told_from_other_bad_json() {
        for (line, at) in [
            (r#"{"text":"ab\ud800"}"#, 11),
            (r#"{"text":"ab\udc00 c"}"#, 11),
            (r#"{"text":"\ud83dx"}"#, 9),
            (r#"{"text":"\ud83d\n"}"#, 9),
            (r#"{"text":"\ud83d\u0041"}"#, 9),
            (r#"{"text":"\ud83d\ud83d\ude00"}"#, 9),
            (r#"{"text":"\ud83d\ude00\ude00"}"#, 21),
        ] {
            assert_eq!(code(line), ("input.surrogate", at), "{line}");
        }
        assert_eq!(code(r#"{"text":"\ud83d\ude00" x"#).0, "input.json");
        assert_eq!(code(r#"{"text":"\\ud83d" x"#).0, "input.json");
        assert_eq!(code(r#"{"text":"\uzzzz"}"#).0, "input.json");
    }

    #[test]
    fn messages_do_not_quote_the_line() {
        for line in [r#"{"text":{"secret":1}}"#, r#"{"text":true, secret}"#, r#""secret""#] {
            assert!(!field(line, "text").unwrap_err().message.contains("secret"), "{line}");
        }
    }
}
