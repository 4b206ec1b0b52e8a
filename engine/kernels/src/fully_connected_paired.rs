//! FULLY_CONNECTED, int8, with channels in pairs: see [`paired`].
//!
//! * equation: that of [`fully_connected`](crate::fully_connected)
//! * shapes and layout: input `[B,K]`, output `[B,O]`, rows are batches; weights `[O,K]` packed `[O/2]` runs of `K`
//! * element types: as fully_connected; what [`paired`] asks of weights, biases and scales
//! * rejects: what fully_connected rejects
//! * source: that of fully_connected

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::paired::{self, Blocks, Matrix, Native, Pairs};

/// Constants of a fully connected layer.
#[derive(Clone, Copy)]
pub struct FullyConnectedPaired {
    /// `K`, elements of an input row.
    pub depth: usize,
    /// `O`, elements of an output row.
    pub outputs: usize,
    /// `[O/2][words of a run]`.
    pub weights: FlashSlice<i32>,
    /// What is done with sums, by pairs of channels.
    pub pairs: Pairs,
    /// Smallest value of the output.
    pub minimum: i8,
    /// Largest value of the output.
    pub maximum: i8,
}

impl FullyConnectedPaired {
    /// Scratch memory, bytes: the column of a row.
    pub const fn scratch_bytes(&self) -> usize {
        paired::words(self.depth) * size_of::<i32>()
    }
}

/// Computes rows and blocks of four channels of the output; rows go forward, each is read whole before it is written.
/// `scratch` has at least [`FullyConnectedPaired::scratch_bytes`].
pub fn run(
    op: &FullyConnectedPaired,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    run_with::<Native>(op, input, output, tile, scratch);
}

/// [`run`] with the blocks of any instruction set.
pub fn run_with<B: Blocks>(
    op: &FullyConnectedPaired,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    for y in tile.rows {
        run_row::<B>(
            op,
            input.row(y),
            output.row(y),
            tile.blocks.clone(),
            scratch,
        );
    }
}

/// Computes a row. Not inlined: what does not change from row to row is more than a row of a small layer takes.
#[inline(never)]
fn run_row<B: Blocks>(
    op: &FullyConnectedPaired,
    input: &[Cell<i8>],
    output: &[Cell<i8>],
    blocks: Range<usize>,
    scratch: &mut [i32],
) {
    let matrix = Matrix {
        weights: op.weights,
        pairs: op.pairs,
        words: paired::words(op.depth),
        channels: op.outputs,
    };
    let column = &mut scratch[..matrix.words];
    B::expand(&input[..op.depth], column);
    matrix.multiply::<B, 1>(blocks.clone(), column, output);
    if (op.minimum, op.maximum) != (i8::MIN, i8::MAX) {
        let channels = paired::channels(&blocks, op.outputs);
        paired::limit(&output[channels], op.minimum, op.maximum);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fully_connected::tests::Definition;
    use crate::testing::{Case, Random, fold_pairs, pack_pairs};
    use std::boxed::Box;

    /// A random layer with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, Random::paired_channel, Random::paired_weights);
        let op = FullyConnectedPaired {
            depth: definition.depth,
            outputs: definition.outputs,
            weights: pack_pairs(&definition.weights, 1, definition.depth),
            pairs: Pairs::Rounded(fold_pairs(
                &definition.channels,
                &definition.weights,
                definition.zero_point,
                &definition.range,
            )),
            minimum: definition.range.minimum,
            maximum: definition.range.maximum,
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
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
