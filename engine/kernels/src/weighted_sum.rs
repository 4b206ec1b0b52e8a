//! ADD and SUB, int8, as one line of both operands.
//!
//! * equation: `out = range(⌊(offset + left · l + right · r) / 2^SHIFT⌋)`; zero points and rounding are in the offset
//! * shapes and layout: any two shapes that broadcast, as [`Broadcast`] says
//! * element types: int8 operands; constants for which the compiler has tried all 65 536 pairs of operands: each has the bits of [`crate::add`] or [`crate::sub`]
//! * rejects: int16; broadcasts that do not merge into four dimensions; constants whose sum does not fit 32 bits
//! * source: none; what it equals is of tensorflow/tflite-micro, see [`crate::add`]

use halyard_tensor::{Operand, Rows, Tile};

use crate::elementwise::{Broadcast, HAS_RUNS};

/// Constants of a sum with a fraction of `SHIFT` bits, 0 to 24.
#[derive(Clone, Copy)]
pub struct WeightedSum<const SHIFT: u32> {
    /// How operands spread over the output.
    pub broadcast: Broadcast,
    /// Weight of the left operand.
    pub left: i32,
    /// Weight of the right operand; negative if it is subtracted.
    pub right: i32,
    /// Is added to the weighted operands.
    pub offset: i32,
    /// Smallest value, at least −128.
    pub minimum: i8,
    /// Largest value, at most 127.
    pub maximum: i8,
}

/// Computes rows of the output, elements forward; may run in place of an operand that is not repeated.
pub fn run<const SHIFT: u32>(
    op: &WeightedSum<SHIFT>,
    left: Operand<'_, i8>,
    right: Operand<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
) {
    let WeightedSum {
        broadcast,
        left: left_weight,
        right: right_weight,
        offset,
        minimum,
        maximum,
    } = *op;
    let sum = move |l: i8, r: i8| {
        let left = i32::from(l).wrapping_mul(left_weight);
        let right = i32::from(r).wrapping_mul(right_weight);
        offset.wrapping_add(left).wrapping_add(right) >> SHIFT
    };
    if HAS_RUNS && (minimum, maximum) == (i8::MIN, i8::MAX) {
        // a range that the compiler knows is one instruction of Armv7E-M
        broadcast.run((left, right), output, tile.rows, move |l, r| {
            sum(l, r).max(i8::MIN.into()).min(i8::MAX.into()) as i8
        });
    } else {
        broadcast.run((left, right), output, tile.rows, move |l, r| {
            sum(l, r).max(minimum.into()).min(maximum.into()) as i8
        });
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::elementwise::tests::{flat, one_pair, operands};
    use crate::testing::{Case, Random};
    use std::boxed::Box;
    use std::vec::Vec;

    fn define<const SHIFT: u32>(op: &WeightedSum<SHIFT>, left: i8, right: i8) -> i8 {
        let [l, r] = [(op.left, left), (op.right, right)].map(|(w, x)| i64::from(w) * i64::from(x));
        let value = (i64::from(op.offset) + l + r).div_euclid(1 << SHIFT);
        value.clamp(op.minimum.into(), op.maximum.into()) as i8
    }

    /// A random operator on two operands, of which any dimension may be repeated, with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        if random.bool() {
            case_of::<16>(random)
        } else {
            case_of::<22>(random)
        }
    }

    fn case_of<const SHIFT: u32>(random: &mut Random) -> Case<i8, i8> {
        let (broadcast, inputs, pairs) = operands(random);
        let range = random.range();
        let mut weight = || random.below(2 << SHIFT) as i32 - (1 << SHIFT);
        let op = WeightedSum::<SHIFT> {
            broadcast,
            left: weight(),
            right: weight(),
            offset: 8 * weight(),
            minimum: range.minimum,
            maximum: range.maximum,
        };
        let expected: Vec<i8> = pairs.into_iter().map(|(l, r)| define(&op, l, r)).collect();
        let row_length = broadcast.shape[2] * broadcast.shape[3];
        Case {
            needs: Box::new(move |k, y| broadcast.rows_read(k, y)),
            in_place: broadcast.left.iter().all(|step| *step > 0),
            ..Case::by_rows(
                inputs,
                (expected, row_length),
                Box::new(move |inputs, output, tile, _| {
                    run(&op, inputs[0].into(), inputs[1].into(), output, tile);
                }),
            )
        }
    }

    #[test]
    fn worked_example() {
        // ⌊(8 + 3 · 10 − 5 · 5) / 4⌋
        let op = WeightedSum::<2> {
            broadcast: flat(1),
            left: 3,
            right: -5,
            offset: 8,
            minimum: -128,
            maximum: 127,
        };
        let output = one_pair(10, 5, |left, right, output, tile| {
            run(&op, left, right, output, tile);
        });
        assert_eq!(output, 3);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
