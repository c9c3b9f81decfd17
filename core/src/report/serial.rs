//! A report through serde: the same fields as [`Report::to_json`], so that a host may use either.

use super::{Category, Finding, NOT_ASSESSED, Report, SCHEMA};
use crate::level::Level;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a text was found to show. It holds places, never words: logging one does not log the text.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename = "Report", rename_all = "camelCase")]
pub(crate) struct Written<'r> {
    /// The version of the report's format.
    schema: u32,
    /// The highest level of any category.
    level: Level,
    /// The highest score of any category, 0 to 1; exactly 0 without findings.
    score: f64,
    /// Categories with findings, highest score first.
    categories: &'r [Category],
    /// Every finding in the order of the text, counted or not.
    findings: &'r [Finding],
    /// What no reading of words can tell: speaker, intent, reach, truth.
    not_assessed: Vec<&'static str>,
    /// Packs that no native reader has reviewed and that contributed findings.
    experimental: &'r [String],
}

/// `schema` and `notAssessed` say nothing of the text; they may be missing and are not kept. They are named for formats
/// that tell fields by their order.
#[derive(Deserialize)]
#[serde(rename = "Report", rename_all = "camelCase")]
struct Read {
    #[serde(default, rename = "schema")]
    _schema: u32,
    level: Level,
    score: f64,
    categories: Vec<Category>,
    findings: Vec<Finding>,
    #[serde(default, rename = "notAssessed")]
    _not_assessed: Vec<String>,
    experimental: Vec<String>,
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Report { level, score, categories, findings, experimental } = self;
        let written = Written {
            schema: SCHEMA,
            level: *level,
            score: *score,
            categories,
            findings,
            not_assessed: NOT_ASSESSED.to_vec(),
            experimental,
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Read { level, score, categories, findings, experimental, .. } = Read::deserialize(deserializer)?;
        Ok(Report { level, score, categories, findings, experimental })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ContextNote, Span};
    use crate::spelling::Spelling;
    use serde_json::Value;

    fn reports() -> Vec<Report> {
        let span = Span { utf8: [2, 9], utf16: [1, 5], chars: [1, 5] };
        let of = |score: f64, level, spelling| Report {
            level,
            score,
            categories: vec![Category { id: "threat".into(), logit: -50, score, level, window: span }],
            findings: vec![Finding {
                entry: "threat.x".into(),
                pack: "en@0.1.0".into(),
                category: "threat".into(),
                span,
                parts: vec![span, Span::default()],
                spelling,
                standard: (spelling != Spelling::Exact).then(|| "s".into()),
                evidence: 250,
                penalty: 50,
                context: vec![ContextNote { rule: "quotation".into(), evidence: -150, span }],
                net: 50,
                counted: true,
                reason: "„ \"\n\u{2028}".into(),
                gloss: String::new(),
            }],
            experimental: vec!["en".into()],
        };
        let spellings = [Spelling::Exact, Spelling::Evasion].into_iter();
        let some = spellings.zip([(0.3775, Level::Low), (1.0, Level::High)]);
        let mut all: Vec<Report> = some.map(|(spelling, (score, level))| of(score, level, spelling)).collect();
        all.push(Report::default());
        all
    }

    /// `0` and `0.0` are one number.
    fn numbers_alike(value: &mut Value) {
        match value {
            Value::Number(number) => *value = number.as_f64().unwrap().into(),
            Value::Array(items) => items.iter_mut().for_each(numbers_alike),
            Value::Object(fields) => fields.values_mut().for_each(numbers_alike),
            _ => {}
        }
    }

    #[test]
    fn serde_writes_what_to_json_writes_and_reads_either() {
        for report in reports() {
            let mut by_serde = serde_json::to_value(&report).unwrap();
            let mut by_hand: Value = serde_json::from_str(&report.to_json()).unwrap();
            numbers_alike(&mut by_serde);
            numbers_alike(&mut by_hand);
            assert_eq!(by_serde, by_hand);
            assert_eq!(serde_json::from_str::<Report>(&report.to_json()).unwrap(), report);
            assert_eq!(serde_json::from_value::<Report>(serde_json::to_value(&report).unwrap()).unwrap(), report);
            let mut bare = serde_json::to_value(&report).unwrap();
            bare.as_object_mut().unwrap().retain(|name, _| name != "schema" && name != "notAssessed");
            assert_eq!(serde_json::from_value::<Report>(bare).unwrap(), report);
        }
    }
}
