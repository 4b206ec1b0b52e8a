//! What the assembly does, in plain Rust.

use core::cell::Cell;

use super::{Group, Lines, Record, Walk, make_records, pair};
use crate::BLOCK;

/// Computes lines of blocks of four channels.
#[cfg_attr(all(target_arch = "arm", feature = "armv7e-m"), allow(dead_code))]
pub fn run_lines<const STRIDE: usize, const SHIFT: u32>(
    walk: &Walk<'_>,
    planes: &mut [Group],
    records: &mut [[Record; BLOCK]; 3],
) {
    let padding = pair(walk.zero_point.into(), walk.zero_point.into());
    for block in 0..walk.blocks {
        let first = block * BLOCK;
        for channel in first..first + BLOCK {
            let taps = walk.weights.part(channel * 9, 9);
            let three = make_records(taps, walk.channels.get(channel), walk.by_columns);
            for (to, record) in records.iter_mut().zip(three) {
                to[channel - first] = record;
            }
        }
        planes.as_flattened_mut().fill(padding);
        run_block::<STRIDE, SHIFT>(walk, first, planes, records);
    }
}

/// Computes lines of four channels. Planes begin with padding.
fn run_block<const STRIDE: usize, const SHIFT: u32>(
    walk: &Walk<'_>,
    channel: usize,
    planes: &mut [Group],
    records: &[[Record; BLOCK]; 3],
) {
    let (input, output) = (walk.input.from(channel), walk.output.from(channel));
    let mut filled = 0; // lines below this one are in their planes, or no longer needed
    for y in 0..output.count {
        let top = y * STRIDE;
        for line in filled..top + 3 {
            let place = (walk.top + line) % 3;
            match line.checked_sub(walk.before) {
                Some(line) if line < input.count => {
                    fill(&input, line, planes, walk.first, place);
                }
                Some(_) => blank(planes, walk.zero_point, place),
                None => {}
            }
        }
        filled = top + 3;
        let records = &records[(walk.top + top) % 3];
        row::<STRIDE, SHIFT>(planes, records, &output, y);
    }
}

impl<'a> Lines<'a> {
    /// The lines from a channel on.
    fn from(&self, channel: usize) -> Self {
        Self {
            cells: &self.cells[channel..],
            ..*self
        }
    }

    /// The four channels of each pixel of a line.
    fn line(&self, y: usize) -> impl Iterator<Item = &'a [Cell<i8>]> {
        let start = (self.start + y * self.line) % self.ring;
        let pixels = self.cells[start..].chunks(self.pixel);
        pixels.take(self.pixels).map(|pixel| &pixel[..BLOCK])
    }
}

/// Writes a line into the planes from pixel `first` on, at a place.
fn fill(lines: &Lines<'_>, y: usize, planes: &mut [Group], first: usize, place: usize) {
    let groups = planes.len() / BLOCK;
    for (x, pixel) in lines.line(y).enumerate() {
        for (channel, plane) in planes.chunks_exact_mut(groups).enumerate() {
            let at = first + x;
            set(&mut plane[at / 2], at % 2, place, pixel[channel].get());
        }
    }
}

/// Fills a place of all planes with one value.
fn blank(planes: &mut [Group], value: i8, place: usize) {
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

/// Computes a line of four channels from their planes.
fn row<const STRIDE: usize, const SHIFT: u32>(
    planes: &[Group],
    records: &[Record; BLOCK],
    output: &Lines<'_>,
    y: usize,
) {
    let groups = planes.len() / BLOCK;
    for (channel, (plane, record)) in planes.chunks_exact(groups).zip(records).enumerate() {
        let [multiplier, weights @ .., offset] = *record;
        for (x, pixel) in output.line(y).enumerate() {
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
