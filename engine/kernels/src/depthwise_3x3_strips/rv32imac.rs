//! Strips for RV32IMAC, in assembly: a channel of one or three rows, stride 1 or 2, at a time.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::ptr;

use halyard_tensor::Page;

use super::{Depthwise3x3Strips, SEEN, STRIP, Strip, TAPS};
use crate::arithmetic::Rescale;

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
        weights: taps
            .block(0, taps.len(), &mut Page::<_, { usize::MAX }>::new())
            .as_ptr(),
        channels: records
            .block(0, records.len(), &mut Page::<_, { usize::MAX }>::new())
            .as_ptr(),
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

// A channel. Each input column adds to the sums of the output columns that it touches, whose sums rotate through registers; a sum that is complete is stored. Then all
// sums are requantized.
//   a0–a7, t0       weights, row by row
//   s0–s8           sums: three rows of each output column
//   s9–s11, t1, t2  input rows; those of stride 2 are s7–s11, t1, t2
//   t3  elements of a pixel;  t4  input;  t5  product;  t6  where sums are stored;  ra  where that ends;  s6  the same in the padding, stride 2
global_asm!(
    r#"
    .option push
    .option arch, +m, +c

    .macro halyard_strip_load ROW
    lb t4, 0(\ROW)
    add \ROW, \ROW, t3
    .endm

    .macro halyard_strip_add SUM, WEIGHT
    mul t5, t4, \WEIGHT
    add \SUM, \SUM, t5
    .endm

    // A row of the window: the last tap goes to the column that it completes, the first to a new one.
    .macro halyard_strip_taps DONE, THIS, NEW, W0, W1, W2
    halyard_strip_add \DONE, \W2
    halyard_strip_add \THIS, \W1
    halyard_strip_add \NEW, \W0
    .endm

    .macro halyard_strip_first DONE, THIS, NEW
    halyard_strip_add \DONE, a2
    halyard_strip_add \THIS, a1
    mul \NEW, t4, a0
    .endm

    .macro halyard_strip_column_3_1 D0, D1, D2, T0, T1, T2, N0, N1, N2
    halyard_strip_load s9
    halyard_strip_first \D0, \T0, \N0
    halyard_strip_load s10
    halyard_strip_taps \D0, \T0, \N0, a3, a4, a5
    halyard_strip_first \D1, \T1, \N1
    halyard_strip_load s11
    halyard_strip_taps \D0, \T0, \N0, a6, a7, t0
    halyard_strip_taps \D1, \T1, \N1, a3, a4, a5
    halyard_strip_first \D2, \T2, \N2
    halyard_strip_load t1
    halyard_strip_taps \D1, \T1, \N1, a6, a7, t0
    halyard_strip_taps \D2, \T2, \N2, a3, a4, a5
    halyard_strip_load t2
    halyard_strip_taps \D2, \T2, \N2, a6, a7, t0
    sw \D0, 0(t6)
    sw \D1, 4(t6)
    sw \D2, 8(t6)
    addi t6, t6, 12
    .endm

    .macro halyard_strip_column_1_1 D0, T0, N0
    halyard_strip_load s9
    halyard_strip_first \D0, \T0, \N0
    halyard_strip_load s10
    halyard_strip_taps \D0, \T0, \N0, a3, a4, a5
    halyard_strip_load s11
    halyard_strip_taps \D0, \T0, \N0, a6, a7, t0
    sw \D0, 0(t6)
    addi t6, t6, 4
    .endm

    // Stride 2: a column that ends one output column and begins the next, and one in the middle.
    .macro halyard_strip_ends DONE, NEW, W0, W2
    halyard_strip_add \DONE, \W2
    halyard_strip_add \NEW, \W0
    .endm

    .macro halyard_strip_ends_first DONE, NEW
    halyard_strip_add \DONE, a2
    mul \NEW, t4, a0
    .endm

    .macro halyard_strip_outer_3_2 D0, D1, D2, N0, N1, N2
    halyard_strip_load s7
    halyard_strip_ends_first \D0, \N0
    halyard_strip_load s8
    halyard_strip_ends \D0, \N0, a3, a5
    halyard_strip_load s9
    halyard_strip_ends \D0, \N0, a6, t0
    halyard_strip_ends_first \D1, \N1
    halyard_strip_load s10
    halyard_strip_ends \D1, \N1, a3, a5
    halyard_strip_load s11
    halyard_strip_ends \D1, \N1, a6, t0
    halyard_strip_ends_first \D2, \N2
    halyard_strip_load t1
    halyard_strip_ends \D2, \N2, a3, a5
    halyard_strip_load t2
    halyard_strip_ends \D2, \N2, a6, t0
    sw \D0, 0(t6)
    sw \D1, 4(t6)
    sw \D2, 8(t6)
    addi t6, t6, 12
    .endm

    .macro halyard_strip_middle_3_2 N0, N1, N2
    halyard_strip_load s7
    halyard_strip_add \N0, a1
    halyard_strip_load s8
    halyard_strip_add \N0, a4
    halyard_strip_load s9
    halyard_strip_add \N0, a7
    halyard_strip_add \N1, a1
    halyard_strip_load s10
    halyard_strip_add \N1, a4
    halyard_strip_load s11
    halyard_strip_add \N1, a7
    halyard_strip_add \N2, a1
    halyard_strip_load t1
    halyard_strip_add \N2, a4
    halyard_strip_load t2
    halyard_strip_add \N2, a7
    .endm

    .macro halyard_strip_outer_1_2 D0, N0
    halyard_strip_load s7
    halyard_strip_ends_first \D0, \N0
    halyard_strip_load s8
    halyard_strip_ends \D0, \N0, a3, a5
    halyard_strip_load s9
    halyard_strip_ends \D0, \N0, a6, t0
    sw \D0, 0(t6)
    addi t6, t6, 4
    .endm

    .macro halyard_strip_middle_1_2 N0
    halyard_strip_load s7
    halyard_strip_add \N0, a1
    halyard_strip_load s8
    halyard_strip_add \N0, a4
    halyard_strip_load s9
    halyard_strip_add \N0, a7
    .endm

    // The sums of a last column whose window ends right of the image.
    .macro halyard_strip_right
    lw ra, 8(sp)
    lw t5, 84(ra)
    add t4, a2, a5
    add t4, t4, t0
    mul t5, t5, t4
    .endm

    .macro halyard_strip_last_3 S0, S1, S2
    halyard_strip_right
    add \S0, \S0, t5
    add \S1, \S1, t5
    add \S2, \S2, t5
    sw \S0, 0(t6)
    sw \S1, 4(t6)
    sw \S2, 8(t6)
    .endm

    .macro halyard_strip_last_1 S0
    halyard_strip_right
    add \S0, \S0, t5
    sw \S0, 0(t6)
    .endm

    .macro halyard_strip_row AT, REGISTER
    lw \REGISTER, \AT(ra)
    add \REGISTER, \REGISTER, t4
    .endm

    // The output of a sum: threshold a4, multiplier a5, addend a6, shift a7, bias t0, minimum t1, maximum t2, elements of a pixel t3.
    .macro halyard_strip_finish AT, TO
    lw t4, \AT(t6)
    add t4, t4, t0
    bge t4, a4, 1f
    sb t1, 0(\TO)
    j 4f
1:
    slli t4, t4, 1
    mulhsu t4, t4, a5
    bltz t4, 2f
    addi t4, t4, 2
2:
    add t4, t4, a6
    sra t4, t4, a7
    ble t4, t2, 3f
    mv t4, t2
3:
    sb t4, 0(\TO)
4:
    add \TO, \TO, t3
    .endm

    .macro halyard_strip_enter NAME
    .section .text.halyard_rv32imac_strip_\NAME, "ax", @progbits
    .globl halyard_rv32imac_strip_\NAME
    .type halyard_rv32imac_strip_\NAME, @function
    .balign 4
halyard_rv32imac_strip_\NAME:
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

.Lhalyard_strip_\NAME\()_channel:
    lw ra, 8(sp)
    lw t6, 40(ra)
    lw t4, 72(ra)
    lw t3, 68(ra)
    addi t5, t6, 9
    sw t5, 40(ra)
    addi t5, t4, 1
    sw t5, 72(ra)
    lb a0, 0(t6)
    lb a1, 1(t6)
    lb a2, 2(t6)
    lb a3, 3(t6)
    lb a4, 4(t6)
    lb a5, 5(t6)
    lb a6, 6(t6)
    lb a7, 7(t6)
    lb t0, 8(t6)
    lw t6, 48(ra)
    .endm

    // Goes on with the sums: requantizes ROWS of each pixel, then the next channel.
    .macro halyard_strip_leave NAME, ROWS
.Lhalyard_strip_\NAME\()_finish:
    lw ra, 8(sp)
    lw a3, 44(ra)
    addi t4, a3, 16
    sw t4, 44(ra)
    lw t0, 0(a3)
    lw a5, 4(a3)
    lw a4, 8(a3)
    lw a7, 12(a3)
    lw a6, 96(ra)
    sll a6, a6, a7
    addi a6, a6, -1
    addi a7, a7, 1
    lw t1, 88(ra)
    lw t2, 92(ra)
    lw t6, 60(ra)
    lw t5, 64(ra)
    lw t4, 72(ra)
    addi t4, t4, -1
    halyard_strip_row 28, a0
    .if \ROWS > 1
    halyard_strip_row 32, a1
    halyard_strip_row 36, a2
    .endif
5:
    halyard_strip_finish 0, a0
    .if \ROWS > 1
    halyard_strip_finish 4, a1
    halyard_strip_finish 8, a2
    .endif
    addi t6, t6, 4 * \ROWS
    bne t6, t5, 5b
    lw t4, 76(ra)
    addi t4, t4, -1
    sw t4, 76(ra)
    bnez t4, .Lhalyard_strip_\NAME\()_channel
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
    .size halyard_rv32imac_strip_\NAME, . - halyard_rv32imac_strip_\NAME
    .endm

    // The sums of a first column whose window begins left of the image.
    .macro halyard_strip_left TO
    lw t5, 80(ra)
    add \TO, a0, a3
    add \TO, \TO, a6
    mul \TO, \TO, t5
    .endm

    halyard_strip_enter 3_1
    halyard_strip_row 0, s9
    halyard_strip_row 4, s10
    halyard_strip_row 8, s11
    halyard_strip_row 12, t1
    halyard_strip_row 16, t2
    halyard_strip_left s3
    mv s4, s3
    mv s5, s3
    lw ra, 52(ra)
6:
    halyard_strip_column_3_1 s0, s1, s2, s3, s4, s5, s6, s7, s8
    beq t6, ra, 7f
    halyard_strip_column_3_1 s3, s4, s5, s6, s7, s8, s0, s1, s2
    beq t6, ra, 8f
    halyard_strip_column_3_1 s6, s7, s8, s0, s1, s2, s3, s4, s5
    bne t6, ra, 6b
    halyard_strip_last_3 s0, s1, s2
    j .Lhalyard_strip_3_1_finish
7:
    halyard_strip_last_3 s3, s4, s5
    j .Lhalyard_strip_3_1_finish
8:
    halyard_strip_last_3 s6, s7, s8
    halyard_strip_leave 3_1, 3

    halyard_strip_enter 1_1
    halyard_strip_row 0, s9
    halyard_strip_row 4, s10
    halyard_strip_row 8, s11
    halyard_strip_left s3
    lw ra, 52(ra)
6:
    halyard_strip_column_1_1 s0, s3, s6
    beq t6, ra, 7f
    halyard_strip_column_1_1 s3, s6, s0
    beq t6, ra, 8f
    halyard_strip_column_1_1 s6, s0, s3
    bne t6, ra, 6b
    halyard_strip_last_1 s0
    j .Lhalyard_strip_1_1_finish
7:
    halyard_strip_last_1 s3
    j .Lhalyard_strip_1_1_finish
8:
    halyard_strip_last_1 s6
    halyard_strip_leave 1_1, 1

    halyard_strip_enter 3_2
    halyard_strip_row 0, s7
    halyard_strip_row 4, s8
    halyard_strip_row 8, s9
    halyard_strip_row 12, s10
    halyard_strip_row 16, s11
    halyard_strip_row 20, t1
    halyard_strip_row 24, t2
    halyard_strip_left s3
    mv s4, s3
    mv s5, s3
    lw s6, 56(ra)
    lw t4, 100(ra)
    lw ra, 52(ra)
    bnez t4, 7f
6:
    halyard_strip_outer_3_2 s0, s1, s2, s3, s4, s5
    beq t6, ra, .Lhalyard_strip_3_2_finish
7:
    halyard_strip_middle_3_2 s3, s4, s5
    beq t6, s6, 8f
    halyard_strip_outer_3_2 s3, s4, s5, s0, s1, s2
    beq t6, ra, .Lhalyard_strip_3_2_finish
    halyard_strip_middle_3_2 s0, s1, s2
    bne t6, s6, 6b
    mv s3, s0
    mv s4, s1
    mv s5, s2
8:
    halyard_strip_last_3 s3, s4, s5
    halyard_strip_leave 3_2, 3

    halyard_strip_enter 1_2
    halyard_strip_row 0, s7
    halyard_strip_row 4, s8
    halyard_strip_row 8, s9
    halyard_strip_left s3
    lw s6, 56(ra)
    lw t4, 100(ra)
    lw ra, 52(ra)
    bnez t4, 7f
6:
    halyard_strip_outer_1_2 s0, s3
    beq t6, ra, .Lhalyard_strip_1_2_finish
7:
    halyard_strip_middle_1_2 s3
    beq t6, s6, 8f
    halyard_strip_outer_1_2 s3, s0
    beq t6, ra, .Lhalyard_strip_1_2_finish
    halyard_strip_middle_1_2 s0
    bne t6, s6, 6b
    mv s3, s0
8:
    halyard_strip_last_1 s3
    halyard_strip_leave 1_2, 1
    .option pop
    .text
    "#,
    options(raw)
);
