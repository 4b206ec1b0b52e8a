//! TRANSPOSE, int8.
//!
//! * equation: `out[i0,i1,i2,i3] = in[Σ i_k · strides_k]`
//! * shapes and layout: up to four dimensions, leading ones are 1; the output is `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements, the input is one row of all elements
//! * element types: int8, equal quantization
//! * rejects: more than four dimensions that do not merge
//! * source: `kernels/internal/reference/transpose.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Constants of a transposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transpose {
    /// The output's dimensions.
    pub shape: [usize; 4],
    /// Elements of the input from one to the next along each dimension of the output.
    pub strides: [usize; 4],
}

/// Computes rows of the output. `input` is one row of all elements, so it lies whole in memory.
pub fn run(op: &Transpose, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    const CHUNK: usize = 16;
    let [_, inner_rows, repeats, run] = op.shape;
    for y in tile.rows {
        let start = y / inner_rows * op.strides[0] + y % inner_rows * op.strides[1];
        let runs = output.row(y)[..repeats * run].chunks_exact(run);
        for (repeat, cells) in runs.enumerate() {
            let mut from = start + repeat * op.strides[2];
            for cells in cells.chunks(CHUNK) {
                let mut values = [0; CHUNK];
                input.read(0, from, op.strides[3], &mut values[..cells.len()]);
                for (cell, value) in cells.iter().zip(values) {
                    cell.set(value);
                }
                from += CHUNK * op.strides[3];
            }
        }
    }
}
