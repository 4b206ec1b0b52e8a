//! What operators on pairs of elements share: broadcasting of two operands.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{Operand, Rows};

/// How two operands spread over an output.
///
/// The output is seen as four dimensions: `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements. The compiler merges dimensions, so that the last is long: two operands of the same
/// shape are `[1, rows, 1, row]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// The output's dimensions.
    pub shape: [usize; 4],
    /// Steps of the left operand along each: in its rows for the first two, in elements of its row for the last two; 0 where it is repeated.
    pub left: [usize; 4],
    /// Steps of the right operand.
    pub right: [usize; 4],
}

/// Elements that are read before they are written.
const CHUNK: usize = 16;

/// Whether frequent cases have a loop of their own, as elements that lie side by side: an AVR has no flash for a second one.
pub(crate) const HAS_RUNS: bool = cfg!(not(target_arch = "avr"));

impl Broadcast {
    /// Computes `rows` of the output from pairs of elements.
    pub(crate) fn run(
        &self,
        (left, right): (Operand<'_, i8>, Operand<'_, i8>),
        output: Rows<'_, i8>,
        rows: Range<usize>,
        combine: impl Fn(i8, i8) -> i8 + Copy,
    ) {
        let [_, inner_rows, repeats, run] = self.shape;
        for y in rows {
            let (outer, inner) = (y / inner_rows, y % inner_rows);
            let left_row = outer * self.left[0] + inner * self.left[1];
            let right_row = outer * self.right[0] + inner * self.right[1];
            let row = output.row(y)[..repeats * run].chunks_exact(run);
            for (repeat, cells) in row.enumerate() {
                let (mut left_at, mut right_at) = (repeat * self.left[2], repeat * self.right[2]);
                if HAS_RUNS
                    && self.left[3] == 1
                    && self.right[3] == 1
                    && let Some(left) = left.cells(left_row, left_at, run)
                    && let Some(right) = right.cells(right_row, right_at, run)
                {
                    combine_runs(left, right, cells, combine);
                    continue;
                }
                for cells in cells.chunks(CHUNK) {
                    let (mut a, mut b) = ([0; CHUNK], [0; CHUNK]);
                    left.read(left_row, left_at, self.left[3], &mut a[..cells.len()]);
                    right.read(right_row, right_at, self.right[3], &mut b[..cells.len()]);
                    for ((cell, a), b) in cells.iter().zip(a).zip(b) {
                        cell.set(combine(a, b));
                    }
                    left_at += CHUNK * self.left[3];
                    right_at += CHUNK * self.right[3];
                }
            }
        }
    }
}

/// Combines elements that lie side by side; apart from its caller, whose variables would take the registers of its loop: 19 instead of 9 instructions of an element on
/// Armv7E-M.
#[inline(never)]
fn combine_runs(
    left: &[Cell<i8>],
    right: &[Cell<i8>],
    output: &[Cell<i8>],
    combine: impl Fn(i8, i8) -> i8,
) {
    let (left, left_rest) = left.as_chunks::<4>();
    let (right, right_rest) = right.as_chunks::<4>();
    let (output, output_rest) = output.as_chunks::<4>();
    for ((cells, a), b) in output.iter().zip(left).zip(right) {
        for ((cell, a), b) in cells.iter().zip(a).zip(b) {
            cell.set(combine(a.get(), b.get()));
        }
    }
    for ((cell, a), b) in output_rest.iter().zip(left_rest).zip(right_rest) {
        cell.set(combine(a.get(), b.get()));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Random, flash, rows};
    use halyard_tensor::Tile;
    use std::vec;
    use std::vec::Vec;

    /// Inputs of a case: elements and length of a row.
    pub(crate) type Inputs = Vec<(Vec<i8>, usize)>;

    /// Two operands of one row of `length` elements.
    pub(crate) fn flat(length: usize) -> Broadcast {
        Broadcast {
            shape: [1, 1, 1, length],
            left: [1; 4],
            right: [1; 4],
        }
    }

    /// What an operator makes of one pair of elements.
    pub(crate) fn one_pair(
        left: i8,
        right: i8,
        run: impl FnOnce(Operand<'_, i8>, Operand<'_, i8>, Rows<'_, i8>, Tile),
    ) -> i8 {
        let (mut left, mut right, mut output) = ([left], [right], [0]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        let [l, r, cells] = [&mut left, &mut right, &mut output].map(|v| rows(v, 1));
        run(l.into(), r.into(), cells, tile);
        output[0]
    }

    impl Broadcast {
        /// The rows of operand `k` that output row `y` needs to be there: its own, or all if they are read again.
        pub(crate) fn rows_read(&self, k: usize, y: usize) -> Range<usize> {
            let steps = [self.left, self.right][k];
            if steps[0] == 0 && steps[1] > 0 {
                return 0..self.shape[1];
            }
            let row = y / self.shape[1] * steps[0] + y % self.shape[1] * steps[1];
            row..row + 1
        }
    }

    /// A random broadcast with its operands, and the pairs of elements that make the output.
    pub(crate) fn operands(random: &mut Random) -> (Broadcast, Inputs, Vec<(i8, i8)>) {
        let shape = [
            random.within(1..4),
            random.within(1..4),
            random.within(1..4),
            random.within(1..40),
        ];
        let same = random.bool();
        let dimensions =
            [0, 1].map(|_| shape.map(|d| if same || random.below(3) > 0 { d } else { 1 }));
        let steps = dimensions.map(|d| {
            let step = |axis: usize, step| {
                if d[axis] == 1 && shape[axis] > 1 {
                    0
                } else {
                    step
                }
            };
            [step(0, d[1]), step(1, 1), step(2, d[3]), step(3, 1)]
        });
        let values = dimensions.map(|d| random.i8s(d.iter().product()));
        let mut pairs = Vec::new();
        for index in 0..shape.iter().product() {
            let mut rest: usize = index;
            let mut at = [0; 4];
            for axis in (0..4).rev() {
                at[axis] = rest % shape[axis];
                rest /= shape[axis];
            }
            let [left, right] = [0, 1].map(|k| {
                let d = dimensions[k];
                let place = (0..4).fold(0, |place, axis| place * d[axis] + at[axis] % d[axis]);
                values[k][place]
            });
            pairs.push((left, right));
        }
        let [left, right] = values;
        let row_length = |k: usize| dimensions[k][2] * dimensions[k][3];
        let inputs = vec![(left, row_length(0)), (right, row_length(1))];
        let broadcast = Broadcast {
            shape,
            left: steps[0],
            right: steps[1],
        };
        (broadcast, inputs, pairs)
    }

    #[test]
    fn a_constant_operand_reads_as_an_activation() {
        let mut random = Random::new(9);
        let (mut left, right) = (random.i8s(40), random.i8s(40));
        let mut output = vec![0; 40];
        let constant = Operand::Constant {
            values: flash(right.clone()),
            row_length: 20,
        };
        let broadcast = Broadcast {
            shape: [1, 2, 1, 20],
            ..flat(20)
        };
        let add = |a: i8, b: i8| a.wrapping_add(b);
        let operands = (rows(&mut left, 20).into(), constant);
        broadcast.run(operands, rows(&mut output, 20), 0..2, add);
        let expected: Vec<i8> = left.iter().zip(right).map(|(a, b)| add(*a, b)).collect();
        assert_eq!(output, expected);
    }
}
