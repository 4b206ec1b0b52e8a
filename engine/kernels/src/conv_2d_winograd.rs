//! CONV_2D with a dense 3×3 window and stride 1, int8, by Winograd's minimal filtering: see [`winograd`].
//!
//! * equation: that of [`conv_2d`](crate::conv_2d), computed as [`winograd`] tells
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',O]`, C a multiple of 4 up to [`MOST_CHANNELS`], O even, rows are image rows; weights either OHWI as they are, or
//!   `[O/2]` groups transformed by the compiler
//! * element types: int8 input and output; int8 weights or int16 transformed ones; int32 sums
//! * rejects: other windows, strides, dilation, batches (one call each): `conv_2d` takes them
//! * source: that of [`winograd`]; the sums are those of conv_2d
//!
//! As many rows of tiles as scratch memory has room for are transformed at once; then two output channels at a time are computed for all of them, and their weights, if
//! they are transformed here, once for each such band.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Page, Rows, Tile};

use crate::geometry::{Image, taps_inside};
use crate::winograd::{
    self, Blocks, CHANNELS, F2, F4, MOST_TILE, Native, PIXELS, Patch, Requantization, TILES,
    Target, Transform,
};
use crate::{BLOCK, NARROW, paired};

/// Channels of the input at most.
pub const MOST_CHANNELS: usize = 256;

/// Constants of a convolution in tiles of `TILE`×`TILE` pixels, 2 or 4. Weights are `i8` as they are, or words that the compiler has transformed.
#[derive(Clone, Copy)]
pub struct Conv2dWinograd<const TILE: usize, W: Weights> {
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
    /// `[O][3][3][C]`, or `[O/2]` groups.
    pub weights: FlashSlice<W>,
    /// What is done with sums, by output channel.
    pub requantization: Requantization,
    /// Smallest value of the output.
    pub minimum: i8,
    /// Largest value of the output.
    pub maximum: i8,
}

/// Where transformed weights come from.
pub trait Weights: Copy + 'static {
    /// Whether a group needs scratch memory.
    const TAKES_SCRATCH: bool;

    /// Whether they are those of the model.
    const IS_PLAIN: bool;

    /// The group of a pair of output channels.
    fn group<'a, B: Blocks, T: Transform>(
        weights: FlashSlice<Self>,
        pair: usize,
        channels: usize,
        scratch: &'a mut [i32],
        page: &'a mut WeightPage,
    ) -> &'a [i32];
}

/// Where flash is not addressed, transformed weights come to scratch memory.
const PAGE: usize = if NARROW { 1 } else { usize::MAX };

/// Through which transformed weights are read.
pub type WeightPage = Page<i32, PAGE>;

impl Weights for i8 {
    const TAKES_SCRATCH: bool = true;
    const IS_PLAIN: bool = true;

    fn group<'a, B: Blocks, T: Transform>(
        weights: FlashSlice<i8>,
        pair: usize,
        channels: usize,
        scratch: &'a mut [i32],
        _: &'a mut WeightPage,
    ) -> &'a [i32] {
        let length = CHANNELS * 9 * channels;
        B::weights::<T>(weights.part(pair * length, length), scratch);
        scratch
    }
}

impl Weights for i32 {
    const TAKES_SCRATCH: bool = NARROW;
    const IS_PLAIN: bool = false;

    fn group<'a, B: Blocks, T: Transform>(
        weights: FlashSlice<i32>,
        pair: usize,
        channels: usize,
        scratch: &'a mut [i32],
        page: &'a mut WeightPage,
    ) -> &'a [i32] {
        let length = winograd::group_words(T::POINTS, channels);
        let weights = weights.part(pair * length, length);
        if NARROW {
            scratch
                .iter_mut()
                .zip(weights.iter())
                .for_each(|(to, w)| *to = w);
            scratch
        } else {
            weights.block(0, length, page)
        }
    }
}

impl<const TILE: usize, W: Weights> Conv2dWinograd<TILE, W> {
    /// Tiles of a row.
    const fn across(&self) -> usize {
        self.output.width.div_ceil(TILE)
    }

    /// Scratch memory, bytes, for as many rows of tiles at once.
    pub const fn scratch_bytes(&self, tile_rows: usize) -> usize {
        let groups = (tile_rows * self.across()).div_ceil(TILES) + W::TAKES_SCRATCH as usize;
        groups * winograd::group_words(TILE + 2, self.input.channels) * size_of::<i32>()
    }
}

/// Computes rows and blocks of four channels of the output. Rows that are a multiple of the tile's are faster.
///
/// A band of rows of tiles is read whole before it is written.
/// `scratch` has at least [`Conv2dWinograd::scratch_bytes`] of one row of tiles.
pub fn run<const TILE: usize, W: Weights>(
    op: &Conv2dWinograd<TILE, W>,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    run_with::<Native, TILE, W>(op, input, output, tile, scratch);
}

/// [`run`] with the blocks of any instruction set.
pub fn run_with<B: Blocks, const TILE: usize, W: Weights>(
    op: &Conv2dWinograd<TILE, W>,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    match TILE {
        2 => Layer { op, input, output }.run::<B, F2>(tile, scratch),
        4 => Layer { op, input, output }.run::<B, F4>(tile, scratch),
        _ => panic!("tiles are 2 or 4 pixels wide"),
    }
}

/// A convolution and its tensors.
struct Layer<'a, const TILE: usize, W: Weights> {
    op: &'a Conv2dWinograd<TILE, W>,
    input: Rows<'a, i8>,
    output: Rows<'a, i8>,
}

impl<const TILE: usize, W: Weights> Layer<'_, TILE, W> {
    fn run<B: Blocks, T: Transform>(&self, tile: Tile, scratch: &mut [i32]) {
        let op = self.op;
        let length = winograd::group_words(T::POINTS, op.input.channels);
        let (weights, values) = scratch.split_at_mut(if W::TAKES_SCRATCH { length } else { 0 });
        let tile_rows = values.len() / length * TILES / op.across();
        let padding = [const { Cell::new(0) }; MOST_CHANNELS];
        let padding = &padding[..op.input.channels];
        padding.iter().for_each(|p| p.set(op.input_zero_point));
        let mut y = tile.rows.start;
        while y < tile.rows.end {
            let end = tile.rows.end.min(y + tile_rows * TILE);
            self.transform::<B, T>(y..end, padding, values);
            self.multiply::<B, T>(y..end, &tile.blocks, values, weights);
            y = end;
        }
    }

    /// Transforms the input of a band of rows.
    fn transform<B: Blocks, T: Transform>(
        &self,
        rows: Range<usize>,
        padding: &[Cell<i8>],
        values: &mut [i32],
    ) {
        let length = winograd::group_words(T::POINTS, self.op.input.channels);
        let mut index = 0;
        for y in rows.step_by(TILE) {
            for x in (0..self.op.output.width).step_by(TILE) {
                let patch = self.patch::<T>(y, x, padding);
                let group = &mut values[index / TILES * length..][..length];
                B::input::<T>(&patch, index % TILES, group);
                index += 1;
            }
        }
    }

    /// What the tile at `(y, x)` sees.
    fn patch<'a, T: Transform>(&'a self, y: usize, x: usize, padding: &'a [Cell<i8>]) -> Patch<'a> {
        let op = self.op;
        let channels = op.input.channels;
        let mut patch = [padding; PIXELS];
        let taps = taps_inside(x, op.padding_left, T::POINTS, 1, op.input.width);
        if taps.is_empty() {
            return patch;
        }
        let first = (x + taps.start - op.padding_left) * channels;
        for (i, pixels) in patch
            .chunks_exact_mut(T::POINTS)
            .take(T::POINTS)
            .enumerate()
        {
            let row = (y + i).wrapping_sub(op.padding_top);
            if row < op.input.height {
                let row = &self.input.row(row)[first..][..taps.len() * channels];
                let inside = pixels[taps.clone()].iter_mut();
                inside
                    .zip(row.chunks_exact(channels))
                    .for_each(|(pixel, channels)| *pixel = channels);
            }
        }
        patch
    }

    /// Computes a band of rows.
    fn multiply<B: Blocks, T: Transform>(
        &self,
        rows: Range<usize>,
        blocks: &Range<usize>,
        values: &[i32],
        weights: &mut [i32],
    ) {
        let op = self.op;
        let channels = paired::channels(blocks, op.output.channels);
        let tiles = rows.len().div_ceil(TILE) * op.across();
        let length = winograd::group_words(T::POINTS, op.input.channels);
        let mut page = WeightPage::new();
        let spare = [const { Cell::new(0) }; SPARE];
        for channel in channels.clone().step_by(CHANNELS) {
            let pair = channel / CHANNELS;
            let weights = W::group::<B, T>(op.weights, pair, op.input.channels, weights, &mut page);
            let mut place = (rows.start, 0);
            for values in values.chunks_exact(length).take(tiles.div_ceil(TILES)) {
                let places = [place, self.next(place)];
                let targets = [0, 1]
                    .map(|t| self.target(places[t], &rows, channel, &spare[t * SPARE / TILES..]));
                B::multiply::<T>(
                    weights,
                    W::IS_PLAIN,
                    values,
                    &op.requantization,
                    channel,
                    &targets,
                );
                for (place, target) in places.iter().zip(&targets) {
                    if target.pixel == CHANNELS {
                        self.crop(*place, &rows, channel, target);
                    }
                }
                place = self.next(places[1]);
            }
        }
        if (op.minimum, op.maximum) != (i8::MIN, i8::MAX) {
            self.limit(rows, channels);
        }
    }

    /// The tile after one.
    const fn next(&self, (y, x): (usize, usize)) -> (usize, usize) {
        if x + TILE < self.op.output.width {
            (y, x + TILE)
        } else {
            (y + TILE, 0)
        }
    }

    /// Where the tile at `(y, x)` goes: to its place if all of it does, and its rows lie together.
    fn target<'a>(
        &'a self,
        (y, x): (usize, usize),
        rows: &Range<usize>,
        channel: usize,
        spare: &'a [Cell<i8>],
    ) -> Target<'a> {
        let Image {
            width, channels, ..
        } = self.op.output;
        let kept = self.output.kept();
        let is_whole = y + TILE <= rows.end && x + TILE <= width && channels > CHANNELS;
        if is_whole && (y % kept) + TILE <= kept {
            Target {
                cells: &self.output.rows(y, TILE)[x * channels + channel..],
                pixel: channels,
                row: width * channels,
            }
        } else {
            Target {
                cells: spare,
                pixel: CHANNELS,
                row: CHANNELS * TILE,
            }
        }
    }

    /// Brings what lies in the image of a tile that was computed elsewhere to its place.
    fn crop(
        &self,
        (y, x): (usize, usize),
        rows: &Range<usize>,
        channel: usize,
        target: &Target<'_>,
    ) {
        let Image {
            width, channels, ..
        } = self.op.output;
        for (i, y) in (y..rows.end.min(y + TILE)).enumerate() {
            let row = self.output.row(y);
            for (j, x) in (x..width.min(x + TILE)).enumerate() {
                for c in 0..CHANNELS {
                    let from = &target.cells[i * target.row + j * target.pixel + c];
                    row[x * channels + channel + c].set(from.get());
                }
            }
        }
    }

    fn limit(&self, rows: Range<usize>, channels: Range<usize>) {
        for y in rows {
            let pixels = self.output.row(y).chunks_exact(self.op.output.channels);
            for pixel in pixels {
                paired::limit(&pixel[channels.clone()], self.op.minimum, self.op.maximum);
            }
        }
    }
}

/// Outputs of the largest tiles that are computed at a time.
const SPARE: usize = TILES * CHANNELS * MOST_TILE * MOST_TILE;

const _: () = assert!(BLOCK.is_multiple_of(CHANNELS));

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::arithmetic::Channel;
    use crate::conv_2d::tests::Definition;
    use crate::geometry::Window;
    use crate::testing::{Case, Random, flash, rows};
    use crate::winograd::generic::Generic;
    use crate::winograd::{Line, Rounded};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random convolution with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        if random.bool() {
            case_of::<2>(random)
        } else {
            case_of::<4>(random)
        }
    }

    fn case_of<const TILE: usize>(random: &mut Random) -> Case<i8, i8> {
        let definition = definition(random);
        let transformed = random.bool().then(|| transform::<TILE>(&definition));
        let op = Conv2dWinograd::<TILE, i8> {
            input: definition.input,
            output: definition.output,
            padding_top: definition.window.padding_top,
            padding_left: definition.window.padding_left,
            input_zero_point: definition.zero_point,
            weights: flash(definition.weights.clone()),
            requantization: rounded(&definition, if TILE == 2 { F2::BITS } else { F4::BITS }),
            minimum: definition.range.minimum,
            maximum: definition.range.maximum,
        };
        let tile_rows = random.within(1..3);
        definition.case(Box::new(
            move |inputs, output, tile, memory| match transformed {
                None => {
                    let scratch = memory.scratch(op.scratch_bytes(tile_rows));
                    run(&op, inputs[0], output, tile, scratch);
                }
                Some(weights) => {
                    let op = with_weights(&op, weights);
                    let scratch = memory.scratch(op.scratch_bytes(tile_rows));
                    run(&op, inputs[0], output, tile, scratch);
                }
            },
        ))
    }

    fn with_weights<const TILE: usize, W: Weights>(
        op: &Conv2dWinograd<TILE, i8>,
        weights: FlashSlice<W>,
    ) -> Conv2dWinograd<TILE, W> {
        Conv2dWinograd {
            input: op.input,
            output: op.output,
            padding_top: op.padding_top,
            padding_left: op.padding_left,
            input_zero_point: op.input_zero_point,
            weights,
            requantization: op.requantization,
            minimum: op.minimum,
            maximum: op.maximum,
        }
    }

    fn definition(random: &mut Random) -> Definition {
        let input = Image {
            height: random.within(3..12),
            width: random.within(3..12),
            channels: 4 * random.within(1..4),
        };
        let (padding_top, padding_left) = (random.below(3), random.below(3));
        let output = Image {
            height: input.height + padding_top + random.below(3) - 2,
            width: input.width + padding_left + random.below(3) - 2,
            channels: 2 * random.within(1..5),
        };
        let window = Window {
            height: 3,
            width: 3,
            stride_y: 1,
            stride_x: 1,
            dilation_y: 1,
            dilation_x: 1,
            padding_top,
            padding_left,
        };
        Definition::of(
            random,
            (input, window, output),
            Random::paired_channel,
            Random::i8s,
        )
    }

    /// Groups of weights, as the compiler makes them.
    fn transform<const TILE: usize>(definition: &Definition) -> FlashSlice<i32> {
        let channels = definition.input.channels;
        let mut words = Vec::new();
        for pair in definition.weights.chunks(CHANNELS * 9 * channels) {
            let mut group = vec![0; winograd::group_words(TILE + 2, channels)];
            let pair = flash(pair.to_vec());
            if TILE == 2 {
                Generic::weights::<F2>(pair, &mut group);
            } else {
                Generic::weights::<F4>(pair, &mut group);
            }
            words.extend(group);
        }
        flash(words)
    }

    /// Folds zero points into records. Shifts of channels are negative.
    fn rounded(definition: &Definition, bits: u32) -> Requantization {
        let taps = definition.weights.len() / definition.output.channels;
        let sums = definition
            .weights
            .chunks(taps)
            .map(|w| w.iter().map(|w| i32::from(*w)).sum::<i32>());
        let zero_point = i32::from(definition.zero_point) + 128;
        let records = definition.channels.iter().zip(sums).map(|(channel, sum)| {
            let shift = -channel.shift;
            Rounded {
                offset: (channel.bias - zero_point * sum) << bits,
                multiplier: channel.multiplier,
                addend: (1 << (shift - 1)) + (definition.range.zero_point << shift),
                shift,
            }
        });
        Requantization::Rounded(flash(records.collect()))
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }

    #[test]
    fn worked_example() {
        // ones times ones: 4·9 inside, 4·6 at edges, 4·4 at corners; times 2^30 / 2^(32 + 4) of 64 times the sum is the sum
        let image = |channels| Image {
            height: 4,
            width: 4,
            channels,
        };
        let line = Line {
            offset: 64 * -128 * 36,
            multiplier: 1 << 30,
        };
        let op = Conv2dWinograd::<4, i8> {
            input: image(4),
            output: image(2),
            padding_top: 1,
            padding_left: 1,
            input_zero_point: 0,
            weights: flash(vec![1; 2 * 9 * 4]),
            requantization: Requantization::Lines {
                shift: 4,
                lines: flash(vec![line; 2]),
            },
            minimum: -128,
            maximum: 127,
        };
        let (mut input, mut output) = ([1; 64], [0; 32]);
        let tile = Tile {
            rows: 0..4,
            blocks: 0..1,
        };
        let (input, pixels) = (rows(&mut input, 16), rows(&mut output, 8));
        run(&op, input, pixels, tile, &mut [0; 2 * 36 * 4]);
        let even: Vec<i8> = output.iter().copied().step_by(2).collect();
        assert_eq!(
            even,
            [
                16, 24, 24, 16, 24, 36, 36, 24, 24, 36, 36, 24, 16, 24, 24, 16
            ]
        );
    }

    #[test]
    fn largest_weights_and_inputs_stay_exact() {
        for (weight, value) in [(-128, -128), (-128, 127), (127, -128), (127, 127)] {
            let (sum, channels) = (9 * 12 * i32::from(weight) * i32::from(value), 12);
            let image = |channels| Image {
                height: 6,
                width: 6,
                channels,
            };
            let expected = sum.clamp(-128, 127) as i8;
            let channel = Channel {
                bias: 0,
                multiplier: 1 << 30,
                shift: 0,
            };
            let record = Rounded {
                offset: (-128 * 9 * 12 * i32::from(weight)) << F4::BITS,
                multiplier: channel.multiplier,
                addend: 1,
                shift: 1,
            };
            let op = Conv2dWinograd::<4, i8> {
                input: image(channels),
                output: Image {
                    height: 4,
                    width: 4,
                    channels: 2,
                },
                padding_top: 0,
                padding_left: 0,
                input_zero_point: 0,
                weights: flash(vec![weight; 2 * 9 * channels]),
                requantization: Requantization::Rounded(flash(vec![record; 2])),
                minimum: -128,
                maximum: 127,
            };
            let (mut input, mut output) = ([value; 36 * 12], [0; 32]);
            let tile = Tile {
                rows: 0..4,
                blocks: 0..1,
            };
            let (input, pixels) = (rows(&mut input, 72), rows(&mut output, 8));
            run(&op, input, pixels, tile, &mut [0; 2 * 36 * 12]);
            assert_eq!(output, [expected; 32], "{weight} · {value}");
        }
    }
}
