//! The multiply-accumulate block of convolution and matrix product: the one place that differs between instruction sets.
//!
//! `sums[p][c] += Σ_k weights[k/4][c][k%4] · column_p[k]` for [`BLOCK`](crate::BLOCK) channels and `P` columns. [`generic`] is plain Rust and compiled everywhere;
//! `armv7e_m` is its twin for cores with SMLAD, of the same layout and signature. [`add`] is the one for the target.
//! `narrow` is for 8-bit cores; AVR takes `avr`, which reads weights as they come from program memory. [`sums`] begins with weights in flash.

#![allow(unexpected_cfgs)] // `halyard_paged`: Cargo does not know it

#[cfg(not(any(target_arch = "avr", halyard_paged)))]
use halyard_tensor::{FlashSlice, Page};

use crate::NARROW;

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
pub mod armv7e_m;
#[cfg(target_arch = "avr")]
mod avr;
pub mod generic;
#[cfg(any(target_arch = "avr", halyard_paged))]
pub mod narrow;

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
pub use armv7e_m::add;
#[cfg(not(any(
    all(target_arch = "arm", feature = "armv7e-m"),
    target_arch = "avr",
    halyard_paged
)))]
pub use generic::add;
#[cfg(any(target_arch = "avr", halyard_paged))]
pub use narrow::add;

/// An element of a column: int16, which most cores multiply best; int8 on 8-bit cores.
#[cfg(not(any(target_arch = "avr", halyard_paged)))]
pub type Value = i16;

/// An element of a column: int16, which most cores multiply best; int8 on 8-bit cores.
#[cfg(any(target_arch = "avr", halyard_paged))]
pub type Value = i8;

/// Columns that are multiplied at a time, if there are so many: one on 8-bit cores, which have neither the registers nor the RAM for more.
pub const COLUMNS: usize = if NARROW { 1 } else { 2 };

/// Bytes of [`COLUMNS`] columns of `groups` groups.
pub const fn column_bytes(groups: usize) -> usize {
    COLUMNS * groups * size_of::<[Value; 4]>()
}

#[cfg(target_arch = "avr")]
pub use avr::sums;
#[cfg(all(halyard_paged, not(target_arch = "avr")))]
pub use narrow::sums;

/// Sums of products of packed weights in flash, `[groups][4 channels][4 k]`, and as many columns.
#[cfg(not(any(target_arch = "avr", halyard_paged)))]
#[inline(always)] // and not by a closure, which may stay a call: sums would be in memory, and products on Cortex-M33 take up to 88 % more instructions
pub fn sums<const P: usize>(weights: FlashSlice<i8>, columns: &[Columns<P>]) -> Sums<P> {
    let mut page = Page::<_, { usize::MAX }>::new(); // flash is addressed: it has no size
    let weights = weights.block(0, weights.len(), &mut page);
    let mut sums = [[0; 4]; P];
    add(weights.as_chunks().0.as_chunks().0, columns, &mut sums);
    sums
}

/// Four consecutive `k` of four output channels: `[channel][k]`.
pub type Weights = [[i8; 4]; 4];

/// Four consecutive `k` of `P` columns, each in [`ORDER`].
pub type Columns<const P: usize> = [[Value; 4]; P];

/// Place of element `k % 4` in a group of a column: `[k0, k2, k1, k3]`, the pairs of halfwords that SXTB16 takes from a word of bytes.
pub const ORDER: [usize; 4] = if NARROW { [0, 1, 2, 3] } else { [0, 2, 1, 3] };

/// Sums of `P` columns × 4 channels.
pub type Sums<const P: usize> = [[i32; 4]; P];

/// Compares [`add`] with [`generic::add`] on pseudo-random blocks up to `8 · rounds` deep; for a test on the target, whose answer is `true`.
#[inline(never)] // each has the stack to itself
pub fn agrees_with_generic(rounds: u32) -> bool {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as i8
    };
    (0..rounds).all(|_| {
        let weights: [Weights; 2] =
            core::array::from_fn(|_| core::array::from_fn(|_| core::array::from_fn(|_| next())));
        let columns: [Columns<2>; 2] = core::array::from_fn(|_| {
            core::array::from_fn(|_| core::array::from_fn(|_| next().into()))
        });
        let single: [Columns<1>; 2] = [[columns[0][0]], [columns[1][1]]];
        let (mut pair, mut generic_pair) = ([[0; 4]; 2], [[0; 4]; 2]);
        add(&weights, &columns, &mut pair);
        generic::add(&weights, &columns, &mut generic_pair);
        let (mut one, mut generic_one) = ([[0; 4]; 1], [[0; 4]; 1]);
        add(&weights, &single, &mut one);
        generic::add(&weights, &single, &mut generic_one);
        (pair, one) == (generic_pair, generic_one)
    })
}
