//! The block for 8-bit cores: columns of int8, products of 16 bits, and one sum at a time, as there are few registers.

#[cfg(not(target_arch = "avr"))]
use halyard_tensor::FlashSlice;

use super::{Columns, Sums, Weights};

/// Sums of products of packed weights in flash, `[groups][4 channels][4 k]`, and as many columns: four groups are copied at a time.
#[cfg(not(target_arch = "avr"))]
pub fn sums<const P: usize>(weights: FlashSlice<i8>, columns: &[Columns<P>]) -> Sums<P> {
    const PAGE: usize = 4 * size_of::<Weights>();
    let mut sums = [[0; 4]; P];
    let mut rest = columns;
    weights.pages::<PAGE>(0, weights.len(), |weights| {
        let weights = weights.as_chunks::<4>().0.as_chunks::<4>().0;
        add(weights, rest, &mut sums);
        rest = &rest[weights.len()..];
    });
    sums
}

/// Adds the products of all groups to `sums`; more columns than weights are left out.
#[inline]
pub fn add<const P: usize>(weights: &[Weights], columns: &[Columns<P>], sums: &mut Sums<P>) {
    for (p, sums) in sums.iter_mut().enumerate() {
        for (channel, sum) in sums.iter_mut().enumerate() {
            for (weights, columns) in weights.iter().zip(columns) {
                for (weight, value) in weights[channel].iter().zip(columns[p]) {
                    *sum += i32::from(i16::from(*weight) * i16::from(value));
                }
            }
        }
    }
}
