    .syntax unified
    .thumb
    .arch armv7e-m @ an assembler that is not told the core knows its triple only
    .fpu fpv4-sp-d16

.macro winograd_function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .type \name, %function
    .thumb_func
\name:
.endm

.macro winograd_place name
    .balign 4
    .global \name
\name:
.endm

@ Six words of a group, the products of a row: r1 is the first one's place, r4 leads to the next, r5 three on, r6 five on.
.macro winograd_store_6 a, b, c, d, e, f
    str     \a, [r1]
    str     \b, [r1, r4]
    str     \c, [r1, r4, lsl #1]
    str     \d, [r1, r5]
    str     \e, [r1, r4, lsl #2]
    str     \f, [r1, r6]
.endm

@ ---------------------------------------------------------------- input of tiles of 4×4

@ Added to the lower half of every product, it keeps them from borrowing of the upper one: the least is −50·255.
    .set winograd_lift, 12750

@ The transform of r7-r12, each low + 65536·high; product 4 is in lr then.
.macro winograd_input_4
    sub     lr, r11, r9, lsl #2
    add     r7, lr, r7, lsl #2
    sub     r7, r7, r9
    sub     r11, r11, r9
    sub     r9, r10, r8, lsl #2
    sub     r12, r12, r9
    sub     r12, r12, r10, lsl #2
    sub     r10, r10, r8
    add     r8, lr, r9
    sub     r9, lr, r9
    sub     lr, r11, r10, lsl #1
    add     r10, r11, r10, lsl #1
.endm

@ Two channels of a column, whose pixels are in r1-r6.
.macro winograd_input_4_column rotation, is_lifted
    uxtb16  r7, r1, ror #\rotation
    uxtb16  r8, r2, ror #\rotation
    uxtb16  r9, r3, ror #\rotation
    uxtb16  r10, r4, ror #\rotation
    uxtb16  r11, r5, ror #\rotation
    uxtb16  r12, r6, ror #\rotation
    .if \is_lifted              @ these four pixels come once to every product
    movw    lr, #winograd_lift
    add     r11, r11, lr
    add     r12, r12, lr
    .endif
    winograd_input_4
    push    {r7-r10, r12, lr}
.endm

@ Two channels of a row; point is its place in what was pushed.
.macro winograd_input_4_row point, half
    ldr     r7, [sp, #24 * (11 - 0 - \half) + \point]
    ldr     r8, [sp, #24 * (11 - 2 - \half) + \point]
    ldr     r9, [sp, #24 * (11 - 4 - \half) + \point]
    ldr     r10, [sp, #24 * (11 - 6 - \half) + \point]
    ldr     r11, [sp, #24 * (11 - 8 - \half) + \point]
    ldr     r12, [sp, #24 * (11 - 10 - \half) + \point]
    winograd_input_4
    ssub16  r7, r7, r3
    ssub16  r8, r8, r3
    ssub16  r9, r9, r3
    ssub16  r10, r10, r3
    ssub16  lr, lr, r3
    ssub16  r12, r12, r3
    winograd_store_6 r7, r8, r9, r10, lr, r12
.endm

@ r0: addresses of pixels, by columns, r1: where words go, r2: channels.
    winograd_function halyard_winograd_4_input
    push    {r4-r11, lr}
    vmov    s0, r0
    vmov    s1, r1
    vmov    s2, r2
    mov     r0, #0              @ channel
1:
    .irp column, 0, 1, 2, 3, 4, 5
    vmov    lr, s0
    .if \column
    add     lr, lr, #24 * \column
    .endif
    ldm     lr, {r1-r6}
    ldr     r1, [r1, r0]
    ldr     r2, [r2, r0]
    ldr     r3, [r3, r0]
    ldr     r4, [r4, r0]
    ldr     r5, [r5, r0]
    ldr     r6, [r6, r0]
    eor     r1, r1, #0x80808080
    eor     r2, r2, #0x80808080
    eor     r3, r3, #0x80808080
    eor     r4, r4, #0x80808080
    eor     r5, r5, #0x80808080
    eor     r6, r6, #0x80808080
    winograd_input_4_column 0, \column / 4
    winograd_input_4_column 8, \column / 4
    .endr
    vmov    r1, s1
    vmov    r4, s2
    lsl     r4, r4, #2
    add     r5, r4, r4, lsl #1
    add     r6, r4, r4, lsl #2
    movw    r3, #winograd_lift
    lsl     r2, r5, #1
    sub     r2, r2, #4          @ from the second half of a row to the first one of the next
    .irp point, 0, 4, 8, 12, 20, 16
    winograd_input_4_row \point, 0
    add     r1, r1, #4
    winograd_input_4_row \point, 1
    add     r1, r1, r2
    .endr
    add     sp, sp, #24 * 12
    vmov    r1, s1
    add     r1, r1, #16
    vmov    s1, r1
    vmov    r2, s2
    add     r0, r0, #4
    cmp     r0, r2
    bne     1b
    pop     {r4-r11, pc}

@ ---------------------------------------------------------------- weights of tiles of 4×4

@ The transform of r7, r8 and r12, halves by themselves; products 0 and 5 lack their factor 6.
.macro winograd_weights_4
    sadd16  r10, r7, r12
    sadd16  lr, r12, r12
    sadd16  r11, lr, lr
    sadd16  r11, r7, r11
    sadd16  lr, r8, r8
    ssub16  r9, r8, r10
    ssub16  r8, r9, lr
    sadd16  r10, r11, lr
    ssub16  r11, r11, lr
.endm

.macro winograd_weights_4_column rotation
    sxtb16  r7, r4, ror #\rotation
    sxtb16  r8, r5, ror #\rotation
    sxtb16  r12, r6, ror #\rotation
    winograd_weights_4
    push    {r7-r12}
.endm

.macro winograd_weights_4_row point, half
    ldr     r7, [sp, #24 * (5 - 0 - \half) + \point]
    ldr     r8, [sp, #24 * (5 - 2 - \half) + \point]
    ldr     r12, [sp, #24 * (5 - 4 - \half) + \point]
    winograd_weights_4
    winograd_store_6 r7, r8, r9, r10, r11, r12
.endm

@ r0: weights of two output channels, r1: where words go, r2: channels.
    winograd_function halyard_winograd_4_weights
    push    {r4-r11, lr}
    mov     r3, #2
    vmov    s1, r3              @ output channels that are left
1:  vmov    s0, r2              @ channels that are left
    add     r3, r2, r2, lsl #1
2:
    .rept 3
    ldr     r4, [r0]
    ldr     r5, [r0, r3]
    ldr     r6, [r0, r3, lsl #1]
    add     r0, r0, r2
    winograd_weights_4_column 0
    winograd_weights_4_column 8
    .endr
    lsl     r4, r2, #2
    add     r5, r4, r4, lsl #1
    add     r6, r4, r4, lsl #2
    sub     r0, r0, r3
    .irp point, 0, 4, 8, 12, 16, 20
    winograd_weights_4_row \point, 0
    add     r1, r1, #4
    winograd_weights_4_row \point, 1
    sub     r1, r1, #4
    add     r1, r1, r5, lsl #1
    .endr
    add     sp, sp, #24 * 6
    vmov    lr, s0
    sub     r1, r1, r5, lsl #3
    sub     r1, r1, r5, lsl #2
    add     r0, r0, #4
    add     r1, r1, #16
    subs    lr, lr, #4
    vmov    s0, lr
    bne     2b
    vmov    lr, s1
    add     r0, r0, r2, lsl #3
    sub     r1, r1, r2, lsl #2
    add     r1, r1, #8
    subs    lr, lr, #1
    vmov    s1, lr
    bne     1b
    pop     {r4-r11, pc}

@ ---------------------------------------------------------------- products

@ r0: the block. Sums of a product are pushed: the first product's lie last, (channel, tile) as (0, 0), (0, 1), (1, 0), (1, 1).
@ s1: end of values, s2: where words of a product are entered, s3: output, s4: end of outputs, s5: what comes then, s6: what makes outputs, s7: what begins the next
@ output, s8: the stack.
    winograd_function halyard_winograd_multiply
    push    {r4-r11, lr}
    ldm     r0!, {r1-r7}
    mov     r12, r1
    mov     lr, r2
    vmov    s1, r3
    vmov    s2, r4
    vmov    s3, r0
    vmov    s5, r5
    vmov    s6, r6
    vmov    s7, r7
    add     r0, r0, #64
    vmov    s4, r0
    mov     r0, sp
    vmov    s8, r0
1:  ldm     lr!, {r0-r3}
    ldm     r12!, {r8-r11}
    smuad   r4, r0, r8
    smuad   r5, r0, r10
    smuad   r6, r2, r8
    smuad   r7, r2, r10
    smlad   r4, r1, r9, r4
    smlad   r5, r1, r11, r5
    smlad   r6, r3, r9, r6
    smlad   r7, r3, r11, r7
    vmov    r0, s2
    bx      r0
    winograd_place halyard_winograd_words @ 40 bytes each
    .rept 15
    ldm     lr!, {r0-r3}
    ldm     r12!, {r8-r11}
    smlad   r4, r0, r8, r4
    smlad   r5, r0, r10, r5
    smlad   r6, r2, r8, r6
    smlad   r7, r2, r10, r7
    smlad   r4, r1, r9, r4
    smlad   r5, r1, r11, r5
    smlad   r6, r3, r9, r6
    smlad   r7, r3, r11, r7
    .endr
    vmov    r0, s1
    push    {r4-r7}
    cmp     r12, r0
    bne     1b
    vmov    r0, s5
    bx      r0

@ The next output, or the end.
.macro winograd_next_output
    vmov    r1, s4
    vmov    r2, s7
    add     r11, r11, #4
    cmp     lr, r1
    it      ne
    bxne    r2
    vmov    r1, s8
    mov     sp, r1
    pop     {r4-r11, pc}
.endm

@ ---------------------------------------------------------------- outputs of tiles of 4×4

@ The transform of r1-r6 to r1, r5, r3 and r6. Products of weights that lack their factor 6 get it here.
.macro winograd_output_4 lacks_factor
    add     r10, r2, r3
    sub     r2, r2, r3
    add     r3, r4, r5
    sub     r4, r4, r5
    .if \lacks_factor
    add     r1, r1, r1, lsl #1
    add     r6, r6, r6, lsl #1
    add     r1, r3, r1, lsl #1
    add     r6, r2, r6, lsl #1
    .else
    add     r1, r1, r3
    add     r6, r6, r2
    .endif
    add     r1, r1, r10, lsl #2
    add     r5, r4, r2, lsl #1
    add     r3, r10, r3
    add     r6, r6, r4, lsl #1
.endm

.macro winograd_output_4_column column, lacks_factor
    ldr     r1, [r11, #16 * (35 - 0 - \column)]
    ldr     r2, [r11, #16 * (35 - 6 - \column)]
    ldr     r3, [r11, #16 * (35 - 12 - \column)]
    ldr     r4, [r11, #16 * (35 - 18 - \column)]
    ldr     r5, [r11, #16 * (35 - 24 - \column)]
    ldr     r6, [r11, #16 * (35 - 30 - \column)]
    winograd_output_4 \lacks_factor
    str     r1, [sp, #4 * \column]
    str     r5, [sp, #24 + 4 * \column]
    str     r3, [sp, #48 + 4 * \column]
    str     r6, [sp, #72 + 4 * \column]
.endm

@ A row times 64: outputs 0, 2, 1, 3.
.macro winograd_output_4_row lacks_factor
    ldm     r12!, {r1-r6}
    winograd_output_4 \lacks_factor
    mla     r1, r1, r7, r0
    mla     r5, r5, r8, r0
    mla     r3, r3, r9, r0
    mla     r6, r6, r9, r0
    stm     lr!, {r1, r3, r5, r6}
.endm

.macro winograd_outputs_4 name, lacks_factor
    winograd_function \name
    sub     sp, sp, #96
    add     r11, sp, #96
    winograd_place \name\()_next
    .irp column, 0, 1, 2, 3, 4, 5
    winograd_output_4_column \column, \lacks_factor
    .endr
    vmov    lr, s3
    ldr     r0, [lr, #12]
    ldr     r0, [r0]            @ the offset
    movw    r7, #0x8e39         @ the inverse of 9
    movt    r7, #0x38e3
    lsl     r8, r7, #1
    lsl     r9, r7, #2
    mov     r12, sp
    mov     lr, sp
    winograd_output_4_row \lacks_factor
    mov     r7, r8
    mov     r8, r9
    lsl     r9, r9, #1
    winograd_output_4_row \lacks_factor
    mov     r7, r8
    mov     r8, r9
    lsl     r9, r9, #1
    winograd_output_4_row \lacks_factor
    winograd_output_4_row \lacks_factor
    vmov    r1, s6
    bx      r1
.endm

    winograd_outputs_4 halyard_winograd_4_outputs, 0
    winograd_outputs_4 halyard_winograd_4_outputs_of_plain, 1

@ r0: the output, r5 leads to the next pixel, r6 three on, r7 to the next row, r8: the record.
.macro winograd_begin_4
    vmov    lr, s3
    mov     r12, sp
    ldm     lr!, {r0, r5, r7, r8}
    vmov    s3, lr
    add     r6, r5, r5, lsl #1
.endm

    .irp shift, 4, 8, 12, 16, 20
    winograd_function halyard_winograd_4_lines_\shift
    winograd_begin_4
    ldr     r8, [r8, #4]
    .rept 4
    ldm     r12!, {r1-r4}
    smmul   r1, r1, r8
    smmul   r2, r2, r8
    smmul   r3, r3, r8
    smmul   r4, r4, r8
    ssat    r1, #8, r1, asr #\shift
    ssat    r2, #8, r2, asr #\shift
    ssat    r3, #8, r3, asr #\shift
    ssat    r4, #8, r4, asr #\shift
    strb    r1, [r0]
    strb    r2, [r0, r5, lsl #1]
    strb    r3, [r0, r5]
    strb    r4, [r0, r6]
    add     r0, r0, r7
    .endr
    winograd_next_output
    .endr

@ An output of 2^\bits times its sum.
.macro winograd_rounded value, bits
    asr     \value, \value, #\bits - 1
    smmlar  lr, \value, r8, r9
    add     lr, lr, \value, asr #31
    asr     lr, lr, r10
    ssat    \value, #8, lr
.endm

    winograd_function halyard_winograd_4_rounded
    winograd_begin_4
    add     r8, r8, #4
    ldm     r8, {r8-r10}
    .rept 4
    ldm     r12!, {r1-r4}
    winograd_rounded r1, 6
    winograd_rounded r2, 6
    winograd_rounded r3, 6
    winograd_rounded r4, 6
    strb    r1, [r0]
    strb    r2, [r0, r5, lsl #1]
    strb    r3, [r0, r5]
    strb    r4, [r0, r6]
    add     r0, r0, r7
    .endr
    vmov    lr, s3
    winograd_next_output
    .text
