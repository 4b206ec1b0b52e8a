//! Blocks of sixteen and of four outputs for RV32IMAC, in assembly.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;

use super::{Part, WIDE};
use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};
use crate::rv32imac::address;

/// What the assembly reads; it advances `channels`, `output` and `blocks`. Offsets of fields are those of the assembly.
#[repr(C)]
struct Context {
    input: *const i8,
    /// Where whole groups of eight end.
    groups_end: *const i8,
    input_end: *const i8,
    weights: *const i8,
    channels: *const Rescale,
    output: *mut i8,
    blocks: usize,
    minimum: i32,
    maximum: i32,
    /// `2·zp + 1`.
    half: i32,
}

unsafe extern "C" {
    fn halyard_rv32imac_fully_connected_16(context: *mut Context);
    fn halyard_rv32imac_fully_connected_4(context: *mut Context);
}

/// See [`super::twin::multiply`].
#[inline(never)] // of parts of both widths
pub fn multiply(range: &OutputRange, part: &Part, input: &[Cell<i8>], output: &[Cell<i8>]) {
    if output.is_empty() || input.is_empty() {
        return;
    }
    assert!(part.width == WIDE || part.width == BLOCK);
    assert!(output.len().is_multiple_of(part.width) && output.len() == part.channels.len());
    assert!(part.weights.len() == output.len() * input.len());
    let records = part.channels.part(0, output.len());
    let first: *const i8 = input.as_ptr().cast();
    let mut context = Context {
        input: first,
        groups_end: first.wrapping_add(input.len() / 8 * 8),
        input_end: first.wrapping_add(input.len()),
        weights: address(part.weights),
        channels: address(records),
        output: output.as_ptr().cast_mut().cast(),
        blocks: output.len() / part.width,
        minimum: range.minimum.into(),
        maximum: range.maximum.into(),
        half: 2 * range.zero_point + 1,
    };
    let multiply = if part.width == WIDE {
        halyard_rv32imac_fully_connected_16
    } else {
        halyard_rv32imac_fully_connected_4
    };
    // SAFETY: weights and records are those of `blocks` whole blocks of outputs and a whole row of input, checked above; input and output are behind `Cell`s.
    unsafe { multiply(&mut context) }
}

global_asm!(include_str!("rv32imac.s"), options(raw));
