// The block of `conv_2d_two_pixels` for RV32IMAC: see rv32imac.rs, which says what a context holds.
    .option push
    .option arch, +m, +c

// A pair of channels × P pairs of pixels. For each group of k, t = Σ w·X goes to raw, and its upper half, rounded, to hi: hi ends as the sum of the second pixel, and
// raw − (hi << 16) as that of the first. Both begin with the bias.
//   s0–s2, s3–s5    raw of the first channel, of the second
//   s6–s8, s9–s11   hi
//   t0–t2, t3–t5    t
//   a1–a3           X of the pairs of pixels, products
//   a4, a5          weights;  a6  how a unit is grouped;  a7  where weights are
//   a0, ra          column and its end;  t6  32768

    .macro halyard_two_pixels_product X, T0, T1, FIRST, PRODUCT
    .if \FIRST
    mul \T0, a4, \X
    mul \T1, a5, \X
    .else
    mul \PRODUCT, a4, \X
    add \T0, \T0, \PRODUCT
    mul \X, a5, \X
    add \T1, \T1, \X
    .endif
    .endm

    .macro halyard_two_pixels_step P, K, FIRST
    lb a4, (2 * \K + \K / 4 + 1)(a7)
    lb a5, (2 * \K + \K / 4 + 2)(a7)
    lw a1, (12 * \K)(a0)
    .if \P > 1
    lw a2, (12 * \K + 4)(a0)
    .endif
    halyard_two_pixels_product a1, t0, t3, \FIRST, a3
    .if \P > 2
    lw a3, (12 * \K + 8)(a0)
    .endif
    .if \P > 1
    halyard_two_pixels_product a2, t1, t4, \FIRST, a1
    .endif
    .if \P > 2
    halyard_two_pixels_product a3, t2, t5, \FIRST, a1
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

    // The next pair of pixels goes where the first was.
    .macro halyard_two_pixels_move RAW0, HI0, RAW1, HI1
    mv s0, \RAW0
    mv s6, \HI0
    mv s3, \RAW1
    mv s9, \HI1
    .endm

    .macro halyard_two_pixels P
    .section .text.halyard_rv32imac_two_pixels_\P, "ax", @progbits
    .globl halyard_rv32imac_two_pixels_\P
    .type halyard_rv32imac_two_pixels_\P, @function
    .balign 4
halyard_rv32imac_two_pixels_\P:
    jal t0, halyard_rv32imac_enter
    sw a0, 8(sp)
    lw a7, 12(a0)

.Lhalyard_two_pixels_\P\()_channels:
    lw a2, 8(a0)
    lw ra, 4(a0)
    lw a0, 0(a0)
    lui t6, 8
    halyard_two_pixels_begin 0, s0, s1, s2, s6, s7, s8, \P
    halyard_two_pixels_begin 16, s3, s4, s5, s9, s10, s11, \P

.Lhalyard_two_pixels_\P\()_unit:
    lb a6, 0(a7)
    bltz a6, .Lhalyard_two_pixels_\P\()_twos
    halyard_two_pixels_step \P, 0, 1
    .irp k, 1, 2, 3
    halyard_two_pixels_step \P, \k, 0
    .endr
    bnez a6, .Lhalyard_two_pixels_\P\()_eight
    halyard_two_pixels_group_end \P
    addi a7, a7, 9
    addi a0, a0, 48
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit
    j .Lhalyard_two_pixels_\P\()_finish

.Lhalyard_two_pixels_\P\()_eight:
    .irp k, 4, 5, 6, 7
    halyard_two_pixels_step \P, \k, 0
    .endr
    halyard_two_pixels_group_end \P
    addi a7, a7, 18
    addi a0, a0, 96
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit
    j .Lhalyard_two_pixels_\P\()_finish

.Lhalyard_two_pixels_\P\()_twos:
    halyard_two_pixels_step \P, 0, 1
    halyard_two_pixels_step \P, 1, 0
    halyard_two_pixels_group_end \P
    halyard_two_pixels_step \P, 2, 1
    halyard_two_pixels_step \P, 3, 0
    halyard_two_pixels_group_end \P
    addi a7, a7, 9
    addi a0, a0, 48
    bltu a0, ra, .Lhalyard_two_pixels_\P\()_unit

.Lhalyard_two_pixels_\P\()_finish:
    lw a0, 8(sp)
    jal t6, halyard_rv32imac_two_pixels_records
    .if \P > 1
    jal t6, halyard_rv32imac_two_pixels_store
    halyard_two_pixels_move s1, s7, s4, s10
    .endif
    .if \P > 2
    jal t6, halyard_rv32imac_two_pixels_store
    halyard_two_pixels_move s2, s8, s5, s11
    .endif
    mv t3, ra
    jal t6, halyard_rv32imac_two_pixels_store
    lw a0, 8(sp)
    lw t2, 28(a0)
    addi t2, t2, -1
    sw t2, 28(a0)
    bnez t2, .Lhalyard_two_pixels_\P\()_channels
    j halyard_rv32imac_leave
    .size halyard_rv32imac_two_pixels_\P, . - halyard_rv32imac_two_pixels_\P
    .endm

    halyard_two_pixels 1
    halyard_two_pixels 2
    halyard_two_pixels 3

    .section .text.halyard_rv32imac_two_pixels_store, "ax", @progbits
// What the outputs of a pair of channels need, of the context a0, which goes on to the next pair; back to t6.
//   t1, a1, a2, a3  threshold, multiplier, addend, shift of the first channel;  a0, a4, a5, a6  of the second
//   t0, t5  minimum, maximum;  t2  output;  t3, ra  from one pixel to the next, to the last one
    .globl halyard_rv32imac_two_pixels_records
    .type halyard_rv32imac_two_pixels_records, @function
    .balign 4
halyard_rv32imac_two_pixels_records:
    lw a5, 8(a0)
    lw t2, 16(a0)
    lw t3, 20(a0)
    lw ra, 24(a0)
    lw t0, 32(a0)
    lw t5, 36(a0)
    lw t1, 40(a0)
    addi t4, t2, 2
    sw t4, 16(a0)
    addi t4, a5, 32
    sw t4, 8(a0)
    lw a1, 4(a5)
    lw a3, 12(a5)
    lw a4, 20(a5)
    lw a6, 28(a5)
    lw a0, 24(a5)
    sll a2, t1, a3
    sll t4, t1, a6
    lw t1, 8(a5)
    addi a2, a2, 1
    addi a5, t4, 1
    addi a3, a3, 1
    addi a6, a6, 1
    jr t6
    .size halyard_rv32imac_two_pixels_records, . - halyard_rv32imac_two_pixels_records

// The outputs of a pair of pixels, raw s0 and s3, hi s6 and s9; back to t6.
    .globl halyard_rv32imac_two_pixels_store
    .type halyard_rv32imac_two_pixels_store, @function
    .balign 4
halyard_rv32imac_two_pixels_store:
    slli t4, s6, 16
    sub s0, s0, t4
    slli t4, s9, 16
    sub s3, s3, t4
    halyard_rescale s0, t1, a1, a2, a3, t0, t5, 0(t2)
    halyard_rescale s3, a0, a4, a5, a6, t0, t5, 1(t2)
    add t2, t2, t3
    halyard_rescale s6, t1, a1, a2, a3, t0, t5, 0(t2)
    halyard_rescale s9, a0, a4, a5, a6, t0, t5, 1(t2)
    add t2, t2, t3
    jr t6
    .size halyard_rv32imac_two_pixels_store, . - halyard_rv32imac_two_pixels_store

// Runs of two pixels to the columns of pairs, eight elements at a time: a0 column, a1 and a2 elements, a3 of a run, a4 runs, a5 from the end of a run to the next,
// a6 pairs, a7 from the elements of a pair to those of the next.
    .section .text.halyard_rv32imac_two_pixels_expand, "ax", @progbits
    .globl halyard_rv32imac_two_pixels_expand
    .type halyard_rv32imac_two_pixels_expand, @function
    .balign 4

    .macro halyard_two_pixels_element K
    lb t0, \K(a1)
    lb t1, \K(a2)
    slli t1, t1, 16
    add t0, t0, t1
    sw t0, (12 * \K)(a0)
    .endm

halyard_rv32imac_two_pixels_expand:
    addi sp, sp, -16
    sw a4, 12(sp)
    andi t2, a3, -4
    andi t4, a3, 3
    andi t5, a3, 4
    snez t6, t2
    addi t6, t6, -1
    or t5, t5, t6
1:
    sw a0, 8(sp)
    sw a1, 4(sp)
    sw a2, 0(sp)
2:
    add t3, a1, t2
    bnez t5, 5f
3:
    halyard_two_pixels_element 0
    halyard_two_pixels_element 1
    halyard_two_pixels_element 2
    halyard_two_pixels_element 3
4:
    halyard_two_pixels_element 4
    halyard_two_pixels_element 5
    halyard_two_pixels_element 6
    halyard_two_pixels_element 7
    addi a0, a0, 96
    addi a1, a1, 8
    addi a2, a2, 8
    bne a1, t3, 3b
    bnez t4, 6f
7:
    add a1, a1, a5
    add a2, a2, a5
    addi a4, a4, -1
    bnez a4, 2b

    lw a0, 8(sp)
    lw a1, 4(sp)
    lw a2, 0(sp)
    lw a4, 12(sp)
    addi a0, a0, 4
    add a1, a1, a7
    add a2, a2, a7
    addi a6, a6, -1
    bnez a6, 1b
    addi sp, sp, 16
    ret
5: // of an odd number of fours the first one alone, and less than one
    bltz t5, 6f
    addi a0, a0, -48
    addi a1, a1, -4
    addi a2, a2, -4
    j 4b
6:
    add t3, a1, t4
8:
    halyard_two_pixels_element 0
    addi a0, a0, 12
    addi a1, a1, 1
    addi a2, a2, 1
    bne a1, t3, 8b
    j 7b
    .size halyard_rv32imac_two_pixels_expand, . - halyard_rv32imac_two_pixels_expand
    .option pop
    .text
