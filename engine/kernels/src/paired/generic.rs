//! The blocks in plain Rust, for every instruction set.

use core::cell::Cell;
use core::ops::Range;

use super::{Blocks, Matrix, PairedLine, PairedScale, Pairs, Windows, pair, remainder, words};

/// Plain Rust.
pub struct Generic;

impl Blocks for Generic {
    fn multiply<const P: usize>(
        matrix: &Matrix,
        pairs: Range<usize>,
        columns: &[i32],
        output: &[Cell<i8>],
        pixel: usize,
    ) {
        for (n, column) in columns.chunks_exact(P * matrix.words).enumerate() {
            multiply::<P>(
                matrix,
                pairs.clone(),
                column,
                &output[n * P * pixel..],
                pixel,
            );
        }
    }

    #[inline(never)] // LLVM runs out of registers on Xtensa where all of a layer is one function
    fn gather<const P: usize>(windows: &Windows<'_>, place: usize, columns: &mut [i32]) {
        let run_words = words(windows.run);
        for (n, column) in columns.chunks_exact_mut(P * windows.words()).enumerate() {
            for (i, column) in column.chunks_exact_mut(P * run_words).enumerate() {
                let row = windows.rows.row(windows.first + i * windows.step);
                for p in 0..P {
                    let run = &row[place + (n * P + p) * windows.pixel..][..windows.run];
                    let places = column[p..].iter_mut().step_by(P);
                    for (word, place) in run_words_of(run).zip(places) {
                        *place = word;
                    }
                }
            }
        }
    }

    fn expand(run: &[Cell<i8>], column: &mut [i32]) {
        for (word, place) in run_words_of(run).zip(column) {
            *place = word;
        }
    }

    fn copy(row: &[Cell<i8>], to: &[Cell<i8>]) {
        for (from, to) in row.iter().zip(to) {
            to.set(from.get());
        }
    }
}

#[inline(never)] // as `gather`
fn multiply<const P: usize>(
    matrix: &Matrix,
    pairs: Range<usize>,
    column: &[i32],
    output: &[Cell<i8>],
    pixel: usize,
) {
    for (n, index) in pairs.enumerate() {
        let weights = matrix.weights.part(index * matrix.words, matrix.words);
        let channels = matrix.pairs.get(index);
        let mut both = [channels.biases; P]; // 256 · odd + even
        let mut even = [channels.bias; P];
        for (weights, values) in weights.iter().zip(column.as_chunks::<P>().0) {
            for (p, values) in values.iter().enumerate() {
                let (low, high) = halves(*values);
                let (first, second) = halves(weights);
                both[p] = both[p]
                    .wrapping_add(first * low)
                    .wrapping_add(second * high);
                let (first, second) = (i32::from(first as i8), i32::from(second as i8));
                even[p] = even[p]
                    .wrapping_add(first * low)
                    .wrapping_add(second * high);
            }
        }
        for p in 0..P {
            let odd = both[p].wrapping_sub(even[p]); // 256 times
            let place = p * pixel + 2 * n;
            output[place].set(channels.even.output(even[p].wrapping_shl(8), even[p]));
            output[place + 1].set(channels.odd.output(odd, odd >> 8));
        }
    }
}

/// The words of a run.
fn run_words_of(run: &[Cell<i8>]) -> impl Iterator<Item = i32> {
    let (fours, rest) = run.as_chunks::<4>();
    fours
        .iter()
        .flat_map(|four| widen(four.each_ref().map(Cell::get)))
        .chain(remainder(rest))
}

/// Elements 0 and 2 of four, and 1 and 3, each pair as a word.
fn widen(four: [i8; 4]) -> [i32; 2] {
    [pair(four[0], four[2]), pair(four[1], four[3])]
}

/// Two channels: how their sums begin, and what becomes of them.
struct Channels {
    biases: i32,
    bias: i32,
    even: Scale,
    odd: Scale,
}

enum Scale {
    Rounded(PairedScale),
    Line { line: PairedLine, shift: u32 },
}

impl Scale {
    /// The output of a sum, which comes 256-fold too.
    fn output(&self, times_256: i32, sum: i32) -> i8 {
        match self {
            Self::Rounded(scale) => scale.scale(sum),
            Self::Line { line, shift } => {
                let value = line.offset.wrapping_add(times_256);
                let high = (i64::from(value) * i64::from(line.multiplier)) >> 32;
                (high >> shift).clamp(-128, 127) as i8
            }
        }
    }
}

impl Pairs {
    fn get(&self, index: usize) -> Channels {
        match *self {
            Self::Rounded(pairs) => {
                let pair = pairs.get(index);
                Channels {
                    biases: pair.biases,
                    bias: pair.bias,
                    even: Scale::Rounded(pair.even),
                    odd: Scale::Rounded(pair.odd),
                }
            }
            Self::Lines { shift, lines } => {
                let (even, mut odd) = (lines.get(2 * index), lines.get(2 * index + 1));
                Channels {
                    biases: core::mem::take(&mut odd.offset), // it comes with the sum
                    bias: 0,
                    even: Scale::Line { line: even, shift },
                    odd: Scale::Line { line: odd, shift },
                }
            }
        }
    }
}

impl PairedScale {
    /// The output of a sum.
    pub fn scale(&self, sum: i32) -> i8 {
        let product = i64::from(sum.wrapping_shl(1)) * i64::from(self.multiplier);
        let high = (product + (i64::from(self.addend) << 32) + (1 << 31)) >> 32;
        let value = (high as i32).wrapping_add(sum >> 31) >> self.shift;
        value.clamp(-128, 127) as i8
    }
}

/// The halfwords of a word.
#[inline(always)]
fn halves(word: i32) -> (i32, i32) {
    (i32::from(word as i16), word >> 16)
}
