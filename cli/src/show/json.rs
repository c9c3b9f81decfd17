//! Matches taken apart, in JSON. Texts stand as they are, without isolates.

use serde::Serialize;
use sipar::{ShownElement, ShownEntry, ShownMatch};

/// An entry.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    id: &'a str,
    category: &'a str,
    /// In centinats, as in reports.
    evidence: i32,
    context: &'a str,
    gloss: &'a str,
    matches: Vec<Match<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unless: Vec<Match<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    notation: &'a str,
    elements: Vec<Element<'a>>,
    phrases: usize,
    examples: &'a [String],
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Element<'a> {
    Literal {
        text: &'a str,
    },
    Alternatives {
        branches: Vec<Vec<Element<'a>>>,
        optional: bool,
    },
    Class {
        id: &'a str,
        members: usize,
        first: &'a [String],
    },
    Forms {
        base: Vec<Element<'a>>,
        set: &'a str,
        selection: &'a str,
        forms: usize,
    },
    Joint,
    Gap {
        words: u8,
    },
    #[serde(rename = "any-order")]
    AnyOrder {
        branches: Vec<Vec<Element<'a>>>,
        gap: u8,
    },
    Shape {
        name: &'a str,
    },
    Exact {
        word: &'a str,
    },
    /// Something this version does not know.
    Other,
}

impl<'a> From<&'a ShownEntry> for Json<'a> {
    fn from(entry: &'a ShownEntry) -> Self {
        Json {
            id: &entry.id,
            category: &entry.category,
            evidence: entry.evidence,
            context: entry.context.as_str(),
            gloss: &entry.gloss,
            matches: entry.matches.iter().map(of_match).collect(),
            unless: entry.unless.iter().map(of_match).collect(),
        }
    }
}

fn of_match(shown: &ShownMatch) -> Match<'_> {
    let ShownMatch { notation, elements, phrases, examples, .. } = shown;
    Match { notation, elements: of_elements(elements), phrases: *phrases, examples }
}

fn of_elements(elements: &[ShownElement]) -> Vec<Element<'_>> {
    elements.iter().map(of_element).collect()
}

fn of_element(element: &ShownElement) -> Element<'_> {
    match element {
        ShownElement::Literal(text) => Element::Literal { text },
        ShownElement::Alternatives { branches, optional } => Element::Alternatives {
            branches: branches.iter().map(|branch| of_elements(branch)).collect(),
            optional: *optional,
        },
        ShownElement::Class { id, members, first } => Element::Class { id, members: *members, first },
        ShownElement::Forms { base, set, selection, forms } => {
            Element::Forms { base: of_elements(base), set, selection, forms: *forms }
        }
        ShownElement::Joint => Element::Joint,
        ShownElement::Gap(words) => Element::Gap { words: *words },
        ShownElement::AnyOrder { branches, gap } => {
            Element::AnyOrder { branches: branches.iter().map(|branch| of_elements(branch)).collect(), gap: *gap }
        }
        ShownElement::Shape(name) => Element::Shape { name },
        ShownElement::Exact(word) => Element::Exact { word },
        _ => Element::Other,
    }
}
