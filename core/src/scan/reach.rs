//! Where the partners of an anchor may stand: words of a sentence by their numbers, as bits.

use crate::pack::patterns::{BEFORE, BEHIND, MAX_FILLERS, Partner};

/// As many tokens as there may ever be to a partner.
pub(super) fn farthest<S>(partner: &Partner<S>) -> u32 {
    u32::from(partner.reach) + MAX_FILLERS * u32::from(partner.joints)
}

/// The bits of `len` words in a row, bit `n` set for those whose number leaves `n` of 64.
pub(super) fn run(from: u32, len: u32) -> u64 {
    if len < 64 { ((1u64 << len) - 1).rotate_left(from % 64) } else { u64::MAX }
}

/// The words that an anchor is, by the numbers of the first and of the last that has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Own {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Own {
    /// Whether a word is one of them.
    pub(super) const fn contains(self, at: u32) -> bool {
        self.first <= at && at <= self.last
    }
}

/// Where a partner of an anchor may stand in a sentence with these `fillers`, bit `n` set for those whose number leaves `n` of
/// 64. What is the anchor is not its partner.
pub(super) fn within_reach(partner: &Partner<u32>, own: Own, fillers: u64) -> u64 {
    let Own { first, last } = own;
    let before = if partner.sides & BEFORE == 0 {
        0
    } else {
        let reach = far(partner, |tokens| fillers & run(first.wrapping_sub(tokens), tokens));
        let reach = reach.min(first.saturating_sub(1));
        run(first - reach, reach)
    };
    let behind = if partner.sides & BEHIND == 0 {
        0
    } else {
        let reach = far(partner, |tokens| fillers & run(first + 1, tokens));
        run(last + 1, (first + reach).saturating_sub(last))
    };
    before | behind
}

/// As many tokens as there may be to a partner, of which some are fillers; `fillers` are those of so many tokens.
fn far(partner: &Partner<u32>, fillers: impl Fn(u32) -> u64) -> u32 {
    let reach = u32::from(partner.reach);
    let most = farthest(partner) - reach;
    let mut far = reach;
    // Each filler may let another in.
    loop {
        let next = reach + if far < 64 { fillers(far).count_ones().min(most) } else { most };
        if next <= far {
            return far;
        }
        far = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_partner_may_stand_as_far_as_its_reach_and_the_fillers_between(
            (reach, joints, sides) in (0u8..12, 0u8..3, 1u8..4),
            (own, len) in (1u32..50, 0u32..3),
            fillers: u64,
            at in 1u32..63,
        ) {
            let partner = Partner { symbol: 0, reach, joints, sides };
            let all = Own { first: own, last: own + len };
            let side = if at < own { BEFORE } else { BEHIND };
            let passed = (own.min(at) + 1..own.max(at)).filter(|n| fillers >> n & 1 == 1).count();
            let most = u32::from(reach) + u32::try_from(passed).unwrap().min(MAX_FILLERS * u32::from(joints));
            if !all.contains(at) && sides & side != 0 && at.abs_diff(own) <= most {
                prop_assert!(within_reach(&partner, all, fillers) & run(at, 1) != 0);
            }
        }
    }

    #[test]
    fn without_fillers_nothing_stands_further_than_its_reach() {
        let partner = Partner { symbol: 0, reach: 2, joints: 1, sides: BEFORE | BEHIND };
        let own = |first, last| Own { first, last };
        assert_eq!(within_reach(&partner, own(5, 5), 0), 0b1101_1000);
        assert_eq!(within_reach(&partner, own(5, 6), 0), 0b1001_1000);
        assert_eq!(within_reach(&partner, own(5, 5), 0b100_0000), 0b1_1101_1000);
        assert_eq!(within_reach(&partner, own(1, 1), 0), 0b1100);
    }
}
