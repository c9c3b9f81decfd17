//! The report as JSON, byte for byte the same in every binding: fields in a fixed order, no white space, scores in
//! the fewest digits.

use super::{Category, ContextNote, Finding, NOT_ASSESSED, Report, SCHEMA, Span};
use crate::json::Json;

impl Report {
    /// The report as one line of JSON, as docs/report.schema.json describes it. It holds places, never words.
    ///
    /// ```
    /// let scorer = sipar::Scorer::builder().build()?;
    /// let json = scorer.score("hello").to_json();
    /// assert!(json.starts_with(r#"{"schema":1,"level":"none","score":0,"categories":[],"findings":[]"#));
    /// # Ok::<(), sipar::BuildError>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write(None)
    }

    /// The same with the words (`text`) of each finding, cut from the text that was scored: for tools that show it to
    /// the one who gave it. Logging it logs the words.
    #[must_use]
    pub fn to_json_with_text(&self, source: &str) -> String {
        self.write(Some(source))
    }

    fn write(&self, source: Option<&str>) -> String {
        let mut json = Json(String::with_capacity(160 + 480 * self.findings.len()));
        json.object(|json| {
            json.field("schema").integer(i64::from(SCHEMA));
            json.field("level").string(self.level.as_str());
            json.field("score").score(self.score);
            json.field("categories").array(&self.categories, category);
            json.field("findings").array(&self.findings, |json, item| finding(json, item, source));
            json.field("notAssessed").array(&NOT_ASSESSED, |json, item| json.string(item));
            json.field("experimental").array(&self.experimental, |json, item| json.string(item));
        });
        json.0
    }
}

fn category(json: &mut Json, item: &Category) {
    json.object(|json| {
        json.field("id").string(&item.id);
        json.field("logit").integer(i64::from(item.logit));
        json.field("score").score(item.score);
        json.field("level").string(item.level.as_str());
        json.field("window");
        span(json, &item.window);
    });
}

fn finding(json: &mut Json, item: &Finding, source: Option<&str>) {
    json.object(|json| {
        json.field("entry").string(&item.entry);
        json.field("pack").string(&item.pack);
        json.field("category").string(&item.category);
        json.field("span");
        span(json, &item.span);
        if let Some(text) = source.and_then(|source| item.text(source)) {
            json.field("text").string(text);
        }
        json.field("parts").array(&item.parts, span);
        json.field("spelling").string(item.spelling.as_str());
        if let Some(standard) = &item.standard {
            json.field("standard").string(standard);
        }
        json.field("evidence").integer(i64::from(item.evidence));
        json.field("penalty").integer(i64::from(item.penalty));
        json.field("context").array(&item.context, note);
        json.field("net").integer(i64::from(item.net));
        json.field("counted").boolean(item.counted);
        json.field("reason").string(&item.reason);
        json.field("gloss").string(&item.gloss);
    });
}

fn note(json: &mut Json, item: &ContextNote) {
    json.object(|json| {
        json.field("rule").string(&item.rule);
        json.field("evidence").integer(i64::from(item.evidence));
        json.field("span");
        span(json, &item.span);
    });
}

fn span(json: &mut Json, item: &Span) {
    json.object(|json| {
        for (unit, range) in [("utf8", item.utf8), ("utf16", item.utf16), ("chars", item.chars)] {
            json.field(unit).array(&range, |json, n| json.integer(i64::from(*n)));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Level;
    use crate::spelling::Spelling;

    #[test]
    fn the_fields_stand_as_designed() {
        let span = Span { utf8: [0, 4], utf16: [0, 2], chars: [0, 2] };
        let report = Report {
            level: Level::High,
            score: 0.8176,
            categories: vec![Category {
                id: "threat".into(),
                logit: 150,
                score: 0.8176,
                level: Level::High,
                window: span,
            }],
            findings: vec![Finding {
                entry: "threat.x".into(),
                pack: "en@0.1.0".into(),
                category: "threat".into(),
                span,
                parts: vec![],
                spelling: Spelling::Exact,
                standard: None,
                evidence: 450,
                penalty: 0,
                context: vec![ContextNote { rule: "quotation".into(), evidence: 0, span }],
                net: 450,
                counted: true,
                reason: "r".into(),
                gloss: "g".into(),
            }],
            experimental: vec!["en".into()],
        };
        let span = r#"{"utf8":[0,4],"utf16":[0,2],"chars":[0,2]}"#;
        assert_eq!(
            report.to_json(),
            format!(
                r#"{{"schema":1,"level":"high","score":0.8176,"categories":[{{"id":"threat","logit":150,"score":0.8176,"level":"high","window":{span}}}],"findings":[{{"entry":"threat.x","pack":"en@0.1.0","category":"threat","span":{span},"parts":[],"spelling":"exact","evidence":450,"penalty":0,"context":[{{"rule":"quotation","evidence":0,"span":{span}}}],"net":450,"counted":true,"reason":"r","gloss":"g"}}],"notAssessed":["speaker","intent","reach","truth"],"experimental":["en"]}}"#
            )
        );
        assert!(report.to_json_with_text("ыы").contains(r#""text":"ыы""#));
    }
}
