//! Pseudo-random images, which the strips of the target and their twin compute.

use core::cell::Cell;

use halyard_tensor::{Rows, Tile, flash};

use super::{Depthwise3x3Strips, TAPS, compute, run_with, twin};
use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::geometry::Image;
use crate::two_pixels::check::{Random, channels, weights};

const CHANNELS: usize = 6;
const SIDE: usize = 7;
const ELEMENTS: usize = SIDE * SIDE * CHANNELS;
const WORDS: usize = 3 * (SIDE + 2) + SIDE * CHANNELS;

flash! {
    static WEIGHTS: [i8; TAPS * CHANNELS] = weights(0);
    static RECORDS: [Rescale; CHANNELS] = channels();
}

/// Computes an image in both ways.
pub fn agrees(random: &mut Random) -> bool {
    let channels = 1 + random.below(CHANNELS);
    let stride = 1 + random.below(2);
    let (padding_top, padding_left) = (random.below(2), random.below(2));
    let input = image(
        3 + random.below(SIDE - 2),
        3 + random.below(SIDE - 2),
        channels,
    );
    let after = [random.below(2), random.below(2)];
    let op = Depthwise3x3Strips {
        input,
        output: image(
            (input.height + padding_top + after[0] - 3) / stride + 1,
            (input.width + padding_left + after[1] - 3) / stride + 1,
            channels,
        ),
        stride,
        padding_top,
        padding_left,
        input_zero_point: random.next() as i8,
        weights: WEIGHTS.slice(),
        channels: RECORDS.slice(),
        range: OutputRange {
            zero_point: (random.next() as i8).into(),
            minimum: [-128, -7][random.below(2)],
            maximum: [127, 7][random.below(2)],
        },
    };
    let mut values = [0; ELEMENTS].map(|_: i8| random.next() as i8);
    let mut outputs = [[0x55; ELEMENTS]; 2];
    let mut scratch = [random.next() as i32; WORDS];
    let first = random.below(op.output.height);
    let tile = Tile {
        rows: first..op.output.height,
        blocks: 0..channels.div_ceil(BLOCK),
    };
    let [ours, twins] = &mut outputs;
    for (compute, output) in [(compute as super::Compute, ours), (twin::compute, twins)] {
        let views = (view(&mut values, &op.input), view(output, &op.output));
        run_with(compute, &op, views, tile.clone(), &mut scratch);
    }
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
