use super::*;
use crate::arithmetic::Channel;
use crate::conv_2d::tests::rows_seen;
use crate::conv_2d::{self, Conv2d};
use crate::geometry::Window;
use crate::testing::{self, Case, Random, flash, fold};
use crate::two_pixels::tests::rescales;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// Packs `[O][3][3][C]` as `[O/4][C/4][4 c][2 pairs of o][3][3][2 o]`, zero-padded.
fn pack(weights: &[i8], channels: usize) -> FlashSlice<i8> {
    let outputs = weights.len() / (9 * channels);
    let quads = channels.div_ceil(4);
    let mut packed = Vec::new();
    for place in 0..outputs.div_ceil(4) * quads * TAPS {
        let (group, within) = (place / TAPS, place % TAPS);
        let c = group % quads * 4 + within / 36;
        let o = group / quads * 4 + within / 18 % 2 * 2 + within % 2;
        let tap = within / 2 % 9;
        packed.push(if o < outputs && c < channels {
            weights[(o * 9 + tap) * channels + c]
        } else {
            0
        });
    }
    flash(packed)
}

/// What the compiler makes of packed weights.
fn transformed(packed: FlashSlice<i8>) -> FlashSlice<i32> {
    let mut all = vec![0; packed.len() / TAPS * QUAD];
    for (i, quad) in all.as_chunks_mut().0.iter_mut().enumerate() {
        Native::weights(packed.part(i * TAPS, TAPS), quad);
    }
    flash(all)
}

/// A random shape: input, output, padding above and to the left.
fn shape(random: &mut Random) -> (Image, Image, usize, usize) {
    let (top, left) = (random.below(3), random.below(3));
    let input = Image {
        height: random.within(3..15),
        width: random.within(3..15),
        channels: random.within(1..13),
    };
    let output = Image {
        height: input.height + top + random.below(3) - 2,
        width: input.width + left + random.below(3) - 2,
        channels: random.within(1..13),
    };
    (input, output, top, left)
}

/// A random convolution with the output of the plain kernel.
pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
    let (input, output, padding_top, padding_left) = shape(random);
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
    let depth = 9 * input.channels;
    let mut weights = random.i8s(output.channels * depth);
    let mut values = random.i8s(input.height * input.width * input.channels);
    if random.below(4) == 0 {
        weights.fill(127 - random.i8().max(0) % 2);
        values.fill(-128);
    }
    let channels: Vec<Channel> = (0..output.channels).map(|_| random.channel(16)).collect();
    let (zero_point, range) = (random.i8(), random.range());
    let plain = Conv2d {
        input,
        output,
        window,
        input_zero_point: zero_point,
        weights: testing::pack(&weights, depth),
        channels: fold(&channels, &weights, zero_point),
        range,
    };
    let mut expected = vec![0; output.height * output.width * output.channels];
    conv_2d::run(
        &plain,
        testing::rows(&mut values, input.width * input.channels),
        testing::rows(&mut expected, output.width * output.channels),
        Tile {
            rows: 0..output.height,
            blocks: 0..output.channels.div_ceil(4),
        },
        &mut vec![0; plain.scratch_bytes()],
    );
    let packed = pack(&weights, input.channels);
    let mut op = Conv2dWinogradQuads {
        input,
        output,
        padding_top,
        padding_left,
        input_zero_point: zero_point,
        weights: Weights::Plain(packed),
        channels: rescales(&channels, &weights, zero_point, &range),
        range,
        tile_rows: random.within(1..4),
    };
    if random.bool() {
        op.weights = Weights::Transformed(transformed(packed));
    }
    Case {
        blocks: output.channels.div_ceil(4),
        needs: Box::new(move |_, y| rows_seen(&window, y, input.height)),
        ..Case::by_rows(
            vec![(values, input.width * input.channels)],
            (expected, output.width * output.channels),
            Box::new(move |inputs, output, tile, memory| {
                let scratch = memory.scratch(op.scratch_bytes());
                run(&op, inputs[0], output, tile, scratch);
            }),
        )
    }
}

#[test]
fn worked_example() {
    // a window of which only the middle row is not zero, on a row of five: 1·a + 2·b − 3·c
    let taps = [0, 0, 0, 1, 2, -3, 0, 0, 0];
    let channel = Channel {
        bias: 4,
        multiplier: 1 << 30,
        shift: -1,
    };
    let range = OutputRange {
        zero_point: 1,
        minimum: -128,
        maximum: 127,
    };
    let image = Image {
        height: 1,
        width: 5,
        channels: 1,
    };
    let op = Conv2dWinogradQuads {
        input: image,
        output: image,
        padding_top: 1,
        padding_left: 1,
        input_zero_point: 0,
        weights: Weights::Plain(pack(&taps, 1)),
        channels: rescales(&[channel], &taps, 0, &range),
        range,
        tile_rows: 1,
    };
    let (mut input, mut output) = ([8, -8, 16, 0, 20], [0; 5]);
    let mut scratch = vec![0x5555_5555; op.scratch_bytes() / 4];
    run(
        &op,
        testing::rows(&mut input, 5),
        testing::rows(&mut output, 5),
        Tile {
            rows: 0..1,
            blocks: 0..1,
        },
        &mut scratch,
    );
    // 44, −52, 28, −40, 44: a quarter each, and the zero point
    assert_eq!(output, [12, -12, 8, -9, 12]);
}

#[test]
fn equals_the_plain_kernel() {
    (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
}
