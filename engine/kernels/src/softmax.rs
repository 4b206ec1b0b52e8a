//! SOFTMAX, int8 to int8.
//!
//! * equation: `out[i] = exp(β · s · (in[i] − max)) / Σ exp(β · s · (in[j] − max))` at scale 1/256, zero point −128
//! * shapes and layout: rows of the last dimension, each for itself
//! * element types: int8; exponentials are a table in Q0.31, sums Q12.19, the reciprocal by three steps of Newton's method
//! * rejects: outputs of other scale or type; rows longer than 4 095
//! * source: `kernels/internal/reference/softmax.h`, gemmlowp `fixedpoint/fixedpoint.h`, as in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Flash, Rows, Tile};

use crate::arithmetic::{divide_by_power_of_two, multiply_high};

/// Constants of a softmax.
#[derive(Clone, Copy)]
pub struct Softmax {
    /// 256 exponentials in Q0.31: entry `d` is `exp(−β · s · d)` for an element that is `d` below the row's largest.
    ///
    /// Exactly: with `(m, s)` of `min(β · scale_in · 2^26, 2^31 − 1)` and `min = −floor(31 · 2^(26 − s))`,
    /// entry `d` is 0 if `−d < min`, else gemmlowp's `exp_on_negative_values` of the Q5.26 number
    /// `SaturatingRoundingDoublingHighMul(−d · 2^s, m)`.
    pub exponentials: &'static Flash<[i32; 256]>,
}

/// Integer bits of a sum of exponentials.
const SUM_INTEGER_BITS: u32 = 12;

/// Computes rows of the output, elements forward; may run in place.
pub fn run(op: &Softmax, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    let table = op.exponentials;
    for y in tile.rows {
        let row = input.row(y);
        let largest = row.iter().map(|cell| cell.get()).max().unwrap_or(i8::MIN);
        let exponential = |value: i8| table.at(usize::from(largest.wrapping_sub(value) as u8));
        let sum = row
            .iter()
            .map(|cell| divide_by_power_of_two(exponential(cell.get()), SUM_INTEGER_BITS))
            .sum();
        let (reciprocal, bits_over_unit) = reciprocal(sum);
        let exponent = (bits_over_unit + 31 - 8) as u32;
        for (to, from) in output.row(y).iter().zip(row) {
            let product = multiply_high(reciprocal, exponential(from.get()));
            let share = if exponent > 31 {
                0
            } else {
                divide_by_power_of_two(product, exponent)
            };
            to.set((share - 128).clamp(-128, 127) as i8);
        }
    }
}

/// `1 / sum` for a sum ≥ 1 in Q12.19: a Q0.31 number, and the power of two that it was divided by.
fn reciprocal(sum: i32) -> (i32, i32) {
    let headroom = sum.leading_zeros();
    let above_one = ((sum as u32) << headroom).wrapping_sub(1 << 31) as i32;
    (
        one_over_one_plus(above_one),
        SUM_INTEGER_BITS as i32 - headroom as i32,
    )
}

/// `1 / (1 + a)` for `a` in 0…1, Q0.31: gemmlowp's `one_over_one_plus_x_for_x_in_0_1`, three steps of Newton's method in Q2.29.
fn one_over_one_plus(a: i32) -> i32 {
    const ONE: i32 = 1 << 29;
    const FORTY_EIGHT_SEVENTEENTHS: i32 = 1_515_870_810;
    const MINUS_THIRTY_TWO_SEVENTEENTHS: i32 = -1_010_580_540;
    let half_denominator = (((a as u32) + (1 << 31)) >> 1) as i32;
    let mut x = FORTY_EIGHT_SEVENTEENTHS.wrapping_add(multiply_high(
        half_denominator,
        MINUS_THIRTY_TWO_SEVENTEENTHS,
    ));
    for _ in 0..3 {
        let error = ONE.wrapping_sub(multiply_high(half_denominator, x));
        x = x.wrapping_add(shift_left(multiply_high(x, error), 2));
    }
    shift_left(x, 1)
}

/// Shifts left, saturating.
fn shift_left(value: i32, bits: u32) -> i32 {
    let shifted = value.wrapping_shl(bits);
    if shifted >> bits == value {
        shifted
    } else if value < 0 {
        i32::MIN
    } else {
        i32::MAX
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, flash_table, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// gemmlowp's `exp_on_negative_values` of a Q5.26 number, in Q0.31.
    fn exp_on_negative_values(a: i32) -> i32 {
        const QUARTER: i32 = 1 << 24;
        const BARREL: [(u32, i32); 7] = [
            (24, 1_672_461_947),
            (25, 1_302_514_674),
            (26, 790_015_084),
            (27, 290_630_308),
            (28, 39_332_535),
            (29, 720_401),
            (30, 242),
        ];
        if a == 0 {
            return i32::MAX;
        }
        let remainder = (a & (QUARTER - 1)) - QUARTER;
        let rest = remainder - a;
        let mut result = exp_of_a_quarter(shift_left(remainder, 5));
        for (bit, factor) in BARREL {
            if rest & (1 << bit) != 0 {
                result = multiply_high(result, factor);
            }
        }
        result
    }

    /// gemmlowp's `exp_on_interval_between_negative_one_quarter_and_0_excl`, Q0.31.
    fn exp_of_a_quarter(a: i32) -> i32 {
        const EXP_OF_MINUS_EIGHTH: i32 = 1_895_147_668;
        const THIRD: i32 = 715_827_883;
        let x = a + (1 << 28);
        let x2 = multiply_high(x, x);
        let x3 = multiply_high(x2, x);
        let x4 = multiply_high(x2, x2);
        let x4_over_4 = divide_by_power_of_two(x4, 2);
        let terms = divide_by_power_of_two(multiply_high(x4_over_4 + x3, THIRD) + x2, 1);
        EXP_OF_MINUS_EIGHTH.saturating_add(multiply_high(EXP_OF_MINUS_EIGHTH, x + terms))
    }

    /// The table of a softmax, from `β · scale_in`: what the compiler computes.
    pub(crate) fn exponentials(beta_scale: f64) -> Vec<i32> {
        let real = (beta_scale * f64::from(1 << 26)).min(f64::from(i32::MAX));
        let mut shift = 0;
        let mut fraction = real;
        while fraction >= 1.0 {
            fraction /= 2.0;
            shift += 1;
        }
        let multiplier = (fraction * 2f64.powi(31)).round().min(f64::from(i32::MAX)) as i32;
        let smallest = -(31.0 * 2f64.powi(26 - shift)).floor();
        (0..256)
            .map(|below| {
                if f64::from(-below) < smallest {
                    0
                } else {
                    exp_on_negative_values(multiply_high(-below << shift, multiplier))
                }
            })
            .collect()
    }

    /// Random rows with the reference's output, computed in its own order: multiply, exponential, sum, reciprocal.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let table = exponentials([0.01, 0.05, 0.12, 0.5, 1.0][random.below(5)]);
        let row_length = random.within(1..40);
        let spread = random.below(6);
        let values: Vec<i8> = (0..row_length * random.within(1..5))
            .map(|_| random.i8() >> spread)
            .collect();
        let mut expected = Vec::new();
        for row in values.chunks(row_length) {
            let largest = i32::from(*row.iter().max().unwrap());
            let exponential = |value: i8| table[(largest - i32::from(value)) as usize];
            let sum: f64 = row.iter().map(|value| f64::from(exponential(*value))).sum();
            expected.extend(row.iter().map(|value| {
                let share = f64::from(exponential(*value)) / sum * 256.0;
                (share.round() as i32 - 128).clamp(-128, 127) as i8
            }));
        }
        let op = Softmax {
            exponentials: flash_table(table),
        };
        Case {
            in_place: true,
            ..Case::by_rows(
                vec![(values, row_length)],
                (expected, row_length),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0], output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        // exp(0), exp(−1), exp(−2) are 1, 0.3679, 0.1353; of 256 they get 170, 63, 23
        let op = Softmax {
            exponentials: flash_table(exponentials(0.1)),
        };
        let (mut input, mut output) = ([30, 20, 10], [0; 3]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 3), rows(&mut output, 3), tile);
        assert_eq!(output, [42, -65, -105]);
    }

    #[test]
    fn the_table_is_the_exponential() {
        for scale in [0.001, 0.02, 0.1, 0.7, 3.0] {
            for (below, value) in (0..).zip(exponentials(scale)) {
                let exact = (-scale * f64::from(below)).exp() * 2f64.powi(31);
                let error = f64::from(value) - exact;
                assert!(error.abs() < 1000.0, "{scale} {below}: {error}");
            }
        }
    }

    #[test]
    fn the_reciprocal_is_one_over_the_sum() {
        let mut random = Random::new(5);
        for sum in (0..100_000).map(|_| (1 << 19) + random.below(1 << 30) as i32) {
            let (mantissa, power) = reciprocal(sum);
            let value = f64::from(mantissa) / 2f64.powi(31 + power);
            let exact = 2f64.powi(19) / f64::from(sum);
            assert!((value / exact - 1.0).abs() < 1e-7, "{sum}");
        }
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
