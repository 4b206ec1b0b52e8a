//! PAD, PADV2, int8.
//!
//! * equation: `out[i] = in[i − before]` inside the input, `value` outside
//! * shapes and layout: up to four dimensions, leading ones are 1; `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements
//! * element types: int8; the value of PAD is the output's zero point
//! * rejects: more than four dimensions that do not merge
//! * source: `kernels/internal/reference/pad.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Constants of a padding.
pub struct Pad {
    /// The input's dimensions.
    pub input: [usize; 4],
    /// Elements of padding before the input, along each.
    pub before: [usize; 4],
    /// The output's dimensions.
    pub output: [usize; 4],
    /// What padding is filled with.
    pub value: i8,
}

/// Computes rows of the output.
pub fn run(op: &Pad, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    let inside = |axis: usize, index: usize| {
        index
            .checked_sub(op.before[axis])
            .filter(|index| *index < op.input[axis])
    };
    for y in tile.rows {
        let outer = inside(0, y / op.output[1]);
        let inner = inside(1, y % op.output[1]);
        let from = outer.zip(inner).map(|(o, i)| o * op.input[1] + i);
        let runs = output.row(y).chunks_exact(op.output[3]);
        for (repeat, cells) in runs.enumerate().take(op.output[2]) {
            cells.iter().for_each(|cell| cell.set(op.value));
            if let Some((row, repeat)) = from.zip(inside(2, repeat)) {
                let cells = &cells[op.before[3]..][..op.input[3]];
                super::copy::copy(input, row, repeat * op.input[3], cells);
            }
        }
    }
}
