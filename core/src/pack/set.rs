//! Some of a scorer's packs.

/// Packs by their numbers. Of more than 64 some share a bit, so that a set holds at least what was put in: whoever reads too
/// many packs finds no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackSet(u64);

impl PackSet {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// One pack.
    pub(crate) const fn one(number: usize) -> Self {
        Self(1 << (number % 64))
    }

    /// The first so many.
    pub(crate) const fn first(count: usize) -> Self {
        if count < 64 { Self((1 << count) - 1) } else { Self::ALL }
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn contains(self, number: usize) -> bool {
        self.0 >> (number % 64) & 1 == 1
    }

    /// Whether all of another's are among them.
    pub(crate) const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set = PackSet::one(3).and(PackSet::one(70));
        assert_eq!((set.contains(3), set.contains(70), set.contains(4)), (true, true, false));
        assert!(PackSet::ALL.covers(set) && set.covers(PackSet::one(6)) && !set.covers(PackSet::first(4)));
        assert_eq!(set.without(PackSet::one(3)), PackSet::one(70));
        assert_eq!((PackSet::first(64), PackSet::first(0)), (PackSet::ALL, PackSet::NONE));
    }
}
