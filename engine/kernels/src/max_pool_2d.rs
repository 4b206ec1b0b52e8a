//! MAX_POOL_2D, int8.
//!
//! * equation: `out[y,x,c] = range(max in[taps inside the image, c])`
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',C]`, rows are image rows
//! * element types: int8, input and output of equal scale and zero point
//! * rejects: batches (one call each)
//! * source: `kernels/internal/reference/integer_ops/pooling.h` in tensorflow/tflite-micro @90b983c

use halyard_tensor::{Rows, Tile};

use crate::BLOCK;
use crate::average_pool_2d::visit;
use crate::geometry::{Image, Window};

/// Constants of a max pool.
pub struct MaxPool2d {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// The window; its dilation is 1.
    pub window: Window,
    /// Smallest value of the activation.
    pub minimum: i8,
    /// Largest value of the activation.
    pub maximum: i8,
}

/// Computes rows and blocks of four channels of the output; pixels go forward.
pub fn run(op: &MaxPool2d, input: Rows<'_, i8>, output: Rows<'_, i8>, tile: Tile) {
    for y in tile.rows {
        for (x, pixel) in output.row(y).chunks_exact(op.output.channels).enumerate() {
            for block in tile.blocks.clone() {
                let first = block * BLOCK;
                let cells = &pixel[first..op.output.channels.min(first + BLOCK)];
                let mut largest = [i8::MIN; BLOCK];
                visit(
                    (&op.window, &op.input),
                    input,
                    (y, x),
                    first..first + cells.len(),
                    |values| {
                        for (largest, value) in largest.iter_mut().zip(values) {
                            *largest = (*largest).max(value.get());
                        }
                    },
                );
                for (cell, value) in cells.iter().zip(largest) {
                    cell.set(value.clamp(op.minimum, op.maximum));
                }
            }
        }
    }
}
