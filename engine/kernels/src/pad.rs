//! PAD, PADV2, int8.
//!
//! * equation: `out[i] = in[i − before]` inside the input, `value` outside
//! * shapes and layout: up to four dimensions, leading ones are 1; `shape[0] · shape[1]` rows of `shape[2] · shape[3]` elements
//! * element types: int8; the value of PAD is the output's zero point
//! * rejects: more than four dimensions that do not merge
//! * source: `kernels/internal/reference/pad.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Operand, Rows, Tile};

/// Constants of a padding.
#[derive(Clone, Copy)]
pub struct Pad {
    /// The input's dimensions.
    pub input: [usize; 4],
    /// Elements of padding before the input, along each.
    pub before: [usize; 4],
    /// The output's dimensions.
    pub output: [usize; 4],
    /// What padding is filled with.
    pub value: i8,
}

/// Computes rows of the output.
pub fn run(op: &Pad, input: Operand<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    let inside = |axis: usize, index: usize| {
        index
            .checked_sub(op.before[axis])
            .filter(|index| *index < op.input[axis])
    };
    for y in tile.rows {
        let outer = inside(0, y / op.output[1]);
        let inner = inside(1, y % op.output[1]);
        let from = outer.zip(inner).map(|(o, i)| o * op.input[1] + i);
        let runs = output.row(y).chunks_exact(op.output[3]);
        for (repeat, cells) in runs.enumerate().take(op.output[2]) {
            cells.iter().for_each(|cell| cell.set(op.value));
            if let Some((row, repeat)) = from.zip(inside(2, repeat)) {
                let cells = &cells[op.before[3]..][..op.input[3]];
                super::copy::copy(input, row, repeat * op.input[3], cells);
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

    /// A random padding with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let input = [1, 2, 3, 4].map(|most| random.within(1..most * 2));
        let before = [0; 4].map(|_: usize| random.below(3));
        let mut output = input;
        for axis in 0..4 {
            output[axis] += before[axis] + random.below(3);
        }
        let (values, value) = (random.i8s(input.iter().product()), random.i8());
        let mut expected = Vec::new();
        for index in 0..output.iter().product() {
            let mut rest: usize = index;
            let mut place = Some(0);
            let mut step = 1;
            for axis in (0..4).rev() {
                let at = (rest % output[axis]).checked_sub(before[axis]);
                place = place
                    .zip(at.filter(|at| *at < input[axis]))
                    .map(|(place, at)| place + at * step);
                step *= input[axis];
                rest /= output[axis];
            }
            expected.push(place.map_or(value, |place| values[place]));
        }
        let op = Pad {
            input,
            before,
            output,
            value,
        };
        Case {
            needs: Box::new(move |_, y| {
                let outer = (y / output[1]).wrapping_sub(before[0]);
                let inner = (y % output[1]).wrapping_sub(before[1]);
                let row = outer.wrapping_mul(input[1]).wrapping_add(inner);
                let inside = outer < input[0] && inner < input[1];
                if inside { row..row + 1 } else { 0..0 }
            }),
            ..Case::by_rows(
                vec![(values, input[2] * input[3])],
                (expected, output[2] * output[3]),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0].into(), output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        let op = Pad {
            input: [1, 1, 2, 1],
            before: [0, 1, 1, 0],
            output: [1, 2, 3, 2],
            value: 9,
        };
        let (mut input, mut output) = ([1, 2], [0; 12]);
        let tile = Tile {
            rows: 0..2,
            blocks: 0..1,
        };
        let output_rows = rows(&mut output, 6);
        run(&op, rows(&mut input, 2).into(), output_rows, tile);
        assert_eq!(output, [9, 9, 9, 9, 9, 9, 9, 9, 1, 9, 2, 9]);
    }

    #[test]
    fn equals_the_definition() {
        (0..500).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
