//! Where a pack's paths go on behind their first set, the first step of every word of every sentence that is read; and which
//! sets can follow, so that no path is begun that the sentence cannot end.

use crate::pack::Pack;
use crate::pack::patterns::GAP;
use crate::pack::walk::{Place, Walker};
use core::ops::Range;

/// The beginnings of a pack's paths.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    /// By set.
    all: Vec<Option<(Place, Range<usize>)>>,
    next: Vec<u16>,
}

/// The beginning of all paths that begin with a set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start<'s> {
    pub(crate) place: Place,
    /// The sets by which it can go on, at once or behind a gap.
    pub(crate) next: &'s [u16],
}

impl Starts {
    /// Linear in the number of sets and of the pairs that begin paths.
    pub(super) fn new(pack: &Pack) -> Self {
        let mut starts = Self::default();
        let Some(walker) = pack.pattern_walker() else { return starts };
        for set in 0..u16::try_from(pack.symbol_count()).unwrap_or(u16::MAX) {
            let place = walker.follow(walker.root(), &set.to_be_bytes());
            let from = starts.next.len();
            if let Some(place) = place {
                starts.go_on(walker, place);
                let gap = walker.step(place, GAP);
                let lengths = gap.into_iter().flat_map(|gap| walker.inputs(gap));
                for behind in lengths.filter_map(|length| walker.step(gap?, length)) {
                    starts.go_on(walker, behind);
                }
            }
            let range = from..starts.next.len();
            starts.all.push(place.map(|place| (place, range)));
        }
        starts
    }

    #[inline(never)]
    fn go_on(&mut self, walker: Walker<'_>, from: Place) {
        for high in walker.inputs(from).filter(|high| *high != GAP) {
            let Some(half) = walker.step(from, high) else { continue };
            self.next.extend(walker.inputs(half).map(|low| u16::from_be_bytes([high, low])));
        }
    }

    pub(crate) fn get(&self, set: u16) -> Option<Start<'_>> {
        let (place, next) = self.all.get(usize::from(set))?.as_ref()?;
        Some(Start { place: *place, next: self.next.get(next.clone()).unwrap_or_default() })
    }
}
