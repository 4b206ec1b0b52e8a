//! What the assembly does, in plain Rust.

use core::cell::Cell;

use super::{Group, Record, pair};
use crate::BLOCK;

/// Writes four channels of a row of pixels, each `channels` elements from the one before, into their planes from pixel `first` on, at a place.
#[cfg_attr(all(target_arch = "arm", feature = "armv7e-m"), allow(dead_code))]
pub fn fill(
    pixels: &[Cell<i8>],
    channels: usize,
    planes: &mut [Group],
    first: usize,
    place: usize,
) {
    let groups = planes.len() / BLOCK;
    for (x, pixel) in pixels.chunks(channels).enumerate() {
        for (channel, plane) in planes.chunks_exact_mut(groups).enumerate() {
            let at = first + x;
            set(&mut plane[at / 2], at % 2, place, pixel[channel].get());
        }
    }
}

/// Fills a place of all planes with one value.
pub fn blank(planes: &mut [Group], value: i8, place: usize) {
    for group in planes {
        set(group, 0, place, value);
        set(group, 1, place, value);
    }
}

/// Puts pixel 0 or 1 of a group at a place.
fn set(group: &mut Group, pixel: usize, place: usize, value: i8) {
    let (word, upper) = if place == 2 {
        (2, pixel == 1)
    } else {
        (pixel, place == 1)
    };
    let (low, high) = halves(group[word]);
    group[word] = if upper {
        pair(low, value.into())
    } else {
        pair(value.into(), high)
    };
}

/// Computes a row of four channels from their planes; pixels of the output lie `channels` elements apart.
#[cfg_attr(all(target_arch = "arm", feature = "armv7e-m"), allow(dead_code))]
pub fn row<const STRIDE: usize, const SHIFT: u32>(
    planes: &[Group],
    records: &[Record; BLOCK],
    output: &[Cell<i8>],
    channels: usize,
) {
    let groups = planes.len() / BLOCK;
    for (channel, (plane, record)) in planes.chunks_exact(groups).zip(records).enumerate() {
        let [multiplier, weights @ .., offset] = *record;
        for (x, pixel) in output.chunks(channels).enumerate() {
            let sum = offset.wrapping_add(window(plane, x * STRIDE, weights));
            let high = ((i64::from(sum) * i64::from(multiplier)) >> 32) as i32;
            pixel[channel].set((high >> SHIFT).clamp(-128, 127) as i8);
        }
    }
}

/// The window whose first column is pixel `left` of a plane.
fn window(
    plane: &[Group],
    left: usize,
    [column_0, column_1, column_2, row_01, row_12]: [i32; 5],
) -> i32 {
    let (this, next) = (plane[left / 2], plane[left / 2 + 1]);
    if left.is_multiple_of(2) {
        add_pairs(this[0], column_0)
            + add_pairs(this[1], column_1)
            + add_pairs(next[0], column_2)
            + add_pairs(this[2], row_01)
            + halves(next[2]).0 as i32 * halves(row_12).1 as i32
    } else {
        add_pairs(this[1], column_0)
            + add_pairs(next[0], column_1)
            + add_pairs(next[1], column_2)
            + halves(this[2]).1 as i32 * halves(row_01).0 as i32
            + add_pairs(next[2], row_12)
    }
}

/// `a.low · b.low + a.high · b.high`.
fn add_pairs(a: i32, b: i32) -> i32 {
    let (a, b) = (halves(a), halves(b));
    i32::from(a.0) * i32::from(b.0) + i32::from(a.1) * i32::from(b.1)
}

/// The lower and the upper half.
fn halves(word: i32) -> (i16, i16) {
    (word as i16, (word >> 16) as i16)
}
