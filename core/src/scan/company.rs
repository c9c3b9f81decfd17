//! What needs company: of entries that count only beside another of their category, one alone has no sentence read.

use super::{NEIGHBOURS, Sentence};
use crate::pack::{Context, Pack};
use core::ops::Range;

/// An entry that needs company, by its pack's number and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lone {
    pub(crate) pack: u32,
    pub(crate) entry: u32,
    /// The number of its category in the pack.
    pub(crate) category: u16,
}

impl Lone {
    /// An entry, if it needs company. Each term of a plain list is an entry of its own, which this cannot tell.
    pub(super) fn of(own: &Pack, pack: u32, entry: u32) -> Option<Self> {
        let known = own.entry(entry)?;
        (known.context == Context::Need && known.evidence > 0 && !known.list).then_some(Self {
            pack,
            entry,
            category: known.category,
        })
    }
}

/// Where entries that need company may stand in a text.
#[derive(Debug, Default)]
pub(super) struct Company {
    /// By the numbers of sentences, in order.
    seen: Vec<(u32, Lone)>,
}

/// What is known of a category in a window.
struct Seen {
    category: u16,
    first: Lone,
    /// Whether there is another entry of it.
    more: bool,
}

impl Company {
    pub(super) fn clear(&mut self) {
        self.seen.clear();
    }

    /// Takes in that an entry may stand in the sentence in progress.
    pub(super) fn note(&mut self, sentence: u32, lone: Lone) {
        let own = self.seen.iter().rev().take_while(|(index, _)| *index == sentence);
        if !own.clone().any(|(_, known)| *known == lone) {
            self.seen.push((sentence, lone));
        }
    }

    /// Has those of the sentences read that may hold an entry with its company within a window; tells how many were not to be
    /// read so far. `category` gives that of an entry among all; without `whole` more text is to come or has gone before, and
    /// all are read. Linear in what was noted.
    pub(super) fn wake(&self, sentences: &mut [Sentence], whole: bool, category: impl Fn(Lone) -> Option<u16>) -> u64 {
        let mut woken = 0;
        for at in 0..sentences.len() {
            let Some(&Sentence { lone, sure, woken_by, .. }) = sentences.get(at) else { break };
            let read = !lone.is_empty() && (sure || !whole || self.has_company(sentences, at, &category));
            if let Some(sentence) = sentences.get_mut(at).filter(|_| read) {
                woken += u64::from(!sure);
                sentence.woken_by = woken_by.and(lone);
            }
        }
        woken
    }

    /// Whether something that may be company stands within a window with the `at`-th sentence.
    fn has_company(&self, sentences: &[Sentence], at: usize, category: &impl Fn(Lone) -> Option<u16>) -> bool {
        let Some(own) = sentences.get(at) else { return false };
        let reach = NEIGHBOURS as u32;
        // What else is read may be of any category. Sentences with something in them are kept with those beside them.
        let near = sentences.get(at.saturating_sub(NEIGHBOURS)..).unwrap_or_default();
        let near = near.iter().take_while(|other| other.index <= own.index.saturating_add(reach));
        if near.filter(|other| other.index.abs_diff(own.index) <= reach).any(|other| other.sure) {
            return true;
        }
        let Range { start, end } = self.within(own.index.saturating_sub(reach)..own.index.saturating_add(reach + 1));
        let mut seen: Vec<Seen> = Vec::new();
        for &(_, lone) in self.seen.get(start..end).unwrap_or_default() {
            let Some(category) = category(lone) else { return true };
            match seen.iter_mut().find(|seen| seen.category == category) {
                Some(seen) => seen.more |= seen.first != lone,
                None => seen.push(Seen { category, first: lone, more: false }),
            }
        }
        let Range { start, end } = self.within(own.index..own.index.saturating_add(1));
        let mut mine = self.seen.get(start..end).unwrap_or_default().iter();
        mine.any(|&(_, lone)| seen.iter().any(|seen| seen.more && Some(seen.category) == category(lone)))
    }

    /// What was noted of sentences.
    fn within(&self, sentences: Range<u32>) -> Range<usize> {
        let from = |sentence: u32| self.seen.partition_point(|(index, _)| *index < sentence);
        from(sentences.start)..from(sentences.end)
    }
}
