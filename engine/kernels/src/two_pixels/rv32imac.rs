//! The block for RV32IMAC, in assembly: two channels × three pairs of pixels at a time.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Page};

use super::{Columns, Matrix, Pixels};
use crate::arithmetic::Rescale;

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
}

/// See [`super::twin::multiply`].
pub fn multiply<const P: usize>(
    matrix: &Matrix,
    columns: &[Columns<P>],
    channel_pairs: Range<usize>,
    pixels: Pixels<'_>,
) {
    let count = channel_pairs.len();
    if count == 0 {
        return;
    }
    let whole = pixels.count == 2 * P;
    assert!(whole || pixels.count + 1 == 2 * P);
    assert!(pixels.cells.len() >= (pixels.count - 1) * pixels.pitch + 2 * count);
    assert!(columns.len() == matrix.depth && matrix.depth.is_multiple_of(4) && matrix.depth > 0);
    let bytes = matrix.bytes();
    let range = &matrix.range;
    let columns = columns.as_flattened().as_ptr_range();
    let mut context = Context {
        columns: columns.start,
        columns_end: columns.end,
        channels: address(matrix.channels, 2 * channel_pairs.start, 2 * count),
        weights: address(matrix.weights, channel_pairs.start * bytes, count * bytes),
        output: pixels.cells.as_ptr().cast_mut().cast(),
        pitch: pixels.pitch,
        last_pitch: if whole { pixels.pitch } else { 0 },
        channel_pairs: count,
        minimum: range.minimum.into(),
        maximum: range.maximum.into(),
        half: 2 * range.zero_point + 1,
    };
    let multiply = [
        halyard_rv32imac_two_pixels_1,
        halyard_rv32imac_two_pixels_2,
        halyard_rv32imac_two_pixels_3,
    ][P - 1];
    // SAFETY: the context holds whole columns, weights and records of `count` pairs of channels, and an output of so many pixels that each begin with as many,
    // all checked above. The output is behind `Cell`s; nothing else that is read overlaps it.
    unsafe { multiply(&mut context) }
}

/// Where `length` values from `start` on begin.
fn address<T: Copy>(values: FlashSlice<T>, start: usize, length: usize) -> *const T {
    values
        .block(start, length, &mut Page::<_, { usize::MAX }>::new())
        .as_ptr()
}

// A pair of channels × P pairs of pixels. For each group of k, t = Σ w·X goes to raw, and its upper half, rounded, to hi: hi ends as the sum of the second pixel, and
// raw − (hi << 16) as that of the first. Both begin with the bias.
//   s0–s2, s3–s5    raw of the first channel, of the second
//   s6–s8, s9–s11   hi
//   t0–t2, t3–t5    t
//   a1–a3           X of the pairs of pixels;  a4, a5  weights;  a6  product
//   a7              weights;  a0, ra  column and its end;  t6  32768
global_asm!(
    r#"
    .option push
    .option arch, +m, +c
    .macro halyard_two_pixels_step P, K, FIRST
    lb a4, (2 * \K + \K / 4 + 1)(a7)
    lb a5, (2 * \K + \K / 4 + 2)(a7)
    lw a1, (4 * \P * \K)(a0)
    .if \P > 1
    lw a2, (4 * \P * \K + 4)(a0)
    .endif
    .if \P > 2
    lw a3, (4 * \P * \K + 8)(a0)
    .endif
    halyard_two_pixels_product a1, t0, t3, \FIRST
    .if \P > 1
    halyard_two_pixels_product a2, t1, t4, \FIRST
    .endif
    .if \P > 2
    halyard_two_pixels_product a3, t2, t5, \FIRST
    .endif
    .endm

    .macro halyard_two_pixels_product X, T0, T1, FIRST
    .if \FIRST
    mul \T0, a4, \X
    mul \T1, a5, \X
    .else
    mul a6, a4, \X
    add \T0, \T0, a6
    mul \X, a5, \X
    add \T1, \T1, \X
    .endif
    .endm

    .macro halyard_two_pixels_collect T, RAW, HI
    add \RAW, \RAW, \T
    add \T, \T, t6
    srai \T, \T, 16
    add \HI, \HI, \T
    .endm

    .macro halyard_two_pixels_group_end P
    halyard_two_pixels_collect t0, s0, s6
    halyard_two_pixels_collect t3, s3, s9
    .if \P > 1
    halyard_two_pixels_collect t1, s1, s7
    halyard_two_pixels_collect t4, s4, s10
    .endif
    .if \P > 2
    halyard_two_pixels_collect t2, s2, s8
    halyard_two_pixels_collect t5, s5, s11
    .endif
    .endm

    .macro halyard_two_pixels_advance P, K
    addi a7, a7, 9 * \K / 4
    addi a0, a0, 4 * \P * \K
    .endm

    .macro halyard_two_pixels_begin BIAS, RAW0, RAW1, RAW2, HI0, HI1, HI2, P
    lw \HI0, \BIAS(a2)
    slli \RAW0, \HI0, 16
    add \RAW0, \RAW0, \HI0
    .if \P > 1
    mv \RAW1, \RAW0
    mv \HI1, \HI0
    .endif
    .if \P > 2
    mv \RAW2, \RAW0
    mv \HI2, \HI0
    .endif
    .endm

    // The output of sum V, by the threshold T, multiplier M, addend C and shift E of its channel, to AT.
    .macro halyard_two_pixels_finish V, T, M, C, E, AT
    bge \V, \T, 1f
    sb t0, \AT(t2)
    j 4f
1:
    slli \V, \V, 1
    mulhsu \V, \V, \M
    bltz \V, 2f
    addi \V, \V, 2
2:
    add \V, \V, \C
    sra \V, \V, \E
    ble \V, t5, 3f
    mv \V, t5
3:
    sb \V, \AT(t2)
4:
    .endm

    .macro halyard_two_pixels_separate RAW, HI
    slli t4, \HI, 16
    sub \RAW, \RAW, t4
    .endm

    // Both pixels of a pair, both channels; PITCH leads from the first pixel to the second.
    .macro halyard_two_pixels_store RAW0, HI0, RAW1, HI1, PITCH
    halyard_two_pixels_separate \RAW0, \HI0
    halyard_two_pixels_separate \RAW1, \HI1
    halyard_two_pixels_finish \RAW0, t1, a1, a2, a3, 0
    halyard_two_pixels_finish \RAW1, a0, a4, a5, a6, 1
    add t2, t2, \PITCH
    halyard_two_pixels_finish \HI0, t1, a1, a2, a3, 0
    halyard_two_pixels_finish \HI1, a0, a4, a5, a6, 1
    .endm

    .macro halyard_two_pixels P
    .section .text.halyard_rv32imac_two_pixels_\P, "ax", @progbits
    .globl halyard_rv32imac_two_pixels_\P
    .type halyard_rv32imac_two_pixels_\P, @function
    .balign 4
halyard_rv32imac_two_pixels_\P:
    addi sp, sp, -64
    sw ra, 60(sp)
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
    lw a7, 12(a0)
    lui t6, 8

.Lhalyard_two_pixels_\P\()_channels:
    lw a2, 8(a0)
    lw ra, 4(a0)
    lw a0, 0(a0)
    halyard_two_pixels_begin 0, s0, s1, s2, s6, s7, s8, \P
    halyard_two_pixels_begin 16, s3, s4, s5, s9, s10, s11, \P

.Lhalyard_two_pixels_\P\()_unit:
    lb a6, 0(a7)
    bltz a6, .Lhalyard_two_pixels_\P\()_twos
    bnez a6, .Lhalyard_two_pixels_\P\()_eight

    halyard_two_pixels_step \P, 0, 1
    .irp k, 1, 2, 3
    halyard_two_pixels_step \P, \k, 0
    .endr
    halyard_two_pixels_group_end \P
    halyard_two_pixels_advance \P, 4
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit
    j .Lhalyard_two_pixels_\P\()_finish

.Lhalyard_two_pixels_\P\()_eight:
    halyard_two_pixels_step \P, 0, 1
    .irp k, 1, 2, 3, 4, 5, 6, 7
    halyard_two_pixels_step \P, \k, 0
    .endr
    halyard_two_pixels_group_end \P
    halyard_two_pixels_advance \P, 8
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit
    j .Lhalyard_two_pixels_\P\()_finish

.Lhalyard_two_pixels_\P\()_twos:
    halyard_two_pixels_step \P, 0, 1
    halyard_two_pixels_step \P, 1, 0
    halyard_two_pixels_group_end \P
    halyard_two_pixels_step \P, 2, 1
    halyard_two_pixels_step \P, 3, 0
    halyard_two_pixels_group_end \P
    halyard_two_pixels_advance \P, 4
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit

.Lhalyard_two_pixels_\P\()_finish:
    lw a0, 8(sp)
    lw ra, 8(a0)
    lw t2, 16(a0)
    lw t3, 20(a0)
    lw t0, 32(a0)
    lw t5, 36(a0)
    lw t1, 40(a0)
    addi t4, t2, 2
    sw t4, 16(a0)
    addi t4, ra, 32
    sw t4, 8(a0)
    lw t4, 24(a0)
    lw a1, 4(ra)
    lw a3, 12(ra)
    lw a4, 20(ra)
    lw a6, 28(ra)
    sll a2, t1, a3
    sll a5, t1, a6
    addi a2, a2, -1
    addi a5, a5, -1
    addi a3, a3, 1
    addi a6, a6, 1
    lw t1, 8(ra)
    lw a0, 24(ra)
    mv ra, t4
    .if \P == 1
    halyard_two_pixels_store s0, s6, s3, s9, ra
    .else
    halyard_two_pixels_store s0, s6, s3, s9, t3
    add t2, t2, t3
    .endif
    .if \P == 2
    halyard_two_pixels_store s1, s7, s4, s10, ra
    .endif
    .if \P == 3
    halyard_two_pixels_store s1, s7, s4, s10, t3
    add t2, t2, t3
    halyard_two_pixels_store s2, s8, s5, s11, ra
    .endif
    lw a0, 8(sp)
    lw t2, 28(a0)
    addi t2, t2, -1
    sw t2, 28(a0)
    bnez t2, .Lhalyard_two_pixels_\P\()_channels

    lw ra, 60(sp)
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
    .size halyard_rv32imac_two_pixels_\P, . - halyard_rv32imac_two_pixels_\P
    .endm

    halyard_two_pixels 1
    halyard_two_pixels 2
    halyard_two_pixels 3
    .option pop
    .text
    "#,
    options(raw)
);
