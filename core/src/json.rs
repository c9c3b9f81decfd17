//! JSON, written by hand: byte for byte the same in every binding, and smaller than a general serialiser.

/// What has been written.
pub(crate) struct Json(pub(crate) String);

impl Json {
    pub(crate) fn object(&mut self, fill: impl FnOnce(&mut Self)) {
        self.0.push('{');
        fill(self);
        self.0.push('}');
    }

    pub(crate) fn field(&mut self, name: &str) -> &mut Self {
        if !self.0.ends_with('{') {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(name);
        self.0.push_str("\":");
        self
    }

    pub(crate) fn array<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            each(self, item);
        }
        self.0.push(']');
    }

    pub(crate) fn integer(&mut self, n: i64) {
        self.0.push_str(&n.to_string());
    }

    pub(crate) fn boolean(&mut self, yes: bool) {
        self.0.push_str(if yes { "true" } else { "false" });
    }

    /// A score of whole ten-thousandths, without a float's formatting: `0`, `0.5`, `0.8176`, `1`.
    pub(crate) fn score(&mut self, score: f64) {
        let n = (score * 10_000.0 + 0.5) as u32;
        self.0.push_str(&(n / 10_000).to_string());
        let rest = n % 10_000;
        if rest > 0 {
            let digits = (rest + 10_000).to_string();
            self.0.push('.');
            self.0.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
        }
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                c if c < ' ' || c == '\u{7f}' || c == '\u{2028}' || c == '\u{2029}' => {
                    self.0.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        self.0.extend(char::from_digit(u32::from(c) >> shift & 0xF, 16));
                    }
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with<T>(write: impl FnOnce(&mut Json) -> T) -> String {
        let mut json = Json(String::new());
        write(&mut json);
        json.0
    }

    #[test]
    fn scores_have_the_fewest_digits() {
        for (score, written) in [
            (0.0, "0"),
            (0.5, "0.5"),
            (0.8176, "0.8176"),
            (0.0067, "0.0067"),
            (1.0, "1"),
            (0.11, "0.11"),
            (0.1111, "0.1111"),
        ] {
            assert_eq!(with(|json| json.score(score)), written);
        }
        for n in 0..=10_000u32 {
            let written = with(|json| json.score(f64::from(n) / 10_000.0));
            assert_eq!(
                written,
                serde_json::to_string(&serde_json::json!(f64::from(n) / 10_000.0)).unwrap().trim_end_matches(".0")
            );
        }
    }

    proptest! {
        #[test]
        fn strings_are_read_back_as_they_were(text in "\\PC*|[\\x00-\\x20\"\\\\\u{7f}\u{2028}]*") {
            let json = with(|json| json.string(&text));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
