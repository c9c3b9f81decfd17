//! What the pronouns of a sentence may stand for: what was named in it, and in the one before.

use super::Lexicons;
use super::lattice::Lattice;
use super::uses::Use;
use crate::lookup::Symbol;

/// A member of a class that pronouns may stand for: the class, where its words end and begin (in the sentence before: begin
/// and end), their bytes of the text.
type Member = (Symbol, (u16, u16), (usize, usize));

/// What was named; nothing where no pronoun asks.
#[derive(Debug, Default)]
pub(super) struct Named {
    own: Vec<Member>,
    earlier: Vec<Member>,
}

impl Named {
    /// Of a sentence and the one before it.
    pub(super) fn read(&mut self, lexicons: Lexicons<'_>, lattice: &Lattice, before: Option<&Lattice>) {
        self.own.clear();
        self.earlier.clear();
        if lattice.refers() {
            members(lexicons, lattice, true, &mut self.own);
            if let Some(before) = before {
                members(lexicons, before, false, &mut self.earlier);
            }
        }
    }

    /// The member of a class nearest before a word of the sentence, or else the last in the one before, in bytes of the text.
    pub(super) fn before(&self, class: Symbol, word: u16) -> Option<(usize, usize)> {
        let own = self.own.partition_point(|&(other, (end, _), _)| (other, end) <= (class, word));
        let earlier = self.earlier.partition_point(|&(other, ..)| other <= class);
        let last = |members: &[Member], count: usize| {
            let &(other, _, bytes) = members.get(count.checked_sub(1)?)?;
            (other == class).then_some(bytes)
        };
        last(&self.own, own).or_else(|| last(&self.earlier, earlier))
    }
}

/// The words of a sentence that are members of classes that pronouns may stand for, in order.
#[inline(never)]
fn members(lexicons: Lexicons<'_>, lattice: &Lattice, by_end: bool, all: &mut Vec<Member>) {
    for run in lattice.runs.iter().filter(|run| run.is(Use::NAMED)) {
        let words = if by_end { (run.end, run.start) } else { (run.start, run.end) };
        let classes = run.symbols(lexicons).filter(|symbol| lexicons.references.may_name(*symbol));
        all.extend(classes.map(|class| (class, words, run.bytes)));
    }
    all.sort_unstable();
}
