//! RESHAPE, SQUEEZE, EXPAND_DIMS that are not in place; any element type.
//!
//! * equation: `out[i] = in[i]`, in the order of memory
//! * shapes and layout: input and output are seen with equal rows; where their own rows differ, as one row of all elements
//! * element types: all; quantization is equal
//! * rejects: nothing
//! * source: `micro/kernels/reshape.cc` in tensorflow/tflite-micro @90b983c

use core::cell::Cell;

use halyard_tensor::{Element, Operand, Rows, Tile};

/// Copies rows, elements forward.
pub fn run<T: Element + Default>(input: Operand<'_, T>, output: Rows<'_, T>, tile: Tile) {
    for y in tile.rows {
        copy(input, y, 0, output.row(y));
    }
}

/// Copies elements of row `y` from `start` on to all of `cells`.
pub(crate) fn copy<T: Element + Default>(
    input: Operand<'_, T>,
    y: usize,
    start: usize,
    cells: &[Cell<T>],
) {
    const CHUNK: usize = 16;
    for (start, cells) in (start..).step_by(CHUNK).zip(cells.chunks(CHUNK)) {
        let mut values = [T::default(); CHUNK];
        input.read(y, start, 1, &mut values[..cells.len()]);
        for (cell, value) in cells.iter().zip(values) {
            cell.set(value);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;

    /// A random copy.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let row_length = random.within(1..50);
        let row_count = random.within(1..5);
        let values = random.i8s(row_length * row_count);
        Case {
            in_place: true,
            ..Case::by_rows(
                vec![(values.clone(), row_length)],
                (values, row_length),
                Box::new(|inputs, output, tile, _| run(inputs[0].into(), output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        let (mut input, mut output) = ([1.5, 2.5], [0.0; 2]);
        let tile = Tile {
            rows: 1..2,
            blocks: 0..1,
        };
        run(rows(&mut input, 1).into(), rows(&mut output, 1), tile);
        assert_eq!(output, [0.0, 2.5]);
    }
}
