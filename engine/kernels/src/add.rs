//! ADD, int8.
//!
//! * equation: `out = range(requantize_out(requantize_l((l − zp_l) · 2^20) + requantize_r((r − zp_r) · 2^20)))`
//! * shapes and layout: any two shapes that broadcast, as [`Broadcast`] says
//! * element types: int8 operands of any scales and zero points; multipliers relative to twice the larger scale
//! * rejects: int16; broadcasts that do not merge into four dimensions
//! * source: `kernels/internal/reference/integer_ops/add.h`, `micro/kernels/add_common.cc` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

use crate::arithmetic::{OutputRange, requantize};
use crate::elementwise::Broadcast;

/// Bits that operands are shifted left by before they are scaled.
const LEFT_SHIFT: u32 = 20;

/// How an operand or the sum is scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Q31 multiplier.
    pub multiplier: i32,
    /// Power of two; negative shifts right.
    pub shift: i32,
}

/// How an operand of a sum is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The operand's zero point.
    pub zero_point: i32,
    /// Q31 multiplier of `scale / (2 · larger scale)`.
    pub multiplier: i32,
    /// Power of two; negative shifts right.
    pub shift: i32,
}

impl Term {
    #[inline]
    pub(crate) fn value(&self, element: i8) -> i32 {
        let shifted = (i32::from(element) - self.zero_point) << LEFT_SHIFT;
        requantize(shifted, self.multiplier, self.shift)
    }
}

/// Constants of an addition.
pub struct Add {
    /// How operands spread over the output.
    pub broadcast: Broadcast,
    /// The left operand.
    pub left: Term,
    /// The right operand.
    pub right: Term,
    /// Scale of the sum: `2 · larger scale / (2^20 · output scale)`.
    pub output: Scale,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// Computes rows of the output, elements forward; may run in place of an operand that is not repeated.
pub fn run(
    op: &Add,
    left: Operand<'_, i8>,
    right: Operand<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
) {
    op.broadcast
        .run((left, right), output, tile.rows, |left, right| {
            let sum = op.left.value(left) + op.right.value(right);
            op.range
                .place(requantize(sum, op.output.multiplier, op.output.shift))
        });
}
