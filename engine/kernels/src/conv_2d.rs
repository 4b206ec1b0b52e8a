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

use crate::NARROW;
use crate::arithmetic::{Channel, OutputRange};
use crate::geometry::{Image, Window, taps_inside};
use crate::mac::{self, Columns, Value};
use crate::matrix::{self, Matrix};

/// Constants of a convolution.
#[derive(Clone, Copy)]
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

    /// Scratch memory, bytes: two columns of int16, or one of int8 on 8-bit cores.
    pub const fn scratch_bytes(&self) -> usize {
        mac::column_bytes(self.groups())
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
    scratch: &mut [Value],
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
        if mac::COLUMNS == 1 {
            for (x, pixel) in row.chunks_exact(op.output.channels).enumerate() {
                run_one(op, input, &matrix, (y, x), pixel, &tile.blocks, scratch);
            }
            continue;
        }
        let (pairs, last) = row.split_at(paired * op.output.channels);
        for (i, pair) in pairs.chunks_exact(2 * op.output.channels).enumerate() {
            let columns = matrix::columns::<2>(scratch, matrix.groups);
            gather(op, input, y, 2 * i, columns, 0);
            gather(op, input, y, 2 * i + 1, columns, 1);
            let (first, second) = pair.split_at(op.output.channels);
            matrix.multiply(columns, tile.blocks.clone(), [first, second]);
        }
        if !last.is_empty() {
            run_one(op, input, &matrix, (y, paired), last, &tile.blocks, scratch);
        }
    }
}

/// Computes one output pixel.
fn run_one(
    op: &Conv2d,
    input: Rows<'_, i8>,
    matrix: &Matrix,
    (y, x): (usize, usize),
    pixel: &[Cell<i8>],
    blocks: &Range<usize>,
    scratch: &mut [Value],
) {
    if NARROW {
        gather_taps(op, input, y, x, scratch);
    }
    let columns = matrix::columns::<1>(scratch, matrix.groups);
    if !NARROW {
        gather(op, input, y, x, columns, 0);
    }
    matrix.multiply(columns, blocks.clone(), [pixel]);
}

/// Writes what output pixel `(y, x)` sees into the only column, tap by tap.
fn gather_taps(op: &Conv2d, input: Rows<'_, i8>, y: usize, x: usize, column: &mut [Value]) {
    let channels = op.input.channels;
    let mut taps = column.chunks_exact_mut(channels);
    for i in 0..op.window.height {
        let row = op.window.input_row(y, i, op.input.height);
        for (j, tap) in (0..op.window.width).zip(&mut taps) {
            match row.zip(op.window.input_column(x, j, op.input.width)) {
                Some((row, column)) => {
                    let pixel = &input.row(row)[column * channels..];
                    for (to, from) in tap.iter_mut().zip(pixel) {
                        *to = from.get().into();
                    }
                }
                None => tap.fill(op.input_zero_point.into()),
            }
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, Run, flash, fold, pack, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A convolution with its input and its output by definition; biases are not folded yet.
    pub(crate) struct Definition {
        pub input: Image,
        pub output: Image,
        pub window: Window,
        pub zero_point: i8,
        pub weights: Vec<i8>,
        pub channels: Vec<Channel>,
        pub range: OutputRange,
        pub values: Vec<i8>,
        pub expected: Vec<i8>,
    }

    impl Definition {
        /// A random one with such channels and weights: taps outside of the image are skipped, zero points are subtracted.
        pub(crate) fn random(
            random: &mut Random,
            channel: fn(&mut Random) -> Channel,
            weights: fn(&mut Random, usize) -> Vec<i8>,
        ) -> Self {
            let (input, window, height, width) = random.window(true);
            let output = Image {
                height,
                width,
                channels: random.within(1..11),
            };
            Self::of(random, (input, window, output), channel, weights)
        }

        /// A random one of a shape.
        pub(crate) fn of(
            random: &mut Random,
            (input, window, output): (Image, Window, Image),
            channel: fn(&mut Random) -> Channel,
            weights: fn(&mut Random, usize) -> Vec<i8>,
        ) -> Self {
            let depth = window.height * window.width * input.channels;
            let weights = weights(random, output.channels * depth);
            let channels: Vec<Channel> = (0..output.channels).map(|_| channel(random)).collect();
            let zero_point = random.i8();
            let range = random.range();
            let values = random.i8s(input.height * input.width * input.channels);
            let mut expected = Vec::new();
            for (y, x, o) in each(&output) {
                let mut sum = 0;
                for k in 0..depth {
                    let (tap, c) = (k / input.channels, k % input.channels);
                    let row = window.input_row(y, tap / window.width, input.height);
                    let left = x * window.stride_x + tap % window.width * window.dilation_x;
                    let column = left.checked_sub(window.padding_left);
                    if let (Some(row), Some(column)) = (row, column.filter(|x| *x < input.width)) {
                        let value = values[(row * input.width + column) * input.channels + c];
                        let weight = weights[o * depth + k];
                        sum += i32::from(weight) * (i32::from(value) - i32::from(zero_point));
                    }
                }
                expected.push(channels[o].finish(sum, &range));
            }
            Self {
                input,
                output,
                window,
                zero_point,
                weights,
                channels,
                range,
                values,
                expected,
            }
        }

        /// The case of a kernel that computes it.
        pub(crate) fn case(&self, run: Run<i8, i8>) -> Case<i8, i8> {
            let (input, output, window) = (self.input, self.output, self.window);
            let pointwise = window.height * window.width * window.stride_x * window.stride_y == 1;
            Case {
                blocks: output.channels.div_ceil(4),
                in_place: pointwise
                    && output.channels <= input.channels
                    && input.width == output.width,
                needs: Box::new(move |_, y| rows_seen(&window, y, input.height)),
                ..Case::by_rows(
                    vec![(self.values.clone(), input.width * input.channels)],
                    (self.expected.clone(), output.width * output.channels),
                    run,
                )
            }
        }
    }

    /// A random convolution with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, |random| random.channel(15), Random::i8s);
        let depth = definition.weights.len() / definition.output.channels;
        let op = Conv2d {
            input: definition.input,
            output: definition.output,
            window: definition.window,
            input_zero_point: definition.zero_point,
            weights: pack(&definition.weights, depth),
            channels: fold(
                &definition.channels,
                &definition.weights,
                definition.zero_point,
            ),
            range: definition.range,
        };
        definition.case(Box::new(move |inputs, output, tile, memory| {
            run(
                &op,
                inputs[0],
                output,
                tile,
                memory.scratch(op.scratch_bytes()),
            );
        }))
    }

    /// Every element of an image.
    pub(crate) fn each(image: &Image) -> impl Iterator<Item = (usize, usize, usize)> {
        let Image {
            height,
            width,
            channels,
        } = *image;
        (0..height * width * channels)
            .map(move |i| (i / channels / width, i / channels % width, i % channels))
    }

    /// The input rows from the first to the last that output row `y` spans.
    pub(crate) fn rows_seen(window: &Window, y: usize, height: usize) -> Range<usize> {
        let bottom = (y * window.stride_y + window.span_y()).saturating_sub(window.padding_top);
        bottom.saturating_sub(window.span_y()).min(height)..bottom.min(height)
    }

    #[test]
    fn worked_example() {
        // 2×2 window on 2×3, zero point 1, one channel: the first output is 1·(1−1) + 2·(2−1) + 3·(4−1) + 4·(5−1) + bias 10 = 37, halved and rounded 19
        let weights = [1, 2, 3, 4];
        let channels = [Channel {
            bias: 10,
            multiplier: 1 << 30,
            shift: 0,
        }];
        let image = |height, width| Image {
            height,
            width,
            channels: 1,
        };
        let op = Conv2d {
            input: image(2, 3),
            output: image(1, 2),
            window: Window {
                height: 2,
                width: 2,
                stride_y: 1,
                stride_x: 1,
                dilation_y: 1,
                dilation_x: 1,
                padding_top: 0,
                padding_left: 0,
            },
            input_zero_point: 1,
            weights: flash(vec![1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            channels: fold(&channels, &weights, 1),
            range: OutputRange {
                zero_point: -2,
                minimum: -128,
                maximum: 127,
            },
        };
        let (mut input, mut output) = ([1, 2, 3, 4, 5, 6], [0; 2]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 2);
        run(&op, rows(&mut input, 3), output_rows, tile, &mut [0; 8]);
        assert_eq!(output, [19 - 2, 24 - 2]); // the second: 1·1 + 2·2 + 3·4 + 4·5 + 10 = 47, halved 23.5, rounded 24
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
