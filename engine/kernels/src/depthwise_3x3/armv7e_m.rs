//! The loops for Armv7E-M: SMLAD multiplies a pair, SMMUL and SSAT requantize.
//!
//! A row takes 22 instructions per two outputs with stride 1, 13 per output with stride 2; a fill 23 per eight elements.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;

use super::{Group, Record};
use crate::BLOCK;

/// What [`fill`] hands over.
#[repr(C)]
struct Fill {
    pixels: *const Cell<i8>,
    plane: *mut i32,
    channels: usize,
    plane_bytes: usize,
    /// Bytes from the first pixel's place to the next one's; there and on to the third are a group.
    step: usize,
    pixels_end: *const Cell<i8>,
}

/// What [`row`] hands over.
#[repr(C)]
struct Row {
    planes: *const Group,
    output: *const Cell<i8>,
    channels: usize,
    /// Bytes of a plane that the loop reads, and the group before it.
    bytes: usize,
    /// Whether an output is left when the loop has stored pairs.
    is_odd: usize,
    records: *const Record,
    records_end: *const Record,
}

/// Writes four channels of a row of pixels, each `channels` elements from the one before, into their planes from pixel `first` on, at a place.
pub fn fill(
    pixels: &[Cell<i8>],
    channels: usize,
    planes: &mut [Group],
    first: usize,
    place: usize,
) {
    let groups = planes.len() / BLOCK;
    let width = pixels.len().div_ceil(channels);
    assert!(
        pixels.len() + channels >= width * channels + BLOCK
            && first + width <= 2 * groups
            && place < 3
    );
    let in_pair = first % 2;
    let words = planes.as_flattened_mut();
    let (start, step) = if place == 2 {
        (8 + 2 * in_pair, 2 + 8 * in_pair)
    } else {
        (4 * in_pair + 2 * place, 4 + 4 * in_pair)
    };
    let pixels_start = pixels.as_ptr();
    let fill = Fill {
        pixels: pixels_start,
        plane: words[first / 2 * 3..].as_mut_ptr().wrapping_byte_add(start),
        channels,
        plane_bytes: groups * size_of::<Group>(),
        step,
        pixels_end: pixels_start.wrapping_add(width * channels),
    };
    // SAFETY: it reads four elements of each of `width` pixels, the last of which are in `pixels`, and writes as many places of each plane, which are in `planes`.
    unsafe { halyard_depthwise_3x3_fill(&fill) }
}

/// Computes a row of four channels from their planes; pixels of the output lie `channels` elements apart.
pub fn row<const STRIDE: usize, const SHIFT: u32>(
    planes: &[Group],
    records: &[Record; BLOCK],
    output: &[Cell<i8>],
    channels: usize,
) {
    let width = output.len().div_ceil(channels);
    let groups = ((width - 1) * STRIDE + 3).div_ceil(2);
    assert!(
        output.len() + channels >= width * channels + BLOCK
            && width >= 2
            && planes.len() == BLOCK * groups
    );
    let loops = if STRIDE == 1 { width / 2 } else { width };
    let range = records.as_ptr_range();
    let row = Row {
        planes: planes.as_ptr(),
        output: output.as_ptr(),
        channels,
        bytes: (loops + 1) * size_of::<Group>(),
        is_odd: width % 2,
        records: range.start,
        records_end: range.end,
    };
    let row_loop = const { row_for(STRIDE, SHIFT) };
    // SAFETY: it reads all records and all groups, and writes four elements of each of `width` pixels, the last of which are in `output`, whose cells may be written.
    unsafe { row_loop(&row) }
}

/// The loop for a stride and a shift: only the one that is named is linked.
const fn row_for(stride: usize, shift: u32) -> unsafe extern "C" fn(&Row) {
    match (stride, shift) {
        (1, 4) => halyard_depthwise_3x3_row_1_4,
        (1, 8) => halyard_depthwise_3x3_row_1_8,
        (1, 12) => halyard_depthwise_3x3_row_1_12,
        (1, 16) => halyard_depthwise_3x3_row_1_16,
        (1, 20) => halyard_depthwise_3x3_row_1_20,
        (2, 4) => halyard_depthwise_3x3_row_2_4,
        (2, 8) => halyard_depthwise_3x3_row_2_8,
        (2, 12) => halyard_depthwise_3x3_row_2_12,
        (2, 16) => halyard_depthwise_3x3_row_2_16,
        (2, 20) => halyard_depthwise_3x3_row_2_20,
        _ => panic!("stride and shift have no loop"),
    }
}

unsafe extern "C" {
    fn halyard_depthwise_3x3_fill(fill: &Fill);
    fn halyard_depthwise_3x3_row_1_4(row: &Row);
    fn halyard_depthwise_3x3_row_1_8(row: &Row);
    fn halyard_depthwise_3x3_row_1_12(row: &Row);
    fn halyard_depthwise_3x3_row_1_16(row: &Row);
    fn halyard_depthwise_3x3_row_1_20(row: &Row);
    fn halyard_depthwise_3x3_row_2_4(row: &Row);
    fn halyard_depthwise_3x3_row_2_8(row: &Row);
    fn halyard_depthwise_3x3_row_2_12(row: &Row);
    fn halyard_depthwise_3x3_row_2_16(row: &Row);
    fn halyard_depthwise_3x3_row_2_20(row: &Row);
}

global_asm!(
    r#"
.syntax unified
.arch armv7e-m @ an assembler that is not told the core knows its triple only

@ Two pixels at a time: r0 pixels, r1 plane of channel 0, r2 channels, r3-r5 one to three planes, r6 and r7 steps, r8 end.
.section .text.halyard_depthwise_3x3_fill,"ax",%progbits
.global halyard_depthwise_3x3_fill
.type halyard_depthwise_3x3_fill,%function
.thumb_func
halyard_depthwise_3x3_fill:
    push {r4-r11, lr}
    ldrd r6, r8, [r0, #16]
    ldm r0, {r0-r3}
    lsl r4, r3, #1
    add r5, r4, r3
    rsb r7, r6, #12
    sub r8, r8, r2                      @ the last pixel
    cmp r0, r8
    bhs 2f
1:  ldr r9, [r0]                        @ four channels of a pixel
    ldr r12, [r0, r2]                   @ and of the next
    add r0, r0, r2, lsl #1
    sxtb16 r10, r9                      @ channels 0 and 2
    sxtb16 r11, r9, ror #8              @ channels 1 and 3
    strh r10, [r1]
    strh r11, [r1, r3]
    lsr r10, r10, #16
    lsr r11, r11, #16
    strh r10, [r1, r4]
    strh r11, [r1, r5]
    add r1, r1, r6
    sxtb16 r10, r12
    sxtb16 r11, r12, ror #8
    strh r10, [r1]
    strh r11, [r1, r3]
    lsr r10, r10, #16
    lsr r11, r11, #16
    strh r10, [r1, r4]
    strh r11, [r1, r5]
    add r1, r1, r7
    cmp r0, r8
    blo 1b
    bne 3f                              @ no pixel is left
2:  ldr r9, [r0]
    sxtb16 r10, r9
    sxtb16 r11, r9, ror #8
    strh r10, [r1]
    strh r11, [r1, r3]
    lsr r10, r10, #16
    lsr r11, r11, #16
    strh r10, [r1, r4]
    strh r11, [r1, r5]
3:  pop {r4-r11, pc}
.size halyard_depthwise_3x3_fill, . - halyard_depthwise_3x3_fill

@ r0 group, r1 output, r2 channels, r3 multiplier, r4-r6 columns 0-2, r7 taps (0, 1) and r8 taps (1, 2) of place 2,
@ r9-r11 a group, r12 and lr sums. Stack: offset, end of the loop, next record, next output, bytes, end of records, odd.
.macro halyard_depthwise_3x3_begin name
.section .text.\name,"ax",%progbits
.global \name
.type \name,%function
.thumb_func
\name:
    push {r4-r11, lr}
    sub sp, sp, #28
    ldm r0, {r0-r6}
    strd r5, r1, [sp, #8]
    strd r3, r6, [sp, #16]
    str r4, [sp, #24]
    mov r12, r5
1:  ldm r12!, {r3-r8, lr}               @ a channel
    ldrd r1, r9, [sp, #12]
    add r9, r9, r0
    strd lr, r9, [sp]
    add r9, r1, #1
    strd r12, r9, [sp, #8]
    ldm r0!, {r9-r11}
.endm

.macro halyard_depthwise_3x3_end name
    ldr r12, [sp, #8]
    ldr r9, [sp, #20]
    cmp r12, r9
    bne 1b
    add sp, sp, #28
    pop {r4-r11, pc}
.size \name, . - \name
.endm

@ Begins the sums of two outputs with the group that holds their first columns.
.macro halyard_depthwise_3x3_begin_pair
    smlad r12, r9, r4, lr
    smlad r12, r10, r5, r12
    smlad r12, r11, r7, r12
    smlad lr, r10, r4, lr
    smlatb lr, r11, r7, lr
.endm

.macro halyard_depthwise_3x3_row_1 shift
halyard_depthwise_3x3_begin halyard_depthwise_3x3_row_1_\shift
    halyard_depthwise_3x3_begin_pair
2:  ldm r0!, {r9-r11}
    smlad r12, r9, r6, r12              @ ends them with the next group
    smlabt r12, r11, r8, r12
    smlad lr, r9, r5, lr
    smlad lr, r10, r6, lr
    smlad lr, r11, r8, lr
    smmul r12, r12, r3
    smmul lr, lr, r3
    ssat r12, #8, r12, asr #\shift
    ssat lr, #8, lr, asr #\shift
    strb r12, [r1]
    strb lr, [r1, r2]
    add r1, r1, r2, lsl #1
    ldr lr, [sp]
    halyard_depthwise_3x3_begin_pair
    ldr r9, [sp, #4]
    cmp r0, r9
    bne 2b
    ldr r9, [sp, #24]
    cmp r9, #0
    beq 3f
    ldm r0!, {r9-r11}                   @ one output is left
    smlad r12, r9, r6, r12
    smlabt r12, r11, r8, r12
    smmul r12, r12, r3
    ssat r12, #8, r12, asr #\shift
    strb r12, [r1]
3:
halyard_depthwise_3x3_end halyard_depthwise_3x3_row_1_\shift
.endm

.macro halyard_depthwise_3x3_row_2 shift
halyard_depthwise_3x3_begin halyard_depthwise_3x3_row_2_\shift
    smlad r12, r9, r4, lr
    smlad r12, r10, r5, r12
    smlad r12, r11, r7, r12
2:  ldm r0!, {r9-r11}
    smlad r12, r9, r6, r12
    smlabt r12, r11, r8, r12
    smmul r12, r12, r3
    ssat r12, #8, r12, asr #\shift
    strb r12, [r1]
    add r1, r1, r2
    smlad r12, r9, r4, lr
    smlad r12, r10, r5, r12
    smlad r12, r11, r7, r12
    ldr r9, [sp, #4]
    cmp r0, r9
    bne 2b
halyard_depthwise_3x3_end halyard_depthwise_3x3_row_2_\shift
.endm

.irp shift, 4, 8, 12, 16, 20
halyard_depthwise_3x3_row_1 \shift
halyard_depthwise_3x3_row_2 \shift
.endr
.text
"#,
    options(raw)
);
