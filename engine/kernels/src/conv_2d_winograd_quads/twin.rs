//! The steps in plain Rust, for every instruction set.

use core::array::from_fn;
use core::cell::Cell;

use halyard_tensor::{FlashSlice, Page};

use super::{
    Band, COLUMN, Column, POSITION, POSITIONS, PRODUCTS, QUAD, SEEN, Steps, TAPS, TILE, Target,
    pair,
};
use crate::arithmetic::{OutputRange, Rescale};

/// Steps in plain Rust.
pub struct Twin;

/// What a bias adds to the product of position (1, 1).
const BIAS: i32 = 36;

/// Where position (1, 1) is.
const CENTER: usize = (SEEN + 1) * 16;

/// 1/9 modulo 2^32.
const NINTH: i32 = 0x38e3_8e39;

/// Outputs are multiples of these powers of two, in each direction.
const POWERS: [u32; TILE] = [3, 2, 1, 1];

impl Steps for Twin {
    fn columns(band: &Band<'_>, start: usize, columns: &mut [Column]) {
        let padding = band.padding[0] as i8;
        for (i, column) in columns.iter_mut().enumerate() {
            let start = start + i * band.pitch;
            let pairs = band.rows.map(|row| match row {
                Some(row) => channels(&row[start..band.length], padding),
                None => [pair(padding, padding); 2],
            });
            for p in 0..2 {
                let transformed = input(pairs.map(|pairs| pairs[p]));
                column[p * SEEN..][..SEEN].copy_from_slice(&transformed);
            }
        }
    }

    fn tile(columns: &[Column; SEEN], transforms: &mut [i32]) {
        for place in 0..COLUMN {
            let (p, i) = (place / SEEN, place % SEEN);
            let line = input(columns.map(|column| column[place]));
            for (j, sum) in line.into_iter().enumerate() {
                transforms[(i * SEEN + j) * POSITION + p] = halves(sum);
            }
        }
    }

    fn weights(taps: FlashSlice<i8>, transforms: &mut [i32; QUAD]) {
        let mut page = Page::<i8, TAPS>::new();
        let taps = taps.block(0, TAPS, &mut page);
        for (lane, taps) in taps.chunks_exact(18).enumerate() {
            let tap = |i: usize, j: usize| pair(taps[6 * i + 2 * j], taps[6 * i + 2 * j + 1]);
            let columns: [_; 3] = from_fn(|j| weights(from_fn(|i| tap(i, j))));
            for i in 0..SEEN {
                let line = weights(columns.map(|column| column[i]));
                for (j, sum) in line.into_iter().enumerate() {
                    transforms[(i * SEEN + j) * POSITION + lane] = halves(sum);
                }
            }
        }
    }

    fn multiply(weights: &[i32], tiles: &[i32], products: &mut [i32; PRODUCTS]) {
        products.fill(0);
        for (w, t) in weights.chunks_exact(QUAD).zip(tiles.chunks_exact(QUAD)) {
            for position in 0..POSITIONS {
                let (w, t) = (&w[position * POSITION..], &t[position * POSITION..]);
                for (lane, product) in products[position * 16..][..16].iter_mut().enumerate() {
                    let (output, tile) = (lane / 4, lane % 4);
                    for c in 0..4 {
                        let (weight, value) = (half(w, 4 * c + output), half(t, 4 * tile + c));
                        *product = product.wrapping_add(weight * value);
                    }
                }
            }
        }
    }

    fn finish(
        products: &mut [i32],
        channels: FlashSlice<Rescale>,
        target: &Target<'_>,
        range: &OutputRange,
    ) {
        for (channel, record) in channels.iter().enumerate() {
            let products = &mut products[4 * channel..];
            products[CENTER] = products[CENTER].wrapping_add(record.bias.wrapping_mul(BIAS));
            let columns: [_; SEEN] =
                from_fn(|j| output(from_fn(|i| products[(i * SEEN + j) * 16])));
            for (i, row) in target.rows[..target.count].iter().enumerate() {
                let line = output(columns.map(|column| column[i]));
                for (j, sum) in line.into_iter().enumerate() {
                    let sum = sum.wrapping_mul(NINTH) >> (POWERS[i] + POWERS[j]);
                    row[j * target.pitch + channel].set(record.finish(sum, range));
                }
            }
        }
    }
}

/// A row of `Bᵀ` times each.
#[inline(always)]
fn input([d0, d1, d2, d3, d4, d5]: [i32; SEEN]) -> [i32; SEEN] {
    let sub = i32::wrapping_sub;
    let (e, f) = (sub(d4, d2 << 2), sub(d4, d2));
    let (o, g) = (sub(d3, d1 << 2), sub(d3, d1) << 1);
    [
        (sub(d0, d2) << 2).wrapping_add(f),
        e.wrapping_add(o),
        sub(e, o),
        f.wrapping_add(g),
        sub(f, g),
        sub(sub(d5, d3), g << 1),
    ]
}

/// A row of `G` times each, by 24, −6, −6, 24, 24, 6 to make integers of it.
#[inline(always)]
fn weights([a, b, c]: [i32; 3]) -> [i32; SEEN] {
    let add = i32::wrapping_add;
    let sub = i32::wrapping_sub;
    let (s, t) = (add(a, c), add(a, c << 2));
    [
        a.wrapping_mul(6),
        sub(0, add(s, b)),
        sub(b, s),
        add(t, b << 1),
        sub(t, b << 1),
        c.wrapping_mul(6),
    ]
}

/// A row of `Aᵀ` times each, times 24, 12, 6, 6.
#[inline(always)]
fn output([m0, m1, m2, m3, m4, m5]: [i32; SEEN]) -> [i32; TILE] {
    let add = i32::wrapping_add;
    let sub = i32::wrapping_sub;
    let (p, q) = (add(m1, m2), sub(m1, m2));
    let (r, s) = (add(m3, m4), sub(m3, m4));
    [
        add(add(r, p << 2), m0),
        add(s, q << 1),
        add(p, r),
        add(add(q, s << 1), m5),
    ]
}

/// Two pairs of channels; those after a pixel's last one meet weights that are zero.
fn channels(elements: &[Cell<i8>], padding: i8) -> [i32; 2] {
    let at = |i: usize| elements.get(i).map_or(padding, Cell::get);
    [pair(at(0), at(1)), pair(at(2), at(3))]
}

/// Two int16 in a word, of `a + 65536·b`.
fn halves(sum: i32) -> i32 {
    sum.wrapping_add(0x8000) ^ 0x8000
}

/// An int16 of words that hold two each.
fn half(words: &[i32], index: usize) -> i32 {
    (words[index / 2] >> (index % 2 * 16)) as i16 as i32
}
