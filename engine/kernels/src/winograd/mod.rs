//! Winograd's minimal filtering of 3×3 windows with stride 1, in integers.
//!
//! Output is computed in tiles of `m`×`m` pixels, of which each sees `p`×`p` pixels of the input, p = m + 2:
//!
//! ```text
//! Y = Aᵀ [Σ_c (G w_c Gᵀ) ⊙ (Bᵀ x_c B)] A
//! ```
//!
//! so that nine products for each output and input channel become `(p/m)²`, four for m = 2 and 2.25 for m = 4. `Bᵀ` is the usual one; rows of `G` are multiplied to integers,
//! and the inverse carries their factors: row i of `Y` comes out `s_i` times too large, s = (2, 2) for m = 2 and (24, 12, 6, 6) for m = 4. Sums are computed modulo
//! 2^32, where factors 3 are undone by the inverse of 9, so that every output is `2^BITS` times its sum as soon as that is below 2^31: the compiler proves it.
//! Elements are taken as 0 to 255, which adds `128·Σw` to a sum: the compiler takes it off the offset.
//!
//! Source: A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015, arXiv:1509.09308.
//!
//! [`F2`] and [`F4`] are the transforms of one row or column. [`Blocks`] is what differs between instruction sets: how transformed words lie, and their products.
//! [`generic`] is plain Rust.

use core::cell::Cell;

use halyard_tensor::FlashSlice;

#[cfg(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m"))]
pub mod armv7e_m;
pub mod generic;

/// Blocks of the target's instruction set.
#[cfg(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m"))]
pub type Native = armv7e_m::Armv7eM;
/// Blocks of the target's instruction set.
#[cfg(not(all(target_arch = "arm", target_abi = "eabihf", feature = "armv7e-m")))]
pub type Native = generic::Generic;

/// Output channels that are computed at a time.
pub const CHANNELS: usize = 2;

/// Tiles that are computed at a time.
pub const TILES: usize = 2;

/// Pixels of a row of the largest patch.
const MOST_POINTS: usize = 6;

/// Pixels of the largest patch.
pub const PIXELS: usize = MOST_POINTS * MOST_POINTS;

/// Pixels of a row of the largest tile.
pub const MOST_TILE: usize = 4;

/// The transforms of one row or column of a tile; what is beyond its points is zero.
pub trait Transform {
    /// m: outputs of a row of a tile.
    const TILE: usize;
    /// p: inputs that they see.
    const POINTS: usize = Self::TILE + 2;
    /// Outputs come out this power of two times their sums.
    const BITS: u32;
    /// The inverse, modulo 2^32, of what factors of two rows have in common beside powers of two.
    const INVERSE: i32;
    /// `2^SHIFTS[i]` is what `s_i` has of two.
    const SHIFTS: [u32; MOST_TILE];

    /// `Bᵀ x`.
    fn input(x: [i32; MOST_POINTS]) -> [i32; MOST_POINTS];

    /// `G w`.
    fn weights(w: [i32; 3]) -> [i32; MOST_POINTS];

    /// `Aᵀ y`, row i times `s_i`.
    fn output(y: [i32; MOST_POINTS]) -> [i32; MOST_TILE];
}

/// Tiles of 2×2.
pub struct F2;

/// Tiles of 4×4.
pub struct F4;

impl Transform for F2 {
    const TILE: usize = 2;
    const BITS: u32 = 2;
    const INVERSE: i32 = 1;
    const SHIFTS: [u32; MOST_TILE] = [1, 1, 0, 0];

    fn input(x: [i32; MOST_POINTS]) -> [i32; MOST_POINTS] {
        [x[0] - x[2], x[1] + x[2], x[2] - x[1], x[1] - x[3], 0, 0]
    }

    fn weights(w: [i32; 3]) -> [i32; MOST_POINTS] {
        let sum = w[0] + w[2];
        [2 * w[0], sum + w[1], sum - w[1], 2 * w[2], 0, 0]
    }

    fn output(y: [i32; MOST_POINTS]) -> [i32; MOST_TILE] {
        let [sum, difference] = [y[1].wrapping_add(y[2]), y[1].wrapping_sub(y[2])];
        [y[0].wrapping_add(sum), difference.wrapping_sub(y[3]), 0, 0]
    }
}

impl Transform for F4 {
    const TILE: usize = 4;
    const BITS: u32 = 6;
    const INVERSE: i32 = 0x38e3_8e39; // times 9 it is 1
    const SHIFTS: [u32; MOST_TILE] = [3, 2, 1, 1];

    fn input(x: [i32; MOST_POINTS]) -> [i32; MOST_POINTS] {
        let (even, odd) = (x[4] - 4 * x[2], x[3] - 4 * x[1]);
        let (even_2, odd_2) = (x[4] - x[2], 2 * (x[3] - x[1]));
        [
            4 * x[0] - 5 * x[2] + x[4],
            even + odd,
            even - odd,
            even_2 + odd_2,
            even_2 - odd_2,
            4 * x[1] - 5 * x[3] + x[5],
        ]
    }

    fn weights(w: [i32; 3]) -> [i32; MOST_POINTS] {
        let (sum, sum_2) = (w[0] + w[2], w[0] + 4 * w[2]);
        [
            6 * w[0],
            -(sum + w[1]),
            w[1] - sum,
            sum_2 + 2 * w[1],
            sum_2 - 2 * w[1],
            6 * w[2],
        ]
    }

    fn output(y: [i32; MOST_POINTS]) -> [i32; MOST_TILE] {
        let y = y.map(core::num::Wrapping);
        let (even, odd) = (y[1] + y[2], y[1] - y[2]);
        let (even_2, odd_2) = (y[3] + y[4], y[3] - y[4]);
        [
            (even_2 + (even << 2) + y[0]).0,
            (odd_2 + (odd << 1)).0,
            (even + even_2).0,
            (odd + (odd_2 << 1) + y[5]).0,
        ]
    }
}

/// What is done with `x = offset + 2^BITS·sum`, by output channel.
#[derive(Clone, Copy)]
pub enum Requantization {
    /// `clamp(⌊x · multiplier / 2^(32 + shift)⌋, −128, 127)`, which the compiler has proven to be the reference's requantization.
    Lines {
        /// One of 4, 8, 12, 16 and 20.
        shift: u32,
        /// One per output channel.
        lines: FlashSlice<Line>,
    },
    /// The reference's two roundings.
    Rounded(FlashSlice<Rounded>),
}

/// The line of a channel.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Bias, zero points and rounding.
    pub offset: i32,
    /// At least 0.
    pub multiplier: i32,
}

/// The scale of a channel: `clamp((round(2·s · multiplier / 2^32) + addend − (s < 0)) >> shift)` of the sum `s = x / 2^BITS`, which has the bias in it.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// `2^BITS` times the bias, input's zero point folded in.
    pub offset: i32,
    /// Q31.
    pub multiplier: i32,
    /// Half of a step of the output, and its zero point: `2^(shift − 1) + zero_point · 2^shift`.
    pub addend: i32,
    /// To the right, 1 to 30.
    pub shift: i32,
}

/// Where a tile goes.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// From its first pixel's first channel on.
    pub cells: &'a [Cell<i8>],
    /// Elements from a pixel to the next.
    pub pixel: usize,
    /// Elements from a row to the next.
    pub row: usize,
}

/// The pixels that a tile sees, row by row, each with all channels.
pub type Patch<'a> = [&'a [Cell<i8>]; PIXELS];

/// What differs between instruction sets.
///
/// A *group* are the transformed words of [`TILES`] tiles, or of [`CHANNELS`] output channels: `p²·C` words.
pub trait Blocks {
    /// Transforms what a tile of a group sees. Channels are a multiple of four.
    fn input<T: Transform>(patch: &Patch<'_>, tile: usize, group: &mut [i32]);

    /// Transforms the weights of [`CHANNELS`] output channels, `[CHANNELS][3][3][C]`; not always to what the compiler makes of them.
    fn weights<T: Transform>(weights: FlashSlice<i8>, group: &mut [i32]);

    /// Computes [`CHANNELS`] output channels from `channel` on, of the tiles of a group. `is_plain` tells that [`Blocks::weights`] has transformed the weights.
    fn multiply<T: Transform>(
        weights: &[i32],
        is_plain: bool,
        values: &[i32],
        requantization: &Requantization,
        channel: usize,
        targets: &[Target<'_>; TILES],
    );
}

/// Words of a group.
pub const fn group_words(points: usize, channels: usize) -> usize {
    points * points * channels
}
