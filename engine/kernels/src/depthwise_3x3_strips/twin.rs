//! What the assembly computes, in plain Rust.

use super::{Depthwise3x3Strips, Strip, TAPS};

/// Computes the channels of a strip.
pub fn compute(op: &Depthwise3x3Strips, strip: &Strip<'_>, _sums: &mut [i32], _padding: &[i32]) {
    for channel in strip.channels.clone() {
        let record = op.channels.get(channel);
        for (r, output) in strip.outputs.iter().enumerate() {
            for (x, pixel) in output.chunks_exact(op.output.channels).enumerate() {
                let sum = sum(op, strip, channel, (r * op.stride, x * op.stride));
                pixel[channel].set(record.finish(sum + record.bias, &op.range));
            }
        }
    }
}

/// The sum of a window, whose first tap is at `(top, left)`, the padding counted.
fn sum(
    op: &Depthwise3x3Strips,
    strip: &Strip<'_>,
    channel: usize,
    (top, left): (usize, usize),
) -> i32 {
    let mut sum = 0;
    for tap in 0..TAPS {
        let column = (left + tap % 3).checked_sub(op.padding_left);
        let column = column.filter(|x| *x < op.input.width);
        let value = match strip.inputs[top + tap / 3].zip(column) {
            Some((row, x)) => row[x * op.input.channels + channel].get(),
            None => op.input_zero_point,
        };
        sum += i32::from(op.weights.get(channel * TAPS + tap)) * i32::from(value);
    }
    sum
}
