//! Asking the term transducers about tokens the filter let pass, folding them on the way: no buffer is needed.

use crate::pack::walk::{Place, Walker};
use crate::pack::{Pack, SOLO};
use crate::text::class::{Class, class};
use crate::text::fold;

/// Whether a word of the text is a term that wakes its sentence by itself.
pub(crate) fn is_solo(packs: &[Pack], word: &str) -> bool {
    packs.iter().filter_map(Pack::walker).any(|walker| {
        follow(walker, walker.root(), word).and_then(|place| walker.value(place)).is_some_and(|value| value & SOLO != 0)
    })
}

/// Whether neighbouring words of the text begin a phrase.
pub(crate) fn begins_phrase(packs: &[Pack], words: &[&str]) -> bool {
    packs.iter().filter_map(Pack::walker).any(|walker| {
        let mut place = Some(walker.root());
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                place = place.and_then(|place| walker.step(place, b' '));
            }
            place = place.and_then(|place| follow(walker, place, word));
        }
        place.is_some()
    })
}

fn follow(walker: Walker<'_>, from: Place, word: &str) -> Option<Place> {
    // Of ASCII only the backtick folds to something other than its small form.
    if word.is_ascii() && !word.contains('`') {
        return word.bytes().try_fold(from, |place, byte| walker.step(place, byte.to_ascii_lowercase()));
    }
    fold::chars(word).map(|folded| folded.ch).filter(|&c| class(c) != Class::Modifier).try_fold(from, |place, c| {
        let mut utf8 = [0; 4];
        walker.follow(place, c.encode_utf8(&mut utf8).as_bytes())
    })
}
