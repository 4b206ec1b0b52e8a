//! The block for RV32IMAC, in assembly: two channels × three pairs of pixels at a time, and the columns of a pair.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::ops::Range;

use super::{Columns, Matrix, PAIRS, Pairs, Pixels, Runs, Windows};
use crate::arithmetic::Rescale;
use crate::rv32imac::address;

/// What the assembly reads; it advances the pointers from `weights` on. Offsets of fields are those of the assembly.
#[repr(C)]
struct Context {
    columns: *const i32,
    columns_end: *const i32,
    channels: *const Rescale,
    weights: *const i8,
    output: *mut i8,
    pitch: usize,
    last_pitch: usize,
    channel_pairs: usize,
    minimum: i32,
    maximum: i32,
    /// `2·zp + 1`.
    half: i32,
}

unsafe extern "C" {
    fn halyard_rv32imac_two_pixels_1(context: *mut Context);
    fn halyard_rv32imac_two_pixels_2(context: *mut Context);
    fn halyard_rv32imac_two_pixels_3(context: *mut Context);
    fn halyard_rv32imac_two_pixels_expand(
        column: *mut i32,
        a: *const i8,
        b: *const i8,
        length: usize,
        count: usize,
        gap: usize,
        pairs: usize,
        step: usize,
    );
}

/// See [`super::twin::multiply`].
pub fn multiply(
    matrix: &Matrix,
    columns: &[Columns],
    channel_pairs: Range<usize>,
    pixels: Pixels<'_>,
) {
    let count = channel_pairs.len();
    if count == 0 {
        return;
    }
    assert!(pixels.cells.len() >= (pixels.count - 1) * pixels.pitch + 2 * count);
    assert!(columns.len() == matrix.depth && matrix.depth.is_multiple_of(4) && matrix.depth > 0);
    let bytes = matrix.bytes();
    let range = &matrix.range;
    let columns = columns.as_flattened().as_ptr_range();
    let records = matrix.channels.part(2 * channel_pairs.start, 2 * count);
    let weights = matrix
        .weights
        .part(channel_pairs.start * bytes, count * bytes);
    let mut context = Context {
        columns: columns.start,
        columns_end: columns.end,
        channels: address(records),
        weights: address(weights),
        output: pixels.cells.as_ptr().cast_mut().cast(),
        pitch: pixels.pitch,
        last_pitch: if pixels.count.is_multiple_of(2) {
            pixels.pitch
        } else {
            0
        },
        channel_pairs: count,
        minimum: range.minimum.into(),
        maximum: range.maximum.into(),
        half: 2 * range.zero_point + 1,
    };
    let multiply = match pixels.count {
        1..=2 => halyard_rv32imac_two_pixels_1,
        3..=4 => halyard_rv32imac_two_pixels_2,
        5..=6 => halyard_rv32imac_two_pixels_3,
        count => panic!("{count} pixels at a time"),
    };
    // SAFETY: the context holds whole columns, weights and records of `count` pairs of channels, and an output of so many pixels that each begin with as many,
    // all checked above. The output is behind `Cell`s; nothing else that is read overlaps it.
    unsafe { multiply(&mut context) }
}

/// See [`super::twin::expand`].
pub fn expand(columns: &mut [Columns], pairs: Pairs, windows: Windows<'_>, runs: Runs) {
    let Runs {
        count,
        length,
        step,
    } = runs;
    if count == 0 || length == 0 || pairs.count == 0 {
        return;
    }
    let seen = (pairs.count - 1) * pairs.step + (count - 1) * step + length;
    assert!(columns.len() >= count * length && step >= length);
    assert!(pairs.first + pairs.count <= PAIRS);
    assert!(windows.iter().all(|window| window.len() >= seen));
    let column = columns
        .as_flattened_mut()
        .as_mut_ptr()
        .wrapping_add(pairs.first);
    let [a, b] = windows.map(|window| window.as_ptr().cast());
    // SAFETY: columns and windows are as long as the runs of all pairs, checked above; a column of a pair has a word of each of `columns`.
    unsafe {
        halyard_rv32imac_two_pixels_expand(
            column,
            a,
            b,
            length,
            count,
            step - length,
            pairs.count,
            pairs.step,
        );
    }
}

global_asm!(
    concat!(
        include_str!("../rv32imac/rescale.s"),
        include_str!("rv32imac.s")
    ),
    options(raw)
);
