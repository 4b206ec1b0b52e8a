//! The block in plain Rust, for every instruction set.

use core::ops::Range;

use super::{Columns, Matrix, ONE_GROUP, Pixels, TWO_GROUPS, UNIT};
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
    let bias = record.bias;
    let mut raw = [bias.wrapping_add(bias << 16); P];
    let mut hi = [bias; P];
    let weights = matrix.weights.part(matrix.bytes() * pair, matrix.bytes());
    let unit_bytes = 1 + 2 * UNIT;
    let weight = |k: usize| weights.get(k / UNIT * unit_bytes + 1 + k % UNIT * 2 + channel);
    let mut first = 0;
    while first < columns.len() {
        let group = match weights.get(first / UNIT * unit_bytes) {
            TWO_GROUPS => 2,
            ONE_GROUP => 4,
            _ => 8,
        };
        let end = first + group.max(UNIT);
        for start in (first..end).step_by(group) {
            let mut t = [0_i32; P];
            for (k, element) in (start..start + group).zip(&columns[start..]) {
                for (t, x) in t.iter_mut().zip(element) {
                    *t = t.wrapping_add(i32::from(weight(k)).wrapping_mul(*x));
                }
            }
            for p in 0..P {
                raw[p] = raw[p].wrapping_add(t[p]);
                hi[p] = hi[p].wrapping_add(t[p].wrapping_add(1 << 15) >> 16);
            }
        }
        first = end;
    }
    core::array::from_fn(|p| [raw[p].wrapping_sub(hi[p] << 16), hi[p]])
}
