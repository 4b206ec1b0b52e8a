//! The multiply-accumulate block of convolution and matrix product: the one place that differs between instruction sets.
//!
//! `sums[p][c] += Σ_k weights[k/4][c][k%4] · column_p[k]` for [`BLOCK`](crate::BLOCK) channels and `P` columns. [`generic`] is plain Rust and compiled everywhere;
//! `armv7e_m` is its twin for cores with SMLAD, of the same layout and signature. [`add`] is the one for the target.

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
pub mod armv7e_m;
pub mod generic;

#[cfg(all(target_arch = "arm", feature = "armv7e-m"))]
pub use armv7e_m::add;
#[cfg(not(all(target_arch = "arm", feature = "armv7e-m")))]
pub use generic::add;

/// Four consecutive `k` of four output channels: `[channel][k]`.
pub type Weights = [[i8; 4]; 4];

/// Four consecutive `k` of `P` columns, each as `[k0, k2, k1, k3]`: the pairs of halfwords that SXTB16 takes from a word of bytes.
pub type Columns<const P: usize> = [[i16; 4]; P];

/// Place of element `k % 4` in a group of a column.
pub const ORDER: [usize; 4] = [0, 2, 1, 3];

/// Sums of `P` columns × 4 channels.
pub type Sums<const P: usize> = [[i32; 4]; P];

/// Compares [`add`] with [`generic::add`] on pseudo-random blocks up to `8 · rounds` deep; for a test on the target, whose answer is `true`.
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
