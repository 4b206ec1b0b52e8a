//! AVERAGE_POOL_2D, int8.
//!
//! * equation: `out[y,x,c] = range(round(Σ in[taps inside the image, c] / number of them))`, half away from zero, without rescaling
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C]`, rows are image rows
//! * element types: int8, input and output of equal scale and zero point; the range holds the activation, its zero point is not added
//! * rejects: batches (one call each). A window over the whole image is better a [`mean`](crate::mean) with [`Scaling::Divide`](crate::mean::Scaling::Divide), which consumes rows as they come
//! * source: `kernels/internal/reference/integer_ops/pooling.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;

use halyard_tensor::{Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::mean;
use crate::geometry::{Image, Window, taps_inside};

/// Constants of an average pool.
#[derive(Clone, Copy)]
pub struct AveragePool2d {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window; its dilation is 1.
    pub window: Window,
    /// Smallest value of the activation.
    pub minimum: i8,
    /// Largest value of the activation.
    pub maximum: i8,
}

/// Computes rows and blocks of four channels of the output; pixels go forward.
pub fn run(op: &AveragePool2d, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        for (x, pixel) in output.row(y).chunks_exact(op.output.channels).enumerate() {
            for block in tile.blocks.clone() {
                let first = block * BLOCK;
                let cells = &pixel[first..op.output.channels.min(first + BLOCK)];
                run_block(op, input, (y, x), first, cells);
            }
        }
    }
}

fn run_block(
    op: &AveragePool2d,
    input: Rows<'_, i8>,
    (y, x): (usize, usize),
    first: usize,
    cells: &[Cell<i8>],
) {
    let mut sums = [0; BLOCK];
    let count = visit(
        (&op.window, &op.input),
        input,
        (y, x),
        first..first + cells.len(),
        |values| {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += i32::from(value.get());
            }
        },
    );
    for (cell, sum) in cells.iter().zip(sums) {
        let value = mean(sum, count as i32);
        cell.set(value.clamp(op.minimum.into(), op.maximum.into()) as i8);
    }
}

/// Calls `each` with the channels of every pixel inside the image that output pixel `(y, x)` sees; returns how many there are.
pub(crate) fn visit(
    (window, image): (&Window, &Image),
    input: Rows<'_, i8>,
    (y, x): (usize, usize),
    channels: core::ops::Range<usize>,
    mut each: impl FnMut(&[Cell<i8>]),
) -> usize {
    let left = x * window.stride_x;
    let taps = taps_inside(left, window.padding_left, window.width, 1, image.width);
    if taps.is_empty() {
        return 0;
    }
    let first = left + taps.start - window.padding_left;
    let mut rows = 0;
    for row in (0..window.height).filter_map(|i| window.input_row(y, i, image.height)) {
        let pixels = &input.row(row)[first * image.channels..];
        for pixel in pixels.chunks_exact(image.channels).take(taps.len()) {
            each(&pixel[channels.clone()]);
        }
        rows += 1;
    }
    rows * taps.len()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conv_2d::tests::{each, rows_seen};
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random pool with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let (input, window, height, width) = random.window(false);
        let output = Image {
            height,
            width,
            channels: input.channels,
        };
        let (minimum, maximum) = (random.i8().min(-20), random.i8().max(20));
        let values = random.i8s(input.height * input.width * input.channels);
        let mut expected = Vec::new();
        for (y, x, c) in each(&output) {
            let mut seen = Vec::new();
            for tap in 0..window.height * window.width {
                let row = window.input_row(y, tap / window.width, input.height);
                let left = x * window.stride_x + tap % window.width;
                let column = left.checked_sub(window.padding_left);
                if let (Some(row), Some(column)) = (row, column.filter(|x| *x < input.width)) {
                    seen.push(i32::from(
                        values[(row * input.width + column) * input.channels + c],
                    ));
                }
            }
            let value = {
                let (sum, count) = (seen.iter().sum::<i32>(), seen.len() as f64);
                (f64::from(sum) / count).round() as i32 // half away from zero
            };
            expected.push(value.clamp(minimum.into(), maximum.into()) as i8);
        }
        let op = AveragePool2d {
            input,
            output,
            window,
            minimum,
            maximum,
        };
        Case {
            blocks: output.channels.div_ceil(4),
            needs: Box::new(move |_, y| rows_seen(&window, y, input.height)),
            ..Case::by_rows(
                vec![(values, input.width * input.channels)],
                (expected, width * output.channels),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0], output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        let op = AveragePool2d {
            input: Image {
                height: 2,
                width: 2,
                channels: 1,
            },
            output: Image {
                height: 1,
                width: 1,
                channels: 1,
            },
            window: Window {
                height: 2,
                width: 2,
                stride_y: 2,
                stride_x: 2,
                dilation_y: 1,
                dilation_x: 1,
                padding_top: 0,
                padding_left: 0,
            },
            minimum: -128,
            maximum: 127,
        };
        let (mut input, mut output) = ([-1, -2, -3, -4], [0]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 2), rows(&mut output, 1), tile);
        assert_eq!(output, [-3]); // −10 / 4 = −2.5, half away from zero
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
