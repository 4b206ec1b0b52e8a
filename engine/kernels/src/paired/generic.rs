//! The blocks in plain Rust, for every instruction set.

use core::cell::Cell;
use core::ops::Range;

use super::{Blocks, Matrix, PIXELS, PairedScale, pair};

/// Plain Rust.
pub struct Generic;

impl Blocks for Generic {
    fn multiply<const P: usize>(
        matrix: &Matrix,
        pairs: Range<usize>,
        column: &[i32],
        output: &[Cell<i8>],
        pixel: usize,
    ) {
        for (n, index) in pairs.enumerate() {
            let weights = matrix.weights.part(index * matrix.words, matrix.words);
            let record = matrix.pairs.get(index);
            let mut both = [record.biases; P]; // 256 · odd + even
            let mut even = [record.bias; P];
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
                let odd = both[p].wrapping_sub(even[p]) >> 8;
                let place = p * pixel + 2 * n;
                output[place].set(record.even.scale(even[p]));
                output[place + 1].set(record.odd.scale(odd));
            }
        }
    }

    fn expand(source: &[Cell<i8>], pixel: usize, groups: usize, column: &mut [i32]) {
        for (group, words) in column.as_chunks_mut::<{ 2 * PIXELS }>().0[..groups]
            .iter_mut()
            .enumerate()
        {
            for p in 0..PIXELS {
                let at = |k: usize| source[p * pixel + group * 4 + k].get();
                [words[p], words[PIXELS + p]] = Self::widen([0, 1, 2, 3].map(at));
            }
        }
    }

    #[inline(always)]
    fn widen(four: [i8; 4]) -> [i32; 2] {
        [pair(four[0], four[2]), pair(four[1], four[3])]
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
