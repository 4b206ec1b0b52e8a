//! DEQUANTIZE, int8 to float32.
//!
//! * equation: `out = scale · (in − zp)`
//! * shapes and layout: any; input and output have equal rows
//! * element types: int8 to float32; exact: one rounding of the exact product
//! * rejects: other types
//! * source: `kernels/internal/reference/dequantize.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Rows, Tile};

/// Constants of a dequantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dequantize {
    /// The input's scale.
    pub scale: f32,
    /// The input's zero point.
    pub zero_point: i32,
}

/// Computes rows of the output, elements forward. Not in place: the output is larger.
pub fn run(op: &Dequantize, input: Rows<'_, i8>, output: Rows<'_, f32>, tile: Tile) {
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            to.set(op.scale * (i32::from(from.get()) - op.zero_point) as f32);
        }
    }
}
