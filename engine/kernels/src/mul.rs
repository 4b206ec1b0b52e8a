//! MUL, int8.
//!
//! * equation: `out = range(requantize((l − zp_l) · (r − zp_r)))`
//! * shapes and layout: any two shapes that broadcast, as [`Broadcast`] says
//! * element types: int8 operands of any scales and zero points; one multiplier for `scale_l · scale_r / scale_out`
//! * rejects: int16; broadcasts that do not merge into four dimensions
//! * source: `kernels/internal/reference/integer_ops/mul.h`, `micro/kernels/mul_common.cc` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

use crate::add::Scale;
use crate::arithmetic::{OutputRange, requantize};
use crate::elementwise::Broadcast;

/// Constants of a multiplication.
#[derive(Clone, Copy)]
pub struct Mul {
    /// How operands spread over the output.
    pub broadcast: Broadcast,
    /// Zero point of the left operand.
    pub left_zero_point: i32,
    /// Zero point of the right operand.
    pub right_zero_point: i32,
    /// Scale of the product.
    pub output: Scale,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// Computes rows of the output, elements forward; may run in place of an operand that is not repeated.
pub fn run(
    op: &Mul,
    left: Operand<'_, i8>,
    right: Operand<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
) {
    op.broadcast
        .run((left, right), output, tile.rows, |left, right| {
            let product =
                (i32::from(left) - op.left_zero_point) * (i32::from(right) - op.right_zero_point);
            op.range
                .place(requantize(product, op.output.multiplier, op.output.shift))
        });
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::elementwise::tests::{one_pair, operands};
    use crate::testing::{Case, Random};
    use std::boxed::Box;
    use std::vec::Vec;

    fn define(op: &Mul, left: i8, right: i8) -> i8 {
        let product =
            (i32::from(left) - op.left_zero_point) * (i32::from(right) - op.right_zero_point);
        let scaled = requantize(product, op.output.multiplier, op.output.shift);
        let placed = scaled + op.range.zero_point;
        placed.clamp(op.range.minimum.into(), op.range.maximum.into()) as i8
    }

    /// A random operator on two operands, of which any dimension may be repeated, with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let (broadcast, inputs, pairs) = operands(random);
        let op = Mul {
            broadcast,
            left_zero_point: random.i8().into(),
            right_zero_point: random.i8().into(),
            output: Scale {
                multiplier: random.multiplier(),
                shift: -5 - random.below(3) as i32,
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
        // (10 − 1) · (5 + 2) = 63, · 0.5 = 31.5, rounded 32, + 3
        let op = Mul {
            broadcast: crate::elementwise::tests::flat(1),
            left_zero_point: 1,
            right_zero_point: -2,
            output: Scale {
                multiplier: 1 << 30,
                shift: 0,
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
        assert_eq!(output, 35);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
