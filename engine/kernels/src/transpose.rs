//! TRANSPOSE, int8.
//!
//! * equation: `out[i0,i1,i2,i3] = in[Σ i_k · strides_k]`
//! * shapes and layout: up to four dimensions, leading ones are 1; the output is `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements, the input is one row of all elements
//! * element types: int8, equal quantization
//! * rejects: more than four dimensions that do not merge
//! * source: `kernels/internal/reference/transpose.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Constants of a transposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transpose {
    /// The output's dimensions.
    pub shape: [usize; 4],
    /// Elements of the input from one to the next along each dimension of the output.
    pub strides: [usize; 4],
}

/// Computes rows of the output. `input` is one row of all elements, so it lies whole in memory.
pub fn run(op: &Transpose, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    const CHUNK: usize = 16;
    let [_, inner_rows, repeats, run] = op.shape;
    for y in tile.rows {
        let start = y / inner_rows * op.strides[0] + y % inner_rows * op.strides[1];
        let runs = output.row(y)[..repeats * run].chunks_exact(run);
        for (repeat, cells) in runs.enumerate() {
            let mut from = start + repeat * op.strides[2];
            for cells in cells.chunks(CHUNK) {
                let mut values = [0; CHUNK];
                input.read(0, from, op.strides[3], &mut values[..cells.len()]);
                for (cell, value) in cells.iter().zip(values) {
                    cell.set(value);
                }
                from += CHUNK * op.strides[3];
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random permutation of four dimensions with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let input = [3, 4, 5, 20].map(|most| random.within(1..most));
        let mut permutation = [0, 1, 2, 3];
        for last in (1..4).rev() {
            permutation.swap(last, random.below(last + 1));
        }
        let steps = [
            input[1] * input[2] * input[3],
            input[2] * input[3],
            input[3],
            1,
        ];
        let op = Transpose {
            shape: permutation.map(|axis: usize| input[axis]),
            strides: permutation.map(|axis| steps[axis]),
        };
        let values = random.i8s(input.iter().product());
        let mut expected = Vec::new();
        for a in 0..op.shape[0] {
            for b in 0..op.shape[1] {
                for c in 0..op.shape[2] {
                    for d in 0..op.shape[3] {
                        let mut at = [0; 4];
                        for (axis, index) in permutation.into_iter().zip([a, b, c, d]) {
                            at[axis] = index;
                        }
                        let place = (0..4).fold(0, |place, axis| place * input[axis] + at[axis]);
                        expected.push(values[place]);
                    }
                }
            }
        }
        let all = values.len();
        Case {
            needs: Box::new(|_, _| 0..1),
            ..Case::by_rows(
                vec![(values, all)],
                (expected, op.shape[2] * op.shape[3]),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0].into(), output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        // [2, 3] to [3, 2]
        let op = Transpose {
            shape: [1, 3, 1, 2],
            strides: [6, 1, 1, 3],
        };
        let (mut input, mut output) = ([1, 2, 3, 4, 5, 6], [0; 6]);
        let tile = Tile {
            rows: 0..3,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 6).into(), rows(&mut output, 2), tile);
        assert_eq!(output, [1, 4, 2, 5, 3, 6]);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
