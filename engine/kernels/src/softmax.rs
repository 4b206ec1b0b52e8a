//! SOFTMAX, int8 to int8.
//!
//! * equation: `out[i] = exp(β · s · (in[i] − max)) / Σ exp(β · s · (in[j] − max))` at scale 1/256, zero point −128
//! * shapes and layout: rows of the last dimension, each for itself
//! * element types: int8; exponentials are a table in Q0.31, sums Q12.19, the reciprocal by three steps of Newton's method
//! * rejects: outputs of other scale or type; rows longer than 4 095
//! * source: `kernels/internal/reference/softmax.h`, gemmlowp `fixedpoint/fixedpoint.h`, as in tensorflow/tflite-micro @90b983c

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::arithmetic::divide_by_power_of_two;

/// Constants of a softmax.
pub struct Softmax {
    /// 256 exponentials in Q0.31: entry `d` is `exp(−β · s · d)` for an element that is `d` below the row's largest.
    ///
    /// Exactly: with `(m, s)` of `min(β · scale_in · 2^26, 2^31 − 1)` and `min = −floor(31 · 2^(26 − s))`,
    /// entry `d` is 0 if `−d < min`, else gemmlowp's `exp_on_negative_values` of the Q5.26 number
    /// `SaturatingRoundingDoublingHighMul(−d · 2^s, m)`.
    pub exponentials: FlashSlice<i32>,
}

/// Integer bits of a sum of exponentials.
const SUM_INTEGER_BITS: u32 = 12;

/// Computes rows of the output, elements forward; may run in place.
pub fn run(op: &Softmax, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    let table = op.exponentials.block(0, 256, &mut []);
    let Some(table) = table.first_chunk::<256>() else {
        return;
    };
    for y in tile.rows {
        let row = input.row(y);
        let largest = row.iter().map(|cell| cell.get()).max().unwrap_or(i8::MIN);
        let exponential = |value: i8| table[usize::from(largest.wrapping_sub(value) as u8)];
        let sum = row
            .iter()
            .map(|cell| divide_by_power_of_two(exponential(cell.get()), SUM_INTEGER_BITS))
            .sum();
        let (reciprocal, bits_over_unit) = reciprocal(sum);
        let exponent = (bits_over_unit + 31 - 8) as u32;
        for (to, from) in output.row(y).iter().zip(row) {
            let product = high_mul(reciprocal, exponential(from.get()));
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
    let half_denominator = ((i64::from(a) + i64::from(i32::MAX) + 1) / 2) as i32;
    let mut x = FORTY_EIGHT_SEVENTEENTHS
        .wrapping_add(high_mul(half_denominator, MINUS_THIRTY_TWO_SEVENTEENTHS));
    for _ in 0..3 {
        let error = ONE.wrapping_sub(high_mul(half_denominator, x));
        x = x.wrapping_add(shift_left(high_mul(x, error), 2));
    }
    shift_left(x, 1)
}

/// gemmlowp's `SaturatingRoundingDoublingHighMul`, of any two numbers but twice the smallest.
fn high_mul(a: i32, b: i32) -> i32 {
    crate::arithmetic::multiply_high(a, b)
}

/// Shifts left, saturating.
fn shift_left(value: i32, bits: u32) -> i32 {
    (i64::from(value) << bits).clamp(i32::MIN.into(), i32::MAX.into()) as i32
}
