//! A pack as JSON, for `inspect --json`.

use super::scores;
use serde::Serialize;
use sipar::Pack;

/// What `--json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Json<'a> {
    schema: u32,
    id: &'a str,
    version: &'a str,
    title: &'a str,
    status: &'a str,
    languages: Vec<&'a str>,
    scripts: Vec<&'a str>,
    licence: &'a str,
    authors: Vec<&'a str>,
    reviewers: Vec<&'a str>,
    funder: &'a str,
    source_digest: String,
    format: [u16; 2],
    bytes: usize,
    sections: Vec<Section>,
    keys: Keys,
    categories: Vec<Category>,
    messages: Vec<Message<'a>>,
    entries: Vec<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<Vec<Term>>,
}

#[derive(Serialize)]
struct Section {
    name: &'static str,
    id: u32,
    offset: usize,
    len: usize,
}

#[derive(Serialize)]
struct Keys {
    word: usize,
    head: usize,
    pair: usize,
    triple: usize,
    quad: usize,
    opening: usize,
    sound: usize,
    first: usize,
}

#[derive(Serialize)]
struct Category {
    id: String,
    title: String,
    low: f64,
    medium: f64,
    high: f64,
}

#[derive(Serialize)]
struct Message<'a> {
    category: &'a str,
    lang: &'a str,
    reason: &'a str,
    next: &'a str,
    help: &'a str,
    prebunk: &'a str,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    category: String,
    evidence: i32,
    context: &'static str,
    gloss: String,
    list: bool,
}

#[derive(Serialize)]
struct Term {
    term: String,
    entries: Vec<String>,
}

impl<'a> Json<'a> {
    /// All of `pack`, and so many of its terms.
    pub(super) fn of(pack: &'a Pack, terms: Option<usize>) -> Self {
        let (major, minor) = pack.format();
        let keys = pack.key_counts();
        let ids: Vec<String> = pack.entries().map(|e| e.id).collect();
        let term = |(term, entries): (String, Vec<usize>)| Term {
            term,
            entries: entries.iter().filter_map(|&n| ids.get(n).cloned()).collect(),
        };
        Json {
            schema: 1,
            id: pack.id(),
            version: pack.version(),
            title: pack.title(),
            status: pack.status().as_str(),
            languages: pack.languages().collect(),
            scripts: pack.scripts().collect(),
            licence: pack.licence(),
            authors: pack.authors().collect(),
            reviewers: pack.reviewers().collect(),
            funder: pack.funder(),
            source_digest: format!("{:016x}", pack.source_digest()),
            format: [major, minor],
            bytes: pack.byte_len(),
            sections: pack
                .sections()
                .map(|s| Section { name: s.name, id: s.id, offset: s.offset, len: s.len })
                .collect(),
            keys: Keys {
                word: keys.word,
                head: keys.head,
                pair: keys.pair,
                triple: keys.triple,
                quad: keys.quad,
                opening: keys.opening,
                sound: keys.sound,
                first: keys.first,
            },
            categories: pack
                .categories()
                .map(|c| {
                    let [low, medium, high] = scores(c.thresholds);
                    Category { id: c.id, title: c.title, low, medium, high }
                })
                .collect(),
            messages: pack
                .messages()
                .map(|m| Message {
                    category: m.category,
                    lang: m.lang,
                    reason: m.reason,
                    next: m.next,
                    help: m.help,
                    prebunk: m.prebunk,
                })
                .collect(),
            entries: pack
                .entries()
                .map(|e| Entry {
                    id: e.id,
                    category: e.category,
                    evidence: e.evidence,
                    context: e.context.as_str(),
                    gloss: e.gloss,
                    list: e.list,
                })
                .collect(),
            terms: terms.map(|limit| pack.terms(limit).map(term).collect()),
        }
    }
}
