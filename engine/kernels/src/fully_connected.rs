//! FULLY_CONNECTED, int8.
//!
//! * equation: `out[b,o] = range(requantize(bias_o + Σ_k w[o,k] · in[b,k]))`
//! * shapes and layout: input `[B,K]`, output `[B,O]`, rows are batches; weights `[O,K]` packed `[O/4][K/4][4 o][4 k]`, zero-padded in both
//! * element types: int8 input, weights and output; int32 sums; per-tensor multipliers are repeated per channel; `bias' = bias − zp_in·Σw`
//! * rejects: weights with a zero point; weights that are an activation
//! * source: `kernels/internal/reference/integer_ops/fully_connected.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::arithmetic::{Channel, OutputRange};
use crate::matrix::{self, Matrix};

/// Constants of a fully connected layer.
pub struct FullyConnected {
    /// `K`, elements of an input row.
    pub depth: usize,
    /// `[O/4][K/4][4 o][4 k]`, zero-padded in both.
    pub weights: FlashSlice<i8>,
    /// A record per output channel, zero-padded to a multiple of four.
    pub channels: FlashSlice<Channel>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

impl FullyConnected {
    /// Scratch memory, bytes: two columns of int16.
    pub const fn scratch_bytes(&self) -> usize {
        2 * 2 * 4 * self.depth.div_ceil(4)
    }
}

/// Computes rows and blocks of four channels of the output; rows go forward, each pair is read whole before it is written.
/// `scratch` has at least [`FullyConnected::scratch_bytes`].
pub fn run(
    op: &FullyConnected,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i16],
) {
    let matrix = Matrix {
        weights: op.weights,
        channels: op.channels,
        groups: op.depth.div_ceil(4),
        range: op.range,
    };
    let mut y = tile.rows.start;
    while y + 1 < tile.rows.end {
        let columns = matrix::columns::<2>(scratch, matrix.groups);
        matrix::write(columns, 0, 0, &input.row(y)[..op.depth]);
        matrix::write(columns, 1, 0, &input.row(y + 1)[..op.depth]);
        matrix.multiply(
            columns,
            tile.blocks.clone(),
            [output.row(y), output.row(y + 1)],
        );
        y += 2;
    }
    if y < tile.rows.end {
        let columns = matrix::columns::<1>(scratch, matrix.groups);
        matrix::write(columns, 0, 0, &input.row(y)[..op.depth]);
        matrix.multiply(columns, tile.blocks, [output.row(y)]);
    }
}
