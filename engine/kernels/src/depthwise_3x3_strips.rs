//! DEPTHWISE_CONV_2D with a 3×3 window, int8, in strips of three output rows: for cores with many registers and no DSP.
//!
//! * equation: that of [`depthwise_conv_2d`](crate::depthwise_conv_2d)
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C]`, rows are image rows; weights `[C][3][3]`
//! * element types: int8 input, weights and output; int32 sums; per-channel [`Rescale`]s
//! * rejects: dilation, channel multipliers, strides above 2, more than one pixel of padding on a side, batches (one call each), channels that [`Rescale`] rejects:
//!   `depthwise_conv_2d` takes them
//! * source: as `depthwise_conv_2d`
//!
//! A channel of a strip keeps its nine weights and the sums of all output pixels that the current input column touches in registers, so that each input element
//! is read once for a strip, where it lies.

mod check;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
mod twin;

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::geometry::Image;
use crate::two_pixels::check::Random;

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
use rv32imac::compute;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
use twin::compute;

/// Output rows of a strip.
const STRIP: usize = 3;

/// Input rows that a strip sees, at most: those of stride 2.
const SEEN: usize = 2 * STRIP + 1;

const TAPS: usize = 9;

/// Constants of a depthwise convolution with a dense 3×3 window.
#[derive(Clone, Copy)]
pub struct Depthwise3x3Strips {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// Input rows from one output row to the next, and pixels: 1 or 2.
    pub stride: usize,
    /// Rows of padding above the image.
    pub padding_top: usize,
    /// Pixels of padding to the left of the image: 0 or 1. To the right there is one at most, too.
    pub padding_left: usize,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// `[C][3][3]`.
    pub weights: FlashSlice<i8>,
    /// A record per channel.
    pub channels: FlashSlice<Rescale>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

impl Depthwise3x3Strips {
    /// Words of the sums of a strip, and of what is stored before and after them.
    const fn sums(&self) -> usize {
        let columns = if self.stride == 1 {
            self.input.width
        } else {
            self.output.width
        };
        STRIP * (columns + 2)
    }

    /// Words of a row of padding.
    const fn padding_row(&self) -> usize {
        (self.input.width * self.input.channels).div_ceil(4)
    }

    /// Scratch memory, bytes: sums of a strip, and a row of padding.
    pub const fn scratch_bytes(&self) -> usize {
        4 * (self.sums() + self.padding_row())
    }
}

/// Some output rows, [`STRIP`] or one, and what they see.
struct Strip<'a> {
    /// Input rows from the first that the first output row sees; nothing where a row is padding, and after the last.
    inputs: [Option<&'a [Cell<i8>]>; SEEN],
    outputs: &'a [&'a [Cell<i8>]],
    channels: Range<usize>,
}

/// Computes rows and blocks of four channels of the output, three rows at a time, single ones at the end. All rows that they see are read until the last of them is
/// written. `scratch` has at least [`Depthwise3x3Strips::scratch_bytes`].
pub fn run(
    op: &Depthwise3x3Strips,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    run_with(compute, op, (input, output), tile, scratch);
}

/// Computes the channels of a strip; takes scratch memory for sums and a row of padding.
type Compute = fn(&Depthwise3x3Strips, &Strip<'_>, &mut [i32], &[i32]);

#[inline(always)]
fn run_with(
    compute: Compute,
    op: &Depthwise3x3Strips,
    (input, output): (Rows<'_, i8>, Rows<'_, i8>),
    tile: Tile,
    scratch: &mut [i32],
) {
    let (sums, padding) = scratch.split_at_mut(op.sums());
    let padding = &mut padding[..op.padding_row()];
    padding.fill(i32::from_ne_bytes([op.input_zero_point as u8; 4]));
    let channels = tile.blocks.start * BLOCK..(tile.blocks.end * BLOCK).min(op.output.channels);
    let mut rows = tile.rows;
    while !rows.is_empty() {
        let count = if rows.len() < STRIP { 1 } else { STRIP };
        let seen = op.stride * (count - 1) + 3;
        let first = rows.start * op.stride;
        let mut inputs = [None; SEEN];
        for (i, row) in inputs[..seen].iter_mut().enumerate() {
            *row = row_inside(op, input, first + i);
        }
        let outputs = [0, 1, 2].map(|r| output.row(rows.start + r.min(count - 1)));
        let strip = Strip {
            inputs,
            outputs: &outputs[..count],
            channels: channels.clone(),
        };
        compute(op, &strip, sums, padding);
        rows.start += count;
    }
}

/// A row of the image with its padding above, if it is not padding.
#[inline(never)]
fn row_inside<'a>(
    op: &Depthwise3x3Strips,
    input: Rows<'a, i8>,
    y: usize,
) -> Option<&'a [Cell<i8>]> {
    let row = y.checked_sub(op.padding_top)?;
    (row < op.input.height).then(|| input.row(row))
}

/// Compares the strips of this target with their plain twin on pseudo-random images; for a test on the target, whose answer is `true`.
#[inline(never)] // each has the stack to itself
pub fn agrees_with_twin(rounds: u32) -> bool {
    let mut random = Random::new();
    (0..rounds).all(|_| check::agrees(&mut random))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conv_2d::tests::rows_seen;
    use crate::depthwise_conv_2d;
    use crate::geometry::Window;
    use crate::testing::{Case, Random, flash, fold};
    use crate::two_pixels::tests::rescales;
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random depthwise convolution with the output of the plain kernel.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let stride = 1 + random.below(2);
        let (top, left) = (random.below(2), random.below(2));
        let image = |random: &mut Random| random.within(3..13);
        let input = Image {
            height: image(random),
            width: image(random),
            channels: random.within(1..10),
        };
        let after = [random.below(2), random.below(2)];
        let steps =
            |length: usize, before: usize, after: usize| (length + before + after - 3) / stride + 1;
        let output = Image {
            height: steps(input.height, top, after[0]),
            width: steps(input.width, left, after[1]),
            channels: input.channels,
        };
        let window = Window {
            height: 3,
            width: 3,
            stride_y: stride,
            stride_x: stride,
            dilation_y: 1,
            dilation_x: 1,
            padding_top: top,
            padding_left: left,
        };
        let weights = random.i8s(input.channels * TAPS);
        let channels: Vec<_> = (0..input.channels).map(|_| random.channel(14)).collect();
        let (zero_point, range) = (random.i8(), random.range());
        let mut values = random.i8s(input.height * input.width * input.channels);
        let mut padded = weights.clone();
        padded.resize(input.channels.next_multiple_of(4) * TAPS, 0);
        let plain = depthwise_conv_2d::DepthwiseConv2d {
            input,
            output,
            window,
            multiplier: 1,
            input_zero_point: zero_point,
            weights: flash(padded),
            channels: fold(&channels, &weights, zero_point),
            range,
        };
        let mut expected = vec![0; output.height * output.width * output.channels];
        depthwise_conv_2d::run(
            &plain,
            crate::testing::rows(&mut values, input.width * input.channels),
            crate::testing::rows(&mut expected, output.width * output.channels),
            Tile {
                rows: 0..output.height,
                blocks: 0..output.channels.div_ceil(4),
            },
            &mut vec![0; plain.scratch_bytes()],
        );
        let op = Depthwise3x3Strips {
            input,
            output,
            stride,
            padding_top: top,
            padding_left: left,
            input_zero_point: zero_point,
            weights: flash(weights.clone()),
            channels: rescales(&channels, &weights, zero_point, &range),
            range,
        };
        Case {
            blocks: output.channels.div_ceil(4),
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
}
