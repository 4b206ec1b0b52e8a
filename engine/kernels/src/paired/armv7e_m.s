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

@ Of the stack while blocks are computed: what changes, and what stays.
    .set records, 0             @ the next one, their end, the next output, and bytes from a pixel to the next
    .set output, 8
    .set pixel, 12
    .set weights, 16            @ of the next pair, and the column
    .set column, 20
    .set column_end, 24
    .set fours, 28
    .set entry, 32
    .set after, 36
    .set finish, 40
    .set begin, 44
    .set first_records, 48
    .set first_weights, 52
    .set first_output, 56
    .set column_bytes, 60

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
    sub     sp, sp, #64
    mov     r1, sp
    ldm     r0!, {r4-r11}
    stm     r1!, {r4-r11}
    ldm     r0, {r4-r11}
    stm     r1, {r4-r11}
    ldr     r0, [sp, #records]
    bx      r7

@ The next pair begins. r0: its record.
    place halyard_paired_4_rounded
    ldrd    r4, r8, [r0]
    ldrd    r11, lr, [sp, #weights]
    b.n     .Lfirst_word

@ r0: its lines, less 4 bytes.
    place halyard_paired_4_lines
    ldrd    r11, lr, [sp, #weights]
    ldr     r4, [r0, #12]
    mov     r8, #0
.Lfirst_word:
    ldr     r12, [r11], #4
    ldm     lr!, {r0-r3}
    smlad   r5, r1, r12, r4
    smlad   r6, r2, r12, r4
    smlad   r7, r3, r12, r4
    smlad   r4, r0, r12, r4
    sxtb16  r12, r12
    smlad   r9, r1, r12, r8
    smlad   r10, r2, r12, r8
    ldr     pc, [sp, #entry]

@ The rest of the first word.
.macro first_ends
    str     r11, [sp, #weights]
    smlad   r11, r3, r12, r8
    smlad   r8, r0, r12, r8
.endm

    place halyard_paired_4_loads @ 20 bytes each
    .irp k, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
    vldm    r11!, {s\k-s31}
    first_ends
    b.w     .Lword\k
    .endr
    vldm    r11!, {s31}
    first_ends
    b.w     .Lword31
    first_ends                  @ there is no other word
    ldr     pc, [sp, #after]

    .irp k, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
.Lword\k:
    word    \k
    .endr
    ldr     pc, [sp, #after]

    place halyard_paired_4_more
    ldr     r0, [sp, #column_end]
    cmp     lr, r0
    beq     .Lall_words
    ldr     r12, [sp, #weights]
    vldm    r12!, {s0-s31}
    str     r12, [sp, #weights]
    b.w     .Lword0
.Lall_words:
    ldr     pc, [sp, #finish]

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
    str     r12, [sp, #output]
    add     r0, r8, #32
    str     r0, [sp, #records]
    ldr     r1, [sp, #records + 4]
    cmp     r0, r1
    bne     halyard_paired_4_rounded
    b.w     .Lnext_four

    .irp shift, 4, 8, 12, 16, 20
    place halyard_paired_4_finish_lines_\shift
    ldm     sp, {r0, r1, r12, lr}
    ldr     r3, [r0, #16]!      @ the odd channel's multiplier; the next pair's lines, less 4 bytes
    cmp     r0, r1
    ldrd    r1, r2, [r0, #-12]  @ the even channel's offset and multiplier
    str     r0, [sp, #records]
    sub     r4, r4, r8
    sub     r5, r5, r9
    sub     r6, r6, r10
    sub     r7, r7, r11
    add     r8, r1, r8, lsl #8
    add     r9, r1, r9, lsl #8
    add     r10, r1, r10, lsl #8
    add     r11, r1, r11, lsl #8
    add     r1, r12, lr, lsl #1
    line    r8, r2, \shift
    line    r9, r2, \shift
    line    r10, r2, \shift
    line    r11, r2, \shift
    strb    r9, [r12, lr]
    strb    r8, [r12], #1
    strb    r11, [r1, lr]
    strb    r10, [r1], #1
    line    r4, r3, \shift
    line    r5, r3, \shift
    line    r6, r3, \shift
    line    r7, r3, \shift
    strb    r5, [r12, lr]
    strb    r4, [r12], #1
    strb    r7, [r1, lr]
    strb    r6, [r1]
    str     r12, [sp, #output]
    bne     halyard_paired_4_lines
    b.w     .Lnext_four
    .endr

@ All pairs again, with the next four pixels.
.Lnext_four:
    ldr     r0, [sp, #fours]
    subs    r0, r0, #1
    beq     .Lno_four
    str     r0, [sp, #fours]
    add     lr, sp, #column
    ldm     lr, {r4, r5}        @ and its end
    add     lr, sp, #begin
    ldm     lr, {r0-r3, r6}
    add     r4, r4, r6
    add     r5, r5, r6
    ldr     r6, [sp, #pixel]
    add     r3, r3, r6, lsl #2
    str     r3, [sp, #first_output]
    str     r1, [sp, #records]
    str     r3, [sp, #output]
    add     lr, sp, #weights
    stm     lr, {r2, r4, r5}
    mov     r12, r0
    mov     r0, r1
    bx      r12
.Lno_four:
    add     sp, sp, #64
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

@ ---------------------------------------------------------------- columns

@ Of what is to be gathered.
    .set row, 0                 @ where the next row's run of the first pixel begins
    .set rounds, 4
    .set fours_entry, 8
    .set left, 12
    .set last, 16               @ where the last row's begins, bytes from a row to the next, and the ring's end
    .set pitch, 20
    .set ring_end, 24
    .set ring, 28
    .set first, 32
    .set columns, 36
    .set pixels, 40             @ bytes from a pixel to the next
    .set count, 44

@ The row after the one at \at, or an end.
.macro next_row gather, at, a, b, row_loop, end
    ldr     \at, [\gather, #row]
    ldrd    \a, \b, [\gather, #last]
    cmp     \at, \a
    beq     \end
    add     \at, \at, \b
    ldrd    \a, \b, [\gather, #ring_end]
    cmp     \at, \a
    it      hs
    subhs   \at, \at, \b
    str     \at, [\gather, #row]
    b.n     \row_loop
.endm

@ Four elements of each pixel: r0 is the first pixel, r1, r12 and lr lead to the others.
.macro widen_group
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
.endm

.macro group
    widen_group
    stm     r2!, {r4-r11}
.endm

    function halyard_paired_gather_4
    push    {r0, r4-r11, lr}
    mov     r4, r0
    ldrd    r2, r1, [r4, #columns]
    lsl     r12, r1, #1
    add     lr, r12, r1
    ldr     r0, [r4, #row]
.Lrow_4:
    ldr     r3, [r4, #rounds]
    ldr     pc, [r4, #fours_entry]
    place halyard_paired_gather_4_even
    group
    place halyard_paired_gather_4_odd
    group
    subs    r3, r3, #1
    bne     halyard_paired_gather_4_even
    ldr     r4, [sp]
    ldr     pc, [r4, #left]

    place halyard_paired_gather_4_left_3
    widen_group
    uxth    r8, r8
    uxth    r9, r9
    uxth    r10, r10
    uxth    r11, r11
    stm     r2!, {r4-r11}
    b.n     .Lnext_row_4
    place halyard_paired_gather_4_left_2
    ldrh    r4, [r0]
    ldrh    r5, [r0, r1]
    ldrh    r6, [r0, r12]
    ldrh    r7, [r0, lr]
    orr     r4, r4, r4, lsl #8
    orr     r5, r5, r5, lsl #8
    orr     r6, r6, r6, lsl #8
    orr     r7, r7, r7, lsl #8
    sxtb16  r4, r4
    sxtb16  r5, r5
    sxtb16  r6, r6
    sxtb16  r7, r7
    stm     r2!, {r4-r7}
    b.n     .Lnext_row_4
    place halyard_paired_gather_4_left_1
    ldrsb   r4, [r0]
    ldrsb   r5, [r0, r1]
    ldrsb   r6, [r0, r12]
    ldrsb   r7, [r0, lr]
    uxth    r4, r4
    uxth    r5, r5
    uxth    r6, r6
    uxth    r7, r7
    stm     r2!, {r4-r7}
.Lnext_row_4:
    ldr     r4, [sp]
    place halyard_paired_gather_4_left_0 @ r4 is that already
    next_row r4, r0, r5, r6, .Lrow_4, .Lall_rows_4

.Lall_rows_4:
    ldr     r0, [r4, #count]
    subs    r0, r0, #1
    beq     .Lall_fours
    str     r0, [r4, #count]
    add     r8, lr, r1          @ to the next four
    ldr     r5, [r4, #last]
    add     r5, r5, r8
    str     r5, [r4, #last]
    ldr     r5, [r4, #ring_end]
    add     r5, r5, r8
    str     r5, [r4, #ring_end]
    ldr     r0, [r4, #first]
    add     r0, r0, r8
    str     r0, [r4, #first]
    str     r0, [r4, #row]
    b.n     .Lrow_4
.Lall_fours:
    pop     {r0, r4-r11, pc}

    function halyard_paired_gather_1
    push    {r4-r11, lr}
    ldr     r1, [r0, #columns]
    ldr     r12, [r0, #row]
.Lrow_1:
    ldr     r2, [r0, #rounds]
    subs    r2, r2, #4
    blo     .Lfew
.Lfour:
    ldr     r6, [r12, #4]
    ldr     r8, [r12, #8]
    ldr     r10, [r12, #12]
    ldr     r4, [r12], #16
    sxtb16  r7, r6, ror #8
    sxtb16  r9, r8, ror #8
    sxtb16  r11, r10, ror #8
    sxtb16  r5, r4, ror #8
    sxtb16  r6, r6
    sxtb16  r8, r8
    sxtb16  r10, r10
    sxtb16  r4, r4
    subs    r2, r2, #4
    stm     r1!, {r4-r11}
    bhs     .Lfour
.Lfew:
    adds    r2, r2, #4
    beq     .Lnone
.Lone:
    ldr     r4, [r12], #4
    subs    r2, r2, #1
    sxtb16  r5, r4, ror #8
    sxtb16  r4, r4
    strd    r4, r5, [r1], #8
    bne     .Lone
.Lnone:
    ldr     pc, [r0, #left]
    place halyard_paired_gather_1_left_3
    ldrsb   r4, [r12]
    ldrsb   r6, [r12, #2]
    ldrsb   r5, [r12, #1]
    pkhbt   r4, r4, r6, lsl #16
    uxth    r5, r5
    strd    r4, r5, [r1], #8
    b.n     halyard_paired_gather_1_left_0
    place halyard_paired_gather_1_left_2
    ldrh    r4, [r12]
    orr     r4, r4, r4, lsl #8
    sxtb16  r4, r4
    str     r4, [r1], #4
    b.n     halyard_paired_gather_1_left_0
    place halyard_paired_gather_1_left_1
    ldrsb   r4, [r12]
    uxth    r4, r4
    str     r4, [r1], #4
    place halyard_paired_gather_1_left_0
    next_row r0, r12, r2, r3, .Lrow_1, .Lall_rows_1
.Lall_rows_1:
    pop     {r4-r11, pc}

@ ---------------------------------------------------------------- rows

@ r2 elements from r0 to r1.
    function halyard_paired_copy
    push    {r4-r6, lr}
    subs    r2, r2, #16
    blo     .Lcopy_words
.Lcopy_16:
    ldr     r4, [r0, #4]
    ldr     r5, [r0, #8]
    ldr     r6, [r0, #12]
    ldr     r3, [r0], #16
    str     r4, [r1, #4]
    str     r5, [r1, #8]
    str     r6, [r1, #12]
    str     r3, [r1], #16
    subs    r2, r2, #16
    bhs     .Lcopy_16
.Lcopy_words:
    adds    r2, r2, #12
    blo     .Lcopy_bytes
.Lcopy_4:
    ldr     r3, [r0], #4
    subs    r2, r2, #4
    str     r3, [r1], #4
    bhs     .Lcopy_4
.Lcopy_bytes:
    adds    r2, r2, #4
    beq     .Lcopied
.Lcopy_1:
    ldrb    r3, [r0], #1
    subs    r2, r2, #1
    strb    r3, [r1], #1
    bne     .Lcopy_1
.Lcopied:
    pop     {r4-r6, pc}
    .text
