//! QUANTIZE, float32 to int8.
//!
//! * equation: `out = clamp(round(in / scale) + zp, −128, 127)`, half away from zero; NaN gives zp
//! * shapes and layout: any; input and output have equal rows
//! * element types: float32 to int8; exact, the division is that of float32
//! * rejects: other types
//! * source: `kernels/internal/reference/quantize.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Rows, Tile};

/// Constants of a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantize {
    /// The output's scale.
    pub scale: f32,
    /// The output's zero point.
    pub zero_point: i32,
}

/// Computes rows of the output, elements forward; may run in place, when both begin at the same byte.
pub fn run(op: &Quantize, input: Rows<'_, f32>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            let value = round(from.get() / op.scale).saturating_add(op.zero_point);
            to.set(value.clamp(-128, 127) as i8);
        }
    }
}

/// The nearest integer, half away from zero, as C's `round`; saturates.
fn round(value: f32) -> i32 {
    let whole = value as i32;
    let rest = value - whole as f32;
    if rest >= 0.5 {
        whole.saturating_add(1)
    } else if rest <= -0.5 {
        whole.saturating_sub(1)
    } else {
        whole
    }
}
