//! LOGISTIC, TANH, RELU, RELU6, LEAKY_RELU, HARD_SWISH, int8 to int8 QUANTIZE: any function of one int8 element.
//!
//! * equation: `out = table[in + 128]`
//! * shapes and layout: any; input and output have equal rows
//! * element types: int8 to int8; the table holds quantization and activation
//! * rejects: nothing; the compiler computes the table with the reference's arithmetic
//! * source: the reference kernel of each operator, in tensorflow/tflite-micro @90b983c

use halyard_tensor::{FlashSlice, Rows, Tile};

/// Constants of a function of one element.
pub struct Lookup {
    /// 256 results, of −128 first.
    pub table: FlashSlice<i8>,
}

/// Computes rows of the output, elements forward; may run in place.
pub fn run(op: &Lookup, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    let table = op.table.block(0, 256, &mut []);
    let Some(table) = table.first_chunk::<256>() else {
        return;
    };
    for y in tile.rows {
        for (to, from) in output.row(y).iter().zip(input.row(y)) {
            to.set(table[usize::from(from.get() as u8 ^ 0x80)]);
        }
    }
}
