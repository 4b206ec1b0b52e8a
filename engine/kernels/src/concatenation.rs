//! CONCATENATION, int8: one call per input.
//!
//! * equation: `out[…, first + i, …] = in[…, i, …]` along the axis
//! * shapes and layout: any; the axis runs either over rows (`[1,H,W,C]` along H) or within a row
//! * element types: int8, all of equal scale and zero point
//! * rejects: inputs that need rescaling (the compiler puts a [`lookup`](crate::lookup) before)
//! * source: `kernels/internal/reference/concatenation.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Where one input of a concatenation goes.
///
/// Input row `g · rows + r` goes to output row `g · output_rows + first_row + r`; within a row, each `run` elements of the input go to element `first` of each `output_run` elements of
/// the output. Along an axis within rows, `rows = output_rows` and `first_row = 0`; along rows, `run = output_run` and `first = 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concatenation {
    /// Rows of this input in a group.
    pub rows: usize,
    /// Rows of the output in a group.
    pub output_rows: usize,
    /// Rows of the inputs before this one, in a group.
    pub first_row: usize,
    /// Elements of this input that stay together.
    pub run: usize,
    /// Elements of all inputs that stay together.
    pub output_run: usize,
    /// Elements of the inputs before this one, in a run.
    pub first: usize,
}

/// Copies one input to its place. `tile.rows` are rows of this **input**.
pub fn run(op: &Concatenation, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        let row = y / op.rows * op.output_rows + op.first_row + y % op.rows;
        for (repeat, run) in output.row(row).chunks_exact(op.output_run).enumerate() {
            let cells = &run[op.first..][..op.run];
            super::copy::copy(input, y, repeat * op.run, cells);
        }
    }
}
