//! Requantization, exactly as the reference kernels do it.

mod narrow;
mod rescale;

pub use rescale::Rescale;

use crate::NARROW;

/// What is particular to an output channel of a convolution or matrix product. Records of channels that only pad a block are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)] // checks of images look for it in flash
pub struct Channel {
    /// `bias − zp_in · Σ weights`: the input's zero point is folded in.
    pub bias: i32,
    /// Q31 multiplier: `scale = multiplier · 2^(shift − 31)`.
    pub multiplier: i32,
    /// Power of two, −31…30; positive shifts left before the multiplication, negative right after it.
    pub shift: i32,
}

impl Channel {
    /// The output of a sum of products.
    #[cfg_attr(not(target_arch = "avr"), inline)]
    #[cfg_attr(target_arch = "avr", inline(never))]
    pub fn finish(&self, sum: i32, range: &OutputRange) -> i8 {
        let biased = sum.wrapping_add(self.bias);
        range.place(requantize(biased, self.multiplier, self.shift))
    }
}

/// Zero point and range of an int8 output; the range is that of the fused activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputRange {
    /// Added after requantization.
    pub zero_point: i32,
    /// Smallest value, at least −128.
    pub minimum: i8,
    /// Largest value, at most 127.
    pub maximum: i8,
}

impl OutputRange {
    /// Adds the zero point and limits to the range.
    #[inline]
    pub fn place(&self, value: i32) -> i8 {
        let value = value.wrapping_add(self.zero_point);
        value.max(self.minimum.into()).min(self.maximum.into()) as i8
    }
}

/// `round(value · multiplier · 2^(shift − 31))` with the reference's double rounding: the product is rounded half up, the right shift half away from zero.
///
/// `multiplier` ≥ 0, −31 ≤ `shift` ≤ 30. Source: `kernels/internal/common.cc`, `MultiplyByQuantizedMultiplier`, in tensorflow/tflite-micro @90b983c.
#[cfg_attr(not(target_arch = "avr"), inline)]
#[cfg_attr(target_arch = "avr", inline(never))]
pub fn requantize(value: i32, multiplier: i32, shift: i32) -> i32 {
    if shift < 0 {
        halve_and_shift(multiply_high(value, multiplier), !shift as u32)
    } else {
        multiply_high(value.wrapping_shl(shift as u32), multiplier)
    }
}

/// `round(a · b / 2^31)`, half up, of any two numbers but twice the smallest: gemmlowp's `SaturatingRoundingDoublingHighMul`, whose truncating division of a
/// nudged product is this floor.
#[inline]
pub fn multiply_high(a: i32, b: i32) -> i32 {
    if NARROW {
        narrow::multiply_high(a, b)
    } else {
        ((i64::from(a) * i64::from(b) + (1 << 30)) >> 31) as i32
    }
}

/// A weight times a value, by the widest numbers that the core multiplies well.
#[inline(always)]
pub(crate) fn product(weight: i8, value: i8) -> i32 {
    if NARROW {
        i32::from(i16::from(weight) * i16::from(value))
    } else {
        i32::from(weight) * i32::from(value)
    }
}

/// `sum / count`, half away from zero, as the reference pools do it. `sum` is one of `count` int8.
#[inline]
pub(crate) fn mean(sum: i32, count: i32) -> i32 {
    if NARROW {
        narrow::mean(sum, count)
    } else if sum > 0 {
        (sum + count / 2) / count
    } else {
        (sum - count / 2) / count
    }
}

/// `round(value / 2^exponent)`, half away from zero, 0 ≤ `exponent` ≤ 31, −2^31 < `value` < 2^31 − 1 (what [`multiply_high`] gives): gemmlowp's `RoundingDivideByPOT`.
#[inline]
pub fn divide_by_power_of_two(value: i32, exponent: u32) -> i32 {
    match exponent.checked_sub(1) {
        Some(one_less) => halve_and_shift(value, one_less),
        None => value,
    }
}

/// `round(value / 2^(one_less + 1))`, half away from zero.
#[inline]
fn halve_and_shift(value: i32, one_less: u32) -> i32 {
    let half_down = value.wrapping_add(value >> 31); // a negative half must round down
    ((half_down.wrapping_shr(one_less)).wrapping_add(1)) >> 1
}

#[cfg(test)]
pub(crate) mod tests {
    pub(crate) use super::rescale::tests::rescale;
    use super::*;
    use crate::testing::Random;

    fn gemmlowp_multiply(a: i32, b: i32) -> i32 {
        let product = i64::from(a) * i64::from(b);
        let nudge = if product >= 0 { 1 << 30 } else { 1 - (1 << 30) };
        ((product + nudge) / (1 << 31)) as i32
    }

    fn gemmlowp_divide(x: i32, exponent: u32) -> i32 {
        let mask = ((1i64 << exponent) - 1) as i32;
        let threshold = (mask >> 1) + i32::from(x < 0);
        (x >> exponent) + i32::from((x & mask) > threshold)
    }

    #[test]
    fn worked_example() {
        // 0.75 · 2^-1: 10 · 0.75 = 7.5 → 8 (half up); 8 / 2 = 4. −10 · 0.75 = −7.5 → −7; −7 / 2 = −3.5 → −4 (half away).
        assert_eq!(requantize(10, 3 << 29, -1), 4);
        assert_eq!(requantize(-10, 3 << 29, -1), -4);
        assert_eq!(requantize(3, 1 << 30, 3), 12);
    }

    #[test]
    fn equals_the_definition_of_gemmlowp() {
        let mut random = Random::new(1);
        let edges = [i32::MIN, i32::MIN + 1, -1, 0, 1, i32::MAX - 1, i32::MAX];
        for round in 0..200_000 {
            let value = if round % 16 == 0 {
                edges[round / 16 % 7]
            } else {
                random.i32() >> random.below(32)
            };
            let multiplier = random.i32() & i32::MAX;
            let exponent = random.below(32) as u32;
            let high = multiply_high(value, multiplier);
            assert_eq!(high, gemmlowp_multiply(value, multiplier));
            assert_eq!(
                divide_by_power_of_two(high, exponent),
                gemmlowp_divide(high, exponent)
            );
        }
    }
}
