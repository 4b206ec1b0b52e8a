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
use crate::two_pixels::stage::Stage;
use crate::two_pixels::{Columns, Matrix, PAIRS, Pairs, Pixels, Runs, expand};

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

    /// Scratch memory, bytes: columns of three pairs of pixels, and rows of the padded image.
    pub const fn scratch_bytes(&self) -> usize {
        let staged = self.staged_rows() * self.staged_row();
        self.depth() * size_of::<Columns>() + staged.next_multiple_of(4)
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
    let (columns, staged) = scratch.split_at_mut(op.depth() * PAIRS);
    let mut work = Work {
        op,
        source: match op.staged_rows() {
            0 => Source::Input(input),
            _ => Source::Stage(Stage::new(op, input, staged)),
        },
        matrix: Matrix {
            depth: op.depth(),
            weights: op.weights,
            channels: op.channels,
            range: op.range,
        },
        columns: columns.as_chunks_mut().0,
        channels,
    };
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
        work.run_pixels((rows.start, 0), cells);
        rows.start += count;
    }
}

/// What all pixels of a call share.
struct Work<'a> {
    op: &'a Conv2dTwoPixels,
    source: Source<'a>,
    matrix: Matrix,
    columns: &'a mut [Columns],
    channels: Range<usize>,
}

/// Where windows are read: in the image, if they all lie inside of it.
enum Source<'a> {
    Input(Rows<'a, i8>),
    Stage(Stage<'a>),
}

/// Row and column of an output pixel.
type Position = (usize, usize);

impl Work<'_> {
    /// Computes output pixels that lie side by side, from `position` on.
    fn run_pixels(&mut self, mut position: Position, cells: &[Cell<i8>]) {
        let pitch = self.op.output.channels;
        for cells in cells.chunks(2 * PAIRS * pitch) {
            let count = cells.len() / pitch;
            let mut pair = 0;
            while 2 * pair < count {
                // pairs of one row, or one that ends in the next row or is a pixel twice
                let in_row = ((self.op.output.width - position.1) / 2).min(count / 2 - pair);
                let last = usize::from(2 * pair + 1 < count);
                let second = self.after(position, last);
                self.gather(pair, in_row.max(1), [position, second]);
                position = match in_row {
                    0 => self.after(second, 1),
                    _ => self.after(position, 2 * in_row),
                };
                pair += in_row.max(1);
            }
            let pixels = Pixels {
                cells,
                pitch,
                count,
            };
            self.matrix
                .multiply(self.columns, self.channels.clone(), pixels);
        }
    }

    /// The position some pixels on, in this row or the next.
    fn after(&self, (y, x): Position, pixels: usize) -> Position {
        let x = x + pixels;
        match x.checked_sub(self.op.output.width) {
            None => (y, x),
            Some(x) => (y + 1, x),
        }
    }

    /// Writes what pairs of pixels see into their columns, as many rows of the window at a time as lie one after the other. `pixels` are the first pair; the others
    /// are beside it.
    #[inline(never)]
    fn gather(&mut self, first: usize, count: usize, pixels: [Position; 2]) {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        let (cells, row_length, kept) = match &mut self.source {
            Source::Input(rows) => (rows.cells(), rows.row_length(), rows.kept()),
            Source::Stage(stage) => stage.reach(pixels.map(|(y, _)| y)),
        };
        let places = pixels.map(|(y, _)| y * window.stride_y % kept);
        let columns = pixels.map(|(_, x)| x * window.stride_x * input.channels);
        let length = window.width * input.channels;
        let pairs = Pairs {
            first,
            count,
            step: 2 * window.stride_x * input.channels,
        };
        let mut i = 0;
        while i < window.height {
            let [a, b] = places.map(|place| (place + i * window.dilation_y) % kept);
            let windows = [a * row_length + columns[0], b * row_length + columns[1]];
            let windows = windows.map(|first| &cells[first..]);
            let to = &mut self.columns[i * length..];
            let (rows, runs) = if window.dilation_x == 1 {
                let together = (kept - a.max(b)).div_ceil(window.dilation_y);
                let count = together.min(window.height - i);
                let step = window.dilation_y * row_length;
                (
                    count,
                    Runs {
                        count,
                        length,
                        step,
                    },
                )
            } else {
                let taps = Runs {
                    count: window.width,
                    length: input.channels,
                    step: window.dilation_x * input.channels,
                };
                (1, taps)
            };
            expand(to, pairs, windows, runs);
            i += rows;
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
