//! CONV_2D, int8.
//!
//! * equation: `out[y,x,o] = range(requantize(bias_o + Σ_{i,j,c} w[o,i,j,c] · in[y·sy − pt + i·dy, x·sx − pl + j·dx, c]))`, padding taps being `zp_in`
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',O]`, rows are image rows; weights OHWI packed `[O/4][K/4][4 o][4 k]`, `k = (i·width + j)·C + c`, zero-padded in both
//! * element types: int8 input, weights and output; int32 sums; per-channel multipliers; `bias' = bias − zp_in·Σw` over all taps
//! * rejects: batches (one call each), groups (the compiler may pack a grouped convolution with zeros)
//! * source: `kernels/internal/reference/integer_ops/conv.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::arithmetic::{Channel, OutputRange};
use crate::geometry::{Image, Window, taps_inside};
use crate::mac::Columns;
use crate::matrix::{self, Matrix};

/// Constants of a convolution.
pub struct Conv2d {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window.
    pub window: Window,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[O/4][K/4][4 o][4 k]`, zero-padded in both.
    pub weights: FlashSlice<i8>,
    /// A record per output channel, zero-padded to a multiple of four.
    pub channels: FlashSlice<Channel>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

impl Conv2d {
    /// Groups of four elements in a column.
    const fn groups(&self) -> usize {
        (self.window.height * self.window.width * self.input.channels).div_ceil(4)
    }

    /// Scratch memory, bytes: two columns of int16.
    pub const fn scratch_bytes(&self) -> usize {
        2 * 2 * 4 * self.groups()
    }
}

/// Computes rows and blocks of four channels of the output.
///
/// Pixels go forward, and each pair is read whole before it is written: a 1×1 convolution with stride 1 and no more output than input channels may run in place.
/// `scratch` has at least [`Conv2d::scratch_bytes`].
pub fn run(
    op: &Conv2d,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i16],
) {
    let matrix = Matrix {
        weights: op.weights,
        channels: op.channels,
        groups: op.groups(),
        range: op.range,
    };
    let paired = op.output.width / 2 * 2;
    for y in tile.rows {
        let row = &output.row(y)[..op.output.width * op.output.channels];
        let (pairs, last) = row.split_at(paired * op.output.channels);
        for (i, pair) in pairs.chunks_exact(2 * op.output.channels).enumerate() {
            let columns = matrix::columns::<2>(scratch, matrix.groups);
            gather(op, input, y, 2 * i, columns, 0);
            gather(op, input, y, 2 * i + 1, columns, 1);
            let (first, second) = pair.split_at(op.output.channels);
            matrix.multiply(columns, tile.blocks.clone(), [first, second]);
        }
        if !last.is_empty() {
            let columns = matrix::columns::<1>(scratch, matrix.groups);
            gather(op, input, y, paired, columns, 0);
            matrix.multiply(columns, tile.blocks.clone(), [last]);
        }
    }
}

/// Writes what output pixel `(y, x)` sees into column `p`.
fn gather<const P: usize>(
    op: &Conv2d,
    input: Rows<'_, i8>,
    y: usize,
    x: usize,
    columns: &mut [Columns<P>],
    p: usize,
) {
    let window = &op.window;
    let run = window.width * op.input.channels;
    let left = x * window.stride_x;
    let taps = taps_inside(
        left,
        window.padding_left,
        window.width,
        window.dilation_x,
        op.input.width,
    );
    for i in 0..window.height {
        let start = i * run;
        match window.input_row(y, i, op.input.height) {
            Some(row) if !taps.is_empty() => {
                let row = input.row(row);
                let inside =
                    start + taps.start * op.input.channels..start + taps.end * op.input.channels;
                matrix::fill(columns, p, start..inside.start, op.input_zero_point);
                gather_row(op, row, left, taps.clone(), columns, (p, inside.start));
                matrix::fill(columns, p, inside.end..start + run, op.input_zero_point);
            }
            _ => matrix::fill(columns, p, start..start + run, op.input_zero_point),
        }
    }
}

/// Writes `taps` of a row, all inside the image, into column and element `at`.
fn gather_row<const P: usize>(
    op: &Conv2d,
    row: &[Cell<i8>],
    left: usize,
    taps: Range<usize>,
    columns: &mut [Columns<P>],
    (p, start): (usize, usize),
) {
    let channels = op.input.channels;
    let pixel = |tap| left + tap * op.window.dilation_x - op.window.padding_left;
    if op.window.dilation_x == 1 {
        let first = pixel(taps.start) * channels;
        matrix::write(
            columns,
            p,
            start,
            &row[first..first + taps.len() * channels],
        );
    } else {
        for (n, tap) in taps.enumerate() {
            let first = pixel(tap) * channels;
            matrix::write(
                columns,
                p,
                start + n * channels,
                &row[first..first + channels],
            );
        }
    }
}
