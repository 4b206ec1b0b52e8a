//! LOGISTIC, TANH, RELU, RELU6, LEAKY_RELU, HARD_SWISH, int8 to int8 QUANTIZE: any function of one int8 element.
//!
//! * equation: `out = table[in + 128]`
//! * shapes and layout: any; input and output have equal rows
//! * element types: int8 to int8; the table holds quantization and activation
//! * rejects: nothing; the compiler computes the table with the reference's arithmetic
//! * source: the reference kernel of each operator, in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Flash, Rows, Tile};

/// Constants of a function of one element.
#[derive(Clone, Copy)]
pub struct Lookup {
    /// 256 results, of −128 first.
    pub table: &'static Flash<[i8; 256]>,
}

/// Computes rows of the output, elements forward; may run in place.
pub fn run(op: &Lookup, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            to.set(op.table.at(usize::from(from.get() as u8 ^ 0x80)));
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, flash_table, rows};
    use std::boxed::Box;
    use std::vec;

    /// A random table with its output by definition.
    pub(crate) fn case(random: &mut Random) -> Case<i8, i8> {
        let table = random.i8s(256);
        let row_length = random.within(1..50);
        let row_count = random.within(1..5);
        let values = random.i8s(row_length * row_count);
        let expected = values
            .iter()
            .map(|value| table[(i32::from(*value) + 128) as usize])
            .collect();
        let op = Lookup {
            table: flash_table(table),
        };
        Case {
            in_place: true,
            ..Case::by_rows(
                vec![(values, row_length)],
                (expected, row_length),
                Box::new(move |inputs, output, tile, _| run(&op, inputs[0], output, tile)),
            )
        }
    }

    #[test]
    fn worked_example() {
        // RELU at zero point 0
        let table = (-128..=127).map(|x: i32| x.max(0) as i8).collect();
        let op = Lookup {
            table: flash_table(table),
        };
        let (mut input, mut output) = ([-128, -1, 0, 127], [9; 4]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 4), rows(&mut output, 4), tile);
        assert_eq!(output, [0, 0, 0, 127]);
    }

    #[test]
    fn equals_the_definition() {
        (0..100).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
