//! The block in plain Rust, for every instruction set.

use core::ops::Range;

use super::{Columns, Matrix, Pixels};
use crate::arithmetic::Rescale;

/// Multiplies `P` pairs of pixels by pairs of channels, and writes both channels of each pair to every pixel, from its first element on.
pub fn multiply<const P: usize>(
    matrix: &Matrix,
    columns: &[Columns<P>],
    channel_pairs: Range<usize>,
    pixels: Pixels<'_>,
) {
    for (place, pair) in channel_pairs.enumerate() {
        for channel in 0..2 {
            let record = matrix.channels.get(2 * pair + channel);
            let sums = sums(matrix, columns, pair, channel, &record);
            for (pixel, sum) in sums.as_flattened()[..pixels.count].iter().enumerate() {
                let cell = &pixels.cells[pixel * pixels.pitch + 2 * place + channel];
                cell.set(record.finish(*sum, &matrix.range));
            }
        }
    }
}

/// The sums of both pixels of each pair.
fn sums<const P: usize>(
    matrix: &Matrix,
    columns: &[Columns<P>],
    pair: usize,
    channel: usize,
    record: &Rescale,
) -> [[i32; 2]; P] {
    let group = matrix.groups.get(pair).into();
    let bias = record.bias;
    let mut raw = [bias.wrapping_add(bias << 16); P];
    let mut hi = [bias; P];
    let first = 2 * matrix.depth * pair + channel;
    for (number, elements) in columns.chunks_exact(group).enumerate() {
        let mut t = [0_i32; P];
        for (k, element) in (number * group..).zip(elements) {
            let weight = i32::from(matrix.weights.get(first + 2 * k));
            for (t, x) in t.iter_mut().zip(element) {
                *t = t.wrapping_add(weight.wrapping_mul(*x));
            }
        }
        for p in 0..P {
            raw[p] = raw[p].wrapping_add(t[p]);
            hi[p] = hi[p].wrapping_add(t[p].wrapping_add(1 << 15) >> 16);
        }
    }
    core::array::from_fn(|p| [raw[p].wrapping_sub(hi[p] << 16), hi[p]])
}
