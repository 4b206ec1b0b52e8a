//! SUB, int8.
//!
//! * equation: `out = range(requantize_out(requantize_l((l − zp_l) · 2^20) − requantize_r((r − zp_r) · 2^20)))`
//! * shapes and layout: any two shapes that broadcast, as [`Broadcast`] says
//! * element types: int8 operands of any scales and zero points; multipliers relative to twice the larger scale
//! * rejects: int16; broadcasts that do not merge into four dimensions
//! * source: `kernels/internal/reference/sub.h`, `micro/kernels/sub_common.cc` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

use crate::add::{Scale, Term};
use crate::arithmetic::{OutputRange, requantize};
use crate::elementwise::Broadcast;

/// Constants of a subtraction.
#[derive(Clone, Copy)]
pub struct Sub {
    /// How operands spread over the output.
    pub broadcast: Broadcast,
    /// What is subtracted from.
    pub left: Term,
    /// What is subtracted; its multiplier is positive.
    pub right: Term,
    /// Scale of the difference: `2 · larger scale / (2^20 · output scale)`.
    pub output: Scale,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// Computes rows of the output, elements forward; may run in place of an operand that is not repeated.
pub fn run(
    op: &Sub,
    left: Operand<'_, i8>,
    right: Operand<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
) {
    op.broadcast
        .run((left, right), output, tile.rows, |left, right| {
            let difference = op.left.value(left) - op.right.value(right);
            op.range.place(requantize(
                difference,
                op.output.multiplier,
                op.output.shift,
            ))
        });
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::elementwise::tests::{one_pair, operands};
    use crate::testing::{Case, Random};
    use std::boxed::Box;
    use std::vec::Vec;

    fn define(op: &Sub, left: i8, right: i8) -> i8 {
        let scale = |value: i8, term: &Term| {
            let shifted = (i32::from(value) - term.zero_point) << 20;
            requantize(shifted, term.multiplier, term.shift)
        };
        let sum = scale(left, &op.left) - scale(right, &op.right);
        let scaled = requantize(sum, op.output.multiplier, op.output.shift);
        let placed = scaled + op.range.zero_point;
        placed.clamp(op.range.minimum.into(), op.range.maximum.into()) as i8
    }

    /// A random operator on two operands, of which any dimension may be repeated, with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let (broadcast, inputs, pairs) = operands(random);
        let op = Sub {
            broadcast,
            left: crate::add::tests::term(random),
            right: crate::add::tests::term(random),
            output: Scale {
                multiplier: random.multiplier(),
                shift: -18 - random.below(3) as i32,
            },
            range: random.range(),
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
        // both scales 1, output scale 1: (10 − 1) − (5 + 2) + 3 = 5
        let one = |zero_point| Term {
            zero_point,
            multiplier: 1 << 30,
            shift: 0, // 1 / (2 · 1)
        };
        let op = Sub {
            broadcast: crate::elementwise::tests::flat(1),
            left: one(1),
            right: one(-2),
            output: Scale {
                multiplier: 1 << 30,
                shift: -18, // 2 · 1 / 2^20
            },
            range: OutputRange {
                zero_point: 3,
                minimum: -128,
                maximum: 127,
            },
        };
        let output = one_pair(10, 5, |left, right, output, tile| {
            run(&op, left, right, output, tile);
        });
        assert_eq!(output, 5);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
