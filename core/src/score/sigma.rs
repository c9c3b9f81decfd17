//! The logistic function in integers: centinats in, ten-thousandths out, the same on every machine.

/// Log-odds are clamped to this, in centinats.
pub(crate) const MAX_LOGIT: i32 = 1_600;

const STEPS: usize = MAX_LOGIT as usize + 1;
/// e^(−1/100) in 64 binary places, rounded.
const DECAY: u128 = 18_263_195_903_389_592_620;

/// σ(n/100) for n from 0 to 1600; the other half follows by symmetry.
static TABLE: [u16; STEPS] = table();

#[expect(clippy::indexing_slicing, reason = "run by the compiler, which would refuse a bad index")]
const fn table() -> [u16; STEPS] {
    let mut table = [0; STEPS];
    // e^(−n/100) in 64 binary places.
    let mut power: u128 = 1 << 64;
    let mut n = 0;
    while n < STEPS {
        let denominator = (1u128 << 64) + power;
        let rounded = ((10_000u128 << 64) + denominator / 2) / denominator;
        table[n] = rounded as u16;
        power = (power * DECAY + (1 << 63)) >> 64;
        n += 1;
    }
    table
}

/// σ of a logit in centinats, in ten-thousandths (0 to 10,000).
pub(crate) fn sigma(logit: i32) -> u16 {
    let size = logit.unsigned_abs().min(MAX_LOGIT.unsigned_abs()) as usize;
    let upper = TABLE.get(size).copied().unwrap_or(10_000);
    if logit < 0 { 10_000 - upper } else { upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_rounded_function_everywhere() {
        for logit in -MAX_LOGIT..=MAX_LOGIT {
            let exact = 10_000.0 / (1.0 + (-f64::from(logit) / 100.0).exp());
            assert_eq!(f64::from(sigma(logit)), exact.round(), "logit {logit}");
        }
    }

    #[test]
    fn the_design_s_examples() {
        let examples = [(-200, 1_192), (-100, 2_689), (-50, 3_775), (50, 6_225), (150, 8_176), (-150, 1_824)];
        for (logit, score) in examples {
            assert_eq!(sigma(logit), score);
        }
        assert_eq!(sigma(i32::MAX), sigma(MAX_LOGIT));
        assert_eq!(sigma(i32::MIN), 10_000 - sigma(MAX_LOGIT));
    }
}
