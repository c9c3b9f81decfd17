//! Sipar in WebAssembly. The classes here are handles that the TypeScript in `wasm/js` wraps; nobody else uses them.
//!
//! What is more than a string crosses as the JSON that the core writes, and nothing at all crosses for a text in which
//! nothing is found: strings need no function of the host, so the module imports nothing but what throws an error. Errors are strings: a stable code, a line break, a text.

#[cfg(feature = "full")]
mod full;

use core::fmt::Display;
use sipar::{Level, Options, Report, Scratch, Sensitivity, Threshold};
use wasm_bindgen::prelude::*;

fn refuse(code: &str, error: impl Display) -> JsValue {
    JsValue::from_str(&format!("{code}\n{error}"))
}

/// A compiled lexicon.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pack(sipar::Pack);

#[wasm_bindgen]
impl Pack {
    /// Takes a pack's bytes.
    ///
    /// # Errors
    /// As [`sipar::Pack::load`].
    pub fn load(bytes: Vec<u8>) -> Result<Pack, JsValue> {
        sipar::Pack::load(bytes).map(Pack).map_err(|error| refuse(error.code(), &error))
    }

    /// What it says of itself, as JSON: a [`sipar::PackInfo`].
    #[must_use]
    pub fn info(&self) -> String {
        self.0.info().to_json()
    }

    /// Its entries, as JSON: an array of [`sipar::PackEntry`].
    #[must_use]
    pub fn entries(&self) -> String {
        self.0.entries_to_json()
    }
}

/// Gathers what a scorer is built from.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Builder {
    packs: Vec<sipar::Pack>,
    options: Options,
}

#[wasm_bindgen]
impl Builder {
    /// Begins with no pack and the packs' own choices.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Adds a pack, which is shared and not copied.
    pub fn pack(&mut self, pack: &Pack) {
        self.packs.push(pack.0.clone());
    }

    /// Silences an entry.
    pub fn mute(&mut self, entry: String) {
        self.options.muted.push(entry);
    }

    /// Silences a category.
    pub fn mute_category(&mut self, category: String) {
        self.options.muted_categories.push(category);
    }

    /// Moves the score from which a category reaches a level.
    ///
    /// # Errors
    /// A level that does not exist.
    pub fn threshold(&mut self, category: String, level: &str, score: f64) -> Result<(), JsValue> {
        let level: Level = level.parse().map_err(|error| refuse("options.invalid", error))?;
        self.options.thresholds.push(Threshold { category, level, score });
        Ok(())
    }

    /// Sets how readily levels are given.
    ///
    /// # Errors
    /// A name that is none.
    pub fn sensitivity(&mut self, name: &str) -> Result<(), JsValue> {
        let known = Sensitivity::ALL.into_iter().find(|sensitivity| sensitivity.as_str() == name);
        let unknown = || refuse("options.invalid", "not a sensitivity: write fewer, standard or more");
        self.options.sensitivity = known.ok_or_else(unknown)?;
        Ok(())
    }

    /// Sets the language of reasons.
    pub fn ui_language(&mut self, language: String) {
        self.options.ui_language = Some(language);
    }

    /// Builds the scorer.
    ///
    /// # Errors
    /// As [`sipar::ScorerBuilder::build`].
    pub fn build(self) -> Result<Scorer, JsValue> {
        let built = sipar::Scorer::builder().packs(self.packs).options(self.options).build();
        let scorer = built.map_err(|error| refuse(error.code(), &error))?;
        Ok(Scorer { scorer, scratch: Scratch::default(), report: String::new() })
    }
}

/// Scores texts.
#[wasm_bindgen]
pub struct Scorer {
    scorer: sipar::Scorer,
    scratch: Scratch,
    /// The last report, until it is taken.
    report: String,
}

#[wasm_bindgen]
impl Scorer {
    /// Scores a text. Where nothing was found, the answer is `false`, and the report is [`clean`](Self::clean); else it
    /// is to be [taken](Self::take). A number is all that crosses for most texts: a string would cost more than scoring.
    pub fn score(&mut self, text: &str) -> bool {
        let report = self.scorer.score_with(&mut self.scratch, text);
        let found = !report.findings.is_empty();
        if found {
            self.report = report.to_json();
        }
        found
    }

    /// The report as JSON, once.
    #[must_use]
    pub fn take(&mut self) -> String {
        core::mem::take(&mut self.report)
    }

    /// The report on a text in which nothing is found, as JSON.
    #[must_use]
    pub fn clean() -> String {
        Report::default().to_json()
    }

    /// Begins a text that arrives in pieces, so that a long one needs little memory.
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream(self.scorer.stream())
    }
}

/// A text being scored piece by piece.
#[wasm_bindgen]
pub struct Stream(sipar::Stream);

#[wasm_bindgen]
impl Stream {
    /// Takes in the next piece.
    pub fn push(&mut self, piece: &str) {
        self.0.push(piece);
    }

    /// The report on the whole text as JSON, or nothing where nothing was found.
    #[must_use]
    pub fn finish(self) -> Option<String> {
        let report = self.0.finish();
        (!report.findings.is_empty()).then(|| report.to_json())
    }
}
