//! The block in plain Rust, for every instruction set.

use core::ops::Range;

use super::{Columns, Matrix, ONE_GROUP, PAIRS, Pairs, Pixels, Runs, TWO_GROUPS, UNIT, Windows};
use crate::arithmetic::Rescale;

/// Multiplies pairs of pixels by pairs of channels, and writes both channels of each pair to every pixel, from its first element on.
pub fn multiply(
    matrix: &Matrix,
    columns: &[Columns],
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

/// The sums of both pixels of each pair; of pairs that are not there, anything.
fn sums(
    matrix: &Matrix,
    columns: &[Columns],
    pair: usize,
    channel: usize,
    record: &Rescale,
) -> [[i32; 2]; PAIRS] {
    let bias = record.bias;
    let mut raw = [bias.wrapping_add(bias << 16); PAIRS];
    let mut hi = [bias; PAIRS];
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
            let mut t = [0_i32; PAIRS];
            for (k, element) in (start..start + group).zip(&columns[start..]) {
                for (t, x) in t.iter_mut().zip(element) {
                    *t = t.wrapping_add(i32::from(weight(k)).wrapping_mul(*x));
                }
            }
            for p in 0..PAIRS {
                raw[p] = raw[p].wrapping_add(t[p]);
                hi[p] = hi[p].wrapping_add(t[p].wrapping_add(1 << 15) >> 16);
            }
        }
        first = end;
    }
    core::array::from_fn(|p| [raw[p].wrapping_sub(hi[p] << 16), hi[p]])
}

/// Writes runs of the windows of pairs of pixels, one after the other, to their columns; `windows` begin with those of the first pair.
pub fn expand(columns: &mut [Columns], pairs: Pairs, [a, b]: Windows<'_>, runs: Runs) {
    for pair in 0..pairs.count {
        for run in 0..runs.count {
            let first = pair * pairs.step + run * runs.step;
            let columns = &mut columns[run * runs.length..][..runs.length];
            let [a, b] = [a, b].map(|window| &window[first..][..runs.length]);
            for ((to, a), b) in columns.iter_mut().zip(a).zip(b) {
                to[pairs.first + pair] = i32::from(a.get()) + (i32::from(b.get()) << 16);
            }
        }
    }
}
