//! Requantization for cores that multiply a signed by an unsigned number.

use super::OutputRange;

/// What is particular to an output channel, in the form that needs the fewest instructions. Records of channels that only pad a block have shift 1 and zeroes else.
///
/// Of a [`Channel`](super::Channel) whose shift is −e, 1 ≤ e ≤ 21, and whose sums with bias stay below 2^29 in magnitude: with `v = 2·sum·multiplier / 2^32`, rounded
/// down, the double rounding with the output's zero point is `(v + (v < 0 ? 0 : 2) + (2·zp + 1)·2^e − 1) >> (e + 1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Rescale {
    /// `bias − zp_in · Σ weights`.
    pub bias: i32,
    /// Twice the Q31 multiplier.
    pub multiplier: u32,
    /// The smallest sum whose output is larger than the range's minimum; larger than any sum where there is none.
    pub threshold: i32,
    /// e.
    pub shift: u32,
}

impl Rescale {
    /// The output of a sum of products and the bias.
    #[inline]
    pub fn finish(&self, sum: i32, range: &OutputRange) -> i8 {
        if sum < self.threshold {
            return range.minimum;
        }
        let product = i64::from(sum) * i64::from(self.multiplier);
        let doubled = (product >> 31) as i32;
        let away = if doubled < 0 { 0 } else { 2 };
        let addend = ((2 * range.zero_point + 1) << self.shift) - 1;
        let value = (doubled + away + addend) >> (self.shift + 1);
        value.min(range.maximum.into()) as i8
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::arithmetic::{Channel, requantize};
    use crate::testing::Random;

    /// The record of a channel, as the compiler makes it.
    pub(crate) fn rescale(channel: &Channel, range: &OutputRange) -> Rescale {
        let e = -channel.shift;
        assert!((1..=21).contains(&e));
        let output = |sum| requantize(sum, channel.multiplier, channel.shift) + range.zero_point;
        let (mut below, mut above) = (-(1 << 29), 1 << 29);
        while above - below > 1 {
            let middle = (below + above) / 2;
            if output(middle) > range.minimum.into() {
                above = middle;
            } else {
                below = middle;
            }
        }
        Rescale {
            bias: channel.bias,
            multiplier: 2 * channel.multiplier as u32,
            threshold: above,
            shift: e as u32,
        }
    }

    #[test]
    fn worked_example() {
        // 0.75 · 2^-1: −10 · 0.75 = −7.5 → −7; −7 / 2 = −3.5 → −4 (half away), and zero point 5
        let channel = Channel {
            bias: 0,
            multiplier: 3 << 29,
            shift: -1,
        };
        let range = OutputRange {
            zero_point: 5,
            minimum: -128,
            maximum: 127,
        };
        assert_eq!(rescale(&channel, &range).finish(-10, &range), 1);
        assert_eq!(rescale(&channel, &range).finish(10, &range), 9);
    }

    #[test]
    fn equals_requantization() {
        let mut random = Random::new(7);
        for round in 0..200_000 {
            let multiplier = match round % 8 {
                0 => 1 << 30,
                1 => i32::MAX,
                _ => random.multiplier(),
            };
            let e = 1 + random.below(21) as i32;
            let channel = Channel {
                bias: 0,
                multiplier,
                shift: -e,
            };
            let range = OutputRange {
                zero_point: [-128, 127, random.i8().into()][random.below(3)],
                minimum: [-128, random.i8().min(0)][random.below(2)],
                maximum: [127, random.i8().max(0)][random.below(2)],
            };
            let record = rescale(&channel, &range);
            let near = (i64::from(random.i8()) << (31 + e)) / i64::from(multiplier);
            let limit = (1 << 29) - 1;
            for sum in [
                random.i32() >> 3 >> random.below(28),
                limit - random.below(3) as i32,
                random.below(3) as i32 - limit,
                (near as i32).clamp(-limit, limit - 1) + random.below(2) as i32,
                record.threshold.clamp(-limit, limit) - random.below(2) as i32,
            ] {
                let sum = sum.clamp(-limit, limit);
                let expected = range.place(requantize(sum, multiplier, -e));
                assert_eq!(
                    record.finish(sum, &range),
                    expected,
                    "{sum} {channel:?} {range:?}"
                );
            }
        }
    }
}
