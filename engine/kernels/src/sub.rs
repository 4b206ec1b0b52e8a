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
