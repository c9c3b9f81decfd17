//! Looking a word up in a pack: as it stands, with what may stand joined before it taken off, and through the pack's
//! spelling tables.
//!
//! The transducer holds standard forms alone. A spelling table is applied to the *text* while walking: at each letter
//! the walk goes on with the letter itself and with whatever standard letters it may be typed for, and ends as soon as no
//! key goes on so. At most 512 letters are tried a word and table.

mod peel;
mod references;
mod respell;
mod starts;
mod symbols;
mod trail;
mod vocabulary;

pub(crate) use references::References;
pub(crate) use starts::Starts;
pub(crate) use symbols::Symbol;
pub(crate) use vocabulary::Vocabulary;

use crate::pack::Pack;
#[cfg(feature = "compile")]
use crate::pack::spelling::Table;
use crate::pack::words::{Place, Walker};
use crate::spelling::Spelling;
use trail::Trail;

/// The name of the class whose words are passed over between the elements of a pattern.
pub(crate) const FILLER: &str = "core.filler";

/// A word longer than this, in bytes, is looked up as it stands alone.
const MAX_BYTES: usize = 128;

/// A way to read a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where it leads in the transducer.
    pub(crate) place: Place,
    /// What its substitutions cost, in centinats.
    pub(crate) letters: i32,
    /// What it costs that the word as typed is a common one, in centinats.
    pub(crate) common: i32,
    pub(crate) spelling: Spelling,
}

/// Tells `found` of every way to read a folded word on from a place, exactly first, each with the standard letters it
/// was read as. Ends, and returns `true`, once `found` does.
pub(crate) fn read_word(
    pack: &Pack,
    walker: Walker<'_>,
    from: Place,
    word: &str,
    found: &mut dyn FnMut(Reading, &str) -> bool,
) -> bool {
    let exact = |place| Reading { place, letters: 0, common: 0, spelling: Spelling::Exact };
    let spellings = pack.spellings();
    if spellings.is_empty() || word.len() > MAX_BYTES {
        return walker.follow(from, word.as_bytes()).is_some_and(|place| found(exact(place), word));
    }
    let trail = Trail::follow(walker, from, word);
    if trail.end().is_some_and(|place| found(exact(place), word)) {
        return true;
    }
    if let Some(proclitics) = &spellings.proclitics {
        for rest in peel::peeled(proclitics, word) {
            let trail = Trail::follow(walker, from, rest);
            if trail.end().is_some_and(|place| found(exact(place), rest))
                || spellings.tables.iter().any(|table| respell::respell(walker, table, &trail, found))
            {
                return true;
            }
        }
    }
    spellings.tables.iter().any(|table| respell::respell(walker, table, &trail, found))
}

/// Tells of every way to read a word from the beginning through one table alone, until it is told to end; then `true`.
#[cfg(feature = "compile")]
pub(crate) fn read_through(
    table: &Table,
    walker: Walker<'_>,
    word: &str,
    found: &mut dyn FnMut(Place) -> bool,
) -> bool {
    word.len() <= MAX_BYTES
        && respell::respell(walker, table, &Trail::follow(walker, walker.root(), word), &mut |reading, _| {
            found(reading.place)
        })
}
