//! CONCATENATION, int8: one call per input.
//!
//! * equation: `out[…, first + i, …] = in[…, i, …]` along the axis
//! * shapes and layout: any; the axis runs either over rows (`[1,H,W,C]` along H) or within a row
//! * element types: int8, all of equal scale and zero point
//! * rejects: inputs that need rescaling (the compiler puts a [`lookup`](crate::lookup) before)
//! * source: `kernels/internal/reference/concatenation.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Where one input of a concatenation goes.
///
/// Input row `g · rows + r` goes to output row `g · output_rows + first_row + r`; within a row, each `run` elements of the input go to element `first` of each `output_run` elements of
/// the output. Along an axis within rows, `rows = output_rows` and `first_row = 0`; along rows, `run = output_run` and `first = 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concatenation {
    /// Rows of this input in a group.
    pub rows: usize,
    /// Rows of the output in a group.
    pub output_rows: usize,
    /// Rows of the inputs before this one, in a group.
    pub first_row: usize,
    /// Elements of this input that stay together.
    pub run: usize,
    /// Elements of all inputs that stay together.
    pub output_run: usize,
    /// Elements of the inputs before this one, in a run.
    pub first: usize,
}

/// Copies one input to its place. `tile.rows` are rows of this **input**.
pub fn run(op: &Concatenation, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        let row = y / op.rows * op.output_rows + op.first_row + y % op.rows;
        for (repeat, run) in output.row(row).chunks_exact(op.output_run).enumerate() {
            let cells = &run[op.first..][..op.run];
            super::copy::copy(input, y, repeat * op.run, cells);
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

    /// A random concatenation, of two inputs within rows or of one input among rows.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        if random.bool() {
            within_rows(random)
        } else {
            along_rows(random)
        }
    }

    fn within_rows(random: &mut Random) -> Case<i8, i8> {
        let (height, repeats) = (random.within(1..5), random.within(1..5));
        let runs = [random.within(1..20), random.within(1..20)];
        let inputs = runs.map(|run| random.i8s(height * repeats * run));
        let mut expected = Vec::new();
        for repeat in 0..height * repeats {
            for (run, input) in runs.iter().zip(&inputs) {
                expected.extend(&input[repeat * run..][..*run]);
            }
        }
        let output_run = runs[0] + runs[1];
        let part = move |k: usize| Concatenation {
            rows: 1,
            output_rows: 1,
            first_row: 0,
            run: runs[k],
            output_run,
            first: k * runs[0],
        };
        let [left, right] = inputs;
        Case::by_rows(
            vec![(left, repeats * runs[0]), (right, repeats * runs[1])],
            (expected, repeats * output_run),
            Box::new(move |inputs, output, tile, _| {
                run(&part(0), inputs[0].into(), output, tile.clone());
                run(&part(1), inputs[1].into(), output, tile);
            }),
        )
    }

    fn along_rows(random: &mut Random) -> Case<i8, i8> {
        let (groups, row_length) = (random.within(1..4), random.within(1..40));
        let (rows, before, after) = (random.within(1..4), random.below(3), random.below(3));
        let op = Concatenation {
            rows,
            output_rows: before + rows + after,
            first_row: before,
            run: row_length,
            output_run: row_length,
            first: 0,
        };
        let input = random.i8s(groups * rows * row_length);
        let mut expected = Vec::new();
        for group in input.chunks(rows * row_length) {
            expected.resize(expected.len() + before * row_length, 0); // other inputs
            expected.extend(group);
            expected.resize(expected.len() + after * row_length, 0);
        }
        Case {
            steps: groups * rows,
            makes: Box::new(move |y| {
                let row = y / rows * op.output_rows + before + y % rows;
                row..row + 1
            }),
            ..Case::by_rows(
                vec![(input, row_length)],
                (expected, row_length),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0].into(), output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        // the second input of [2, 1] and [2, 2], along the last axis
        let op = Concatenation {
            rows: 1,
            output_rows: 1,
            first_row: 0,
            run: 2,
            output_run: 3,
            first: 1,
        };
        let (mut input, mut output) = ([1, 2, 3, 4], [0; 6]);
        let tile = Tile {
            rows: 0..2,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 2).into(), rows(&mut output, 3), tile);
        assert_eq!(output, [0, 1, 2, 0, 3, 4]);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
