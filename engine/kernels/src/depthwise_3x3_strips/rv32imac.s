// A strip of `depthwise_3x3_strips` for RV32IMAC: see rv32imac.rs, which says what a context holds.
    .option push
    .option arch, +m, +c

// A channel. Each input column adds to the sums of the output columns that it touches, whose sums rotate through registers; a sum that is complete is stored. Then all
// sums are requantized.
//   a0–a7, t0       weights, row by row
//   s0–s8           sums: three rows of each output column
//   s9–s11, t1, t2  input rows; those of stride 2 are s7–s11, t1, t2
//   t3  elements of a pixel;  t4  input;  t5  product;  t6  where sums are stored;  ra  where that ends;  s6  the same in the padding, stride 2


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
    halyard_rescale t4, a4, a5, a6, a7, t1, t2, 0(\TO)
    add \TO, \TO, t3
    .endm

    .macro halyard_strip_enter NAME
    .section .text.halyard_rv32imac_strip_\NAME, "ax", @progbits
    .globl halyard_rv32imac_strip_\NAME
    .type halyard_rv32imac_strip_\NAME, @function
    .balign 4
halyard_rv32imac_strip_\NAME:
    jal t0, halyard_rv32imac_enter
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
    addi a6, a6, 1
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
    j halyard_rv32imac_leave
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
