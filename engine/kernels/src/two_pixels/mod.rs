//! Two pixels per multiplication: the block of [`conv_2d_two_pixels`](crate::conv_2d_two_pixels).
//!
//! `X = x_a + 65536·x_b` holds an element of two pixels, so `Σ w·X = S_a + 65536·S_b`. Over a group of `k` whose `Σ|w|` is at most 255, `S_a` fits 16 bits and the two
//! come apart: `raw += t; hi += (t + 32768) >> 16` for each group's `t`, and at the end `S_b = hi`, `S_a = raw − (hi << 16)`. The compiler chooses the
//! group, 2, 4 or 8, for each pair of channels. [`twin`] is plain Rust and compiled everywhere; `rv32imac` is its twin in assembly, of the same layout and signature.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::FlashSlice;

use crate::arithmetic::{OutputRange, Rescale};

mod check;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
pub mod twin;

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
use rv32imac::multiply as multiply_whole;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
use twin::multiply as multiply_whole;

/// Most pairs of pixels that are multiplied at a time.
pub const PAIRS: usize = 3;

/// Largest `Σ|w|` of a group: products of int8 then fit 16 bits.
pub const LARGEST_GROUP_SUM: u32 = 255;

/// One `k` of `P` pairs of pixels, `x_a + 65536·x_b` each.
pub type Columns<const P: usize> = [i32; P];

/// Packed weights and what is done with their sums. Channels go in pairs; the last pair may have one channel and zeroes.
#[derive(Clone, Copy)]
pub struct Matrix {
    /// `K`, a multiple of four, greater than 0.
    pub depth: usize,
    /// `[channels/2][depth][2 channels]`, zero-padded in both.
    pub weights: FlashSlice<i8>,
    /// Elements of a group, 2, 4 or 8, of each pair of channels; they divide `depth`.
    pub groups: FlashSlice<u8>,
    /// A record per channel, zero-padded to whole pairs.
    pub channels: FlashSlice<Rescale>,
    /// Zero point and range of the output.
    pub range: OutputRange,
}

/// Pixels of one call, in a row of memory: pixel `i` begins at element `i · pitch` of `cells`.
#[derive(Clone, Copy)]
pub struct Pixels<'a> {
    /// From the first channel of the first pixel on.
    pub cells: &'a [Cell<i8>],
    /// Elements from one pixel to the next: its channels.
    pub pitch: usize,
    /// `2·P`, or one less: then the last pair holds its pixel twice.
    pub count: usize,
}

impl Matrix {
    /// Multiplies `P` pairs of pixels by `channels` (an even start), and writes their outputs.
    pub fn multiply<const P: usize>(
        &self,
        columns: &[Columns<P>],
        channels: Range<usize>,
        pixels: Pixels<'_>,
    ) {
        let (first, end) = (channels.start / 2, channels.end / 2);
        let cells = &pixels.cells[channels.start..];
        multiply_whole(self, columns, first..end, Pixels { cells, ..pixels });
        if channels.end % 2 == 1 {
            let last = channels.end - 1;
            let mut memory = [0; 4 * PAIRS];
            let cells = Cell::from_mut(&mut memory[..]).as_slice_of_cells();
            let aside = Pixels {
                cells,
                pitch: 2,
                ..pixels
            };
            multiply_whole(self, columns, end..end + 1, aside);
            for (pixel, made) in pixels
                .cells
                .chunks(pixels.pitch)
                .zip(cells.chunks(2))
                .take(pixels.count)
            {
                pixel[last].set(made[0].get());
            }
        }
    }
}

/// Compares the block of this target with [`twin`] on pseudo-random products, `rounds` of them; for a test on the target, whose answer is `true`.
#[inline(never)] // each has the stack to itself
pub fn agrees_with_twin(rounds: u32) -> bool {
    let mut random = check::Random::new();
    (0..rounds).all(|_| {
        check::agrees::<1>(&mut random)
            && check::agrees::<2>(&mut random)
            && check::agrees::<3>(&mut random)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::arithmetic::Channel;
    use crate::arithmetic::tests::rescale;
    use crate::testing::{Random, flash, fold};
    use std::vec::Vec;

    /// Weights of which groups of 2, 4 or 8 come apart; none is −128.
    pub(crate) fn small_weights(random: &mut Random, count: usize) -> Vec<i8> {
        let shift = random.below(4);
        (0..count).map(|_| random.i8().max(-127) >> shift).collect()
    }

    /// Packs `[channels][depth]` as `[channels/2][depth][2 channels]`, zero-padded to pairs and to multiples of four `k`.
    pub(crate) fn pack(weights: &[i8], depth: usize) -> FlashSlice<i8> {
        let channels = weights.len() / depth;
        let mut packed = Vec::new();
        for pair in 0..channels.div_ceil(2) {
            for k in 0..depth.next_multiple_of(4) {
                packed.extend((2 * pair..2 * pair + 2).map(|channel| {
                    let inside = channel < channels && k < depth;
                    if inside {
                        weights[channel * depth + k]
                    } else {
                        0
                    }
                }));
            }
        }
        flash(packed)
    }

    /// The largest group of each pair of channels that comes apart.
    pub(crate) fn groups(packed: FlashSlice<i8>, depth: usize) -> FlashSlice<u8> {
        let packed: Vec<i8> = packed.iter().collect();
        let fits = |pair: &[i8], group: usize| {
            depth.is_multiple_of(group)
                && (0..2).all(|channel| {
                    pair.chunks(2 * group).all(|ks| {
                        let sum: u32 = ks
                            .iter()
                            .skip(channel)
                            .step_by(2)
                            .map(|w| u32::from(w.unsigned_abs()))
                            .sum();
                        sum <= LARGEST_GROUP_SUM
                    })
                })
        };
        let group = |pair| {
            [8, 4, 2]
                .into_iter()
                .find(|group| fits(pair, *group))
                .expect("a pair of weights comes apart")
        };
        flash(
            packed
                .chunks(2 * depth)
                .map(|pair| group(pair) as u8)
                .collect(),
        )
    }

    /// Records of channels, the input's zero point folded in.
    pub(crate) fn rescales(
        channels: &[Channel],
        weights: &[i8],
        zero_point: i8,
        range: &OutputRange,
    ) -> FlashSlice<Rescale> {
        let folded = fold(channels, weights, zero_point);
        let padding = Rescale {
            bias: 0,
            multiplier: 0,
            threshold: 0,
            shift: 1,
        };
        let mut scales: Vec<Rescale> = folded
            .iter()
            .take(channels.len())
            .map(|c| rescale(&c, range))
            .collect();
        scales.resize(channels.len().next_multiple_of(2), padding);
        flash(scales)
    }
}
