//! Blocks of sixteen and of four outputs for RV32IMAC, in assembly.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;

use halyard_tensor::{FlashSlice, Page};

use super::{Part, WIDE};
use crate::BLOCK;
use crate::arithmetic::{OutputRange, Rescale};

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

/// Where values begin.
fn address<T: Copy>(values: FlashSlice<T>) -> *const T {
    values
        .block(0, values.len(), &mut Page::<_, { usize::MAX }>::new())
        .as_ptr()
}

// A block of outputs. Eight k go at a time, the last ones by one.
//   s0–s11, t0–t3   sums, which begin with biases
//   a0  input;  a1  its end;  a2  weights;  a3  an element;  a4  a weight
//   afterwards: a3 record, a4 output, a5 multiplier, a6 addend, a7 shift, t4 minimum, t5 maximum, t6 2·zp + 1, a1 threshold
global_asm!(
    r#"
    .option push
    .option arch, +m, +c

    .macro halyard_wide_each_16 MACRO, ARGUMENT
    \MACRO s0, 0, \ARGUMENT
    \MACRO s1, 1, \ARGUMENT
    \MACRO s2, 2, \ARGUMENT
    \MACRO s3, 3, \ARGUMENT
    \MACRO s4, 4, \ARGUMENT
    \MACRO s5, 5, \ARGUMENT
    \MACRO s6, 6, \ARGUMENT
    \MACRO s7, 7, \ARGUMENT
    \MACRO s8, 8, \ARGUMENT
    \MACRO s9, 9, \ARGUMENT
    \MACRO s10, 10, \ARGUMENT
    \MACRO s11, 11, \ARGUMENT
    \MACRO t0, 12, \ARGUMENT
    \MACRO t1, 13, \ARGUMENT
    \MACRO t2, 14, \ARGUMENT
    \MACRO t3, 15, \ARGUMENT
    .endm

    .macro halyard_wide_each_4 MACRO, ARGUMENT
    \MACRO s0, 0, \ARGUMENT
    \MACRO s1, 1, \ARGUMENT
    \MACRO s2, 2, \ARGUMENT
    \MACRO s3, 3, \ARGUMENT
    .endm

    .macro halyard_wide_begin SUM, O, RECORDS
    lw \SUM, 16 * \O(\RECORDS)
    .endm

    .macro halyard_wide_add SUM, O, FIRST
    lb a4, (\FIRST+\O)(a2)
    mul a4, a4, a3
    add \SUM, \SUM, a4
    .endm

    .macro halyard_wide_finish SUM, O, RECORDS
    lw a1, (16 * \O + 8)(\RECORDS)
    bge \SUM, a1, 1f
    sb t4, \O(a4)
    j 4f
1:
    lw a5, (16 * \O + 4)(\RECORDS)
    lw a7, (16 * \O + 12)(\RECORDS)
    slli \SUM, \SUM, 1
    mulhsu \SUM, \SUM, a5
    sll a6, t6, a7
    bltz \SUM, 2f
    addi \SUM, \SUM, 2
2:
    addi a6, a6, -1
    add \SUM, \SUM, a6
    sra \SUM, \SUM, a7
    srai \SUM, \SUM, 1
    ble \SUM, t5, 3f
    mv \SUM, t5
3:
    sb \SUM, \O(a4)
4:
    .endm

    .macro halyard_wide WIDTH
    .section .text.halyard_rv32imac_fully_connected_\WIDTH, "ax", @progbits
    .globl halyard_rv32imac_fully_connected_\WIDTH
    .type halyard_rv32imac_fully_connected_\WIDTH, @function
    .balign 4
halyard_rv32imac_fully_connected_\WIDTH:
    addi sp, sp, -64
    sw s0, 56(sp)
    sw s1, 52(sp)
    sw s2, 48(sp)
    sw s3, 44(sp)
    sw s4, 40(sp)
    sw s5, 36(sp)
    sw s6, 32(sp)
    sw s7, 28(sp)
    sw s8, 24(sp)
    sw s9, 20(sp)
    sw s10, 16(sp)
    sw s11, 12(sp)
    sw a0, 8(sp)
    lw a2, 12(a0)

.Lhalyard_wide_\WIDTH\()_block:
    lw a3, 16(a0)
    lw a1, 4(a0)
    lw a5, 8(a0)
    lw a0, 0(a0)
    halyard_wide_each_\WIDTH halyard_wide_begin, a3
    beq a0, a1, .Lhalyard_wide_\WIDTH\()_rest

.Lhalyard_wide_\WIDTH\()_eights:
    .irp k, 0, 1, 2, 3, 4, 5, 6, 7
    lb a3, \k(a0)
    halyard_wide_each_\WIDTH halyard_wide_add, \k*\WIDTH
    .endr
    addi a0, a0, 8
    addi a2, a2, 8 * \WIDTH
    bne a0, a1, .Lhalyard_wide_\WIDTH\()_eights

.Lhalyard_wide_\WIDTH\()_rest:
    beq a0, a5, .Lhalyard_wide_\WIDTH\()_finish
    lb a3, 0(a0)
    halyard_wide_each_\WIDTH halyard_wide_add, 0
    addi a0, a0, 1
    addi a2, a2, \WIDTH
    j .Lhalyard_wide_\WIDTH\()_rest

.Lhalyard_wide_\WIDTH\()_finish:
    lw a0, 8(sp)
    lw a3, 16(a0)
    lw a4, 20(a0)
    lw t4, 28(a0)
    lw t5, 32(a0)
    lw t6, 36(a0)
    halyard_wide_each_\WIDTH halyard_wide_finish, a3
    addi a3, a3, 16 * \WIDTH
    sw a3, 16(a0)
    addi a4, a4, \WIDTH
    sw a4, 20(a0)
    lw a1, 24(a0)
    addi a1, a1, -1
    sw a1, 24(a0)
    bnez a1, .Lhalyard_wide_\WIDTH\()_block

    lw s0, 56(sp)
    lw s1, 52(sp)
    lw s2, 48(sp)
    lw s3, 44(sp)
    lw s4, 40(sp)
    lw s5, 36(sp)
    lw s6, 32(sp)
    lw s7, 28(sp)
    lw s8, 24(sp)
    lw s9, 20(sp)
    lw s10, 16(sp)
    lw s11, 12(sp)
    addi sp, sp, 64
    ret
    .size halyard_rv32imac_fully_connected_\WIDTH, . - halyard_rv32imac_fully_connected_\WIDTH
    .endm

    halyard_wide 16
    halyard_wide 4
    .option pop
    .text
    "#,
    options(raw)
);
