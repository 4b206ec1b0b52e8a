//! DEPTHWISE_CONV_2D, int8.
//!
//! * equation: `out[y,x,o] = range(requantize(bias_o + Σ_{i,j} w[o,i,j] · in[y·sy − pt + i·dy, x·sx − pl + j·dx, o / multiplier]))`, padding taps being `zp_in`
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C·multiplier]`, rows are image rows; weights `[1,i,j,O]` packed `[O][i][j]`, zero-padded to a multiple of four channels
//! * element types: int8 input, weights and output; int32 sums; per-channel multipliers; `bias' = bias − zp_in·Σw` over all taps
//! * rejects: batches (one call each)
//! * source: `kernels/internal/reference/integer_ops/depthwise_conv.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::arithmetic::{Channel, OutputRange, product};
use crate::geometry::{Image, Window};
use crate::{BLOCK, NARROW};

/// Constants of a depthwise convolution.
#[derive(Clone, Copy)]
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
    /// Pixels of a row, padding included.
    const fn padded_width(&self) -> usize {
        (self.output.width - 1) * self.window.stride_x
            + (self.window.width - 1) * self.window.dilation_x
            + 1
    }

    /// Scratch memory, bytes: the padded rows that an output row sees, of four channels; of one on 8-bit cores.
    pub const fn scratch_bytes(&self) -> usize {
        LANES * self.window.span_y() * self.padded_width()
    }
}

/// Channels of a block that are computed at a time: one on 8-bit cores, which have neither the registers nor the RAM for more.
const LANES: usize = if NARROW { 1 } else { BLOCK };

/// So many channels of a pixel, of a tap's weights, or of a sum's place in the output.
type Lanes = [i8; LANES];

/// Computes rows and blocks of four channels of the output.
///
/// Each block of channels keeps the input rows that its window sees in `scratch` (at least [`DepthwiseConv2d::scratch_bytes`]), padding included; each input row is
/// read once, before the first output row that sees it is written. With multiplier 1 it may run in place when one tile covers all rows, and
/// output rows up to y have no more pixels than the input rows that the window has seen by then, as with equal shapes or a stride.
pub fn run(
    op: &DepthwiseConv2d,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i8],
) {
    let span = op.window.span_y();
    let (pixels, _) = scratch[..op.scratch_bytes()].as_chunks_mut();
    let parts = tile.blocks.start * (BLOCK / LANES)..tile.blocks.end * (BLOCK / LANES);
    for part in parts {
        if NARROW && part >= op.output.channels {
            break; // the last block is not full
        }
        let block = Block::new(op, part * LANES);
        pixels.fill([op.input_zero_point; LANES]);
        let mut filled = 0; // padded rows below this one are in the ring, or no longer needed
        for y in tile.rows.clone() {
            let top = y * op.window.stride_y;
            for row in filled.max(top)..top + span {
                let width = block.padded_width();
                block.fill(input, row, &mut pixels[row % span * width..][..width]);
            }
            filled = top + span;
            block.run_row(pixels, top % span, output.row(y));
        }
    }
}

/// A block of four output channels; a short last block computes its last channel again, and does not store it.
struct Block<'o> {
    op: &'o DepthwiseConv2d,
    first: usize,
    /// Pixels of a padded row, on 8-bit cores.
    width: usize,
    input_channels: [usize; LANES],
    weights: [FlashSlice<i8>; LANES],
    /// The weights of a dense 3×3 window, tap by tap: such windows have code of their own.
    weights_3x3: Option<[Lanes; 9]>,
    channels: [Channel; LANES],
}

impl<'o> Block<'o> {
    fn new(op: &'o DepthwiseConv2d, first: usize) -> Self {
        let taps = op.window.height * op.window.width;
        let lanes: [usize; LANES] = core::array::from_fn(|lane| first + lane);
        let weights = lanes.map(|lane| op.weights.part(lane * taps, taps));
        let is_dense = (op.window.dilation_x, op.window.dilation_y) == (1, 1);
        let is_3x3 = (op.window.height, op.window.width) == (3, 3);
        let by_tap = || core::array::from_fn(|tap| weights.map(|weights| weights.get(tap)));
        Self {
            op,
            first,
            width: if NARROW { op.padded_width() } else { 0 },
            input_channels: lanes.map(|lane| lane.min(op.output.channels - 1) / op.multiplier),
            weights,
            weights_3x3: (!NARROW && is_dense && is_3x3).then(by_tap),
            channels: lanes.map(|lane| op.channels.get(lane)),
        }
    }

    /// Pixels of a padded row: 8-bit cores keep them, others have fewer registers than multiplications to spare.
    fn padded_width(&self) -> usize {
        if NARROW {
            self.width
        } else {
            self.op.padded_width()
        }
    }

    /// Fills a padded row of the ring; `row` counts from the top of the padding. Padding left and right of the image is there already.
    fn fill(&self, input: Rows<'_, i8>, row: usize, pixels: &mut [Lanes]) {
        let op = self.op;
        let row = row.checked_sub(op.window.padding_top);
        let Some(row) = row.filter(|row| *row < op.input.height) else {
            pixels.fill([op.input_zero_point; LANES]);
            return;
        };
        let image = pixels.iter_mut().skip(op.window.padding_left);
        let source =
            input.row(row)[..op.input.width * op.input.channels].chunks_exact(op.input.channels);
        for (lanes, pixel) in image.zip(source) {
            *lanes = self.input_channels.map(|channel| pixel[channel].get());
        }
    }

    /// Computes an output row from the ring, whose row at place `top` is the window's first.
    fn run_row(&self, pixels: &[Lanes], top: usize, output: &[Cell<i8>]) {
        let (op, width) = (self.op, self.padded_width());
        let output = output.chunks_exact(op.output.channels);
        let cells = output.map(|pixel| &pixel[self.first..]);
        let rows = || [0, 1, 2].map(|i| &pixels[(top + i) % 3 * width..][..width]);
        match (&self.weights_3x3, op.window.stride_x) {
            (Some(weights), 1) if !NARROW => {
                self.store(cells, sums_3x3(rows().map(steps_of_1), weights))
            }
            (Some(weights), 2) if !NARROW => {
                self.store(cells, sums_3x3(rows().map(steps_of_2), weights))
            }
            _ => {
                let lefts = (0..op.output.width).map(|x| x * op.window.stride_x);
                self.store(
                    cells,
                    lefts.map(|left| self.sums(pixels, top * width + left)),
                );
            }
        }
    }

    #[inline(always)]
    fn store<'a>(
        &self,
        cells: impl Iterator<Item = &'a [Cell<i8>]>,
        sums: impl Iterator<Item = [i32; LANES]>,
    ) {
        for (cells, sums) in cells.zip(sums) {
            for ((cell, channel), sum) in cells.iter().zip(&self.channels).zip(sums) {
                cell.set(channel.finish(sum, &self.op.range));
            }
        }
    }

    /// The sums of any window, whose first tap is pixel `first` of the ring.
    fn sums(&self, pixels: &[Lanes], first: usize) -> [i32; LANES] {
        let window = &self.op.window;
        let length = pixels.len();
        let mut start = first;
        let mut weights = self.weights.map(|weights| weights.iter());
        let mut sums = [0; LANES];
        for _ in 0..window.height {
            let pixels = pixels[start..].iter().step_by(window.dilation_x);
            for pixel in pixels.take(window.width) {
                let weights = weights
                    .each_mut()
                    .map(|weights| weights.next().unwrap_or(0));
                add_products(&mut sums, weights, *pixel);
            }
            start += window.dilation_y * self.padded_width();
            if start >= length {
                start -= length;
            }
        }
        sums
    }
}

/// What a window three wide sees of a row, going in steps of one.
#[inline(always)]
fn steps_of_1(row: &[Lanes]) -> impl Iterator<Item = [Lanes; 3]> {
    row.windows(3).map(|taps| [taps[0], taps[1], taps[2]])
}

/// What a window three wide sees of a row, going in steps of two.
#[inline(always)]
fn steps_of_2(row: &[Lanes]) -> impl Iterator<Item = [Lanes; 3]> {
    let (left, right) = (row.as_chunks::<2>().0, row[1..].as_chunks::<2>().0);
    left.iter().zip(right).map(|(a, b)| [a[0], a[1], b[1]])
}

/// Sums of a dense 3×3 window along three rows.
#[inline(always)]
fn sums_3x3(
    rows: [impl Iterator<Item = [Lanes; 3]>; 3],
    weights: &[Lanes; 9],
) -> impl Iterator<Item = [i32; LANES]> {
    let [above, here, below] = rows;
    above.zip(here).zip(below).map(|((above, here), below)| {
        let mut sums = [0; LANES];
        let taps = above.iter().chain(&here).chain(&below);
        for (weights, pixel) in weights.iter().zip(taps) {
            add_products(&mut sums, *weights, *pixel);
        }
        sums
    })
}

#[inline(always)]
fn add_products(sums: &mut [i32; LANES], weights: Lanes, pixel: Lanes) {
    for ((sum, weight), value) in sums.iter_mut().zip(weights).zip(pixel) {
        *sum += product(weight, value);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conv_2d::tests::{each, rows_seen};
    use crate::testing::{Case, Random, flash, fold, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random depthwise convolution with its output by definition: taps outside of the image are skipped, zero points are subtracted.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let (input, mut window, mut height, mut width) = random.window(true);
        let multiplier = [1, 1, 1, 2, 3][random.below(5)];
        if random.below(4) == 0 {
            // stride 1 and equal shapes, so that it may run in place
            (window.stride_x, window.stride_y) = (1, 1);
            window.padding_top = (window.height - 1) * window.dilation_y / 2;
            window.padding_left = (window.width - 1) * window.dilation_x / 2;
            (height, width) = (input.height, input.width);
        }
        let output = Image {
            height,
            width,
            channels: input.channels * multiplier,
        };
        let taps = window.height * window.width;
        let weights = random.i8s(output.channels * taps);
        let channels: Vec<Channel> = (0..output.channels).map(|_| random.channel(14)).collect();
        let (zero_point, range) = (random.i8(), random.range());
        let values = random.i8s(input.height * input.width * input.channels);
        let mut expected = Vec::new();
        for (y, x, o) in each(&output) {
            let mut sum = 0;
            for tap in 0..taps {
                let row = window.input_row(y, tap / window.width, input.height);
                let left = x * window.stride_x + tap % window.width * window.dilation_x;
                let column = left.checked_sub(window.padding_left);
                if let (Some(row), Some(column)) = (row, column.filter(|x| *x < input.width)) {
                    let pixel = (row * input.width + column) * input.channels;
                    let value = i32::from(values[pixel + o / multiplier]) - i32::from(zero_point);
                    sum += i32::from(weights[o * taps + tap]) * value;
                }
            }
            expected.push(channels[o].finish(sum, &range));
        }
        let mut padded = weights.clone();
        padded.resize(output.channels.next_multiple_of(4) * taps, 0);
        let op = DepthwiseConv2d {
            input,
            output,
            window,
            multiplier,
            input_zero_point: zero_point,
            weights: flash(padded),
            channels: fold(&channels, &weights, zero_point),
            range,
        };
        Case {
            blocks: output.channels.div_ceil(4),
            in_place: multiplier == 1
                && (0..height).all(|y| {
                    let seen = y * window.stride_y + window.span_y() - window.padding_top;
                    (y + 1) * width <= seen.min(input.height) * input.width
                }),
            needs: Box::new(move |_, y| rows_seen(&window, y, input.height)),
            ..Case::by_rows(
                vec![(values, input.width * input.channels)],
                (expected, width * output.channels),
                Box::new(move |inputs, output, tile, memory| {
                    run(
                        &op,
                        inputs[0],
                        output,
                        tile,
                        memory.scratch(op.scratch_bytes()),
                    );
                }),
            )
        }
    }

    #[test]
    fn worked_example() {
        // two channels, each its own 1×2 window, padded by one on the left with zero point 4
        let weights = [1, 10, -1, 2];
        let channels = [Channel {
            bias: 0,
            multiplier: 1 << 30,
            shift: 1,
        }; 2];
        let image = Image {
            height: 1,
            width: 2,
            channels: 2,
        };
        let op = DepthwiseConv2d {
            input: image,
            output: image,
            window: Window {
                height: 1,
                width: 2,
                stride_y: 1,
                stride_x: 1,
                dilation_y: 1,
                dilation_x: 1,
                padding_top: 0,
                padding_left: 1,
            },
            multiplier: 1,
            input_zero_point: 4,
            weights: flash(vec![1, 10, -1, 2, 0, 0, 0, 0]),
            channels: fold(&channels, &weights, 4),
            range: OutputRange {
                zero_point: 0,
                minimum: -128,
                maximum: 127,
            },
        };
        let (mut input, mut output) = ([5, 6, 7, 8], [0; 4]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 4);
        run(&op, rows(&mut input, 4), output_rows, tile, &mut [0; 12]);
        // 10·(5−4), 2·(6−4), 1·(5−4) + 10·(7−4), −1·(6−4) + 2·(8−4)
        assert_eq!(output, [10, 4, 31, 6]);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
