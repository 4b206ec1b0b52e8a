    .syntax unified
    .thumb
    .arch armv7e-m @ an assembler that is not told the core knows its triple only
    .fpu fpv4-sp-d16

@ Twice a sum becomes the output, in \to: \multiplier, \addend and \shift are those of its channel.
.macro scale to, twice, multiplier, addend, shift
    smmlar  \to, \twice, \multiplier, \addend
    add     \to, \to, \twice, asr #31
    asr     \to, \to, \shift
    ssat    \to, #8, \to
.endm

@ An offset and 256 times a sum become the output.
.macro line value, multiplier, shift
    smmul   \value, \value, \multiplier
    ssat    \value, #8, \value, asr #\shift
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
    .set after, 36
    .set finish, 40

.macro function name
    .section .text.\name, "ax", %progbits
    .balign 4
    .global \name
    .type \name, %function
    .thumb_func
\name:
.endm

.macro place name
    .balign 4
    .global \name
\name:
.endm

    function halyard_paired_4
    push    {r4-r11, lr}
    vpush   {s16-s31}
    ldm     r0, {r1-r11, r12}
    push    {r1-r11}
    mov     r0, r6
    mov     lr, r12
    mov     r12, r3
    bx      lr

@ The next pair begins. r0: its record, r12: its weights less a quarter of the column's address.
    place halyard_paired_4_rounded
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

    place halyard_paired_4_lines
    ldr     lr, [sp, #column]
    ldr     r4, [r0, #8]
    add     r12, r12, lr, lsr #2
    mov     r5, r4
    mov     r6, r4
    mov     r7, r4
    mov     r8, #0
    mov     r9, #0
    mov     r10, #0
    mov     r11, #0
    ldr     pc, [sp, #entry]

    place halyard_paired_4_loads @ 8 bytes each
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
    ldr     pc, [sp, #after]

    place halyard_paired_4_more
    ldr     r0, [sp, #column_end]
    ldr     r12, [sp, #weights]
    cmp     lr, r0
    add     r12, r12, lr, lsr #2
    bne     halyard_paired_4_loads
    ldr     pc, [sp, #finish]

@ The next pair, or the end.
.macro next_4 start
    str     r12, [sp, #output]
    ldrd    r12, r1, [sp, #weights]
    add     r12, r12, r1
    str     r12, [sp, #weights]
    ldrd    r0, r1, [sp, #records]
    cmp     r0, r1
    bne     \start
    add     sp, sp, #44
    vpop    {s16-s31}
    pop     {r4-r11, pc}
.endm

    place halyard_paired_4_finish_rounded
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
    scale   lr, r8, r0, r1, r2
    strb    lr, [r12]
    lsl     r9, r9, #1
    scale   lr, r9, r0, r1, r2
    strb    lr, [r12, r3]
    add     r12, r12, r3, lsl #1
    lsl     r11, r11, #1
    scale   lr, r11, r0, r1, r2
    strb    lr, [r12, r3]
    lsl     r10, r10, #1
    scale   lr, r10, r0, r1, r2
    strb    lr, [r12], #1
    ldr     r8, [sp, #records]
    ldrd    r0, r1, [r8, #20]
    ldr     r2, [r8, #28]
    add     r8, r8, #32
    str     r8, [sp, #records]
    asr     r6, r6, #7
    scale   lr, r6, r0, r1, r2
    strb    lr, [r12]
    asr     r7, r7, #7
    scale   lr, r7, r0, r1, r2
    strb    lr, [r12, r3]
    sub     r12, r12, r3, lsl #1
    asr     r5, r5, #7
    scale   lr, r5, r0, r1, r2
    strb    lr, [r12, r3]
    asr     r4, r4, #7
    scale   lr, r4, r0, r1, r2
    strb    lr, [r12], #1
    next_4  halyard_paired_4_rounded

    .irp shift, 4, 8, 12, 16, 20
    place halyard_paired_4_finish_lines_\shift
    ldr     lr, [sp, #records]
    ldr     r12, [sp, #output]
    ldm     lr!, {r0-r3}        @ the even channel's offset and multiplier, the odd one's
    str     lr, [sp, #records]
    ldr     lr, [sp, #pixel]
    sub     r4, r4, r8
    sub     r5, r5, r9
    sub     r6, r6, r10
    sub     r7, r7, r11
    add     r8, r0, r8, lsl #8
    add     r9, r0, r9, lsl #8
    add     r10, r0, r10, lsl #8
    add     r11, r0, r11, lsl #8
    add     r2, r12, lr, lsl #1
    line    r8, r1, \shift
    line    r9, r1, \shift
    line    r10, r1, \shift
    line    r11, r1, \shift
    strb    r9, [r12, lr]
    strb    r8, [r12], #1
    strb    r11, [r2, lr]
    strb    r10, [r2], #1
    line    r4, r3, \shift
    line    r5, r3, \shift
    line    r6, r3, \shift
    line    r7, r3, \shift
    strb    r5, [r12, lr]
    strb    r4, [r12], #1
    strb    r7, [r2, lr]
    strb    r6, [r2]
    next_4  halyard_paired_4_lines
    .endr

@ ---------------------------------------------------------------- one pixel

@ Of the stack while a block is computed.
    .set column, 0
    .set column_end, 4
    .set entry, 8
    .set first, 12
    .set records, 16            @ and output
    .set records_end, 24
    .set after, 28
    .set finish, 32

.macro both x, h
    smlad   r4, \x, \h, r4
    sxtb16  \h, \h
    smlad   r5, \x, \h, r5
.endm

    function halyard_paired_1
    push    {r4-r11, lr}
    ldm     r0, {r1-r11}
    push    {r1-r9}
    mov     lr, r10
    mov     r0, r5
    bx      r11

@ The next pair begins. r0: its record, lr: its weights.
    place halyard_paired_1_rounded
    ldr     r12, [sp, #column]
    ldm     r0, {r4, r5}
    ldr     pc, [sp, #first]

    place halyard_paired_1_lines
    ldr     r12, [sp, #column]
    ldr     r4, [r0, #8]
    mov     r5, #0
    ldr     pc, [sp, #first]

    place halyard_paired_1_left_1
    ldr     r0, [r12], #4
    ldr     r7, [lr], #4
    both    r0, r7
    ldr     pc, [sp, #entry]
    place halyard_paired_1_left_2
    ldm     r12!, {r0-r1}
    ldm     lr!, {r7-r8}
    both    r0, r7
    both    r1, r8
    ldr     pc, [sp, #entry]
    place halyard_paired_1_left_3
    ldm     r12!, {r0-r2}
    ldm     lr!, {r7-r9}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    ldr     pc, [sp, #entry]
    place halyard_paired_1_left_4
    ldm     r12!, {r0-r3}
    ldm     lr!, {r7-r10}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    both    r3, r10
    ldr     pc, [sp, #entry]

    place halyard_paired_1_steps @ 68 bytes each
    .rept 13
    ldm     r12!, {r0-r3, r6}
    ldm     lr!, {r7-r11}
    both    r0, r7
    both    r1, r8
    both    r2, r9
    both    r3, r10
    both    r6, r11
    .endr
    ldr     pc, [sp, #after]

    place halyard_paired_1_more
    ldr     r0, [sp, #column_end]
    cmp     r12, r0
    bne     halyard_paired_1_steps
    ldr     pc, [sp, #finish]

@ The next pair, whose record is at r0, or the end.
.macro next_1 start
    ldr     r1, [sp, #records_end]
    strd    r0, r12, [sp, #records]
    cmp     r0, r1
    bne     \start
    add     sp, sp, #36
    pop     {r4-r11, pc}
.endm

    place halyard_paired_1_finish_rounded
    ldrd    r0, r12, [sp, #records]
    sub     r4, r4, r5          @ 256 times the odd channel
    lsl     r5, r5, #1
    add     r0, r0, #8
    asr     r4, r4, #7
    ldm     r0!, {r1, r2, r3, r9, r10, r11}
    scale   r6, r5, r1, r2, r3
    strb    r6, [r12], #1
    scale   r6, r4, r9, r10, r11
    strb    r6, [r12], #1
    next_1  halyard_paired_1_rounded

    .irp shift, 4, 8, 12, 16, 20
    place halyard_paired_1_finish_lines_\shift
    ldrd    r0, r12, [sp, #records]
    sub     r4, r4, r5
    ldm     r0!, {r1, r2, r3, r6} @ the even channel's offset and multiplier, the odd one's
    add     r5, r1, r5, lsl #8
    line    r5, r2, \shift
    strb    r5, [r12], #1
    line    r4, r6, \shift
    strb    r4, [r12], #1
    next_1  halyard_paired_1_lines
    .endr

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

    function halyard_paired_expand_4
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

@ ---------------------------------------------------------------- column of one pixel

    function halyard_paired_expand_1
    push    {r4-r10, lr}
    subs    r2, r2, #4
    blo     .Lfew
.Lfour:
    ldr     r5, [r0, #4]
    ldr     r7, [r0, #8]
    ldr     r9, [r0, #12]
    ldr     r3, [r0], #16
    sxtb16  r6, r5, ror #8
    sxtb16  r8, r7, ror #8
    sxtb16  r10, r9, ror #8
    sxtb16  r4, r3, ror #8
    sxtb16  r5, r5
    sxtb16  r7, r7
    sxtb16  r9, r9
    sxtb16  r3, r3
    subs    r2, r2, #4
    stm     r1!, {r3-r10}
    bhs     .Lfour
.Lfew:
    adds    r2, r2, #4
    beq     .Lnone
.Lone:
    ldr     r3, [r0], #4
    subs    r2, r2, #1
    sxtb16  r4, r3, ror #8
    sxtb16  r3, r3
    strd    r3, r4, [r1], #8
    bne     .Lone
.Lnone:
    pop     {r4-r10, pc}

@ One of four: its words are 16 bytes apart.
    function halyard_paired_expand_1_of_4
.Lof_four:
    ldr     r3, [r0], #4
    subs    r2, r2, #1
    sxtb16  r12, r3, ror #8
    sxtb16  r3, r3
    str     r12, [r1, #16]
    str     r3, [r1], #32
    bne     .Lof_four
    bx      lr
    .text
