//! Strips for RV32IMAC, in assembly: a channel of one or three rows, stride 1 or 2, at a time.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::ptr;

use super::{Depthwise3x3Strips, SEEN, STRIP, Strip, TAPS};
use crate::arithmetic::Rescale;
use crate::rv32imac::address;

/// What the assembly reads; it advances `channel`, `weights`, `channels` and `count`. Offsets of fields are those of the assembly.
#[repr(C)]
struct Context {
    inputs: [*const i8; SEEN],
    outputs: [*mut i8; STRIP],
    weights: *const i8,
    channels: *const Rescale,
    /// Where the first column is stored.
    sums: *mut i32,
    /// Where the loop ends after a column whose window ends inside of the image.
    end: *mut i32,
    /// Stride 2: where the loop ends after a column whose window ends in the padding.
    end_padded: *mut i32,
    /// The sums of the output's first pixel, and the end of its last one's.
    first: *const i32,
    last: *const i32,
    /// Elements of a pixel.
    pitch: usize,
    channel: usize,
    count: usize,
    /// The value of padding to the left; 0 where there is none.
    left: i32,
    right: i32,
    minimum: i32,
    maximum: i32,
    /// `2·zp + 1`.
    half: i32,
    padded_left: usize,
}

unsafe extern "C" {
    fn halyard_rv32imac_strip_1_1(context: *mut Context);
    fn halyard_rv32imac_strip_3_1(context: *mut Context);
    fn halyard_rv32imac_strip_1_2(context: *mut Context);
    fn halyard_rv32imac_strip_3_2(context: *mut Context);
}

/// Computes the channels of a strip: see [`super::twin::compute`].
pub fn compute(op: &Depthwise3x3Strips, strip: &Strip<'_>, sums: &mut [i32], padding: &[i32]) {
    let channels = strip.channels.clone();
    if channels.is_empty() {
        return;
    }
    let rows = strip.outputs.len();
    let (width, pitch) = (op.input.width, op.input.channels);
    let columns = (op.output.width - 1) * op.stride + 3;
    let right = columns - (op.padding_left + width).min(columns); // pixels of padding
    let before = if op.stride == 1 {
        2 - op.padding_left
    } else {
        1 - op.padding_left
    };
    assert!((op.stride == 1 || op.stride == 2) && op.padding_left <= 1 && right <= 1 && width >= 2);
    assert!(pitch == op.output.channels && channels.end <= pitch && sums.len() >= op.sums());
    assert!(4 * padding.len() >= width * pitch);
    assert!(
        strip
            .inputs
            .iter()
            .flatten()
            .all(|row| row.len() >= width * pitch)
    );
    assert!(
        strip
            .outputs
            .iter()
            .all(|row| row.len() >= op.output.width * pitch)
    );
    let taps = op
        .weights
        .part(channels.start * TAPS, channels.len() * TAPS);
    let records = op.channels.part(channels.start, channels.len());
    let base = sums.as_mut_ptr();
    let at = |column: usize| base.wrapping_add(rows * column);
    let stored = if op.stride == 1 {
        width
    } else {
        before + op.output.width
    };
    let zero_point = i32::from(op.input_zero_point);
    let mut context = Context {
        inputs: strip
            .inputs
            .map(|row| row.map_or(padding.as_ptr().cast(), |row| row.as_ptr().cast())),
        outputs: [0, 1, 2].map(|r| strip.outputs[r.min(rows - 1)].as_ptr().cast_mut().cast()),
        weights: address(taps),
        channels: address(records),
        sums: base,
        end: if op.stride == 1 || right == 0 {
            at(stored)
        } else {
            ptr::null_mut()
        },
        end_padded: if right == 0 {
            ptr::null_mut()
        } else {
            at(stored - 1)
        },
        first: at(before),
        last: at(before + op.output.width),
        pitch,
        channel: channels.start,
        count: channels.len(),
        left: zero_point * op.padding_left as i32,
        right: zero_point * right as i32,
        minimum: op.range.minimum.into(),
        maximum: op.range.maximum.into(),
        half: 2 * op.range.zero_point + 1,
        padded_left: op.padding_left,
    };
    let compute = match (rows, op.stride) {
        (1, 1) => halyard_rv32imac_strip_1_1,
        (1, _) => halyard_rv32imac_strip_1_2,
        (_, 1) => halyard_rv32imac_strip_3_1,
        _ => halyard_rv32imac_strip_3_2,
    };
    // SAFETY: rows of input, padding and output, weights, records and sums are as long as the assembly goes, checked above. Outputs are behind `Cell`s; nothing else
    // that is read overlaps them, but for inputs of this call, behind `Cell`s too.
    unsafe { compute(&mut context) }
}

global_asm!(
    concat!(
        include_str!("../rv32imac/rescale.s"),
        include_str!("rv32imac.s")
    ),
    options(raw)
);
