//! DEPTHWISE_CONV_2D with a 3×3 window, int8, as pairs of halfwords.
//!
//! * equation: `out[y,x,c] = clamp(⌊(δ_c + 2^f_c · Σ_{i,j} w[c,i,j] · in[y·s − pt + i, x·s − pl + j, c]) · m_c / 2^(32 + SHIFT)⌋, −128, 127)`, padding taps being `zp_in`;
//!   the compiler gives `δ`, `f` and `m` only where it has proven that this is the reference's requantization for every sum that the channel can have
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C]`, C a multiple of 4, W' at least 2, rows are image rows; weights `[C][3][3]`
//! * element types: int8 input, weights and output; int32 sums
//! * rejects: dilation, channel multipliers, strides above 2, batches (one call each): `depthwise_conv_2d` takes them
//! * source: the sums are those of `kernels/internal/reference/integer_ops/depthwise_conv.h` in tensorflow/tflite-micro @90b983c
//!
//! Four channels at a time keep the three lines that the window sees in scratch memory, a plane per channel. Two pixels of a plane are three words, a [`Group`]: lines
//! of places 0 and 1 stand side by side in a word per pixel, the two pixels of place 2 in another. So a window is five products of pairs. A line goes to the place
//! `line mod 3`; what rotates are the weights, in three records per channel. Lines are rows, or columns of an image that is higher than wide and computed at once.

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
mod armv7e_m;
mod twin;

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::geometry::Image;

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
use armv7e_m::run_lines;
#[cfg(not(all(target_arch = "arm", feature = "armv7e-m")))]
use twin::run_lines;

/// Constants of a depthwise convolution with a dense 3×3 window, `STRIDE` (1 or 2) in both directions.
///
/// `SHIFT` is one of 4, 8, 12, 16 and 20.
#[derive(Clone, Copy)]
pub struct Depthwise3x3<const STRIDE: usize, const SHIFT: u32> {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// Rows of padding above the image.
    pub padding_top: usize,
    /// Pixels of padding to the left of the image.
    pub padding_left: usize,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[C][3][3]`.
    pub weights: FlashSlice<i8>,
    /// A record per channel.
    pub channels: FlashSlice<Line>,
}

/// The line that requantizes a channel: `out = clamp(⌊(offset + 2^fraction_bits · sum) · multiplier / 2^(32 + SHIFT)⌋, −128, 127)`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// `δ`: bias, zero points and rounding. `offset + 2^fraction_bits · sum` fits 32 bits for every sum that the channel can have.
    pub offset: i32,
    /// `m`, at least 0.
    pub multiplier: i32,
    /// `f`, 0 to 8: how much finer than sums the offset is.
    pub fraction_bits: u32,
}

impl<const STRIDE: usize, const SHIFT: u32> Depthwise3x3<STRIDE, SHIFT> {
    /// Groups of a plane: the pixels of a line, padding included.
    const fn groups(&self, by_columns: bool) -> usize {
        let length = if by_columns {
            self.output.height
        } else {
            self.output.width
        };
        ((length - 1) * STRIDE + 3).div_ceil(2)
    }

    /// Whether lines are columns of the image, if it is computed at once: the longer lines are, the fewer instructions they take. Where shapes are equal, each element is
    /// written where one was read.
    const fn is_tall(&self) -> bool {
        let (input, output) = (&self.input, &self.output);
        STRIDE == 1
            && output.height > output.width
            && output.height == input.height
            && output.width == input.width
            && self.padding_top + input.height <= (output.height + 2).next_multiple_of(2)
    }

    /// Scratch memory, bytes: records and planes of four channels. With room for planes of rows only, lines are rows.
    pub const fn scratch_bytes(&self, by_columns: bool) -> usize {
        size_of::<[[Record; BLOCK]; 3]>() + BLOCK * self.groups(by_columns) * size_of::<Group>()
    }
}

/// Two pixels of a plane: `[pixel 0 of places (0, 1), pixel 1 of places (0, 1), pixels (0, 1) of place 2]`, each a pair of int16, the first in the lower half.
type Group = [i32; 3];

/// A channel's [`Line`] and weights, times 2^`fraction_bits`, when the window's first line is at one of the three places:
/// `[multiplier, column 0, column 1, column 2, taps (0, 1) and taps (1, 2) of the line at place 2, offset]`.
type Record = [i32; RECORD];

const RECORD: usize = 7;

/// The lines of blocks of channels in a tensor: rows, or columns.
#[derive(Clone, Copy)]
struct Lines<'a> {
    /// From the first element of the first block on; a ring if it is shorter than the lines together.
    cells: &'a [Cell<i8>],
    /// Elements after which the ring begins again.
    ring: usize,
    /// Where the first line begins.
    start: usize,
    /// Elements from a line to the next.
    line: usize,
    /// Elements from a pixel of a line to the next.
    pixel: usize,
    /// Pixels of a line.
    pixels: usize,
    /// Lines that there are from the first on.
    count: usize,
}

impl<'a> Lines<'a> {
    fn rows(tensor: Rows<'a, i8>, image: &Image, channel: usize, rows: Range<usize>) -> Self {
        let ring = tensor.cells().len();
        Self {
            cells: &tensor.cells()[channel..],
            ring,
            start: rows.start % tensor.kept() * tensor.row_length(),
            line: tensor.row_length(),
            pixel: image.channels,
            pixels: image.width,
            count: rows.len(),
        }
    }

    fn columns(tensor: Rows<'a, i8>, image: &Image, channel: usize) -> Self {
        Self {
            cells: &tensor.cells()[channel..],
            ring: tensor.cells().len(),
            start: 0,
            line: image.channels,
            pixel: tensor.row_length(),
            pixels: image.height,
            count: image.width,
        }
    }
}

/// How the lines of the output come from those of the input.
#[derive(Clone, Copy)]
struct Walk<'a> {
    input: Lines<'a>,
    output: Lines<'a>,
    /// Padding before the first pixel of a line.
    first: usize,
    /// Lines of padding before the first one of the input: planes begin with them.
    before: usize,
    /// The place of the first line that the first line of the output sees.
    top: usize,
    /// Blocks of channels.
    blocks: usize,
    /// Of the first block on.
    weights: FlashSlice<i8>,
    /// Of the first block on.
    channels: FlashSlice<Line>,
    /// Whether lines are columns, so that windows are turned.
    by_columns: bool,
    /// What padding is filled with.
    zero_point: i8,
}

/// Computes rows and blocks of four channels of the output.
///
/// Each input row is read once, before the first output row that sees it is written: it may run in place when one tile covers all rows, and output rows up to y
/// have no more pixels than the input rows that the window has seen by then, as with equal shapes or a stride.
/// `scratch` has at least [`Depthwise3x3::scratch_bytes`] of rows.
pub fn run<const STRIDE: usize, const SHIFT: u32>(
    op: &Depthwise3x3<STRIDE, SHIFT>,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    let (records, planes) = scratch.split_at_mut(3 * BLOCK * RECORD);
    let records = &mut records
        .as_chunks_mut()
        .0
        .as_chunks_mut()
        .0
        .as_chunks_mut()
        .0[0];
    let whole = tile.rows == (0..op.output.height)
        && input.kept() >= op.input.height
        && output.kept() >= op.output.height;
    let planes = planes.as_chunks_mut().0;
    let by_columns = whole && op.is_tall() && planes.len() >= BLOCK * op.groups(true);
    let planes = &mut planes[..BLOCK * op.groups(by_columns)];
    let walk = if by_columns {
        op.by_columns(input, output, tile.blocks)
    } else {
        op.by_rows(input, output, tile)
    };
    run_lines::<STRIDE, SHIFT>(&walk, planes, records);
}

impl<const STRIDE: usize, const SHIFT: u32> Depthwise3x3<STRIDE, SHIFT> {
    fn by_rows<'a>(&self, input: Rows<'a, i8>, output: Rows<'a, i8>, tile: Tile) -> Walk<'a> {
        let channel = tile.blocks.start * BLOCK;
        let top = tile.rows.start * STRIDE;
        let first_row = top.saturating_sub(self.padding_top).min(self.input.height);
        Walk {
            input: Lines::rows(input, &self.input, channel, first_row..self.input.height),
            output: Lines::rows(output, &self.output, channel, tile.rows),
            first: self.padding_left,
            before: self.padding_top.saturating_sub(top),
            top: top % 3,
            by_columns: false,
            ..self.by_columns(input, output, tile.blocks)
        }
    }

    /// All columns.
    fn by_columns<'a>(
        &self,
        input: Rows<'a, i8>,
        output: Rows<'a, i8>,
        blocks: Range<usize>,
    ) -> Walk<'a> {
        let (channel, count) = (blocks.start * BLOCK, blocks.len() * BLOCK);
        Walk {
            input: Lines::columns(input, &self.input, channel),
            output: Lines::columns(output, &self.output, channel),
            first: self.padding_top,
            before: self.padding_left,
            top: 0,
            blocks: blocks.len(),
            weights: self.weights.part(9 * channel, 9 * count),
            channels: self.channels.part(channel, count),
            by_columns: true,
            zero_point: self.input_zero_point,
        }
    }
}

/// Two int16, the first in the lower half.
const fn pair(low: i16, high: i16) -> i32 {
    low as u16 as i32 | (high as i32) << 16
}

/// The records of a channel when line 0 of the window is at each of the three places.
fn make_records(taps: FlashSlice<i8>, line: Line, by_columns: bool) -> [Record; 3] {
    let mut window = [[0; 3]; 3];
    for (tap, to) in taps.iter().zip(window.as_flattened_mut()) {
        *to = i16::from(tap) << line.fraction_bits;
    }
    if by_columns {
        let [[_, b, c], [d, _, f], [g, h, _]] = &mut window;
        core::mem::swap(b, d);
        core::mem::swap(c, g);
        core::mem::swap(f, h);
    }
    let [a, b, c] = window;
    [[a, b, c], [c, a, b], [b, c, a]].map(|[zero, one, two]| {
        [
            line.multiplier,
            pair(zero[0], one[0]),
            pair(zero[1], one[1]),
            pair(zero[2], one[2]),
            pair(two[0], two[1]),
            pair(two[1], two[2]),
            line.offset,
        ]
    })
}

/// Compares the loops for the target with their plain twin on pseudo-random lines; for a test on the target, whose answer is `true`.
#[inline(never)] // each has the stack to itself
pub fn agrees_with_twin(rounds: u32) -> bool {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    (0..rounds).all(|_| {
        lines_agree::<1, 4>(&mut next)
            && lines_agree::<1, 12>(&mut next)
            && lines_agree::<2, 8>(&mut next)
            && lines_agree::<2, 20>(&mut next)
    })
}

const CHECKED: usize = 64; // channels of which some are taken

const fn random_word(i: usize) -> u32 {
    let word = (i as u32 + 1).wrapping_mul(0x9e37_79b1);
    (word ^ word >> 15).wrapping_mul(0x85eb_ca77)
}

const fn random_weights() -> [i8; 9 * CHECKED] {
    let mut weights = [0; 9 * CHECKED];
    let mut i = 0;
    while i < weights.len() {
        weights[i] = random_word(i) as i8;
        i += 1;
    }
    weights
}

const fn random_lines() -> [Line; CHECKED] {
    let none = Line {
        offset: 0,
        multiplier: 0,
        fraction_bits: 0,
    };
    let mut lines = [none; CHECKED];
    let mut i = 0;
    while i < lines.len() {
        lines[i] = Line {
            offset: random_word(3 * i) as i32 >> 6,
            multiplier: (random_word(3 * i + 1) >> 1) as i32,
            fraction_bits: random_word(3 * i + 2) % 9,
        };
        i += 1;
    }
    lines
}

halyard_tensor::flash! {
    static WEIGHTS: [i8; 9 * CHECKED] = random_weights();
    static LINES: [Line; CHECKED] = random_lines();
}

/// Computes some lines on the target and by the twin.
#[inline(never)]
fn lines_agree<const STRIDE: usize, const SHIFT: u32>(next: &mut impl FnMut() -> u32) -> bool {
    const MOST: usize = 8; // pixels and channels of a line
    const LINES_MOST: usize = 5;
    let mut below = |end: usize| next() as usize % end;
    let (blocks, first) = (1 + below(2), below(3));
    let channels = BLOCK * blocks;
    let (pixels, made) = (2 + below(MOST / STRIDE - 2), 1 + below(LINES_MOST));
    let groups = ((pixels - 1) * STRIDE + 3).div_ceil(2);
    let seen = (2 * groups - first).min(MOST);
    let lines = 1 + below(LINES_MOST);
    let (before, top, kept) = (below(3), below(3), 1 + below(LINES_MOST));
    let by_columns = below(2) == 0;
    let channel = below(CHECKED - channels);
    let lines_of = |cells, pixels: usize, count: usize| {
        let (line, pixel, ring) = if by_columns {
            (channels, count * channels, pixels * count * channels)
        } else {
            let line = MOST * channels;
            (line, channels, kept.min(count) * line)
        };
        Lines {
            cells,
            ring,
            start: 0,
            line,
            pixel,
            pixels,
            count,
        }
    };
    let zero_point = below(256) as i8;
    let values: [Cell<i8>; 8 * MOST * LINES_MOST] =
        core::array::from_fn(|_| Cell::new(below(256) as i8));
    let mut scratch = [[0; 3]; BLOCK * (MOST + 1)];
    let mut records = [[[0; RECORD]; BLOCK]; 3];
    let output_of =
        || -> [Cell<i8>; 8 * MOST * LINES_MOST] { core::array::from_fn(|_| Cell::new(0)) };
    let (native, plain) = (output_of(), output_of());
    let walk = Walk {
        input: lines_of(&values, seen, lines),
        output: lines_of(&native, pixels, made),
        first,
        before,
        top,
        blocks,
        weights: WEIGHTS.slice().part(9 * channel, 9 * channels),
        channels: LINES.slice().part(channel, channels),
        by_columns,
        zero_point,
    };
    let twin = Walk {
        output: lines_of(&plain, pixels, made),
        ..walk
    };
    let planes = &mut scratch[..BLOCK * groups];
    run_lines::<STRIDE, SHIFT>(&walk, planes, &mut records);
    twin::run_lines::<STRIDE, SHIFT>(&twin, planes, &mut records);
    native == plain
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conv_2d::tests::{each, rows_seen};
    use crate::geometry::Window;
    use crate::testing::{Case, Random, flash, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random convolution of either stride with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        if random.bool() {
            case_of::<1, 8>(random)
        } else {
            case_of::<2, 12>(random)
        }
    }

    fn case_of<const STRIDE: usize, const SHIFT: u32>(random: &mut Random) -> Case<i8, i8> {
        let window = Window {
            height: 3,
            width: 3,
            stride_y: STRIDE,
            stride_x: STRIDE,
            dilation_y: 1,
            dilation_x: 1,
            padding_top: random.below(3),
            padding_left: random.below(3),
        };
        let input = Image {
            height: random.within(3..16),
            width: random.within(5..16),
            channels: 4 * random.within(1..4),
        };
        let steps = |length: usize, padding: usize, after: usize| {
            (length + padding + after - 3) / STRIDE + 1
        };
        let output = Image {
            height: steps(input.height, window.padding_top, random.below(3)),
            width: steps(input.width, window.padding_left, random.below(3)),
            channels: input.channels,
        };
        let weights = random.i8s(input.channels * 9);
        let lines: Vec<Line> = (0..input.channels)
            .map(|_| Line {
                offset: random.i32() >> 8,
                multiplier: random.multiplier() >> (24 - SHIFT) as usize,
                fraction_bits: random.below(9) as u32,
            })
            .collect();
        let zero_point = random.i8();
        let values = random.i8s(input.height * input.width * input.channels);
        let expected = each(&output)
            .map(|(y, x, channel)| {
                let mut sum = 0;
                for tap in 0..9 {
                    let row = window.input_row(y, tap / 3, input.height);
                    let column = window.input_column(x, tap % 3, input.width);
                    let value = match (row, column) {
                        (Some(row), Some(column)) => {
                            values[(row * input.width + column) * input.channels + channel]
                        }
                        _ => zero_point,
                    };
                    sum += i64::from(weights[channel * 9 + tap]) * i64::from(value);
                }
                let line = &lines[channel];
                let scaled = (i64::from(line.offset) + (sum << line.fraction_bits))
                    * i64::from(line.multiplier);
                (scaled >> (32 + SHIFT)).clamp(-128, 127) as i8
            })
            .collect();
        let op = Depthwise3x3::<STRIDE, SHIFT> {
            input,
            output,
            padding_top: window.padding_top,
            padding_left: window.padding_left,
            input_zero_point: zero_point,
            weights: flash(weights),
            channels: flash(lines),
        };
        let by_columns = op.is_tall() && random.bool();
        Case {
            blocks: output.channels / 4,
            in_place: (0..output.height).all(|y| {
                let seen = (y * STRIDE + 3).saturating_sub(window.padding_top);
                (y + 1) * output.width <= seen.min(input.height) * input.width
            }),
            needs: Box::new(move |_, y| rows_seen(&window, y, input.height)),
            ..Case::by_rows(
                vec![(values, input.width * input.channels)],
                (expected, output.width * output.channels),
                Box::new(move |inputs, output, tile, memory| {
                    run(
                        &op,
                        inputs[0],
                        output,
                        tile,
                        memory.scratch(op.scratch_bytes(by_columns)),
                    );
                }),
            )
        }
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }

    #[test]
    fn worked_example() {
        // a window of ones, tap by tap its number: 0 + 1 + … + 8 = 36 times 2^8, and 2^7 to round; times 2^30 / 2^40 it is ⌊9 + 1/32⌋
        let image = Image {
            height: 3,
            width: 3,
            channels: 4,
        };
        let op = Depthwise3x3::<1, 8> {
            input: image,
            output: Image {
                height: 1,
                width: 2,
                ..image
            },
            padding_top: 0,
            padding_left: 0,
            input_zero_point: 0,
            weights: flash((0..36).map(|tap| tap % 9).collect()),
            channels: flash(vec![
                Line {
                    offset: 1 << 7,
                    multiplier: 1 << 30,
                    fraction_bits: 8,
                };
                4
            ]),
        };
        let (mut input, mut output) = ([1; 36], [0; 8]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 8);
        run(
            &op,
            rows(&mut input, 12),
            output_rows,
            tile,
            &mut [0; 3 * 4 * 7 + 4 * 2 * 3],
        );
        // the second window sees one column of padding: 0 + 1 + 3 + 4 + 6 + 7 = 21, ⌊5.28⌋
        assert_eq!(output, [9, 9, 9, 9, 5, 5, 5, 5]);
    }
}
