//! FULLY_CONNECTED, int8, sixteen outputs at a time: for cores with many registers and no DSP.
//!
//! * equation: that of [`fully_connected`](crate::fully_connected)
//! * shapes and layout: input `[B,K]`, output `[B,O]`, rows are batches; weights `[O,K]` packed as `[O/16][K][16 o]`, then what is left over as `[O/4][K][4 o]`, zero-padded
//! * element types: int8 input, weights and output; int32 sums; per-channel [`Rescale`]s
//! * rejects: what `fully_connected` rejects; channels that [`Rescale`] rejects
//! * source: as `fully_connected`

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
mod twin;

use core::cell::Cell;

use halyard_tensor::{FlashSlice, Rows, Tile};

use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::two_pixels::check;

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
use rv32imac::multiply;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
use twin::multiply;

/// Outputs that are computed at a time; those left over go by [`BLOCK`].
const WIDE: usize = 16;

/// Constants of a fully connected layer.
#[derive(Clone, Copy)]
pub struct FullyConnectedWide {
    /// `K`, elements of an input row.
    pub depth: usize,
    /// `O`, elements of an output row.
    pub outputs: usize,
    /// `[O/16][K][16 o]`, then `[O/4][K][4 o]` of the rest, zero-padded to whole blocks of four.
    pub weights: FlashSlice<i8>,
    /// A record per output, zero-padded to a multiple of four.
    pub channels: FlashSlice<Rescale>,
    /// The output's zero point and range.
    pub range: OutputRange,
}

/// Some blocks of outputs of equal width: weights `[blocks][K][width]` and records.
struct Part {
    width: usize,
    weights: FlashSlice<i8>,
    channels: FlashSlice<Rescale>,
}

/// Multiplies a row by the blocks of a part, and writes their outputs.
type Multiply = fn(&OutputRange, &Part, &[Cell<i8>], &[Cell<i8>]);

/// Computes rows of the output, all channels of each. Rows go forward, and each output is written after its input row was read for it: outputs may not lie over inputs.
pub fn run(op: &FullyConnectedWide, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    run_with(multiply, op, input, output, tile);
}

#[inline(always)]
fn run_with(
    multiply: Multiply,
    op: &FullyConnectedWide,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
) {
    let wide = op.outputs / WIDE * WIDE;
    let whole = op.outputs / BLOCK * BLOCK;
    let rest = op.outputs.next_multiple_of(BLOCK);
    for y in tile.rows {
        let (input, output) = (&input.row(y)[..op.depth], output.row(y));
        let mut memory = [0; BLOCK];
        let made = Cell::from_mut(&mut memory[..]).as_slice_of_cells();
        let compute = |first, end, width, output| {
            if first < end {
                let part = Part {
                    width,
                    weights: op.weights.part(first * op.depth, (end - first) * op.depth),
                    channels: op.channels.part(first, end - first),
                };
                multiply(&op.range, &part, input, output);
            }
        };
        compute(0, wide, WIDE, &output[..wide]);
        compute(wide, whole, BLOCK, &output[wide..whole]);
        compute(whole, rest, BLOCK, made);
        for (to, from) in output[whole..op.outputs].iter().zip(made) {
            to.set(from.get());
        }
    }
}

const CHECKED_DEPTH: usize = 13;
const CHECKED_OUTPUTS: usize = 40;

halyard_tensor::flash! {
    static WEIGHTS: [i8; CHECKED_DEPTH * CHECKED_OUTPUTS] = check::weights(0);
    static CHANNELS: [Rescale; CHECKED_OUTPUTS] = check::channels();
}

/// Compares the product of this target with its plain twin on pseudo-random rows; for a test on the target, whose answer is `true`.
#[inline(never)] // each has the stack to itself
pub fn agrees_with_twin(rounds: u32) -> bool {
    let mut random = check::Random::new();
    (0..rounds).all(|_| {
        let op = FullyConnectedWide {
            depth: 1 + random.below(CHECKED_DEPTH),
            outputs: 1 + random.below(CHECKED_OUTPUTS),
            weights: WEIGHTS.slice(),
            channels: CHANNELS.slice(),
            range: OutputRange {
                zero_point: (random.next() as i8).into(),
                minimum: [-128, -7][random.below(2)],
                maximum: [127, 7][random.below(2)],
            },
        };
        let mut values = [0; CHECKED_DEPTH].map(|_: i8| random.next() as i8);
        let mut outputs = [[0x55; CHECKED_OUTPUTS]; 2];
        let [ours, twins] = &mut outputs;
        for (multiply, output) in [(multiply as Multiply, ours), (twin::multiply, twins)] {
            let input = Cell::from_mut(&mut values[..op.depth]).as_slice_of_cells();
            let output = Cell::from_mut(&mut output[..op.outputs]).as_slice_of_cells();
            let (input, output) = (Rows::new(input, op.depth), Rows::new(output, op.outputs));
            run_with(
                multiply,
                &op,
                input,
                output,
                Tile {
                    rows: 0..1,
                    blocks: 0..1,
                },
            );
        }
        outputs[0] == outputs[1]
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fully_connected::tests::Definition;
    use crate::testing::{Case, Random, flash};
    use crate::two_pixels::tests::rescales;
    use std::boxed::Box;
    use std::vec::Vec;

    /// Packs `[outputs][depth]` in blocks of sixteen, then of four outputs, zero-padded.
    fn pack(weights: &[i8], depth: usize) -> FlashSlice<i8> {
        let outputs = weights.len() / depth;
        let mut packed = Vec::new();
        let mut first = 0;
        while first < outputs {
            let width = if outputs - first < WIDE { BLOCK } else { WIDE };
            for k in 0..depth {
                packed.extend((first..first + width).map(|o| {
                    if o < outputs {
                        weights[o * depth + k]
                    } else {
                        0
                    }
                }));
            }
            first += width;
        }
        flash(packed)
    }

    /// A random layer with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let definition = Definition::random(random, |random| random.channel(16), Random::i8s);
        let records = rescales(
            &definition.channels,
            &definition.weights,
            definition.zero_point,
            &definition.range,
        );
        let mut channels: Vec<Rescale> = records.iter().collect();
        channels.resize(definition.outputs.next_multiple_of(BLOCK), channels[0]);
        let op = FullyConnectedWide {
            depth: definition.depth,
            outputs: definition.outputs,
            weights: pack(&definition.weights, definition.depth),
            channels: flash(channels),
            range: definition.range,
        };
        Case {
            blocks: 1,
            in_place: false,
            ..definition.case(Box::new(move |inputs, output, tile, _| {
                run(&op, inputs[0], output, tile);
            }))
        }
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
