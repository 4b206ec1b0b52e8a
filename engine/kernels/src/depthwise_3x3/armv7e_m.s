    .syntax unified
    .thumb
    .arch armv7e-m @ an assembler that is not told the core knows its triple only

@ Of `Block`.
    .set planes, 0
    .set output, 4
    .set output_pixel, 8
    .set bytes, 12
    .set is_odd, 16
    .set records, 20
    .set output_line, 24
    .set output_end, 28
    .set output_ring, 32
    .set lines, 36
    .set records_end, 40
    .set input, 44
    .set input_line, 48
    .set input_end, 52
    .set input_ring, 56
    .set input_pixel, 60
    .set input_bytes, 64
    .set plane_bytes, 68
    .set before, 72
    .set input_left, 76
    .set wanted, 80
    .set place, 84
    .set places, 88
    .set padding, 112
    .set planes_end, 116
    .set weights, 120
    .set channels, 124
    .set by_columns, 128
    .set blocks, 132
    .set first_records, 136
    .set all_lines, 140
    .set all_before, 144
    .set all_input, 148
    .set first_place, 152
    .set first_input, 156
    .set first_output, 160
    .set top_bytes, 112         @ of the records of a top

.macro depthwise_function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .type \name, %function
    .thumb_func
\name:
.endm

@ From the line at \at to the next: \a, \b and flags are lost.
.macro depthwise_next_line block, at, a, b, line
    ldr     \a, [\block, #\line]
    add     \at, \at, \a
    ldrd    \a, \b, [\block, #\line + 4]
    cmp     \at, \a
    it      hs
    subhs   \at, \at, \b
.endm

@ Four channels of a pixel, in \four, to their planes.
.macro depthwise_store four
    sxtb16  r10, \four         @ channels 0 and 2
    sxtb16  r11, \four, ror #8 @ channels 1 and 3
    strh    r10, [r1]
    strh    r11, [r1, r3]
    lsr     r10, r10, #16
    lsr     r11, r11, #16
    strh    r10, [r1, r4]
    strh    r11, [r1, r5]
.endm

@ Brings the lines that are wanted into their planes. r0 is the block, before and after.
    depthwise_function halyard_depthwise_3x3_fill
    push    {r0, lr}
.Ldepthwise_line:
    ldr     r9, [r0, #place]
    add     r10, r0, r9
    ldrd    r1, r6, [r10, #places]
    add     r9, r9, #8
    cmp     r9, #24
    it      eq
    moveq   r9, #0
    str     r9, [r0, #place]
    ldr     r2, [r0, #before]
    cmp     r2, #0
    bne     .Ldepthwise_before
    ldr     r2, [r0, #input_left]
    cmp     r2, #0
    beq     .Ldepthwise_behind
    subs    r2, r2, #1
    str     r2, [r0, #input_left]
    ldr     r9, [r0, #input]
    mov     r2, r9
    depthwise_next_line r0, r2, r10, r11, input_line
    str     r2, [r0, #input]
    add     r10, r0, #input_pixel
    ldm     r10, {r2, r3, r8}   @ bytes of a pixel, of a line, of a plane
    add     r3, r3, r9
    sub     r12, r3, r2         @ the last pixel
    mov     r3, r8
    lsl     r4, r3, #1
    add     r5, r4, r3
    rsb     r7, r6, #12
    mov     r0, r9
    cmp     r0, r12
    bhs     .Ldepthwise_last
.Ldepthwise_two:
    ldr     r9, [r0]
    ldr     r8, [r0, r2]
    add     r0, r0, r2, lsl #1
    depthwise_store   r9
    add     r1, r1, r6
    depthwise_store   r8
    add     r1, r1, r7
    cmp     r0, r12
    blo     .Ldepthwise_two
    bne     .Ldepthwise_filled            @ no pixel is left
.Ldepthwise_last:
    ldr     r9, [r0]
    depthwise_store   r9
.Ldepthwise_filled:
    ldr     r0, [sp]
.Ldepthwise_next:
    ldr     r2, [r0, #wanted]
    subs    r2, r2, #1
    str     r2, [r0, #wanted]
    bne     .Ldepthwise_line
    pop     {r0, pc}

.Ldepthwise_before:
    subs    r2, r2, #1
    str     r2, [r0, #before]
    b       .Ldepthwise_next
.Ldepthwise_behind:                       @ r9: 8 times the place after this one
    ldr     r1, [r0, #planes]
    ldr     r2, [r0, #padding]
    ldr     r3, [r0, #planes_end]
    cmp     r9, #0
    beq     .Ldepthwise_blank_2
    lsr     r9, r9, #2
    sub     r9, r9, #2
    add     r1, r1, r9
    add     r3, r3, r9
.Ldepthwise_blank:
    strh    r2, [r1, #4]
    strh    r2, [r1], #12
    cmp     r1, r3
    bne     .Ldepthwise_blank
    b       .Ldepthwise_next
.Ldepthwise_blank_2:
    str     r2, [r1, #8]
    add     r1, r1, #12
    cmp     r1, r3
    bne     .Ldepthwise_blank_2
    b       .Ldepthwise_next

@ Where line 0 of the window is at a place; the lines' taps are in order of the places.
.macro depthwise_record top, a0, a1, a2, b0, b1, b2, c0, c1, c2
    pkhbt   r0, \a0, \b0, lsl #16
    pkhbt   r6, \a1, \b1, lsl #16
    strd    r0, r6, [r3, #\top * top_bytes + 4]
    pkhbt   r0, \a2, \b2, lsl #16
    pkhbt   r6, \c0, \c1, lsl #16
    strd    r0, r6, [r3, #\top * top_bytes + 12]
    pkhbt   r0, \c1, \c2, lsl #16
    str     r0, [r3, #\top * top_bytes + 20]
.endm

@ Makes the three records of four channels, and fills their planes with padding. r0 is the block, before and after.
    depthwise_function halyard_depthwise_3x3_records
    push    {r0, lr}
    ldrd    r1, r2, [r0, #weights]
    ldr     r3, [r0, #records_end]
    sub     r3, r3, #3 * top_bytes
    ldr     r7, [r0, #by_columns]
    push    {r7}
.Ldepthwise_record:
    ldm     r2!, {r4-r6}        @ offset, multiplier, fraction bits
    str     r5, [r3]
    str     r5, [r3, #top_bytes]
    str     r5, [r3, #2 * top_bytes]
    str     r4, [r3, #24]
    str     r4, [r3, #top_bytes + 24]
    str     r4, [r3, #2 * top_bytes + 24]
    ldr     r0, [sp]
    ldrsb   r4, [r1]
    ldrsb   r9, [r1, #4]
    ldrsb   lr, [r1, #8]
    cmp     r0, #0
    bne     .Ldepthwise_columns
    ldrsb   r5, [r1, #1]
    ldrsb   r7, [r1, #2]
    ldrsb   r8, [r1, #3]
    ldrsb   r10, [r1, #5]
    ldrsb   r11, [r1, #6]
    ldrsb   r12, [r1, #7]
    b.n     .Ldepthwise_taps
.Ldepthwise_columns:
    ldrsb   r8, [r1, #1]
    ldrsb   r11, [r1, #2]
    ldrsb   r5, [r1, #3]
    ldrsb   r12, [r1, #5]
    ldrsb   r7, [r1, #6]
    ldrsb   r10, [r1, #7]
.Ldepthwise_taps:
    .irp tap, r4, r5, r7, r8, r9, r10, r11, r12, lr
    lsl     \tap, \tap, r6
    .endr
    depthwise_record 0, r4, r5, r7, r8, r9, r10, r11, r12, lr
    depthwise_record 1, r11, r12, lr, r4, r5, r7, r8, r9, r10
    depthwise_record 2, r8, r9, r10, r11, r12, lr, r4, r5, r7
    add     r1, r1, #9
    add     r3, r3, #28
    ldr     r0, [sp, #4]
    ldr     r6, [r0, #records_end]
    sub     r6, r6, #2 * top_bytes
    cmp     r3, r6
    bne     .Ldepthwise_record
    strd    r1, r2, [r0, #weights]
    ldr     r2, [r0, #padding]
    ldr     r1, [r0, #planes]
    ldr     r12, [r0, #planes_end]
    mov     r3, r2
    mov     r4, r2
    mov     r5, r2
    mov     r6, r2
    mov     r7, r2
.Ldepthwise_padding:
    stm     r1!, {r2-r7}
    stm     r1!, {r2-r7}
    cmp     r1, r12
    bne     .Ldepthwise_padding
    pop     {r7}
    pop     {r0, pc}

@ Of the stack.
    .set offset, 0              @ of the channel, and where the loop ends
    .set loop_end, 4
    .set next_record, 8         @ and output
    .set next_output, 12
    .set loop_bytes, 16         @ and the records' end
    .set channels_end, 20
    .set odd, 24
    .set block, 28

@ r0 group, r1 output, r2 bytes to the next pixel, r3 multiplier, r4-r6 columns 0-2, r7 taps (0, 1) and r8 taps (1, 2) of place 2, r9-r11 a group, r12 and lr sums.
.macro depthwise_begin name
    depthwise_function \name
    push    {r4-r11, lr}
    sub     sp, sp, #32
    str     r0, [sp, #block]
.Ldepthwise_block_\name:
    bl      halyard_depthwise_3x3_records
.Ldepthwise_line_\name:
    bl      halyard_depthwise_3x3_fill
    ldm     r0, {r0-r4, r12}    @ planes, output, bytes of a pixel and of the loop, whether one is odd, records
    add     r5, r12, #top_bytes
    strd    r12, r1, [sp, #next_record]
    strd    r3, r5, [sp, #loop_bytes]
    str     r4, [sp, #odd]
.Ldepthwise_channel_\name:
    ldm     r12!, {r3-r8, lr}
    ldrd    r1, r9, [sp, #next_output]
    add     r9, r9, r0
    strd    lr, r9, [sp]
    add     r9, r1, #1
    strd    r12, r9, [sp, #next_record]
    ldm     r0!, {r9-r11}
.endm

.macro depthwise_end name, stride
    ldr     r12, [sp, #next_record]
    ldr     r9, [sp, #channels_end]
    cmp     r12, r9
    bne     .Ldepthwise_channel_\name
    ldr     r0, [sp, #block]
    ldr     r1, [r0, #lines]
    subs    r1, r1, #1
    beq     .Ldepthwise_end_\name
    str     r1, [r0, #lines]
    mov     r1, #\stride
    str     r1, [r0, #wanted]
    ldr     r1, [r0, #output]
    depthwise_next_line r0, r1, r2, r3, output_line
    str     r1, [r0, #output]
    ldr     r1, [r0, #records]
    ldr     r2, [r0, #records_end]
    add     r1, r1, #\stride * top_bytes
    cmp     r1, r2
    it      hs
    subhs   r1, r1, #3 * top_bytes
    str     r1, [r0, #records]
    b.w     .Ldepthwise_line_\name
.Ldepthwise_end_\name:
    ldr     r1, [r0, #blocks]
    subs    r1, r1, #1
    beq     .Ldepthwise_last_\name
    str     r1, [r0, #blocks]
    add     r1, r0, #first_records
    ldm     r1, {r2-r8}
    str     r2, [r0, #records]
    str     r3, [r0, #lines]
    strd    r4, r5, [r0, #before]
    str     r6, [r0, #place]
    mov     r3, #3
    str     r3, [r0, #wanted]
    add     r7, r7, #4
    add     r8, r8, #4
    strd    r7, r8, [r0, #first_input]
    str     r7, [r0, #input]
    str     r8, [r0, #output]
    ldr     r2, [r0, #input_end]
    add     r2, r2, #4
    str     r2, [r0, #input_end]
    ldr     r2, [r0, #output_end]
    add     r2, r2, #4
    str     r2, [r0, #output_end]
    b.w     .Ldepthwise_block_\name
.Ldepthwise_last_\name:
    add     sp, sp, #32
    pop     {r4-r11, pc}
.endm

@ An output.
.macro depthwise_put sum, shift
    smmul   \sum, \sum, r3
    ssat    \sum, #8, \sum, asr #\shift
    strb    \sum, [r1]
.endm

@ Begins the sums of two outputs with the group that holds their first columns.
.macro depthwise_begin_pair
    smlad   r12, r9, r4, lr
    smlad   r12, r10, r5, r12
    smlad   r12, r11, r7, r12
    smlad   lr, r10, r4, lr
    smlatb  lr, r11, r7, lr
.endm

.macro depthwise_stride_1 shift
    depthwise_begin   halyard_depthwise_3x3_1_\shift
    depthwise_begin_pair
1:  ldm     r0!, {r9-r11}
    smlad   r12, r9, r6, r12    @ ends them with the next group
    smlabt  r12, r11, r8, r12
    smlad   lr, r9, r5, lr
    smlad   lr, r10, r6, lr
    smlad   lr, r11, r8, lr
    smmul   r12, r12, r3
    smmul   lr, lr, r3
    ssat    r12, #8, r12, asr #\shift
    ssat    lr, #8, lr, asr #\shift
    strb    r12, [r1]
    strb    lr, [r1, r2]
    ldrd    lr, r12, [sp]
    add     r1, r1, r2, lsl #1
    cmp     r0, r12
    depthwise_begin_pair
    bne     1b
    ldr     r9, [sp, #odd]
    cmp     r9, #0
    beq     2f
    ldm     r0!, {r9-r11}       @ one output is left
    smlad   r12, r9, r6, r12
    smlabt  r12, r11, r8, r12
    depthwise_put     r12, \shift
2:
    depthwise_end     halyard_depthwise_3x3_1_\shift, 1
.endm

.macro depthwise_stride_2 shift
    depthwise_begin   halyard_depthwise_3x3_2_\shift
    smlad   r12, r9, r4, lr
    smlad   r12, r10, r5, r12
    smlad   r12, r11, r7, r12
1:  ldm     r0!, {r9-r11}
    smlad   r12, r9, r6, r12
    smlabt  r12, r11, r8, r12
    depthwise_put     r12, \shift
    add     r1, r1, r2
    ldr     r12, [sp, #loop_end]
    cmp     r0, r12
    smlad   r12, r9, r4, lr
    smlad   r12, r10, r5, r12
    smlad   r12, r11, r7, r12
    bne     1b
    depthwise_end     halyard_depthwise_3x3_2_\shift, 2
.endm

    .irp shift, 4, 8, 12, 16, 20
    depthwise_stride_1 \shift
    depthwise_stride_2 \shift
    .endr
    .text
