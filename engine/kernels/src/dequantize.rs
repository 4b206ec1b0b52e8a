//! DEQUANTIZE, int8 to float32.
//!
//! * equation: `out = scale · (in − zp)`
//! * shapes and layout: any; input and output have equal rows
//! * element types: int8 to float32; exact: one rounding of the exact product
//! * rejects: other types
//! * source: `kernels/internal/reference/dequantize.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Rows, Tile};

/// Constants of a dequantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dequantize {
    /// The input's scale.
    pub scale: f32,
    /// The input's zero point.
    pub zero_point: i32,
}

/// Computes rows of the output, elements forward. Not in place: the output is larger.
pub fn run(op: &Dequantize, input: Rows<'_, i8>, output: Rows<'_, f32>, tile: Tile) {
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            to.set(op.scale * (i32::from(from.get()) - op.zero_point) as f32);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;

    /// A random dequantization with its output by definition, which multiplies in float64.
    pub(crate) fn case(random: &mut Random) -> Case<i8, f32> {
        let op = Dequantize {
            scale: f32::from_bits(0x3c00_0000 | random.u32() >> 9),
            zero_point: random.i8().into(),
        };
        let row_length = random.within(1..20);
        let row_count = random.within(1..5);
        let values = random.i8s(row_length * row_count);
        let expected = values
            .iter()
            .map(|value| {
                (f64::from(op.scale) * f64::from(i32::from(*value) - op.zero_point)) as f32
            })
            .collect();
        Case::by_rows(
            vec![(values, row_length)],
            (expected, row_length),
            Box::new(move |inputs, output, tile, _| run(&op, inputs[0], output, tile)),
        )
    }

    #[test]
    fn worked_example() {
        let op = Dequantize {
            scale: 0.5,
            zero_point: -1,
        };
        let (mut input, mut output) = ([2, -1], [9.0; 2]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 2), rows(&mut output, 2), tile);
        assert_eq!(output, [1.5, 0.0]);
    }

    #[test]
    fn equals_the_definition() {
        (0..100).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
