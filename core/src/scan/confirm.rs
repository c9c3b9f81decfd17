//! Asking the term transducers about tokens the filter let pass, folding them on the way: no buffer is needed.

use crate::pack::walk::{Place, Walker};
use crate::pack::{Pack, SOLO};
use crate::text::class::{Class, class};
use crate::text::fold;

/// What a word of a phrase is asked for.
#[derive(Clone, Copy)]
pub(super) enum Next<'t> {
    Word(&'t str),
    /// Something that can only be known by folding it.
    Unknown,
}

/// Whether a word of the text is a term that wakes its sentence by itself.
pub(super) fn is_word(packs: &[Pack], word: Option<Next<'_>>) -> bool {
    let Some(Next::Word(word)) = word else { return true };
    packs.iter().filter_map(Pack::walker).any(|walker| {
        follow(walker, walker.root(), word).and_then(|place| walker.value(place)).is_some_and(|value| value & SOLO != 0)
    })
}

/// Whether some phrase may begin with all of these words, or end in them from the `least`-th on.
pub(super) fn is_phrase<'t>(packs: &[Pack], least: usize, words: impl Iterator<Item = Next<'t>> + Clone) -> bool {
    packs.iter().filter_map(Pack::walker).any(|walker| {
        let mut at = Some(walker.root());
        for (count, word) in (1..).zip(words.clone()) {
            let Next::Word(word) = word else { return true };
            let Some(here) = at.and_then(|at| follow(walker, at, word)) else { return false };
            if count >= least && walker.value(here).is_some() {
                return true;
            }
            at = walker.step(here, b' ');
        }
        false
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
