//! The spelling tables of a pack, and the common words they must be wary of.

use crate::lexicon::expand::Expander;
use crate::lexicon::model::Model;
use crate::lookup::read_through;
use crate::pack::spelling::{NEVER, PROCLITICS, Pair, Spellings, Table, write};
use crate::pack::words::{Builder, Walker};
use crate::spelling::Spelling;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The tables of a lexicon whose terms are these words (each once, in order).
pub(super) fn spellings(model: &Model, words: &BTreeSet<&str>) -> Spellings {
    let mut builder = Builder::new(words.iter().copied());
    words.iter().for_each(|word| builder.insert(word, 0));
    let transducer = builder.finish();
    let walker = Walker::new(&transducer);
    let common: BTreeSet<&str> = model.common.iter().map(|common| common.word.as_str()).collect();
    let mut spellings = Spellings::default();
    for source in &model.spellings {
        let bare = Table::new(source.kind, 0, source.pairs.clone(), Vec::new());
        let mut wary: BTreeMap<&str, u16> = BTreeMap::new();
        for word in &common {
            let meets = walker
                .is_some_and(|walker| read_through(&bare, walker, word, &mut |place| walker.value(place).is_some()));
            if meets {
                wary.insert(word, u16::try_from(source.common).unwrap_or_default());
            }
        }
        wary.extend(source.except.iter().map(|word| (word.as_str(), NEVER)));
        let wary = wary.into_iter().map(|(word, penalty)| (word.into(), penalty)).collect();
        spellings.tables.push(Table::new(source.kind, 0, source.pairs.clone(), wary));
    }
    // An exact reading comes first, then the table an author named first in the order of kinds.
    spellings.tables.sort_by_key(|table| table.spelling);
    spellings.proclitics = model.proclitics.as_ref().map(|proclitics| {
        let expander = Expander::of(model);
        let typed = proclitics.before.iter().flat_map(|phrase| expander.phrases(&phrase.value));
        let typed: BTreeSet<String> = typed.map(|text| fold(text.trim())).filter(|text| !text.is_empty()).collect();
        let pair = |typed: String| Pair { typed: typed.into(), standard: "".into(), penalty: 0 };
        let except = proclitics.except.iter().map(|word| (word.as_str().into(), NEVER)).collect();
        Table::new(Spelling::Exact, proclitics.least, typed.into_iter().map(pair).collect(), except)
    });
    spellings
}

/// The section; empty for a pack without tables.
pub(super) fn section(spellings: Spellings) -> Vec<u8> {
    if spellings.is_empty() {
        return Vec::new();
    }
    let kind = |spelling| match spelling {
        Spelling::Keyboard => 1,
        Spelling::Translit => 2,
        _ => 3,
    };
    let mut tables: Vec<(u8, Table)> =
        spellings.tables.into_iter().map(|table| (kind(table.spelling), table)).collect();
    tables.extend(spellings.proclitics.map(|table| (PROCLITICS, table)));
    write(&tables)
}
