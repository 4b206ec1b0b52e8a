//! DEPTHWISE_CONV_2D, int8.
//!
//! * equation: `out[y,x,o] = range(requantize(bias_o + Σ_{i,j} w[o,i,j] · in[y·sy − pt + i·dy, x·sx − pl + j·dx, o / multiplier]))`, padding taps being `zp_in`
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C·multiplier]`, rows are image rows; weights `[1,i,j,O]` packed `[O][i][j]`, zero-padded to a multiple of four channels
//! * element types: int8 input, weights and output; int32 sums; per-channel multipliers; `bias' = bias − zp_in·Σw` over all taps
//! * rejects: batches (one call each)
//! * source: `kernels/internal/reference/integer_ops/depthwise_conv.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::{Channel, OutputRange, requantize};
use crate::geometry::{Image, Window};

/// Constants of a depthwise convolution.
pub struct DepthwiseConv2d {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window.
    pub window: Window,
    /// Output channels per input channel.
    pub multiplier: usize,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[O][height][width]`, zero-padded to a multiple of four channels.
    pub weights: FlashSlice<i8>,
    /// A record per output channel, zero-padded to a multiple of four.
    pub channels: FlashSlice<Channel>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

impl DepthwiseConv2d {
    /// Elements of a padded row of one channel.
    const fn padded_width(&self) -> usize {
        self.window.span_x(self.output.width)
    }

    /// Elements of a plane: the padded rows of one channel that an output row sees.
    const fn plane(&self) -> usize {
        self.window.span_y() * self.padded_width()
    }

    /// Scratch memory, bytes: the planes of four channels.
    pub const fn scratch_bytes(&self) -> usize {
        BLOCK * self.plane()
    }
}

/// Computes rows and blocks of four channels of the output.
///
/// Each block of channels keeps the input rows that its window sees in `scratch` (at least [`DepthwiseConv2d::scratch_bytes`]), as one plane per channel, padding included;
/// each input row is read once, before the first output row that sees it is written. With multiplier 1, stride 1 and equal shapes it may
/// run in place when one tile covers all rows.
pub fn run(
    op: &DepthwiseConv2d,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i8],
) {
    let span = op.window.span_y();
    for block in tile.blocks {
        let first = block * BLOCK;
        let lanes = BLOCK.min(op.output.channels - first);
        let mut filled = 0; // padded rows below this one are in the planes, or no longer needed
        for y in tile.rows.clone() {
            let top = y * op.window.stride_y;
            for row in filled.max(top)..top + span {
                fill_row(op, input, row, first, &mut scratch[..lanes * op.plane()]);
            }
            filled = top + span;
            let planes = scratch.chunks_exact(op.plane());
            for (channel, plane) in (first..first + lanes).zip(planes) {
                run_channel(op, plane, top % span, channel, output.row(y));
            }
        }
    }
}

/// Puts one padded row of the input, counted from the top of the padding, into the planes of a block of channels.
fn fill_row(
    op: &DepthwiseConv2d,
    input: Rows<'_, i8>,
    padded_row: usize,
    first: usize,
    planes: &mut [i8],
) {
    let width = op.padded_width();
    let place = padded_row % op.window.span_y() * width;
    let row = padded_row
        .checked_sub(op.window.padding_top)
        .filter(|row| *row < op.input.height)
        .map(|row| input.row(row));
    for (channel, plane) in (first..).zip(planes.chunks_exact_mut(op.plane())) {
        let plane = &mut plane[place..place + width];
        let Some(row) = row else {
            plane.fill(op.input_zero_point);
            continue;
        };
        let (left, inside) = plane.split_at_mut(op.window.padding_left.min(width));
        let (inside, right) = inside.split_at_mut(op.input.width.min(inside.len()));
        left.fill(op.input_zero_point);
        right.fill(op.input_zero_point);
        let pixels = row[channel / op.multiplier..]
            .iter()
            .step_by(op.input.channels);
        for (to, from) in inside.iter_mut().zip(pixels) {
            *to = from.get();
        }
    }
}

/// Computes one channel of an output row from its plane, whose place `top` holds the first row of the window.
fn run_channel(op: &DepthwiseConv2d, plane: &[i8], top: usize, channel: usize, row: &[Cell<i8>]) {
    let window = &op.window;
    let taps = window.height * window.width;
    let weights = op.weights.block(channel * taps, taps, &mut []);
    let record = op.channels.get(channel);
    let cells = row[channel..].iter().step_by(op.output.channels);
    let store = |cell: &Cell<i8>, sum: i32| {
        let value = requantize(
            sum.wrapping_add(record.bias),
            record.multiplier,
            record.shift,
        );
        cell.set(op.range.place(value));
    };
    match weights.try_into() {
        Ok(weights) if window.width == 3 && window.dilation_x == 1 && window.dilation_y == 1 => {
            let width = op.padded_width();
            let rows = [0, 1, 2].map(|i| &plane[(top + i) % 3 * width..][..width]);
            for (cell, sum) in cells.zip(sums_3x3(rows, weights, window.stride_x)) {
                store(cell, sum);
            }
        }
        _ => {
            for (x, cell) in cells.enumerate() {
                store(cell, sum(op, plane, weights, top, x * window.stride_x));
            }
        }
    }
}

/// Sums of a dense 3×3 window along three rows.
fn sums_3x3<'a>(
    rows: [&'a [i8]; 3],
    weights: &'a [i8; 9],
    stride: usize,
) -> impl Iterator<Item = i32> + 'a {
    let weights = weights.map(i32::from);
    let [above, here, below] = rows.map(|row| row.windows(3).step_by(stride));
    above
        .zip(here)
        .zip(below)
        .map(move |((above, here), below)| {
            let taps = above.iter().chain(here).chain(below);
            taps.zip(weights)
                .map(|(value, weight)| i32::from(*value) * weight)
                .sum()
        })
}

/// The sum of any window, whose first tap is element `left` of the plane's row `top`.
fn sum(op: &DepthwiseConv2d, plane: &[i8], weights: &[i8], top: usize, left: usize) -> i32 {
    let (span, width) = (op.window.span_y(), op.padded_width());
    let mut place = top;
    let mut sum = 0;
    for weights in weights.chunks_exact(op.window.width) {
        let row = &plane[place * width + left..(place + 1) * width];
        for (weight, value) in weights.iter().zip(row.iter().step_by(op.window.dilation_x)) {
            sum += i32::from(*weight) * i32::from(*value);
        }
        place += op.window.dilation_y;
        if place >= span {
            place -= span;
        }
    }
    sum
}
