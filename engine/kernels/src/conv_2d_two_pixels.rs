//! CONV_2D, int8, two pixels per multiplication: for cores whose multiplier takes 32 bits and who have no DSP.
//!
//! * equation: that of [`conv_2d`](crate::conv_2d)
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',O]`, rows are image rows; weights OHWI packed `[O/2][K/4]` units, `k = (i·width + j)·C + c`, zero-padded to
//!   pairs of channels and to a multiple of four `k`: see [`Matrix`]
//! * element types: int8 input, weights and output; int32 sums; per-channel [`Rescale`]s
//! * rejects: what `conv_2d` rejects; channels that [`Rescale`] rejects; pairs of weights, of adjacent `k`, whose magnitudes sum to more than [`LARGEST_GROUP_SUM`](crate::two_pixels::LARGEST_GROUP_SUM)
//! * source: as `conv_2d`

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::geometry::{Image, Window};
use crate::two_pixels::{Columns, Matrix, PAIRS, Pixels, Runs, expand};

/// Constants of a convolution.
#[derive(Clone, Copy)]
pub struct Conv2dTwoPixels {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window.
    pub window: Window,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[O/2][K/4]` units, zero-padded in both: see [`Matrix`].
    pub weights: FlashSlice<i8>,
    /// A record per output channel, zero-padded to whole pairs.
    pub channels: FlashSlice<Rescale>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

impl Conv2dTwoPixels {
    /// Elements of a column, a multiple of four.
    const fn depth(&self) -> usize {
        (self.window.height * self.window.width * self.input.channels).next_multiple_of(4)
    }

    /// Scratch memory, bytes: columns of three pairs of pixels.
    pub const fn scratch_bytes(&self) -> usize {
        self.depth() * size_of::<Columns>()
    }

    /// Taps whose elements lie side by side: a row of them, or one where taps lie apart.
    const fn taps_of_run(&self) -> usize {
        if self.window.dilation_x == 1 {
            self.window.width
        } else {
            1
        }
    }
}

/// Computes rows and blocks of four channels of the output.
///
/// Pixels go forward, also from row to row, and up to six are read whole before they are written: a 1×1 convolution with stride 1 and no more output than input
/// channels may run in place. `scratch` has at least [`Conv2dTwoPixels::scratch_bytes`].
pub fn run(
    op: &Conv2dTwoPixels,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    let channels = tile.blocks.start * BLOCK..(tile.blocks.end * BLOCK).min(op.output.channels);
    let work = Work {
        op,
        input,
        matrix: Matrix {
            depth: op.depth(),
            weights: op.weights,
            channels: op.channels,
            range: op.range,
        },
        channels,
    };
    let (columns, _) = scratch.as_chunks_mut();
    let columns = &mut columns[..op.depth()];
    let length = output.row_length();
    let kept = output.kept();
    let mut rows = tile.rows;
    while !rows.is_empty() {
        let place = if rows.start < kept {
            rows.start
        } else {
            rows.start % kept
        };
        let count = rows.len().min(kept - place); // rows that lie side by side
        let cells = &output.cells()[place * length..][..count * length];
        work.run_pixels((rows.start, 0), cells, columns);
        rows.start += count;
    }
}

/// What all pixels of a call share.
struct Work<'a> {
    op: &'a Conv2dTwoPixels,
    input: Rows<'a, i8>,
    matrix: Matrix,
    channels: Range<usize>,
}

/// Row and column of an output pixel.
type Position = (usize, usize);

impl Work<'_> {
    /// Computes output pixels that lie side by side, from `position` on.
    fn run_pixels(&self, mut position: Position, cells: &[Cell<i8>], columns: &mut [Columns]) {
        let pitch = self.op.output.channels;
        for cells in cells.chunks(2 * PAIRS * pitch) {
            let count = cells.len() / pitch;
            for pair in 0..count.div_ceil(2) {
                let first = position;
                if 2 * pair + 1 < count {
                    position = self.next(first);
                }
                self.gather(columns, pair, [first, position]);
                position = self.next(position);
            }
            let pixels = Pixels {
                cells,
                pitch,
                count,
            };
            self.matrix.multiply(columns, self.channels.clone(), pixels);
        }
    }

    fn next(&self, (y, x): Position) -> Position {
        if x + 1 < self.op.output.width {
            (y, x + 1)
        } else {
            (y + 1, 0)
        }
    }

    /// Writes what two output pixels see into the columns of a pair.
    fn gather(&self, columns: &mut [Columns], pair: usize, pixels: [Position; 2]) {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        if let [Some(a), Some(b)] = pixels.map(|pixel| self.window_inside(pixel)) {
            let runs = Runs {
                count: window.height,
                length: window.width * input.channels,
                step: window.dilation_y * input.width * input.channels,
            };
            expand(columns, pair, [a, b], runs);
        } else {
            self.gather_runs(columns, pair, pixels);
        }
    }

    /// The elements from the first tap of an output pixel on, if its window is dense in rows, lies inside of the image, and its rows lie one after the other.
    fn window_inside(&self, (y, x): Position) -> Option<&[Cell<i8>]> {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        let row = (y * window.stride_y).checked_sub(window.padding_top)?;
        let column = (x * window.stride_x).checked_sub(window.padding_left)?;
        let kept = self.input.kept();
        let place = if row < kept { row } else { row % kept };
        let inside = row + window.span_y() <= input.height && column + window.width <= input.width;
        (inside && place + window.span_y() <= kept && window.dilation_x == 1).then(|| {
            &self.input.cells()[place * self.input.row_length() + column * input.channels..]
        })
    }

    /// As [`gather`](Self::gather), run by run.
    fn gather_runs(&self, columns: &mut [Columns], pair: usize, [a, b]: [Position; 2]) {
        let taps = self.op.taps_of_run();
        let length = taps * self.op.input.channels;
        let run = Runs {
            count: 1,
            length,
            step: length,
        };
        let mut rest = columns.chunks_exact_mut(length);
        for i in 0..self.op.window.height {
            for j in (0..self.op.window.width).step_by(taps) {
                let Some(columns) = rest.next() else { return };
                if let (Some(a), Some(b)) = (self.run_inside(a, i, j), self.run_inside(b, i, j)) {
                    expand(columns, pair, [a, b], run);
                } else {
                    self.gather_taps(columns, pair, [a, b], (i, j));
                }
            }
        }
    }

    /// The elements from tap `(i, j)` of an output pixel on, if its run lies inside of the image.
    fn run_inside(&self, (y, x): Position, i: usize, j: usize) -> Option<&[Cell<i8>]> {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        let row = window.input_row(y, i, input.height)?;
        let first = window.input_column(x, j, input.width)?;
        (first + self.op.taps_of_run() <= input.width)
            .then(|| &self.input.row(row)[first * input.channels..])
    }

    /// Writes a run that lies in part outside of the image, tap by tap.
    fn gather_taps(
        &self,
        columns: &mut [Columns],
        pair: usize,
        pixels: [Position; 2],
        (i, first): (usize, usize),
    ) {
        columns.iter_mut().for_each(|column| column[pair] = 0);
        let channels = self.op.input.channels;
        for (shift, (y, x)) in [0, 16].into_iter().zip(pixels) {
            let Conv2dTwoPixels { input, window, .. } = self.op;
            let row = window.input_row(y, i, input.height);
            let row = row.map(|row| self.input.row(row));
            for (j, tap) in (first..).zip(columns.chunks_exact_mut(channels)) {
                let column = window.input_column(x, j, input.width);
                if let Some((row, column)) = row.zip(column) {
                    for (to, from) in tap.iter_mut().zip(&row[column * channels..]) {
                        to[pair] += i32::from(from.get()) << shift;
                    }
                } else {
                    let padding = i32::from(self.op.input_zero_point) << shift;
                    tap.iter_mut().for_each(|to| to[pair] += padding);
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::arithmetic::Channel;
    use crate::conv_2d::tests::Definition;
    use crate::testing::{Case, Random, rows};
    use crate::two_pixels::tests::{pack, rescales, small_weights};
    use std::boxed::Box;

    /// A random convolution with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, |random| random.channel(15), small_weights);
        let depth = definition.weights.len() / definition.output.channels;
        let packed = pack(&definition.weights, depth);
        let op = Conv2dTwoPixels {
            input: definition.input,
            output: definition.output,
            window: definition.window,
            input_zero_point: definition.zero_point,
            weights: packed,
            channels: rescales(
                &definition.channels,
                &definition.weights,
                definition.zero_point,
                &definition.range,
            ),
            range: definition.range,
        };
        definition.case(Box::new(move |inputs, output, tile, memory| {
            let scratch = memory.scratch(op.scratch_bytes());
            run(&op, inputs[0], output, tile, scratch);
        }))
    }

    #[test]
    fn worked_example() {
        // 1×1, two channels of input and one of output, three pixels: 3·1 − 2·4 + 10 = 5, halved 2.5 → 3, halved 1.5 → 2, and so on
        let image = |channels| Image {
            height: 1,
            width: 3,
            channels,
        };
        let channel = Channel {
            bias: 10,
            multiplier: 1 << 30,
            shift: -1,
        };
        let window = Window {
            height: 1,
            width: 1,
            stride_y: 1,
            stride_x: 1,
            dilation_y: 1,
            dilation_x: 1,
            padding_top: 0,
            padding_left: 0,
        };
        let range = OutputRange {
            zero_point: -1,
            minimum: -128,
            maximum: 127,
        };
        let packed = pack(&[3, -2], 2);
        let op = Conv2dTwoPixels {
            input: image(2),
            output: image(1),
            window,
            input_zero_point: 0,
            weights: packed,
            channels: rescales(&[channel], &[3, -2], 0, &range),
            range,
        };
        let (mut input, mut output) = ([1, 4, 0, 0, -20, 100], [0; 3]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 3);
        run(&op, rows(&mut input, 6), output_rows, tile, &mut [0; 12]);
        assert_eq!(output, [2 - 1, 3 - 1, -63 - 1]); // 10 → 5 → 2.5 → 3; −60 − 200 + 10 = −250 → −125 → −62.5 → −63
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
