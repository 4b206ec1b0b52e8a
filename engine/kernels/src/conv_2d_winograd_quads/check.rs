//! Pseudo-random images, which are computed with the products of the target and with those of their twin.

use core::cell::Cell;

use halyard_tensor::{Rows, Tile, flash};

use super::twin::Twin;
use super::{Conv2dWinogradQuads, Native, PRODUCTS, QUAD, TAPS, Weights, run_with};
use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::geometry::Image;
use crate::two_pixels::check::{Random, channels, weights};

const CHANNELS: usize = 6;
const QUADS: usize = CHANNELS.div_ceil(4);
const SIDE: usize = 6;
const ELEMENTS: usize = SIDE * SIDE * CHANNELS;

/// Words of scratch memory: products, weights, and tiles of the whole image.
pub const SCRATCH: usize = PRODUCTS + 2 * QUADS * QUAD;

flash! {
    static TAPS_OF_ALL: [i8; QUADS * QUADS * TAPS] = weights(0);
    static RECORDS: [Rescale; CHANNELS] = channels();
}

/// Computes an image in both ways.
pub fn agrees(random: &mut Random, scratch: &mut [i32; SCRATCH]) -> bool {
    let channels = 1 + random.below(CHANNELS);
    let quads = channels.div_ceil(4);
    let (padding_top, padding_left) = (random.below(3), random.below(3));
    let input = image(
        3 + random.below(SIDE - 2),
        3 + random.below(SIDE - 2),
        channels,
    );
    let output = image(
        (input.height + padding_top - random.below(3)).clamp(1, SIDE),
        (input.width + padding_left - random.below(3)).clamp(1, SIDE),
        1 + random.below(CHANNELS),
    );
    let op = Conv2dWinogradQuads {
        input,
        output,
        padding_top,
        padding_left,
        input_zero_point: random.next() as i8,
        weights: Weights::Plain(TAPS_OF_ALL.slice().part(0, QUADS * quads * TAPS)),
        channels: RECORDS.slice(),
        range: OutputRange {
            zero_point: (random.next() as i8).into(),
            minimum: [-128, -7][random.below(2)],
            maximum: [127, 7][random.below(2)],
        },
        tile_rows: 1 + random.below(2),
    };
    let mut values = [0; ELEMENTS].map(|_: i8| random.next() as i8);
    let mut outputs = [[0x55; ELEMENTS]; 2];
    let first = random.below(op.output.height);
    let tile = Tile {
        rows: first..op.output.height,
        blocks: 0..output.channels.div_ceil(BLOCK),
    };
    let [ours, twins] = &mut outputs;
    let input = view(&mut values, &op.input);
    let native = view(ours, &op.output);
    run_with::<Native>(&op, (input, native), tile.clone(), scratch);
    run_with::<Twin>(&op, (input, view(twins, &op.output)), tile, scratch);
    outputs[0] == outputs[1]
}

fn image(height: usize, width: usize, channels: usize) -> Image {
    Image {
        height,
        width,
        channels,
    }
}

fn view<'a>(values: &'a mut [i8; ELEMENTS], image: &Image) -> Rows<'a, i8> {
    let length = image.width * image.channels;
    let cells = Cell::from_mut(&mut values[..image.height * length]).as_slice_of_cells();
    Rows::new(cells, length)
}
