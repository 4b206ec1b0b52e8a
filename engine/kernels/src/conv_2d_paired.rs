//! CONV_2D, int8, with channels in pairs: see [`paired`].
//!
//! * equation: that of [`conv_2d`](crate::conv_2d)
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',O]`, rows are image rows; weights OHWI packed `[O/2][height][run]` words, a run being the `width·C` elements of a
//!   row of the window, `k = j·C + c`, in the order of a column
//! * element types: as conv_2d; what [`paired`] asks of weights, biases and scales
//! * rejects: what conv_2d rejects
//! * source: that of conv_2d

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::geometry::{Image, Window, taps_inside};
use crate::paired::{self, Blocks, Matrix, Native, PIXELS, Pairs};

/// Constants of a convolution.
#[derive(Clone, Copy)]
pub struct Conv2dPaired {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window.
    pub window: Window,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[O/2][height][words of a run]`.
    pub weights: FlashSlice<i32>,
    /// What is done with sums, by pairs of channels.
    pub pairs: Pairs,
    /// Smallest value of the output.
    pub minimum: i8,
    /// Largest value of the output.
    pub maximum: i8,
}

impl Conv2dPaired {
    /// Elements of a row of the window.
    const fn run(&self) -> usize {
        self.window.width * self.input.channels
    }

    /// Words of a pixel's column.
    const fn words(&self) -> usize {
        self.window.height * paired::words(self.run())
    }

    /// Scratch memory, bytes: the column of four pixels.
    pub const fn scratch_bytes(&self) -> usize {
        PIXELS * self.words() * size_of::<i32>()
    }

    const fn is_pointwise(&self) -> bool {
        let window = &self.window;
        window.height * window.width * window.stride_y * window.stride_x == 1
            && self.input.width == self.output.width
    }
}

/// Computes rows and blocks of four channels of the output.
///
/// Pixels go forward, and each four are read whole before they are written: a 1×1 convolution with stride 1 and no more output than input channels may run in place.
/// `scratch` has at least [`Conv2dPaired::scratch_bytes`].
pub fn run(
    op: &Conv2dPaired,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    run_with::<Native>(op, input, output, tile, scratch);
}

/// [`run`] with the blocks of any instruction set.
pub fn run_with<B: Blocks>(
    op: &Conv2dPaired,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    let words = op.words();
    let layer = Layer {
        op,
        matrix: Matrix {
            weights: op.weights,
            pairs: op.pairs,
            words,
            channels: op.output.channels,
        },
        blocks: tile.blocks,
    };
    let column = &mut scratch[..PIXELS * words];
    let mut y = tile.rows.start;
    while y < tile.rows.end {
        if op.is_pointwise() {
            let rows = (tile.rows.end - y)
                .min(together(input, y))
                .min(together(output, y));
            let pixels = rows * op.output.width;
            let from = &input.rows(y, rows)[..pixels * op.input.channels];
            let to = &output.rows(y, rows)[..pixels * op.output.channels];
            layer.run_pixels::<B>(from, to, column);
            y += rows;
        } else {
            let row = &output.row(y)[..op.output.width * op.output.channels];
            layer.run_row::<B>(input, y, row, column);
            y += 1;
        }
    }
}

/// Rows that lie one after the other from row `y` on.
fn together(rows: Rows<'_, i8>, y: usize) -> usize {
    rows.kept() - if y < rows.kept() { y } else { y % rows.kept() }
}

/// A convolution and the blocks of its channels that are computed.
struct Layer<'o> {
    op: &'o Conv2dPaired,
    matrix: Matrix,
    blocks: Range<usize>,
}

impl Layer<'_> {
    /// A 1×1 convolution with stride 1: pixel by pixel.
    fn run_pixels<B: Blocks>(&self, input: &[Cell<i8>], output: &[Cell<i8>], column: &mut [i32]) {
        let (from, to) = (self.op.input.channels, self.op.output.channels);
        let mut fours = input.chunks_exact(PIXELS * from);
        let mut outputs = output.chunks_exact(PIXELS * to);
        for (input, output) in (&mut fours).zip(&mut outputs) {
            paired::expand::<B>(input, from, from, column);
            self.multiply::<B, PIXELS>(column, output);
        }
        let rest = outputs.remainder().chunks_exact(to);
        for (input, output) in fours.remainder().chunks_exact(from).zip(rest) {
            paired::expand_one::<B, 1>(input, column);
            self.multiply::<B, 1>(column, output);
        }
    }

    /// A row of any convolution.
    fn run_row<B: Blocks>(
        &self,
        input: Rows<'_, i8>,
        y: usize,
        output: &[Cell<i8>],
        column: &mut [i32],
    ) {
        let channels = self.op.output.channels;
        let inside = self.columns_inside();
        let mut fours = output.chunks_exact(PIXELS * channels);
        let mut x = 0;
        for output in &mut fours {
            if inside.start <= x && x + PIXELS <= inside.end {
                self.gather_inside::<B>(input, y, x, column);
            } else {
                for p in 0..PIXELS {
                    self.gather::<B, PIXELS>(input, y, x + p, &mut column[p..]);
                }
            }
            self.multiply::<B, PIXELS>(column, output);
            x += PIXELS;
        }
        for output in fours.remainder().chunks_exact(channels) {
            self.gather::<B, 1>(input, y, x, column);
            self.multiply::<B, 1>(column, output);
            x += 1;
        }
    }

    fn multiply<B: Blocks, const P: usize>(&self, column: &[i32], output: &[Cell<i8>]) {
        let op = self.op;
        self.matrix
            .multiply::<B, P>(self.blocks.clone(), column, output);
        if (op.minimum, op.maximum) != (i8::MIN, i8::MAX) {
            let channels = paired::channels(&self.blocks, op.output.channels);
            for pixel in output.chunks_exact(op.output.channels) {
                paired::limit(&pixel[channels.clone()], op.minimum, op.maximum);
            }
        }
    }

    /// Output pixels whose windows lie between the left and the right edge of the image, and are dense.
    fn columns_inside(&self) -> Range<usize> {
        let window = &self.op.window;
        if window.dilation_x != 1 {
            return 0..0;
        }
        let width = self.op.input.width + window.padding_left;
        let end = match width.checked_sub(window.width) {
            Some(last) => last / window.stride_x + 1,
            None => 0,
        };
        window.padding_left.div_ceil(window.stride_x)..end
    }

    /// Writes what the four output pixels from `(y, x)` on see, none of them beyond the left or the right edge.
    fn gather_inside<B: Blocks>(
        &self,
        input: Rows<'_, i8>,
        y: usize,
        x: usize,
        column: &mut [i32],
    ) {
        let op = self.op;
        let step = op.window.stride_x * op.input.channels;
        let first = (x * op.window.stride_x - op.window.padding_left) * op.input.channels;
        let words = PIXELS * paired::words(op.run());
        for (i, column) in column.chunks_exact_mut(words).enumerate() {
            match op.window.input_row(y, i, op.input.height) {
                Some(row) => {
                    paired::expand::<B>(&input.row(row)[first..], step, op.run(), column);
                }
                None => column.fill(paired::pair(op.input_zero_point, op.input_zero_point)),
            }
        }
    }

    /// Writes what output pixel `(y, x)` sees into every `STEP`-th word of `column`.
    fn gather<B: Blocks, const STEP: usize>(
        &self,
        input: Rows<'_, i8>,
        y: usize,
        x: usize,
        column: &mut [i32],
    ) {
        let op = self.op;
        let window = &op.window;
        let left = x * window.stride_x;
        let taps = taps_inside(
            left,
            window.padding_left,
            window.width,
            window.dilation_x,
            op.input.width,
        );
        let words = paired::words(op.run());
        for i in 0..window.height {
            let column = &mut column[i * words * STEP..];
            match window.input_row(y, i, op.input.height) {
                Some(row) if !taps.is_empty() => {
                    self.gather_row::<B, STEP>(input.row(row), left, &taps, column);
                }
                _ => paired::fill::<STEP>(column, 0..words, op.input_zero_point),
            }
        }
    }

    /// Writes a run of which `taps` lie in `row`.
    fn gather_row<B: Blocks, const STEP: usize>(
        &self,
        row: &[Cell<i8>],
        left: usize,
        taps: &Range<usize>,
        column: &mut [i32],
    ) {
        let op = self.op;
        let (window, channels) = (&op.window, op.input.channels);
        let is_even = taps.len() == window.width || channels.is_multiple_of(4);
        if window.dilation_x != 1 || !is_even {
            self.gather_taps(row, left, taps, column, STEP);
            return;
        }
        let first = (left + taps.start - window.padding_left) * channels;
        let inside = &row[first..][..taps.len() * channels];
        let start = paired::words(taps.start * channels);
        paired::expand_one::<B, STEP>(inside, &mut column[start * STEP..]);
        if taps.len() < window.width {
            let end = start + paired::words(inside.len());
            let words = paired::words(op.run());
            paired::fill::<STEP>(column, 0..start, op.input_zero_point);
            paired::fill::<STEP>(column, end..words, op.input_zero_point);
        }
    }

    /// Writes a run of which only `taps` lie in `row`, two elements at a time.
    fn gather_taps(
        &self,
        row: &[Cell<i8>],
        left: usize,
        taps: &Range<usize>,
        column: &mut [i32],
        step: usize,
    ) {
        let op = self.op;
        let channels = op.input.channels;
        let mut places = Places::new(op.run());
        for tap in 0..op.window.width {
            let pixel = taps.contains(&tap).then(|| {
                let x = left + tap * op.window.dilation_x - op.window.padding_left;
                &row[x * channels..][..channels]
            });
            for c in 0..channels {
                let value = pixel.map_or(op.input_zero_point, |pixel| pixel[c].get());
                let (word, is_high) = places.next();
                let word = &mut column[word * step];
                *word = if is_high {
                    *word & 0xffff | i32::from(value) << 16
                } else {
                    i32::from(value) & 0xffff
                };
            }
        }
    }
}

/// Where the elements of a run lie in its words, one after the other.
struct Places {
    k: usize,
    /// From here on elements are no whole four.
    rest: usize,
    length: usize,
}

impl Places {
    const fn new(length: usize) -> Self {
        Self {
            k: 0,
            rest: length / 4 * 4,
            length,
        }
    }

    /// The word of the next element, and whether it is the high half of it. The low half comes first.
    const fn next(&mut self) -> (usize, bool) {
        let k = self.k;
        self.k += 1;
        let first = k / 4 * 2;
        if k < self.rest || self.length - self.rest == 3 {
            (first + k % 2, k % 4 >= 2)
        } else {
            (first, k % 2 == 1)
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conv_2d::tests::Definition;
    use crate::testing::{Case, Random, fold_pairs, pack_pairs};
    use std::boxed::Box;

    /// A random convolution with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, Random::paired_channel, Random::paired_weights);
        let run_length = definition.window.width * definition.input.channels;
        let op = Conv2dPaired {
            input: definition.input,
            output: definition.output,
            window: definition.window,
            input_zero_point: definition.zero_point,
            weights: pack_pairs(&definition.weights, definition.window.height, run_length),
            pairs: Pairs::Rounded(fold_pairs(
                &definition.channels,
                &definition.weights,
                definition.zero_point,
                &definition.range,
            )),
            minimum: definition.range.minimum,
            maximum: definition.range.maximum,
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

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
