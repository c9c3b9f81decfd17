//! Adding words to a report's JSON when the text is too large to have at hand as one string.

/// The JSON of a report with `"text"` after the span of each finding for which `text` has the words, as
/// `Report::to_json_with_text` prints it.
pub(super) fn with_text(json: &str, mut text: impl FnMut(usize) -> Option<String>) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 4);
    let mut copied = 0;
    for (number, at) in span_ends(json).into_iter().enumerate() {
        let Some(words) = text(number) else { continue };
        out.push_str(json.get(copied..at).unwrap_or_default());
        out.push_str(",\"text\":");
        out.push_str(&serde_json::Value::from(words).to_string());
        copied = at;
    }
    out.push_str(json.get(copied..).unwrap_or_default());
    out
}

/// Where the value of each finding's `span` ends.
fn span_ends(json: &str) -> Vec<usize> {
    /// How deep a report's own keys stand, and a finding's.
    const REPORT: usize = 1;
    const FINDING: usize = 3;
    let mut ends = Vec::new();
    let (mut depth, mut in_string, mut escaped, mut start) = (0_usize, false, false, 0);
    // The last string on either level. At an opening bracket that is the name of what opens, for values follow names.
    let (mut list, mut field) = ("", "");
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => {
                in_string = !in_string;
                let string = json.get(start..at).unwrap_or_default();
                start = at + 1;
                match depth {
                    REPORT if !in_string => list = string,
                    FINDING if !in_string => field = string,
                    _ => {}
                }
            }
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == FINDING && list == "findings" && field == "span" {
                    ends.push(at + 1);
                    field = "";
                }
            }
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_after_the_span_of_each_finding_and_nowhere_else() {
        let json = r#"{"schema":1,"categories":[{"id":"span","span":{"utf8":[0,1]}}],"findings":[{"entry":"a}]\"","span":{"utf8":[0,1]},"parts":[{"utf8":[0,1]}],"context":[{"span":{}}]},{"entry":"span","span":{}},{"span":{}}],"experimental":[{"span":{}}]}"#;
        let texts = [Some("zor\"gle".to_owned()), None, Some("\n".to_owned())];
        let want = json
            .replace(r#""span":{"utf8":[0,1]},"parts""#, r#""span":{"utf8":[0,1]},"text":"zor\"gle","parts""#)
            .replace(r#"{"span":{}}],"experimental""#, r#"{"span":{},"text":"\n"}],"experimental""#);
        assert_eq!(with_text(json, |n| texts[n].clone()), want);
    }

    #[test]
    fn it_prints_what_the_core_prints() {
        let list = sipar::SourceFile { path: "w.txt".into(), text: "zorgle\nzorgle now\nfrob\n".into() };
        let bytes = sipar::Lexicon::list(list, &sipar::ListOptions::default()).unwrap().compile().unwrap();
        let scorer = sipar::Scorer::builder().pack(sipar::Pack::load(bytes).unwrap()).build().unwrap();
        for text in ["", "hello", "zorgle now\tfrob \"ж frob\""] {
            let report = scorer.score(text);
            let words = |n: usize| report.findings[n].text(text).map(str::to_owned);
            assert_eq!(with_text(&report.to_json(), words), report.to_json_with_text(text));
        }
    }
}
