//! How a finding was spelled.

/// How the text spelled what an entry lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Spelling {
    /// As listed, after folding.
    #[default]
    Exact,
    /// With letters that a foreign keyboard lacks.
    Keyboard,
    /// Romanised as in chat.
    Translit,
    /// In the language's other script.
    Script,
    /// Possibly disguised.
    Evasion,
}

impl Spelling {
    /// The name as it stands in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Spelling::Exact => "exact",
            Spelling::Keyboard => "keyboard",
            Spelling::Translit => "translit",
            Spelling::Script => "script",
            Spelling::Evasion => "evasion",
        }
    }
}
