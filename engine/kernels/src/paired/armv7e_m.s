    .syntax unified
    .thumb
    .fpu fpv4-sp-d16

@ \value becomes the output of twice a sum: \temporary is lost, r0 is the multiplier, r1 the addend, r2 the shift.
.macro scale value, temporary
    smmlar  \temporary, \value, r0, r1
    add     \temporary, \temporary, \value, asr #31
    asr     \temporary, \temporary, r2
    ssat    \temporary, #8, \temporary
.endm

@ ---------------------------------------------------------------- four pixels

@ A word of weights, in s\k, times a word of each pixel.
.macro word k
    vmov    r12, s\k
    ldm     lr!, {r0-r3}
    smlad   r4, r0, r12, r4
    smlad   r5, r1, r12, r5
    smlad   r6, r2, r12, r6
    smlad   r7, r3, r12, r7
    sxtb16  r12, r12
    smlad   r8, r0, r12, r8
    smlad   r9, r1, r12, r9
    smlad   r10, r2, r12, r10
    smlad   r11, r3, r12, r11
.endm

@ Of the stack while a block is computed.
    .set column, 0
    .set column_end, 4
    .set weights, 8             @ and bytes of a pair's weights
    .set entry, 16
    .set records, 20            @ and their end
    .set output, 28
    .set pixel, 32

    .section .text.halyard_paired_4, "ax", %progbits
    .balign 4
    .global halyard_paired_4
    .type halyard_paired_4, %function
    .thumb_func
halyard_paired_4:
    push    {r4-r11, lr}
    vpush   {s16-s31}
    ldm     r0, {r1-r9}
    push    {r1-r9}
    mov     r0, r6
    mov     r12, r3
.Lpair4:                        @ r0: its record, r12: its weights less a quarter of the column's address
    ldr     lr, [sp, #column]
    ldm     r0, {r4, r8}
    add     r12, r12, lr, lsr #2
    mov     r5, r4
    mov     r6, r4
    mov     r7, r4
    mov     r9, r8
    mov     r10, r8
    mov     r11, r8
    ldr     pc, [sp, #entry]

    .balign 4
    .global halyard_paired_4_loads
halyard_paired_4_loads:         @ 8 bytes each
    .irp k, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
    vldm    r12, {s\k-s31}
    b.w     .Lword\k
    .endr
    vldm    r12, {s31}
    b.w     .Lword31

    .irp k, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
.Lword\k:
    word    \k
    .endr

    ldr     r0, [sp, #column_end]
    ldr     r12, [sp, #weights]
    cmp     lr, r0
    beq     .Lsums4
    add     r12, r12, lr, lsr #2
    b       halyard_paired_4_loads

.Lsums4:
    ldr     lr, [sp, #records]
    ldr     r12, [sp, #output]
    ldr     r3, [sp, #pixel]
    ldrd    r0, r1, [lr, #8]
    ldr     r2, [lr, #16]
    sub     r4, r4, r8          @ 256 times the odd channel
    sub     r5, r5, r9
    sub     r6, r6, r10
    sub     r7, r7, r11
    lsl     r8, r8, #1
    scale   r8, lr
    strb    lr, [r12]
    lsl     r9, r9, #1
    scale   r9, lr
    strb    lr, [r12, r3]
    add     r12, r12, r3, lsl #1
    lsl     r10, r10, #1
    scale   r10, lr
    strb    lr, [r12]
    lsl     r11, r11, #1
    scale   r11, lr
    strb    lr, [r12, r3]
    ldrd    r8, r9, [sp, #records]
    ldrd    r0, r1, [r8, #20]
    ldr     r2, [r8, #28]
    add     r12, r12, #1
    asr     r6, r6, #7
    scale   r6, lr
    strb    lr, [r12]
    asr     r7, r7, #7
    scale   r7, lr
    strb    lr, [r12, r3]
    sub     r12, r12, r3, lsl #1
    asr     r4, r4, #7
    scale   r4, lr
    strb    lr, [r12]
    asr     r5, r5, #7
    scale   r5, lr
    strb    lr, [r12, r3]
    add     r12, r12, #1
    str     r12, [sp, #output]
    add     r0, r8, #32
    str     r0, [sp, #records]
    ldrd    r12, lr, [sp, #weights]
    add     r12, r12, lr
    str     r12, [sp, #weights]
    cmp     r0, r9
    bne     .Lpair4
    add     sp, sp, #36
    vpop    {s16-s31}
    pop     {r4-r11, pc}

@ ---------------------------------------------------------------- one pixel

@ Of the stack while a block is computed.
    .set column, 0
    .set column_end, 4
    .set entry, 8
    .set first, 12
    .set records, 16            @ and output
    .set records_end, 24

.macro both x, h
    smlad   r4, \x, \h, r4
    sxtb16  \h, \h
    smlad   r5, \x, \h, r5
.endm

    .section .text.halyard_paired_1, "ax", %progbits
    .balign 4
    .global halyard_paired_1
    .type halyard_paired_1, %function
    .thumb_func
halyard_paired_1:
    push    {r4-r11, lr}
    ldm     r0, {r1-r8}
    push    {r1-r7}
    mov     lr, r8
    mov     r0, r5
.Lpair1:                        @ r0: its record, lr: its weights
    ldr     r12, [sp, #column]
    ldm     r0, {r4, r5}
    ldr     pc, [sp, #first]

    .balign 4
    .global halyard_paired_1_left_1
halyard_paired_1_left_1:
    ldr     r0, [r12], #4
    ldr     r7, [lr], #4
    both    r0, r7
    ldr     pc, [sp, #entry]
    .balign 4
    .global halyard_paired_1_left_2
halyard_paired_1_left_2:
    ldm     r12!, {r0-r1}
    ldm     lr!, {r7-r8}
    both    r0, r7
    both    r1, r8
    ldr     pc, [sp, #entry]
    .balign 4
    .global halyard_paired_1_left_3
halyard_paired_1_left_3:
    ldm     r12!, {r0-r2}
    ldm     lr!, {r7-r9}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    ldr     pc, [sp, #entry]
    .balign 4
    .global halyard_paired_1_left_4
halyard_paired_1_left_4:
    ldm     r12!, {r0-r3}
    ldm     lr!, {r7-r10}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    both    r3, r10
    ldr     pc, [sp, #entry]

    .balign 4
    .global halyard_paired_1_steps
halyard_paired_1_steps:         @ 68 bytes each
    .rept 13
    ldm     r12!, {r0-r3, r6}
    ldm     lr!, {r7-r11}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    both    r3, r10
    both    r6, r11
    .endr
    ldr     r0, [sp, #column_end]
    cmp     r12, r0
    bne     halyard_paired_1_steps

    ldrd    r6, r12, [sp, #records]
    add     r6, r6, #8
    ldm     r6!, {r0-r2, r9-r11}
    sub     r4, r4, r5          @ 256 times the odd channel
    lsl     r5, r5, #1
    scale   r5, r3
    strb    r3, [r12], #1
    mov     r0, r9
    mov     r1, r10
    mov     r2, r11
    asr     r4, r4, #7
    scale   r4, r3
    strb    r3, [r12], #1
    strd    r6, r12, [sp, #records]
    ldr     r1, [sp, #records_end]
    mov     r0, r6
    cmp     r0, r1
    bne     .Lpair1
    add     sp, sp, #28
    pop     {r4-r11, pc}

@ ---------------------------------------------------------------- column of four pixels

@ Four elements of each pixel: r0 is the first pixel, r1, r12 and lr lead to the others.
.macro group
    ldr     r5, [r0, r1]
    ldr     r6, [r0, r12]
    ldr     r7, [r0, lr]
    ldr     r4, [r0], #4
    sxtb16  r8, r4, ror #8
    sxtb16  r9, r5, ror #8
    sxtb16  r10, r6, ror #8
    sxtb16  r11, r7, ror #8
    sxtb16  r4, r4
    sxtb16  r5, r5
    sxtb16  r6, r6
    sxtb16  r7, r7
    stm     r2!, {r4-r11}
.endm

    .section .text.halyard_paired_expand, "ax", %progbits
    .balign 4
    .global halyard_paired_expand
    .type halyard_paired_expand, %function
    .thumb_func
halyard_paired_expand:
    push    {r4-r11, lr}
    lsl     r12, r1, #1
    add     lr, r12, r1
    lsrs    r4, r3, #1          @ carry: an odd number of groups
    add     r3, r3, #1
    lsr     r3, r3, #1
    bcs     .Lodd
.Leven:
    group
.Lodd:
    group
    subs    r3, r3, #1
    bne     .Leven
    pop     {r4-r11, pc}
    .text
