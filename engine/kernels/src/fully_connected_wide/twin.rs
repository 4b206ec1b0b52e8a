//! What the assembly computes, in plain Rust.

use core::cell::Cell;

use super::Part;
use crate::arithmetic::OutputRange;

/// Multiplies a row by the blocks of a part, and writes their outputs.
pub fn multiply(range: &OutputRange, part: &Part, input: &[Cell<i8>], output: &[Cell<i8>]) {
    for (o, cell) in output.iter().enumerate() {
        let record = part.channels.get(o);
        let first = o / part.width * part.width * input.len() + o % part.width;
        let products = input.iter().enumerate().map(|(k, value)| {
            i32::from(part.weights.get(first + k * part.width)) * i32::from(value.get())
        });
        cell.set(record.finish(products.sum::<i32>() + record.bias, range));
    }
}
