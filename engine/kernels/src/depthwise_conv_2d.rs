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
use crate::arithmetic::{Channel, OutputRange};
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
        (self.output.width - 1) * self.window.stride_x
            + (self.window.width - 1) * self.window.dilation_x
            + 1
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
        let channels = block * BLOCK..op.output.channels.min(block * BLOCK + BLOCK);
        let mut planes = Planes::new(op, channels.start, scratch);
        let mut filled = 0; // padded rows below this one are in the planes, or no longer needed
        for y in tile.rows.clone() {
            let top = y * op.window.stride_y;
            for row in filled.max(top)..top + span {
                planes.fill(op, input, row);
            }
            filled = top + span;
            let places = [0, 1, 2].map(|i| (top + i) % span * op.padded_width());
            for (plane, channel) in planes.of_channels.iter().zip(channels.clone()) {
                run_channel(op, plane, places, channel, output.row(y));
            }
        }
    }
}

/// The input rows that an output row sees, of a block of channels: padded row `r` is at place `r mod span` of each plane.
struct Planes<'s> {
    of_channels: [&'s mut [i8]; BLOCK],
    input_channels: [usize; BLOCK],
}

impl<'s> Planes<'s> {
    /// Planes of padding, for output channels from `first` on; a short last block repeats its last channel.
    fn new(op: &DepthwiseConv2d, first: usize, scratch: &'s mut [i8]) -> Self {
        let (a, rest) = scratch[..op.scratch_bytes()].split_at_mut(op.plane());
        let (b, rest) = rest.split_at_mut(op.plane());
        let (c, d) = rest.split_at_mut(op.plane());
        let mut of_channels = [a, b, c, d];
        for plane in &mut of_channels {
            plane.fill(op.input_zero_point);
        }
        let last = op.output.channels - 1;
        Self {
            of_channels,
            input_channels: [0, 1, 2, 3].map(|lane| last.min(first + lane) / op.multiplier),
        }
    }

    /// Puts one row of the input, counted from the top of the padding, into its place.
    #[inline(never)]
    fn fill(&mut self, op: &DepthwiseConv2d, input: Rows<'_, i8>, padded_row: usize) {
        let place = padded_row % op.window.span_y() * op.padded_width();
        let rows = self.of_channels.each_mut();
        let [a, b, c, d] = rows.map(|plane| &mut plane[place..place + op.padded_width()]);
        let row = padded_row.checked_sub(op.window.padding_top);
        let Some(row) = row.filter(|row| *row < op.input.height) else {
            for row in [a, b, c, d] {
                row.fill(op.input_zero_point);
            }
            return;
        };
        let [a, b, c, d] = [a, b, c, d].map(|row| row.iter_mut().skip(op.window.padding_left));
        let [i, j, k, l] = self.input_channels;
        let pixels = input.row(row).chunks_exact(op.input.channels);
        for ((((pixel, a), b), c), d) in pixels.take(op.input.width).zip(a).zip(b).zip(c).zip(d) {
            (*a, *b, *c, *d) = (
                pixel[i].get(),
                pixel[j].get(),
                pixel[k].get(),
                pixel[l].get(),
            );
        }
    }
}

/// Computes one channel of an output row from its plane; the window's first three rows are at `places`.
#[inline(never)]
fn run_channel(
    op: &DepthwiseConv2d,
    plane: &[i8],
    places: [usize; 3],
    channel: usize,
    row: &[Cell<i8>],
) {
    let window = &op.window;
    let taps = window.height * window.width;
    let weights = op.weights.block(channel * taps, taps, &mut []);
    let pixels = row.chunks_exact(op.output.channels);
    let output = Output {
        cells: pixels.map(|pixel| &pixel[channel]),
        channel: op.channels.get(channel),
        range: op.range,
    };
    let dense = window.width == 3 && window.dilation_x == 1 && window.dilation_y == 1;
    let rows = || places.map(|at| &plane[at..at + op.padded_width()]);
    match (weights.try_into(), window.stride_x) {
        (Ok(weights), 1) if dense => output.write(sums_3x3(rows().map(steps_of_1), weights)),
        (Ok(weights), 2) if dense => output.write(sums_3x3(rows().map(steps_of_2), weights)),
        _ => {
            let lefts = (0..op.output.width).map(|x| x * window.stride_x);
            output.write(lefts.map(|left| sum(op, plane, weights, places[0], left)));
        }
    }
}

/// One channel of an output row.
struct Output<C> {
    cells: C,
    channel: Channel,
    range: OutputRange,
}

impl<'a, C: Iterator<Item = &'a Cell<i8>>> Output<C> {
    #[inline(always)]
    fn write(self, sums: impl Iterator<Item = i32>) {
        for (cell, sum) in self.cells.zip(sums) {
            cell.set(self.channel.finish(sum, &self.range));
        }
    }
}

/// What a window three wide sees of a row, going in steps of one.
#[inline(always)]
fn steps_of_1(row: &[i8]) -> impl Iterator<Item = [i8; 3]> {
    row.windows(3).map(|taps| [taps[0], taps[1], taps[2]])
}

/// What a window three wide sees of a row, going in steps of two.
#[inline(always)]
fn steps_of_2(row: &[i8]) -> impl Iterator<Item = [i8; 3]> {
    let (left, right) = (row.as_chunks::<2>().0, row[1..].as_chunks::<2>().0);
    left.iter().zip(right).map(|(a, b)| [a[0], a[1], b[1]])
}

/// Sums of a dense 3×3 window along three rows.
#[inline(always)]
fn sums_3x3(
    rows: [impl Iterator<Item = [i8; 3]>; 3],
    weights: &[i8; 9],
) -> impl Iterator<Item = i32> {
    let weights = weights.map(i32::from);
    let [above, here, below] = rows;
    above
        .zip(here)
        .zip(below)
        .map(move |((above, here), below)| {
            let mut sum = 0;
            for j in 0..3 {
                sum += weights[j] * i32::from(above[j]);
                sum += weights[3 + j] * i32::from(here[j]);
                sum += weights[6 + j] * i32::from(below[j]);
            }
            sum
        })
}

/// The sum of any window, whose first tap is element `left` of the plane's row at `place`.
fn sum(op: &DepthwiseConv2d, plane: &[i8], weights: &[i8], place: usize, left: usize) -> i32 {
    let (window, width) = (&op.window, op.padded_width());
    let taps = (window.width - 1) * window.dilation_x + 1;
    let mut start = place + left;
    let mut sum = 0;
    for weights in weights.chunks_exact(window.width) {
        let row = &plane[start..start + taps];
        sum += if window.dilation_x == 1 {
            dot(weights.iter().zip(row))
        } else {
            dot(weights.iter().zip(row.iter().step_by(window.dilation_x)))
        };
        start += window.dilation_y * width;
        if start >= plane.len() {
            start -= plane.len();
        }
    }
    sum
}

#[inline(always)]
fn dot<'a>(pairs: impl Iterator<Item = (&'a i8, &'a i8)>) -> i32 {
    pairs.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
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
            in_place: input == output && window.stride_x * window.stride_y == 1,
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
