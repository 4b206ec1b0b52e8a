//! FULLY_CONNECTED, int8.
//!
//! * equation: `out[b,o] = range(requantize(bias_o + Σ_k w[o,k] · in[b,k]))`
//! * shapes and layout: input `[B,K]`, output `[B,O]`, rows are batches; weights `[O,K]` packed `[O/4][K/4][4 o][4 k]`, zero-padded in both
//! * element types: int8 input, weights and output; int32 sums; per-tensor multipliers are repeated per channel; `bias' = bias − zp_in·Σw`
//! * rejects: weights with a zero point; weights that are an activation
//! * source: `kernels/internal/reference/integer_ops/fully_connected.h` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::{Channel, OutputRange};
use crate::mac::{self, Value};
use crate::matrix::{self, Matrix};

/// Constants of a fully connected layer.
#[derive(Clone, Copy)]
pub struct FullyConnected {
    /// `K`, elements of an input row.
    pub depth: usize,
    /// `[O/4][K/4][4 o][4 k]`, zero-padded in both.
    pub weights: FlashSlice<i8>,
    /// A record per output channel, zero-padded to a multiple of four.
    pub channels: FlashSlice<Channel>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// Groups of four `k` of a piece.
const PIECE: usize = 128;

impl FullyConnected {
    /// Scratch memory, bytes: two columns of int16, or one of int8 on 8-bit cores.
    pub const fn scratch_bytes(&self) -> usize {
        let groups = self.depth.div_ceil(4);
        mac::column_bytes(if self.is_pieced() { PIECE } else { groups })
    }

    /// Whether columns come in pieces: that of one block of outputs is used once.
    const fn is_pieced(&self) -> bool {
        self.depth > 4 * PIECE && self.channels.len() == BLOCK
    }
}

/// Computes rows and blocks of four channels of the output; rows go forward, each pair is read whole before it is written.
/// `scratch` has at least [`FullyConnected::scratch_bytes`].
pub fn run(
    op: &FullyConnected,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [Value],
) {
    let matrix = Matrix {
        weights: op.weights,
        channels: op.channels,
        groups: op.depth.div_ceil(4),
        range: op.range,
    };
    if op.is_pieced() {
        for y in tile.rows {
            for block in tile.blocks.clone() {
                run_pieces(op, &matrix, input.row(y), (block, output.row(y)), scratch);
            }
        }
        return;
    }
    if mac::COLUMNS == 1 {
        for y in tile.rows {
            run_row(
                op,
                &matrix,
                input.row(y),
                output.row(y),
                &tile.blocks,
                scratch,
            );
        }
        return;
    }
    let mut y = tile.rows.start;
    while y + 1 < tile.rows.end {
        let columns = matrix::columns::<2>(scratch, matrix.groups);
        matrix::write(columns, 0, 0, &input.row(y)[..op.depth]);
        matrix::write(columns, 1, 0, &input.row(y + 1)[..op.depth]);
        let outputs = [output.row(y), output.row(y + 1)];
        matrix.multiply(columns, tile.blocks.clone(), outputs);
        y += 2;
    }
    // No loop for both kinds of cores: its count would take registers from products, on Cortex-M0+ 5 % more cycles.
    if y < tile.rows.end {
        run_row(
            op,
            &matrix,
            input.row(y),
            output.row(y),
            &tile.blocks,
            scratch,
        );
    }
}

/// Computes one row of the output.
fn run_row(
    op: &FullyConnected,
    matrix: &Matrix,
    input: &[Cell<i8>],
    output: &[Cell<i8>],
    blocks: &Range<usize>,
    scratch: &mut [Value],
) {
    let columns = matrix::columns::<1>(scratch, matrix.groups);
    matrix::write(columns, 0, 0, &input[..op.depth]);
    matrix.multiply(columns, blocks.clone(), [output]);
}

/// Computes one row of the only block, piece by piece.
#[inline(never)] // layers without pieces keep its registers and its stack out of theirs
fn run_pieces(
    op: &FullyConnected,
    matrix: &Matrix,
    input: &[Cell<i8>],
    (block, output): (usize, &[Cell<i8>]),
    scratch: &mut [Value],
) {
    let mut sums = [[0; BLOCK]];
    for (i, piece) in input[..op.depth].chunks(4 * PIECE).enumerate() {
        let columns = matrix::columns::<1>(scratch, piece.len().div_ceil(4));
        matrix::write(columns, 0, 0, piece);
        let bytes = size_of::<mac::Weights>();
        let weights = op.weights.part(i * PIECE * bytes, columns.len() * bytes);
        for (sum, more) in sums[0].iter_mut().zip(mac::sums(weights, columns)[0]) {
            *sum += more;
        }
    }
    matrix.store(block, sums, [output]);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, Run, flash, fold, pack, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A layer with its input and its output by definition; biases are not folded yet.
    pub(crate) struct Definition {
        pub depth: usize,
        pub outputs: usize,
        pub zero_point: i8,
        pub weights: Vec<i8>,
        pub channels: Vec<Channel>,
        pub range: OutputRange,
        pub values: Vec<i8>,
        pub expected: Vec<i8>,
    }

    impl Definition {
        /// A random one with such channels and weights.
        pub(crate) fn random(
            random: &mut Random,
            channel: fn(&mut Random) -> Channel,
            weights: fn(&mut Random, usize) -> Vec<i8>,
        ) -> Self {
            let (batches, depth, outputs) = (
                random.within(1..6),
                random.within(1..40),
                random.within(1..40),
            );
            let weights = weights(random, outputs * depth);
            let channels: Vec<Channel> = (0..outputs).map(|_| channel(random)).collect();
            let (zero_point, range) = (random.i8(), random.range());
            let values = random.i8s(batches * depth);
            let mut expected = Vec::new();
            for row in values.chunks(depth) {
                for (weights, channel) in weights.chunks(depth).zip(&channels) {
                    let products = weights.iter().zip(row).map(|(weight, value)| {
                        i32::from(*weight) * (i32::from(*value) - i32::from(zero_point))
                    });
                    expected.push(channel.finish(products.sum(), &range));
                }
            }
            Self {
                depth,
                outputs,
                zero_point,
                weights,
                channels,
                range,
                values,
                expected,
            }
        }

        /// The case of a kernel that computes it.
        pub(crate) fn case(&self, run: Run<i8, i8>) -> Case<i8, i8> {
            Case {
                blocks: self.outputs.div_ceil(4),
                in_place: self.values.len() == self.depth || self.outputs <= self.depth,
                ..Case::by_rows(
                    vec![(self.values.clone(), self.depth)],
                    (self.expected.clone(), self.outputs),
                    run,
                )
            }
        }
    }

    /// A random layer with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, |random| random.channel(16), Random::i8s);
        let op = FullyConnected {
            depth: definition.depth,
            weights: pack(&definition.weights, definition.depth),
            channels: fold(
                &definition.channels,
                &definition.weights,
                definition.zero_point,
            ),
            range: definition.range,
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
    fn worked_example() {
        // zero point 2, weights (3, −1), bias 5: 3·(10 − 2) − (4 − 2) + 5 = 27; · 0.5 = 13.5, rounded 14
        let channels = [Channel {
            bias: 5,
            multiplier: 1 << 30,
            shift: 0,
        }];
        let op = FullyConnected {
            depth: 2,
            weights: flash(vec![3, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            channels: fold(&channels, &[3, -1], 2),
            range: OutputRange {
                zero_point: 0,
                minimum: -128,
                maximum: 127,
            },
        };
        let (mut input, mut output) = ([10, 4], [0]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 1);
        run(&op, rows(&mut input, 2), output_rows, tile, &mut [0; 8]);
        assert_eq!(output, [14]);
    }

    #[test]
    fn deep_layers_of_four_outputs_are_summed_in_pieces() {
        const DEPTH: usize = 1301;
        let taps: Vec<i8> = (0..3 * DEPTH).map(|i| (i * 7 % 11) as i8 - 5).collect();
        let mut values: Vec<i8> = (0..2 * DEPTH).map(|i| (i * 5 % 13) as i8 - 6).collect();
        let identity = Channel {
            bias: 0,
            multiplier: 1 << 30,
            shift: 1,
        };
        let none = Channel {
            bias: 0,
            multiplier: 0,
            shift: 0,
        };
        let op = FullyConnected {
            depth: DEPTH,
            weights: pack(&taps, DEPTH),
            channels: flash(vec![identity, identity, identity, none]),
            range: OutputRange {
                zero_point: 0,
                minimum: -128,
                maximum: 127,
            },
        };
        let expected: Vec<i8> = (0..6)
            .map(|i| {
                let (row, o) = (i / 3, i % 3);
                let products = (0..DEPTH)
                    .map(|k| i32::from(taps[o * DEPTH + k]) * i32::from(values[row * DEPTH + k]));
                products.sum::<i32>().clamp(-128, 127) as i8
            })
            .collect();
        let mut output = [0; 6];
        let tile = Tile {
            rows: 0..2,
            blocks: 0..1,
        };
        let mut scratch = vec![0; op.scratch_bytes() / size_of::<Value>()];
        let output_rows = rows(&mut output, 3);
        run(
            &op,
            rows(&mut values, DEPTH),
            output_rows,
            tile,
            &mut scratch,
        );
        assert_eq!(output[..], expected);
        assert!(expected.iter().any(|value| value.abs() < 127));
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
