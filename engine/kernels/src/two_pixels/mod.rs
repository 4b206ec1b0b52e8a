//! Two pixels per multiplication: the block of [`conv_2d_two_pixels`](crate::conv_2d_two_pixels).
//!
//! `X = x_a + 65536·x_b` holds an element of two pixels, so `Σ w·X = S_a + 65536·S_b`. Over a group of `k` whose `Σ|w|` is at most [`LARGEST_GROUP_SUM`], `S_a` fits 16
//! bits and the two come apart: `raw += t; hi += (t + 32768) >> 16` for each group's `t`, and at the end `S_b = hi`, `S_a = raw − (hi << 16)`. The compiler decides
//! which `k` are a group: weights come in units of four `k` of two channels, which say whether they are two groups, one, or one with the next unit.
//! [`twin`] is plain Rust and compiled everywhere; `rv32imac` is its twin in assembly, of the same layout and signature.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::FlashSlice;

use crate::arithmetic::{OutputRange, Rescale};

pub(crate) mod check;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
pub(crate) mod stage;
pub mod twin;

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
pub(crate) use rv32imac::expand;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
use rv32imac::multiply as multiply_whole;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
pub(crate) use twin::expand;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
use twin::multiply as multiply_whole;

/// Most pairs of pixels that are multiplied at a time.
pub const PAIRS: usize = 3;

/// Largest `Σ|w|` of a group: products of int8 then fit 16 bits.
pub const LARGEST_GROUP_SUM: u32 = 255;

/// The `k` of a unit of weights.
pub const UNIT: usize = 4;

/// The first byte of a unit: two groups of two `k`.
pub const TWO_GROUPS: i8 = -1;

/// The first byte of a unit: a group of its four `k`.
pub const ONE_GROUP: i8 = 0;

/// The first byte of a unit: a group of its four `k` and those of the next unit, whose first byte says nothing. There is a next one.
pub const GROUP_OF_TWO_UNITS: i8 = 1;

/// One `k` of pairs of pixels, `x_a + 65536·x_b` each.
pub type Columns = [i32; PAIRS];

/// What two pixels see, from the first element of each on.
pub type Windows<'a> = [&'a [Cell<i8>]; 2];

/// Pairs of pixels side by side.
#[derive(Clone, Copy)]
pub struct Pairs {
    /// Which column the first has.
    pub first: usize,
    /// How many.
    pub count: usize,
    /// Elements from what a pair sees to what the next one sees.
    pub step: usize,
}

/// Runs of elements that lie side by side, equally far apart.
#[derive(Clone, Copy)]
pub struct Runs {
    /// How many.
    pub count: usize,
    /// Elements of a run.
    pub length: usize,
    /// Elements from the beginning of a run to that of the next.
    pub step: usize,
}

/// Packed weights and what is done with their sums. Channels go in pairs; the last pair may have one channel and zeroes.
#[derive(Clone, Copy)]
pub struct Matrix {
    /// `K`, a multiple of four, greater than 0.
    pub depth: usize,
    /// `[channels/2][depth/4]` units `[groups, 4 k × 2 channels]`, weights zero-padded in both. `groups` is [`TWO_GROUPS`], [`ONE_GROUP`] or [`GROUP_OF_TWO_UNITS`].
    pub weights: FlashSlice<i8>,
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
    /// Up to twice [`PAIRS`]. Of an odd number the last pair holds its pixel twice.
    pub count: usize,
}

impl Matrix {
    /// Bytes of the weights of a pair of channels.
    const fn bytes(&self) -> usize {
        self.depth / UNIT * (1 + 2 * UNIT)
    }

    /// Multiplies pairs of pixels by `channels` (an even start), and writes their outputs.
    pub fn multiply(&self, columns: &[Columns], channels: Range<usize>, pixels: Pixels<'_>) {
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
    (0..rounds).all(|_| check::products_agree(&mut random) && check::columns_agree(&mut random))
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

    /// Packs `[channels][depth]` as `[channels/2][depth/4]` units, zero-padded to pairs and to multiples of four `k`, of the largest groups that come apart.
    pub(crate) fn pack(weights: &[i8], depth: usize) -> FlashSlice<i8> {
        let channels = weights.len() / depth;
        let mut packed = Vec::new();
        for pair in 0..channels.div_ceil(2) {
            let ks: Vec<[i8; 2]> = (0..depth.next_multiple_of(UNIT))
                .map(|k| {
                    [2 * pair, 2 * pair + 1].map(|channel| {
                        let inside = channel < channels && k < depth;
                        if inside {
                            weights[channel * depth + k]
                        } else {
                            0
                        }
                    })
                })
                .collect();
            let units: Vec<_> = ks.chunks(UNIT).collect();
            let mut joined = false;
            for (i, unit) in units.iter().enumerate() {
                let with_next = (i + 1 < units.len()).then(|| &ks[i * UNIT..][..2 * UNIT]);
                let groups = match with_next {
                    _ if joined => 77, // says nothing
                    Some(both) if comes_apart(both) => GROUP_OF_TWO_UNITS,
                    _ if comes_apart(unit) => ONE_GROUP,
                    _ => TWO_GROUPS,
                };
                joined = groups == GROUP_OF_TWO_UNITS;
                packed.push(groups);
                packed.extend(unit.iter().flatten());
            }
        }
        flash(packed)
    }

    fn comes_apart(group: &[[i8; 2]]) -> bool {
        [0, 1].into_iter().all(|channel| {
            let sum: u32 = group
                .iter()
                .map(|k| u32::from(k[channel].unsigned_abs()))
                .sum();
            sum <= LARGEST_GROUP_SUM
        })
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
