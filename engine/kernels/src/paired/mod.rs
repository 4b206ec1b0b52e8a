//! Matrix products of channel pairs: two output channels share the halfwords of their weights.
//!
//! A halfword holds `w[2p,k] + 256·w[2p+1,k]`, a word holds the halfwords of two `k`. Multiplied by what a pixel has at these `k` it gives the sum of the even
//! channel and 256 times that of the odd one at once; the word's low bytes, which SXTB16 takes out, give the sum of the even channel alone. So a weight takes one
//! byte of flash and cores with SMLAD widen two channels with one instruction. The sum of the odd channel, bias included, must be within ±2^23: the compiler
//! proves it.
//!
//! A *column* is the input of some pixels as words of two int16, in the order of the weights: of each four elements 0 and 2, then 1 and 3; one word for the one or two
//! elements that are left at the end of a run, two for three. Columns of [`PIXELS`] pixels are interleaved word by word.
//!
//! [`Windows`] say what of the input a column has. [`generic`] is plain Rust, `armv7e_m` its twin for cores with SMLAD and floating-point registers. [`Native`] is the one for the target.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Rows};

use crate::BLOCK;

#[cfg(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m"))]
pub mod armv7e_m;
pub mod generic;

/// Blocks of the target's instruction set.
#[cfg(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m"))]
pub type Native = armv7e_m::Armv7eM;
/// Blocks of the target's instruction set.
#[cfg(not(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m")))]
pub type Native = generic::Generic;

/// Pixels that are multiplied at a time, if there are so many.
pub const PIXELS: usize = 4;

/// Output channels that share halfwords.
pub const CHANNELS: usize = 2;

/// What is done with a sum: `saturate((round(2·sum · multiplier / 2^32) + addend − (sum < 0)) >> shift)` to int8, which is TFLite's double rounding where
/// `addend` is `2^(shift − 1) + zero_point · 2^shift`. `1 ≤ shift ≤ 30`, and nothing overflows: the compiler proves it.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedScale {
    /// Q31.
    pub multiplier: i32,
    /// Half of a step of the output, and its zero point.
    pub addend: i32,
    /// To the right.
    pub shift: i32,
}

/// Constants of two output channels; of a last channel without a second one, that one's are zero.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelPair {
    /// The even channel's bias, `bias − zp_in·Σw`, and 256 times the odd channel's.
    pub biases: i32,
    /// The even channel's bias.
    pub bias: i32,
    /// Of the even channel.
    pub even: PairedScale,
    /// Of the odd channel.
    pub odd: PairedScale,
}

/// The line of a channel, from sum to output: `clamp(⌊(offset + 2^8 · sum) · multiplier / 2^(32 + shift)⌋, −128, 127)`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedLine {
    /// Bias, zero points and rounding. `offset + 2^8 · sum` fits 32 bits for every sum that the channel can have.
    pub offset: i32,
    /// At least 0.
    pub multiplier: i32,
}

/// What is done with sums, by pairs of channels.
#[derive(Clone, Copy)]
pub enum Pairs {
    /// They are rounded twice: a record per channel pair.
    Rounded(FlashSlice<ChannelPair>),
    /// They take the line of their channel, which the compiler has proven to be the reference's requantization.
    Lines {
        /// One of 4, 8, 12, 16 and 20.
        shift: u32,
        /// Two per channel pair; the second one of a last pair may be zero.
        lines: FlashSlice<PairedLine>,
    },
}

/// Packed weights and what is done with their sums.
#[derive(Clone, Copy)]
pub struct Matrix {
    /// `[channel pairs][words]`.
    pub weights: FlashSlice<i32>,
    /// What is done with sums.
    pub pairs: Pairs,
    /// Words of a pixel's column, and of a channel pair's weights.
    pub words: usize,
    /// Output channels.
    pub channels: usize,
}

/// What differs between instruction sets.
pub trait Blocks {
    /// Multiplies columns of `P` pixels, 1 or [`PIXELS`], by channel pairs. Element `2·pairs.start` of the first pixel is the first of `output`, pixels are
    /// `pixel` elements apart, and both channels of each pair are stored.
    fn multiply<const P: usize>(
        matrix: &Matrix,
        pairs: Range<usize>,
        columns: &[i32],
        output: &[Cell<i8>],
        pixel: usize,
    );

    /// Writes columns of `P` pixels, 1 or [`PIXELS`], as many as `columns` has room for. In every row that the first pixel sees, what it sees begins at element
    /// `place`. A zero stands beside the last element of an odd run.
    fn gather<const P: usize>(windows: &Windows<'_>, place: usize, columns: &mut [i32]);

    /// Writes the column of one pixel that sees a run.
    fn expand(run: &[Cell<i8>], column: &mut [i32]);

    /// Copies a row.
    fn copy(row: &[Cell<i8>], to: &[Cell<i8>]);
}

/// What pixels see: a run of elements in each of some rows.
#[derive(Clone, Copy)]
pub struct Windows<'a> {
    /// Rows that the windows are in; where a run is no whole fours, an element more than the last pixel's run has is in its row.
    pub rows: Rows<'a, i8>,
    /// The first row that is seen.
    pub first: usize,
    /// Where in a row that begins what the first pixel sees.
    pub place: usize,
    /// Rows from one that is seen to the next.
    pub step: usize,
    /// How many are seen.
    pub count: usize,
    /// Elements that are seen of a row.
    pub run: usize,
    /// Elements from what a pixel sees to what the next one sees.
    pub pixel: usize,
}

impl Windows<'_> {
    /// Words of a pixel's column.
    pub const fn words(&self) -> usize {
        self.count * words(self.run)
    }
}

impl Matrix {
    /// Multiplies columns of `P` pixels by the channels of `blocks`, four to a block. `output` begins with the first pixel, all channels of each.
    pub fn multiply<B: Blocks, const P: usize>(
        &self,
        blocks: Range<usize>,
        columns: &[i32],
        output: &[Cell<i8>],
    ) {
        let whole = self.channels / CHANNELS;
        let (start, end) = (blocks.start * CHANNELS, blocks.end * CHANNELS);
        let cells = &output[start * CHANNELS..];
        B::multiply::<P>(self, start..end.min(whole), columns, cells, self.channels);
        if end > whole && !self.channels.is_multiple_of(CHANNELS) {
            let columns = columns.chunks_exact(P * self.words);
            for (column, output) in columns.zip(output.chunks_exact(P * self.channels)) {
                self.multiply_last::<B, P>(column, output);
            }
        }
    }

    /// Multiplies the last channel, which has no second one: what is computed for that goes nowhere.
    fn multiply_last<B: Blocks, const P: usize>(&self, column: &[i32], output: &[Cell<i8>]) {
        let pair = self.channels / CHANNELS;
        let both = [[0; CHANNELS]; P].map(|both| both.map(Cell::new));
        B::multiply::<P>(self, pair..pair + 1, column, both.as_flattened(), CHANNELS);
        for (pixel, both) in output.chunks(self.channels).zip(&both) {
            pixel[self.channels - 1].set(both[0].get());
        }
    }
}

/// Words of a column that a run of elements takes: elements of different runs share no word.
pub const fn words(run: usize) -> usize {
    run.div_ceil(2)
}

/// The words of fewer than four elements: 0 and 1, or 0 and 2, and 1.
fn remainder(rest: &[Cell<i8>]) -> impl Iterator<Item = i32> + use<> {
    let at = |k: usize| rest.get(k).map_or(0, Cell::get);
    let both = if rest.len() == 3 {
        [pair(at(0), at(2)), pair(at(1), 0)]
    } else {
        [pair(at(0), at(1)), 0]
    };
    both.into_iter().take(words(rest.len()))
}

/// The channels of some blocks of four.
pub fn channels(blocks: &Range<usize>, channels: usize) -> Range<usize> {
    blocks.start * BLOCK..channels.min(blocks.end * BLOCK)
}

/// Limits outputs to a range.
pub fn limit(outputs: &[Cell<i8>], minimum: i8, maximum: i8) {
    for cell in outputs {
        cell.set(cell.get().max(minimum).min(maximum));
    }
}

/// Two elements as a word.
#[inline(always)]
pub const fn pair(low: i8, high: i8) -> i32 {
    low as i16 as u16 as i32 | (high as i32) << 16
}
