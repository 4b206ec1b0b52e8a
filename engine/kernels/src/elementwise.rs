//! What operators on pairs of elements share: broadcasting of two operands.

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

impl Broadcast {
    /// Computes `rows` of the output from pairs of elements.
    pub(crate) fn run(
        &self,
        (left, right): (Operand<'_, i8>, Operand<'_, i8>),
        output: Rows<'_, i8>,
        rows: Range<usize>,
        combine: impl Fn(i8, i8) -> i8,
    ) {
        let [_, inner_rows, repeats, run] = self.shape;
        for y in rows {
            let (outer, inner) = (y / inner_rows, y % inner_rows);
            let left_row = outer * self.left[0] + inner * self.left[1];
            let right_row = outer * self.right[0] + inner * self.right[1];
            let row = output.row(y)[..repeats * run].chunks_exact(run);
            for (repeat, cells) in row.enumerate() {
                let (mut left_at, mut right_at) = (repeat * self.left[2], repeat * self.right[2]);
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
