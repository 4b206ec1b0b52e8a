//! MEAN, int8, and AVERAGE_POOL_2D whose window is the whole image.
//!
//! * equation: `out = range(scaling(Σ in + bias))` over the reduced dimensions
//! * shapes and layout: up to four dimensions, leading ones are 1; the input is `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements, the output is one row of all elements
//! * element types: int8; int32 sums; `bias = −zp_in · count` for MEAN, 0 for a pool
//! * rejects: more than four dimensions that do not merge
//! * source: `kernels/internal/reference/reduce.h` (`QuantizedMeanOrSum`), `integer_ops/pooling.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{Rows, Tile};

use crate::arithmetic::{OutputRange, mean, requantize};
use crate::{BLOCK, NARROW};

/// Constants of a mean.
#[derive(Clone, Copy)]
pub struct Mean {
    /// The input's dimensions.
    pub shape: [usize; 4],
    /// Elements of the output from one to the next along each dimension of the input; 0 where it is reduced.
    pub strides: [usize; 4],
    /// Added to each sum: `−zp_in · count`, 0 for a pool.
    pub bias: i32,
    /// What makes a mean of a sum.
    pub scaling: Scaling,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// What makes a mean of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scaling {
    /// MEAN: requantization whose multiplier holds the division. With `(m, s)` of `scale_in / scale_out` and
    /// `k = min(63 − clz64(count), 31, 31 + s)`: `multiplier = (m << k) / count`, in 64 bits, and `shift = s − k`.
    Requantize {
        /// Q31 multiplier.
        multiplier: i32,
        /// Power of two; negative shifts right.
        shift: i32,
    },
    /// AVERAGE_POOL_2D: division, half away from zero.
    Divide {
        /// Elements of a sum.
        count: i32,
    },
}

impl Mean {
    /// Elements along the last dimension of the input of which a tile's blocks take four each; one block if it is reduced.
    fn lanes(&self, tile: &Tile) -> core::ops::Range<usize> {
        if self.strides[3] == 0 {
            0..self.shape[3]
        } else {
            tile.blocks.start * BLOCK..self.shape[3].min(tile.blocks.end * BLOCK)
        }
    }
}

/// Consumes rows of the input, and writes the output with the last.
///
/// `tile.rows` are rows of the **input**; they must come in order, each once. `tile.blocks` are blocks of four along the last dimension; there is one block if that is reduced.
/// `carry` is one row of as many int32 as the output has elements: the sums so far. It is zeroed with row 0, and must be kept between calls.
pub fn run(op: &Mean, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile, carry: Rows<'_, i32>) {
    let [outer_rows, inner_rows, ..] = op.shape;
    let lanes = op.lanes(&tile);
    let sums = carry.row(0);
    if tile.rows.start == 0 {
        each_sum(op, lanes.clone(), |index| sums[index].set(0));
    }
    let count = tile.rows.len();
    let lies_together = tile.rows.start % input.kept() + count <= input.kept();
    if op.strides == [0, 0, 0, 1] && lies_together && !NARROW {
        add_pixels(
            input.rows(tile.rows.start, count),
            op.shape[3],
            lanes.clone(),
            sums,
        );
    } else {
        add_rows(op, input, &tile, &lanes, sums);
    }
    if tile.rows.end == outer_rows * inner_rows {
        let cells = output.row(0);
        each_sum(op, lanes, |index| {
            cells[index].set(finish(op, sums[index].get()))
        });
    }
}

/// Adds rows, one after the other.
fn add_rows(op: &Mean, input: Rows<'_, i8>, tile: &Tile, lanes: &Range<usize>, sums: &[Cell<i32>]) {
    let inner_rows = op.shape[1];
    for y in tile.rows.clone() {
        let start = y / inner_rows * op.strides[0] + y % inner_rows * op.strides[1];
        let runs = input.row(y).chunks_exact(op.shape[3]).take(op.shape[2]);
        for (repeat, values) in runs.enumerate() {
            let start = start + repeat * op.strides[2];
            accumulate(
                &values[lanes.clone()],
                &sums[start..],
                lanes.start,
                op.strides[3],
            );
        }
    }
}

/// Adds pixels that lie together, each `channels` elements, to a sum for each of the lanes.
fn add_pixels(pixels: &[Cell<i8>], channels: usize, lanes: Range<usize>, sums: &[Cell<i32>]) {
    let mut lane = lanes.start;
    while lane + 8 <= lanes.end {
        add_words::<2>(pixels, channels, lane, sums);
        lane += 8;
    }
    while lane + 4 <= lanes.end {
        add_words::<1>(pixels, channels, lane, sums);
        lane += 4;
    }
    for lane in lane..lanes.end {
        let values = pixels[lane..].iter().step_by(channels);
        let sum: i32 = values.map(|value| i32::from(value.get())).sum();
        sums[lane].set(sums[lane].get() + sum);
    }
}

/// Pixels whose bytes, as numbers above zero, two halves of a word hold in sum.
const PIXELS_OF_WORD: usize = 256;

/// Adds four lanes to a word.
fn add_words<const WORDS: usize>(
    pixels: &[Cell<i8>],
    channels: usize,
    lane: usize,
    sums: &[Cell<i32>],
) {
    for pixels in pixels.chunks(PIXELS_OF_WORD * channels) {
        let mut pairs = [[0_u32; 2]; WORDS]; // lanes 0 and 2 of a word, 1 and 3
        let mut at = lane;
        while at + 4 * WORDS <= pixels.len() {
            let fours = pixels[at..][..4 * WORDS].as_chunks::<4>().0;
            for (four, [even, odd]) in fours.iter().zip(&mut pairs) {
                let bytes = four.each_ref().map(|cell| cell.get() as u8);
                let word = u32::from_le_bytes(bytes) ^ 0x8080_8080;
                *even += word & 0x00ff_00ff;
                *odd += word >> 8 & 0x00ff_00ff;
            }
            at += channels;
        }
        let zeros = 128 * (pixels.len() / channels) as i32;
        for ([even, odd], sums) in pairs.iter().zip(sums[lane..].chunks(4)) {
            let lanes = [even & 0xffff, odd & 0xffff, even >> 16, odd >> 16];
            for (lane, sum) in lanes.iter().zip(sums) {
                sum.set(sum.get() + *lane as i32 - zeros);
            }
        }
    }
}

/// Adds values to sums that lie `stride` apart; stride 0 adds all to one.
fn accumulate(values: &[Cell<i8>], sums: &[Cell<i32>], first: usize, stride: usize) {
    if stride == 0 {
        let sum: i32 = values.iter().map(|value| i32::from(value.get())).sum();
        sums[0].set(sums[0].get() + sum);
    } else {
        let sums = sums[first * stride..].iter().step_by(stride);
        for (sum, value) in sums.zip(values) {
            sum.set(sum.get() + i32::from(value.get()));
        }
    }
}

/// Calls `each` with the index of every sum that the lanes of the last dimension have.
fn each_sum(op: &Mean, lanes: core::ops::Range<usize>, mut each: impl FnMut(usize)) {
    if NARROW {
        walk(op, lanes, &mut each as &mut dyn FnMut(usize)); // once in flash
    } else {
        walk(op, lanes, &mut each);
    }
}

fn walk(op: &Mean, lanes: core::ops::Range<usize>, each: &mut (impl FnMut(usize) + ?Sized)) {
    let kept = |axis: usize| {
        if op.strides[axis] == 0 {
            0..1
        } else {
            0..op.shape[axis]
        }
    };
    let lanes = if op.strides[3] == 0 { 0..1 } else { lanes };
    for a in kept(0) {
        for b in kept(1) {
            for c in kept(2) {
                let start = a * op.strides[0] + b * op.strides[1] + c * op.strides[2];
                for d in lanes.clone() {
                    each(start + d * op.strides[3]);
                }
            }
        }
    }
}

fn finish(op: &Mean, sum: i32) -> i8 {
    let sum = sum.wrapping_add(op.bias);
    op.range.place(match op.scaling {
        Scaling::Requantize { multiplier, shift } => requantize(sum, multiplier, shift),
        Scaling::Divide { count } => mean(sum, count),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random mean over any dimensions with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let shape = [3, 5, 6, 12].map(|most| random.within(1..most));
        let reduced = [0; 4].map(|_: i32| random.bool());
        let mut strides = [0; 4];
        let mut outputs = 1;
        for axis in (0..4).rev().filter(|axis| !reduced[*axis]) {
            strides[axis] = outputs;
            outputs *= shape[axis];
        }
        let values = random.i8s(shape.iter().product());
        let count = (values.len() / outputs) as i32;
        let op = Mean {
            shape,
            strides,
            bias: i32::from(random.i8()) * count,
            scaling: if random.bool() {
                Scaling::Divide { count }
            } else {
                Scaling::Requantize {
                    multiplier: random.multiplier() / count,
                    shift: -(random.below(3) as i32),
                }
            },
            range: random.range(),
        };
        let mut sums = vec![op.bias; outputs];
        for (index, value) in values.iter().enumerate() {
            let mut rest = index;
            let mut place = 0;
            for axis in (0..4).rev() {
                place += rest % shape[axis] * strides[axis];
                rest /= shape[axis];
            }
            sums[place] += i32::from(*value);
        }
        let expected: Vec<i8> = sums.iter().map(|sum| define(&op, *sum)).collect();
        let steps = shape[0] * shape[1];
        Case {
            steps,
            ordered: true,
            blocks: if reduced[3] { 1 } else { shape[3].div_ceil(4) },
            makes: Box::new(move |y| if y + 1 == steps { 0..1 } else { 0..0 }),
            ..Case::by_rows(
                vec![(values, shape[2] * shape[3])],
                (expected, outputs),
                Box::new(move |inputs, output, tile, memory| {
                    run(&op, inputs[0], output, tile, memory.carry(outputs));
                }),
            )
        }
    }

    fn define(op: &Mean, sum: i32) -> i8 {
        let mean = match op.scaling {
            Scaling::Divide { count } => (f64::from(sum) / f64::from(count)).round() as i32,
            Scaling::Requantize { multiplier, shift } => requantize(sum, multiplier, shift),
        };
        let placed = mean + op.range.zero_point;
        placed.clamp(op.range.minimum.into(), op.range.maximum.into()) as i8
    }

    #[test]
    fn sums_of_many_pixels_are_exact() {
        let (mut pixels, mut carry, mut output) = ([127; 600 * 13], [0; 13], [0; 13]);
        pixels[13 * 599..].fill(-128);
        let op = Mean {
            shape: [30, 1, 20, 13],
            strides: [0, 0, 0, 1],
            bias: 0,
            scaling: Scaling::Divide { count: 10 },
            range: OutputRange {
                zero_point: 0,
                minimum: -128,
                maximum: 127,
            },
        };
        let tile = Tile {
            rows: 0..30,
            blocks: 0..4,
        };
        let output = rows(&mut output, 13);
        run(
            &op,
            rows(&mut pixels, 260),
            output,
            tile,
            rows(&mut carry, 13),
        );
        assert_eq!(carry, [127 * 599 - 128; 13]);
    }

    #[test]
    fn worked_example() {
        // an average pool of 2 rows of 1 pixel of 2 channels: (1 + 4) / 2 = 2.5 and (−2 − 3) / 2 = −2.5, half away from zero
        let op = Mean {
            shape: [1, 2, 1, 2],
            strides: [0, 0, 0, 1],
            bias: 0,
            scaling: Scaling::Divide { count: 2 },
            range: OutputRange {
                zero_point: 0,
                minimum: -128,
                maximum: 127,
            },
        };
        let (mut input, mut output, mut carry) = ([1, -2, 4, -3], [0; 2], [7; 2]);
        let tile = Tile {
            rows: 0..2,
            blocks: 0..1,
        };
        let (output_rows, carry) = (rows(&mut output, 2), rows(&mut carry, 2));
        run(&op, rows(&mut input, 2), output_rows, tile, carry);
        assert_eq!(output, [3, -3]);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
