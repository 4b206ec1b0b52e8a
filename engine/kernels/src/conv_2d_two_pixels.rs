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
use crate::two_pixels::{Columns, Matrix, PAIRS, Pixels};

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
        self.depth() * size_of::<Columns<PAIRS>>()
    }

    /// Elements of an input pixel run that lie side by side: of a row of taps, or of one tap where taps lie apart.
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
        work.run_pixels((rows.start, 0), cells, scratch);
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
    fn run_pixels(&self, mut position: Position, cells: &[Cell<i8>], scratch: &mut [i32]) {
        let pitch = self.op.output.channels;
        for cells in cells.chunks(2 * PAIRS * pitch) {
            let count = cells.len() / pitch;
            let pixels = Pixels {
                cells,
                pitch,
                count,
            };
            position = match count {
                1..=2 => self.run_block::<1>(position, pixels, scratch),
                3..=4 => self.run_block::<2>(position, pixels, scratch),
                _ => self.run_block::<PAIRS>(position, pixels, scratch),
            };
        }
    }

    /// Computes up to `2·P` pixels, and tells which comes next.
    fn run_block<const P: usize>(
        &self,
        mut position: Position,
        pixels: Pixels<'_>,
        scratch: &mut [i32],
    ) -> Position {
        let columns = &mut scratch.as_chunks_mut::<P>().0[..self.matrix.depth];
        for p in 0..P {
            let first = position;
            position = self.next(position);
            if 2 * p + 1 == pixels.count {
                self.gather(columns, p, first, first);
            } else {
                self.gather(columns, p, first, position);
                position = self.next(position);
            }
        }
        self.matrix.multiply(columns, self.channels.clone(), pixels);
        position
    }

    fn next(&self, (y, x): Position) -> Position {
        if x + 1 < self.op.output.width {
            (y, x + 1)
        } else {
            (y + 1, 0)
        }
    }

    /// Writes what output pixels `a` and `b` see into column `p`.
    fn gather<const P: usize>(
        &self,
        columns: &mut [Columns<P>],
        p: usize,
        a: Position,
        b: Position,
    ) {
        let taps = self.op.taps_of_run();
        let length = taps * self.op.input.channels;
        let mut runs = columns.chunks_exact_mut(length);
        for i in 0..self.op.window.height {
            for j in (0..self.op.window.width).step_by(taps) {
                let Some(run) = runs.next() else { return };
                if let (Some(a), Some(b)) = (self.run_inside(a, i, j), self.run_inside(b, i, j)) {
                    expand(run, p, &a[..length], &b[..length]);
                } else {
                    self.gather_taps(run, p, (a, b), (i, j));
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
    fn gather_taps<const P: usize>(
        &self,
        run: &mut [Columns<P>],
        p: usize,
        (a, b): (Position, Position),
        (i, first): (usize, usize),
    ) {
        let channels = self.op.input.channels;
        for (j, tap) in (first..).zip(run.chunks_exact_mut(channels)) {
            self.write_tap(tap, a, (i, j), |column, value| column[p] = value);
            self.write_tap(tap, b, (i, j), |column, value| column[p] += value << 16);
        }
    }

    /// Gives `write` every element of one tap of a pixel.
    #[inline(always)]
    fn write_tap<const P: usize>(
        &self,
        tap: &mut [Columns<P>],
        (y, x): Position,
        (i, j): (usize, usize),
        write: impl Fn(&mut Columns<P>, i32),
    ) {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        let row = window.input_row(y, i, input.height);
        match row.zip(window.input_column(x, j, input.width)) {
            Some((row, column)) => {
                let pixel = &self.input.row(row)[column * input.channels..];
                for (to, from) in tap.iter_mut().zip(pixel) {
                    write(to, from.get().into());
                }
            }
            None => tap
                .iter_mut()
                .for_each(|to| write(to, self.op.input_zero_point.into())),
        }
    }
}

/// Writes as many elements of two pixels into column `p`.
#[inline(always)]
fn expand<const P: usize>(columns: &mut [Columns<P>], p: usize, a: &[Cell<i8>], b: &[Cell<i8>]) {
    let pair = |a: &Cell<i8>, b: &Cell<i8>| i32::from(a.get()) + (i32::from(b.get()) << 16);
    let (fours, rest) = columns.as_chunks_mut::<4>();
    let ((a_fours, a_rest), (b_fours, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    for ((to, a), b) in fours.iter_mut().zip(a_fours).zip(b_fours) {
        for k in 0..4 {
            to[k][p] = pair(&a[k], &b[k]);
        }
    }
    for ((to, a), b) in rest.iter_mut().zip(a_rest).zip(b_rest) {
        to[p] = pair(a, b);
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
