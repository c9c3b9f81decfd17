//! What a pack says of itself, gathered for hosts that show it.

use super::{Pack, PackCategory, PackEntry, PackMessage, Status};
use crate::json::Json;

/// What a pack says of itself; its entries apart, which are [`Pack::entries`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackInfo<'p> {
    /// The id, such as `en`.
    pub id: &'p str,
    /// The version (semver).
    pub version: &'p str,
    /// The title.
    pub title: &'p str,
    /// The licence (SPDX).
    pub licence: &'p str,
    /// Who paid for it; empty where nobody did.
    pub funder: &'p str,
    /// How far it has been reviewed.
    pub status: Status,
    /// The languages it covers (BCP 47).
    pub languages: Vec<&'p str>,
    /// The scripts it covers (ISO 15924).
    pub scripts: Vec<&'p str>,
    /// Who wrote it.
    pub authors: Vec<&'p str>,
    /// Who reviewed it.
    pub reviewers: Vec<&'p str>,
    /// XXH3-64 of the source files it was compiled from, in 16 hexadecimal digits.
    pub source_digest: String,
    /// Its categories.
    pub categories: Vec<PackCategory>,
    /// What it tells people, by category and language.
    pub messages: Vec<PackMessage<'p>>,
}

impl PackInfo<'_> {
    /// The same as JSON, with the names that serde would give.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = Json(String::new());
        json.object(|json| {
            json.field("id").string(self.id);
            json.field("version").string(self.version);
            json.field("title").string(self.title);
            json.field("licence").string(self.licence);
            json.field("funder").string(self.funder);
            json.field("status").string(self.status.as_str());
            let lists = [
                ("languages", &self.languages),
                ("scripts", &self.scripts),
                ("authors", &self.authors),
                ("reviewers", &self.reviewers),
            ];
            for (name, items) in lists {
                json.field(name).array(items, |json, item| json.string(item));
            }
            json.field("sourceDigest").string(&self.source_digest);
            json.field("categories").array(&self.categories, category);
            json.field("messages").array(&self.messages, message);
        });
        json.0
    }
}

fn category(json: &mut Json, item: &PackCategory) {
    json.object(|json| {
        json.field("id").string(&item.id);
        json.field("title").string(&item.title);
        json.field("thresholds").object(|json| {
            let thresholds = item.thresholds;
            for (name, score) in [("low", thresholds.low), ("medium", thresholds.medium), ("high", thresholds.high)] {
                json.field(name).integer(i64::from(score));
            }
        });
    });
}

fn message(json: &mut Json, item: &PackMessage<'_>) {
    json.object(|json| {
        let PackMessage { category, lang, reason, next, help, prebunk } = *item;
        let texts = [category, lang, reason, next, help, prebunk];
        for (name, text) in ["category", "lang", "reason", "next", "help", "prebunk"].into_iter().zip(texts) {
            json.field(name).string(text);
        }
    });
}

impl PackEntry {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("id").string(&self.id);
            json.field("category").string(&self.category);
            json.field("evidence").integer(i64::from(self.evidence));
            json.field("context").string(self.context.as_str());
            json.field("gloss").string(&self.gloss);
            json.field("list").boolean(self.list);
        });
    }
}

impl Pack {
    /// Its [`entries`](Self::entries) as JSON, an array, with the names that serde would give.
    #[must_use]
    pub fn entries_to_json(&self) -> String {
        let mut json = Json(String::new());
        json.array(&self.entries().collect::<Vec<_>>(), |json, entry| entry.write(json));
        json.0
    }

    /// All that it says of itself, at once.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// use sipar::{Lexicon, ListOptions, Pack, SourceFile, Status};
    /// let list = SourceFile { path: "mine.txt".into(), text: "zorgle now".into() };
    /// let pack = Pack::load(Lexicon::list(list, &ListOptions::default())?.compile()?)?;
    /// assert_eq!((pack.info().id, pack.info().status), ("mine", Status::List));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn info(&self) -> PackInfo<'_> {
        PackInfo {
            id: self.id(),
            version: self.version(),
            title: self.title(),
            licence: self.licence(),
            funder: self.funder(),
            status: self.status(),
            languages: self.languages().collect(),
            scripts: self.scripts().collect(),
            authors: self.authors().collect(),
            reviewers: self.reviewers().collect(),
            source_digest: format!("{:016x}", self.source_digest()),
            categories: self.categories().collect(),
            messages: self.messages().collect(),
        }
    }
}

#[cfg(all(test, feature = "compile", feature = "serde"))]
mod tests {
    use crate::{Lexicon, Pack, SourceFile};
    use serde_json::{Value, json};

    #[test]
    fn what_is_written_by_hand_is_what_serde_writes() {
        let source = r#"
            id = "demo"
            version = "1.0.0"
            title = "De\"mo"
            languages = ["en"]
            scripts = ["Latn"]
            licence = "CC0-1.0"
            authors = ["A", "B"]
            status = "experimental"
            [[category]]
            id = "scam"
            title = "Scam"
            low = 0.3
            [[message]]
            category = "scam"
            lang = "en"
            reason = "R"
            next = "N"
            help = "H"
            prebunk = "P"
            [[entry]]
            id = "scam.fee"
            category = "scam"
            match = ["send the fee {first|now}"]
            evidence = "clear"
            context = "keep"
            gloss = "Asks for a fee\nin advance"
            flag = ["Send the fee first"]
            pass = ["The fee is sent later"]
        "#;
        let lexicon = Lexicon::parse([SourceFile { path: "demo/pack.toml".into(), text: source.into() }]).unwrap();
        let pack = Pack::load(lexicon.compile().unwrap()).unwrap();
        let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(read(&pack.info().to_json()), json!(pack.info()));
        assert_eq!(read(&pack.entries_to_json()), json!(pack.entries().collect::<Vec<_>>()));
        assert_eq!(read(&pack.info().to_json())["categories"][0]["thresholds"]["low"], 3000);
        assert_eq!(read(&pack.entries_to_json())[0]["context"], "keep");
    }
}
