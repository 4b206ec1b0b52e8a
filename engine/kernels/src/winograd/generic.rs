//! The blocks in plain Rust, for every instruction set.
//!
//! A group is `[p²][C/4][4]` words: of four channels 0 and 2, then 1 and 3, of the first tile or output channel, then of the second, each word two int16.

use halyard_tensor::FlashSlice;

use super::{
    Blocks, CHANNELS, Line, MOST_POINTS, MOST_TILE, PIXELS, Patch, Requantization, Rounded, TILES,
    Target, Transform,
};

/// Plain Rust.
pub struct Generic;

/// Transformed values of a patch or a window, `p²` of them, by rows.
type Points = [i32; PIXELS];

const FOUR: usize = 4;

impl Blocks for Generic {
    fn input<T: Transform>(patch: &Patch<'_>, tile: usize, group: &mut [i32]) {
        let p = T::POINTS;
        let channels = patch[0].len();
        for four in 0..channels / FOUR {
            let of = |k: usize| {
                let mut points = [0; PIXELS];
                for (to, pixel) in points.iter_mut().zip(&patch[..p * p]) {
                    *to = i32::from(pixel[four * FOUR + k].get()) + 128;
                }
                both_ways::<T>(points, p, T::input)
            };
            store::<T>(group, channels, four, tile, [0, 1, 2, 3].map(of));
        }
    }

    fn weights<T: Transform>(weights: FlashSlice<i8>, group: &mut [i32]) {
        let channels = weights.len() / (CHANNELS * 9);
        for channel in 0..CHANNELS {
            for four in 0..channels / FOUR {
                let of = |k: usize| {
                    let mut points = [0; PIXELS];
                    for tap in 0..9 {
                        let index = (channel * 9 + tap) * channels + four * FOUR + k;
                        points[tap / 3 * T::POINTS + tap % 3] = weights.get(index).into();
                    }
                    both_ways::<T>(points, 3, |w| T::weights([w[0], w[1], w[2]]))
                };
                store::<T>(group, channels, four, channel, [0, 1, 2, 3].map(of));
            }
        }
    }

    fn multiply<T: Transform>(
        weights: &[i32],
        _: bool,
        values: &[i32],
        requantization: &Requantization,
        channel: usize,
        targets: &[Target<'_>; TILES],
    ) {
        let points = T::POINTS * T::POINTS;
        let words = weights.len() / points;
        for c in 0..CHANNELS {
            for (t, target) in targets.iter().enumerate() {
                let mut products = [0; PIXELS];
                for (at, sum) in products[..points].iter_mut().enumerate() {
                    let weights = weights[at * words..][..words].as_chunks::<FOUR>().0;
                    let values = values[at * words..][..words].as_chunks::<FOUR>().0;
                    for (w, v) in weights.iter().zip(values) {
                        for half in 0..2 {
                            *sum = add_products(*sum, w[2 * c + half], v[2 * t + half]);
                        }
                    }
                }
                finish::<T>(&products, requantization, channel + c, target, c);
            }
        }
    }
}

/// A transform of rows, then of columns. Of a patch only the first `rows` are not zero.
fn both_ways<T: Transform>(
    mut points: Points,
    rows: usize,
    transform: impl Fn([i32; MOST_POINTS]) -> [i32; MOST_POINTS],
) -> Points {
    let p = T::POINTS;
    for row in points.chunks_mut(p).take(rows) {
        let mut line = [0; MOST_POINTS];
        line[..p].copy_from_slice(row);
        row.copy_from_slice(&transform(line)[..p]);
    }
    for x in 0..p {
        let mut line = [0; MOST_POINTS];
        (0..rows).for_each(|y| line[y] = points[y * p + x]);
        let line = transform(line);
        (0..p).for_each(|y| points[y * p + x] = line[y]);
    }
    points
}

/// Writes four channels of one tile or output channel into its group.
fn store<T: Transform>(
    group: &mut [i32],
    channels: usize,
    four: usize,
    member: usize,
    values: [Points; FOUR],
) {
    for at in 0..T::POINTS * T::POINTS {
        let words = &mut group[at * channels + four * FOUR + 2 * member..][..2];
        for (k, word) in words.iter_mut().enumerate() {
            *word = values[k][at] & 0xffff | values[k + 2][at] << 16;
        }
    }
}

fn add_products(sum: i32, a: i32, b: i32) -> i32 {
    let low = i32::from(a as i16) * i32::from(b as i16);
    sum.wrapping_add(low)
        .wrapping_add((a >> 16).wrapping_mul(b >> 16))
}

/// Computes the outputs of a tile from its products, and stores them as channel `to` of the target.
fn finish<T: Transform>(
    products: &Points,
    requantization: &Requantization,
    channel: usize,
    target: &Target<'_>,
    to: usize,
) {
    let p = T::POINTS;
    let line = |row: usize| {
        let mut line = [0; MOST_POINTS];
        line[..p].copy_from_slice(&products[row * p..][..p]);
        T::output(line)
    };
    let mut rows = [[0; MOST_TILE]; MOST_POINTS];
    (0..p).for_each(|row| rows[row] = line(row));
    for x in 0..T::TILE {
        let column = T::output(rows.map(|row| row[x]));
        for (y, value) in column[..T::TILE].iter().enumerate() {
            let shift = T::BITS - T::SHIFTS[y] - T::SHIFTS[x];
            let sum = value.wrapping_mul(T::INVERSE).wrapping_shl(shift);
            let output = requantization.output(channel, sum, T::BITS);
            target.cells[y * target.row + x * target.pixel + to].set(output);
        }
    }
}

impl Requantization {
    /// The output of `2^bits` times a sum.
    fn output(&self, channel: usize, sum: i32, bits: u32) -> i8 {
        match self {
            Self::Lines { shift, lines } => {
                let Line { offset, multiplier } = lines.get(channel);
                let high = (i64::from(offset.wrapping_add(sum)) * i64::from(multiplier)) >> 32;
                (high >> shift).clamp(-128, 127) as i8
            }
            Self::Rounded(records) => {
                let record = records.get(channel);
                record.output(record.offset.wrapping_add(sum) >> (bits - 1))
            }
        }
    }
}

impl Rounded {
    /// The output of twice a sum.
    fn output(&self, twice: i32) -> i8 {
        let product = i64::from(twice) * i64::from(self.multiplier);
        let high = (product + (i64::from(self.addend) << 32) + (1 << 31)) >> 32;
        let value = (high as i32).wrapping_add(twice >> 31) >> self.shift;
        value.clamp(-128, 127) as i8
    }
}
