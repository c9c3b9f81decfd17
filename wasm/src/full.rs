//! What only the full build can do: compile a list of terms on the device.

use crate::refuse;
use sipar::{CompileError, Diagnostic, Lexicon, ListOptions, SourceFile};
use wasm_bindgen::prelude::*;

/// A list of terms and what is to be known of it.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct List {
    options: ListOptions,
}

#[wasm_bindgen]
impl List {
    /// Begins with the defaults of [`ListOptions`].
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> List {
        List::default()
    }

    /// Sets what is a text: `id`, `version`, `title`, `licence`, `category` or `languages`, of which there may be several.
    ///
    /// # Errors
    /// A name that is none of these.
    pub fn set(&mut self, name: &str, text: String) -> Result<(), JsValue> {
        match name {
            "id" => self.options.id = Some(text),
            "version" => self.options.version = text,
            "title" => self.options.title = Some(text),
            "licence" => self.options.licence = text,
            "category" => self.options.category = text,
            "languages" => self.options.languages.push(text),
            _ => return Err(refuse("options.invalid", format_args!("a list has no option `{name}`"))),
        }
        Ok(())
    }

    /// Sets the evidence, in centinats, of terms that name none.
    pub fn evidence(&mut self, evidence: i32) {
        self.options.evidence = evidence;
    }

    /// Compiles the terms, given as a table (CSV) with a header. What is wrong with them is the code `list.refused` and,
    /// in place of a text, JSON: an array of [`Diagnostic`].
    ///
    /// # Errors
    /// As [`Lexicon::list`] and [`Lexicon::compile`].
    pub fn compile(self, table: String) -> Result<Compiled, JsValue> {
        let refused = |error: CompileError| refuse("list.refused", Diagnostic::all_to_json(&error.diagnostics));
        let file = SourceFile { path: "terms.csv".to_owned(), text: table };
        let lexicon = Lexicon::list(file, &self.options).map_err(refused)?;
        let warnings = Diagnostic::all_to_json(lexicon.warnings());
        Ok(Compiled { pack: lexicon.compile().map_err(refused)?, warnings })
    }
}

/// A compiled list.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Compiled {
    pack: Vec<u8>,
    warnings: String,
}

#[wasm_bindgen]
impl Compiled {
    /// The pack's bytes.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        self.pack.clone()
    }

    /// What was noticed and is no error, as JSON: an array of [`Diagnostic`].
    #[must_use]
    pub fn warnings(&self) -> String {
        self.warnings.clone()
    }
}
