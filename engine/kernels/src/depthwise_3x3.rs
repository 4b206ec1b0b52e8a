//! DEPTHWISE_CONV_2D with a 3×3 window, int8, as pairs of halfwords.
//!
//! * equation: `out[y,x,c] = clamp(⌊(δ_c + 2^f_c · Σ_{i,j} w[c,i,j] · in[y·s − pt + i, x·s − pl + j, c]) · m_c / 2^(32 + SHIFT)⌋, −128, 127)`, padding taps being `zp_in`;
//!   the compiler gives `δ`, `f` and `m` only where it has proven that this is the reference's requantization for every sum that the channel can have
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C]`, C a multiple of 4, W' at least 2, rows are image rows; weights `[C][3][3]`
//! * element types: int8 input, weights and output; int32 sums
//! * rejects: dilation, channel multipliers, strides above 2, batches (one call each): `depthwise_conv_2d` takes them
//! * source: the sums are those of `kernels/internal/reference/integer_ops/depthwise_conv.h` in tensorflow/tflite-micro @90b983c
//!
//! Four channels at a time keep the three rows that the window sees in scratch memory, a plane per channel. Two pixels of a plane are three words, a [`Group`]: rows
//! of places 0 and 1 stand side by side in a word per pixel, the two pixels of place 2 in another. So a window is five products of pairs. A row goes to the place
//! `row mod 3`; what rotates are the weights, in three records per channel.

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
mod armv7e_m;
mod twin;

use core::cell::Cell;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::geometry::Image;

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
use armv7e_m::{fill, row};
#[cfg(not(all(target_arch = "arm", feature = "armv7e-m")))]
use twin::{fill, row};

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
    /// Groups of a plane: the pixels of a row, padding included.
    const fn groups(&self) -> usize {
        ((self.output.width - 1) * STRIDE + 3).div_ceil(2)
    }

    /// Scratch memory, bytes: records and planes of four channels.
    pub const fn scratch_bytes(&self) -> usize {
        size_of::<[[Record; BLOCK]; 3]>() + BLOCK * self.groups() * size_of::<Group>()
    }
}

/// Two pixels of a plane: `[pixel 0 of places (0, 1), pixel 1 of places (0, 1), pixels (0, 1) of place 2]`, each a pair of int16, the first in the lower half.
type Group = [i32; 3];

/// A channel's [`Line`] and weights, times 2^`fraction_bits`, when the window's first row is at one of the three places:
/// `[multiplier, column 0, column 1, column 2, taps (0, 1) and taps (1, 2) of the row at place 2, offset]`.
type Record = [i32; RECORD];

const RECORD: usize = 7;

/// Computes rows and blocks of four channels of the output.
///
/// Each input row is read once, before the first output row that sees it is written: it may run in place when one tile covers all rows, and output rows up to y
/// have no more pixels than the input rows that the window has seen by then, as with equal shapes or a stride.
/// `scratch` has at least [`Depthwise3x3::scratch_bytes`].
pub fn run<const STRIDE: usize, const SHIFT: u32>(
    op: &Depthwise3x3<STRIDE, SHIFT>,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    let (records, planes) = scratch.split_at_mut(3 * BLOCK * RECORD);
    let records: &mut [[Record; BLOCK]] = records.as_chunks_mut().0.as_chunks_mut().0;
    let planes = &mut planes.as_chunks_mut().0[..BLOCK * op.groups()];
    let channels = op.input.channels;
    for block in tile.blocks {
        let first = block * BLOCK;
        for (top, records) in records.iter_mut().enumerate() {
            for (channel, to) in (first..).zip(records) {
                *to = record(
                    op.weights.part(channel * 9, 9),
                    op.channels.get(channel),
                    top,
                );
            }
        }
        let padding = pair(op.input_zero_point.into(), op.input_zero_point.into());
        planes.fill([padding; 3]);
        let mut filled = 0; // padded rows below this one are in their planes, or no longer needed
        for y in tile.rows.clone() {
            let top = y * STRIDE;
            for padded in filled.max(top)..top + 3 {
                match padded.checked_sub(op.padding_top) {
                    Some(row) if row < op.input.height => {
                        let pixels = &input.row(row)[first..op.input.width * channels];
                        fill(pixels, channels, planes, op.padding_left, padded % 3);
                    }
                    _ => twin::blank(planes, op.input_zero_point, padded % 3),
                }
            }
            filled = top + 3;
            let pixels = &output.row(y)[first..op.output.width * channels];
            row::<STRIDE, SHIFT>(planes, &records[top % 3], pixels, channels);
        }
    }
}

/// Two int16, the first in the lower half.
const fn pair(low: i16, high: i16) -> i32 {
    low as u16 as i32 | (high as i32) << 16
}

/// The record of a channel when row 0 of the window is at place `top`.
fn record(taps: FlashSlice<i8>, line: Line, top: usize) -> Record {
    let tap = |place: usize, column: usize| {
        i16::from(taps.get((place + 3 - top) % 3 * 3 + column)) << line.fraction_bits
    };
    [
        line.multiplier,
        pair(tap(0, 0), tap(1, 0)),
        pair(tap(0, 1), tap(1, 1)),
        pair(tap(0, 2), tap(1, 2)),
        pair(tap(2, 0), tap(2, 1)),
        pair(tap(2, 1), tap(2, 2)),
        line.offset,
    ]
}

/// Compares the loops for the target with their plain twin on pseudo-random rows; for a test on the target, whose answer is `true`.
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
        row_agrees::<1, 4>(&mut next)
            && row_agrees::<1, 12>(&mut next)
            && row_agrees::<2, 8>(&mut next)
            && row_agrees::<2, 20>(&mut next)
    })
}

/// Fills planes and computes a row of them, on the target and by the twin.
#[inline(never)]
fn row_agrees<const STRIDE: usize, const SHIFT: u32>(next: &mut impl FnMut() -> u32) -> bool {
    const MOST: usize = 8; // pixels and channels of a row
    let width = 2 + next() as usize % (MOST / STRIDE - 2);
    let channels = 4 + 4 * (next() as usize % 2);
    let groups = ((width - 1) * STRIDE + 3).div_ceil(2);
    let (first, place) = (next() as usize % 3, next() as usize % 3);
    let pixels: [Cell<i8>; 8 * MOST] = core::array::from_fn(|_| Cell::new(next() as i8));
    let pixels = &pixels[..(2 * groups - first).min(MOST) * channels - (channels - BLOCK)];
    let mut planes: [Group; BLOCK * (MOST + 1)] =
        core::array::from_fn(|_| [next(), next(), next()].map(|word| word as i32 & 0x00ff_00ff));
    let mut twins = planes;
    fill(
        pixels,
        channels,
        &mut planes[..BLOCK * groups],
        first,
        place,
    );
    twin::fill(pixels, channels, &mut twins[..BLOCK * groups], first, place);
    let records: [Record; BLOCK] = core::array::from_fn(|_| {
        let weights: [i32; 5] = core::array::from_fn(|_| (next() & 0xff00_ff00) as i32);
        [
            (next() >> 1) as i32,
            weights[0],
            weights[1],
            weights[2],
            weights[3],
            weights[4],
            next() as i32 >> 6,
        ]
    });
    let row_of = || -> [Cell<i8>; 8 * MOST] { core::array::from_fn(|_| Cell::new(0)) };
    let (made, expected) = (row_of(), row_of());
    let length = width * channels - (channels - BLOCK);
    row::<STRIDE, SHIFT>(
        &planes[..BLOCK * groups],
        &records,
        &made[..length],
        channels,
    );
    twin::row::<STRIDE, SHIFT>(
        &twins[..BLOCK * groups],
        &records,
        &expected[..length],
        channels,
    );
    planes == twins && made == expected
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
            height: random.within(3..12),
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
                        memory.scratch(op.scratch_bytes()),
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
