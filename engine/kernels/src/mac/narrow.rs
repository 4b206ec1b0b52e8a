//! The block for 8-bit cores: columns of int8, products of 16 bits, and one sum at a time, as there are few registers.

use super::{Columns, Sums, Weights};

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
