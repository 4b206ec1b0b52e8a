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

use halyard_tensor::{FlashSlice, Rows, Tile, byte_cells};

use crate::geometry::{Image, Window};
use crate::paired::{self, Blocks, Matrix, Native, PIXELS, Pairs, Windows};

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
    /// Pixels whose columns are made before they are multiplied: 1, or a multiple of [`PIXELS`].
    pub pixels: usize,
    /// Whether only what so many pixels see of rows is staged, each time anew, instead of whole rows.
    pub stages_strips: bool,
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

    /// Words of the columns that are made before they are multiplied.
    const fn column_words(&self) -> usize {
        self.pixels * self.words()
    }

    /// Whether rows are copied before windows look at them: with zero points where the image ends, and some elements more than are seen.
    const fn is_staged(&self) -> bool {
        let (input, window) = (&self.input, &self.window);
        let height = (self.output.height - 1) * window.stride_y + window.span_y();
        window.padding_top + window.padding_left > 0
            || height > input.height
            || self.seen(self.output.width) > input.width * input.channels
            || !self.run().is_multiple_of(4)
            || window.dilation_x != 1
    }

    /// Elements of a row that the windows of so many pixels see together, padding included.
    const fn seen(&self, pixels: usize) -> usize {
        let window = &self.window;
        let span_x = (window.width - 1) * window.dilation_x + 1;
        ((pixels - 1) * window.stride_x + span_x) * self.input.channels
    }

    /// Pixels of an output row that are computed from what is staged at a time.
    const fn staged_pixels(&self) -> usize {
        if self.stages_strips {
            self.pixels
        } else {
            self.output.width
        }
    }

    /// Words of a staged row: one more than are seen.
    const fn staged_row_words(&self) -> usize {
        self.seen(self.staged_pixels()).div_ceil(4) + 1
    }

    /// Words of the ring of staged rows.
    const fn staged_words(&self) -> usize {
        if self.is_staged() {
            self.window.span_y() * self.staged_row_words()
        } else {
            0
        }
    }

    /// Scratch memory, bytes: columns, and rows that are staged.
    pub const fn scratch_bytes(&self) -> usize {
        (self.column_words() + self.staged_words()) * size_of::<i32>()
    }

    const fn is_pointwise(&self) -> bool {
        let window = &self.window;
        window.height * window.width * window.stride_y * window.stride_x == 1 && !self.is_staged()
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
    let layer = Layer {
        op,
        matrix: Matrix {
            weights: op.weights,
            pairs: op.pairs,
            words: op.words(),
            channels: op.output.channels,
        },
        blocks: tile.blocks,
    };
    let (columns, staged) = scratch.split_at_mut(op.column_words());
    if op.is_pointwise() {
        let mut y = tile.rows.start;
        while y < tile.rows.end {
            let count = (tile.rows.end - y)
                .min(together(input, y))
                .min(together(output, y));
            let cells = input.rows(y, count);
            let windows = op.windows(Rows::new(cells, cells.len()), 0);
            layer.run_pixels::<B>(&windows, output.rows(y, count), columns);
            y += count;
        }
        return;
    }
    let mut stage = op
        .is_staged()
        .then(|| Stage::new(op, &mut staged[..op.staged_words()]));
    for y in tile.rows {
        let row = &output.row(y)[..op.output.width * op.output.channels];
        let Some(stage) = &mut stage else {
            layer.run_pixels::<B>(&op.windows(input, y), row, columns);
            continue;
        };
        let pixels = op.staged_pixels();
        for (n, strip) in row.chunks(pixels * op.output.channels).enumerate() {
            let windows = match op.windows_inside(input, y, n * pixels) {
                Some(windows) => windows,
                None => op.windows(stage.show::<B>(input, y, n * pixels), y),
            };
            layer.run_pixels::<B>(&windows, strip, columns);
        }
    }
}

/// Rows that lie one after the other from row `y` on.
fn together(rows: Rows<'_, i8>, y: usize) -> usize {
    rows.kept() - if y < rows.kept() { y } else { y % rows.kept() }
}

impl Conv2dPaired {
    /// What pixels of row `y` see of such rows, which begin with padding.
    fn windows<'a>(&self, rows: Rows<'a, i8>, y: usize) -> Windows<'a> {
        let window = &self.window;
        Windows {
            rows,
            first: y * window.stride_y,
            place: 0,
            step: window.dilation_y,
            count: window.height,
            run: self.run(),
            pixel: window.stride_x * self.input.channels,
        }
    }
}

impl Conv2dPaired {
    /// What a strip of pixels from `(y, x)` on sees of the input, if there is no padding in it and it can be looked at where it is.
    fn windows_inside<'a>(&self, input: Rows<'a, i8>, y: usize, x: usize) -> Option<Windows<'a>> {
        if !self.stages_strips {
            return None;
        }
        let window = &self.window;
        let channels = self.input.channels;
        let first = (y * window.stride_y).checked_sub(window.padding_top)?;
        let place = (x * window.stride_x).checked_sub(window.padding_left)? * channels;
        let is_inside = window.dilation_x == 1
            && self.run().is_multiple_of(4)
            && first + window.span_y() <= self.input.height
            && place + self.seen(self.pixels) <= self.input.width * channels;
        is_inside.then(|| Windows {
            first,
            place,
            ..self.windows(input, y)
        })
    }
}

/// The rows that windows see, or strips of them, padding included, in a ring.
struct Stage<'a> {
    op: &'a Conv2dPaired,
    rows: Rows<'a, i8>,
    /// Rows below this one are there, or no longer needed.
    next: usize,
}

impl<'a> Stage<'a> {
    fn new(op: &'a Conv2dPaired, words: &'a mut [i32]) -> Self {
        let zero_points = [op.input_zero_point; 4].map(|value| value as u8);
        words.fill(i32::from_le_bytes(zero_points));
        Self {
            op,
            rows: Rows::new(byte_cells(words), op.staged_row_words() * size_of::<i32>()),
            next: 0,
        }
    }

    /// The rows with what row `y` of the output sees of them, from pixel `x` on.
    fn show<B: Blocks>(&mut self, input: Rows<'_, i8>, y: usize, x: usize) -> Rows<'a, i8> {
        let op = self.op;
        let window = &op.window;
        let left = window.padding_left * op.input.channels;
        let first = x * window.stride_x * op.input.channels;
        let seen = op.seen(op.staged_pixels());
        let start = first.max(left);
        let length = (left + op.input.width * op.input.channels)
            .min(first + seen)
            .saturating_sub(start);
        let rows = y * window.stride_y..y * window.stride_y + window.span_y();
        if op.stages_strips {
            self.next = rows.start;
        }
        for row in rows.clone().filter(|row| *row >= self.next) {
            let staged = self.rows.row(row);
            match row.checked_sub(window.padding_top) {
                Some(row) if row < op.input.height && length > 0 => {
                    if op.stages_strips && length < seen {
                        self.fill(staged);
                    }
                    B::copy(
                        &input.row(row)[start - left..][..length],
                        &staged[start - first..],
                    );
                }
                _ => self.fill(staged),
            }
        }
        self.next = rows.end;
        self.rows
    }

    fn fill(&self, staged: &[Cell<i8>]) {
        staged
            .iter()
            .for_each(|cell| cell.set(self.op.input_zero_point));
    }
}

/// A convolution and the blocks of its channels that are computed.
struct Layer<'o> {
    op: &'o Conv2dPaired,
    matrix: Matrix,
    blocks: Range<usize>,
}

impl Layer<'_> {
    /// Pixels that lie one after the other.
    fn run_pixels<B: Blocks>(
        &self,
        windows: &Windows<'_>,
        output: &[Cell<i8>],
        columns: &mut [i32],
    ) {
        let channels = self.op.output.channels;
        let words = self.matrix.words;
        let mut first = 0;
        let fours = if self.op.pixels < PIXELS {
            0
        } else {
            output.len() / (PIXELS * channels)
        };
        let (fours, ones) = output.split_at(fours * PIXELS * channels);
        for output in fours.chunks(self.op.pixels * channels) {
            let pixels = output.len() / channels;
            let columns = &mut columns[..pixels * words];
            self.gather::<B, PIXELS>(windows, first, columns);
            self.multiply::<B, PIXELS>(columns, output);
            first += pixels;
        }
        for output in ones.chunks_exact(channels) {
            let column = &mut columns[..words];
            self.gather::<B, 1>(windows, first, column);
            self.multiply::<B, 1>(column, output);
            first += 1;
        }
    }

    /// Writes the columns of pixels from `first` on.
    fn gather<B: Blocks, const P: usize>(
        &self,
        windows: &Windows<'_>,
        first: usize,
        columns: &mut [i32],
    ) {
        if self.op.window.dilation_x == 1 {
            B::gather::<P>(windows, windows.place + first * windows.pixel, columns);
            return;
        }
        for (n, column) in columns.chunks_exact_mut(P * windows.words()).enumerate() {
            for p in 0..P {
                self.gather_taps(windows, first + n * P + p, &mut column[p..], P);
            }
        }
    }

    /// Writes what a pixel sees through a dilated window into every `step`-th word, element by element.
    #[inline(never)] // once, not for each number of pixels
    fn gather_taps(&self, windows: &Windows<'_>, x: usize, column: &mut [i32], step: usize) {
        let (channels, dilation) = (self.op.input.channels, self.op.window.dilation_x);
        let run_words = paired::words(windows.run);
        for i in 0..windows.count {
            let row = &windows.rows.row(windows.first + i * windows.step)[x * windows.pixel..];
            let column = &mut column[i * run_words * step..];
            let taps = row.chunks(channels).step_by(dilation);
            let elements = taps.take(self.op.window.width).flatten();
            let mut places = Places::new(windows.run);
            for value in elements {
                let (word, is_high) = places.next();
                let word = &mut column[word * step];
                *word = if is_high {
                    *word & 0xffff | i32::from(value.get()) << 16
                } else {
                    i32::from(value.get()) & 0xffff
                };
            }
        }
    }

    fn multiply<B: Blocks, const P: usize>(&self, columns: &[i32], output: &[Cell<i8>]) {
        let op = self.op;
        self.matrix
            .multiply::<B, P>(self.blocks.clone(), columns, output);
        if (op.minimum, op.maximum) != (i8::MIN, i8::MAX) {
            let channels = paired::channels(&self.blocks, op.output.channels);
            for pixel in output.chunks_exact(op.output.channels) {
                paired::limit(&pixel[channels.clone()], op.minimum, op.maximum);
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
            pixels: [1, PIXELS, 2 * PIXELS, 5 * PIXELS][random.below(4)],
            stages_strips: random.bool(),
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
