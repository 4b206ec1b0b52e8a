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
