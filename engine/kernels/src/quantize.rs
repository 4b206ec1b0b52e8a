//! QUANTIZE, float32 to int8.
//!
//! * equation: `out = clamp(round(in / scale) + zp, −128, 127)`, half away from zero; NaN gives zp
//! * shapes and layout: any; input and output have equal rows
//! * element types: float32 to int8; exact, the division is that of float32
//! * rejects: other types
//! * source: `kernels/internal/reference/quantize.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Rows, Tile};

/// Constants of a quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantize {
    /// The output's scale.
    pub scale: f32,
    /// The output's zero point.
    pub zero_point: i32,
}

/// Computes rows of the output, elements forward; may run in place, when both begin at the same byte.
pub fn run(op: &Quantize, input: Rows<'_, f32>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            let value = round(from.get() / op.scale).saturating_add(op.zero_point);
            to.set(value.clamp(-128, 127) as i8);
        }
    }
}

/// The nearest integer, half away from zero, as C's `round`; saturates.
fn round(value: f32) -> i32 {
    let whole = value as i32;
    let rest = value - whole as f32;
    if rest >= 0.5 {
        whole.saturating_add(1)
    } else if rest <= -0.5 {
        whole.saturating_sub(1)
    } else {
        whole
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::testing::{Case, Random, rows};
    use std::boxed::Box;
    use std::vec;
    use std::vec::Vec;

    /// A random quantization with its output by definition; some values are exactly half way.
    pub(crate) fn case(random: &mut Random) -> Case<f32, i8> {
        let op = Quantize {
            scale: [0.5, 0.007_812_5, 0.1, 3.0][random.below(4)],
            zero_point: random.i8().into(),
        };
        let row_length = random.within(1..20);
        let values: Vec<f32> = (0..row_length * random.within(1..5))
            .map(|_| random.i8() as f32 * op.scale * 0.5)
            .collect();
        let expected = values
            .iter()
            .map(|value| {
                let rounded = (value / op.scale).round() as i32;
                (rounded + op.zero_point).clamp(-128, 127) as i8
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
        let op = Quantize {
            scale: 0.5,
            zero_point: -1,
        };
        let (mut input, mut output) = ([0.25, -0.25, 0.249_999_99, 1e30, f32::NAN], [9; 5]);
        let tile = Tile {
            rows: 0..1,
            blocks: 0..1,
        };
        run(&op, rows(&mut input, 5), rows(&mut output, 5), tile);
        assert_eq!(output, [0, -2, -1, 127, -1]);
    }

    #[test]
    fn rounds_as_the_standard_library() {
        let mut random = Random::new(3);
        for value in (0..100_000).map(|_| f32::from_bits(random.u32())) {
            assert_eq!(round(value), value.round() as i32, "{value}");
        }
        for value in [0.499_999_97, -0.499_999_97, 8_388_607.5, -0.5, 0.5] {
            assert_eq!(round(value), value.round() as i32, "{value}");
        }
    }

    #[test]
    fn equals_the_definition() {
        (0..100).for_each(|seed| case(&mut Random::new(seed)).check_whole());
    }
}
