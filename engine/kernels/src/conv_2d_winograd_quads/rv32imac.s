// All sums are modulo 2^32. Words of int16 pairs are what a + 65536·b is, with its low half's sign put right by t6, 0x8000.
    .option push
    .option arch, +m, +c

// Rows of Bᵀ times D0–D5: to D0, D1, D4, C, A, D5.
    .macro halyard_winograd_input D0, D1, D2, D3, D4, D5, A, B, C
    sub \A, \D4, \D2
    sub \B, \D3, \D1
    sub \D0, \D0, \D2
    slli \D0, \D0, 2
    add \D0, \D0, \A
    slli \B, \B, 1
    sub \D5, \D5, \D3
    slli \C, \B, 1
    sub \D5, \D5, \C
    add \C, \A, \B
    sub \A, \A, \B
    slli \D2, \D2, 2
    sub \D2, \D4, \D2
    slli \D1, \D1, 2
    sub \D3, \D3, \D1
    add \D1, \D2, \D3
    sub \D4, \D2, \D3
    .endm

    .macro halyard_winograd_store_column V0, V1, V2, V3, V4, V5, AT
    sw \V0, \AT(a2)
    sw \V1, (\AT + 4)(a2)
    sw \V2, (\AT + 8)(a2)
    sw \V3, (\AT + 12)(a2)
    sw \V4, (\AT + 16)(a2)
    sw \V5, (\AT + 20)(a2)
    .endm

// Two pairs of channels of a row's pixel, which ROW leads to; then the next pixel.
    .macro halyard_winograd_pixel ROW, V0, V1
    lb \V0, 0(\ROW)
    lb a4, 1(\ROW)
    lb \V1, 2(\ROW)
    lb a5, 3(\ROW)
    slli a4, a4, 16
    add \V0, \V0, a4
    slli a5, a5, 16
    add \V1, \V1, a5
    add \ROW, \ROW, a1
    .endm

// Columns, transformed: a0 pointers to the first pixel in six rows, a1 elements of a pixel, a2 columns, a3 their end.
    .section .text.halyard_rv32imac_winograd_columns, "ax", @progbits
    .globl halyard_rv32imac_winograd_columns
    .type halyard_rv32imac_winograd_columns, @function
    .balign 4
halyard_rv32imac_winograd_columns:
    jal t0, halyard_rv32imac_enter
    lw s0, 0(a0)
    lw s1, 4(a0)
    lw s2, 8(a0)
    lw s3, 12(a0)
    lw s4, 16(a0)
    lw s5, 20(a0)
1:
    halyard_winograd_pixel s0, t0, s6
    halyard_winograd_pixel s1, t1, s7
    halyard_winograd_pixel s2, t2, s8
    halyard_winograd_pixel s3, t3, s9
    halyard_winograd_pixel s4, t4, s10
    halyard_winograd_pixel s5, t5, s11
    halyard_winograd_input t0, t1, t2, t3, t4, t5, a4, a5, a6
    halyard_winograd_store_column t0, t1, t4, a6, a4, t5, 0
    halyard_winograd_input s6, s7, s8, s9, s10, s11, a4, a5, a6
    halyard_winograd_store_column s6, s7, s10, a6, a4, s11, 24
    addi a2, a2, 48
    bne a2, a3, 1b
    j halyard_rv32imac_leave
    .size halyard_rv32imac_winograd_columns, . - halyard_rv32imac_winograd_columns

    .macro halyard_winograd_store V, AT
    add \V, \V, t6
    xor \V, \V, t6
    sw \V, \AT(a1)
    .endm

// A row of six columns, of one pair of channels.
    .macro halyard_winograd_row PAIR
    lw t0, (24 * \PAIR)(a0)
    lw t1, (24 * \PAIR + 48)(a0)
    lw t2, (24 * \PAIR + 96)(a0)
    lw t3, (24 * \PAIR + 144)(a0)
    lw t4, (24 * \PAIR + 192)(a0)
    lw t5, (24 * \PAIR + 240)(a0)
    halyard_winograd_input t0, t1, t2, t3, t4, t5, a4, a5, a6
    halyard_winograd_store t0, (4 * \PAIR)
    halyard_winograd_store t1, (4 * \PAIR + 32)
    halyard_winograd_store t4, (4 * \PAIR + 64)
    halyard_winograd_store a6, (4 * \PAIR + 96)
    halyard_winograd_store a4, (4 * \PAIR + 128)
    halyard_winograd_store t5, (4 * \PAIR + 160)
    .endm

// The transforms of a tile, a1, of its columns, a0.
    .section .text.halyard_rv32imac_winograd_tile, "ax", @progbits
    .globl halyard_rv32imac_winograd_tile
    .type halyard_rv32imac_winograd_tile, @function
    .balign 4
halyard_rv32imac_winograd_tile:
    lui t6, 8
    addi a3, a0, 24
1:
    halyard_winograd_row 0
    halyard_winograd_row 1
    addi a0, a0, 4
    addi a1, a1, 192
    bne a0, a3, 1b
    ret
    .size halyard_rv32imac_winograd_tile, . - halyard_rv32imac_winograd_tile

// G times A, B, C, with ra = 6: to A, T0, T2, T3, T1, C.
    .macro halyard_winograd_weights A, B, C, T0, T1, T2, T3
    add \T0, \A, \C
    slli \T1, \C, 2
    add \T1, \T1, \A
    mul \A, \A, ra
    mul \C, \C, ra
    sub \T2, \B, \T0
    add \T0, \T0, \B
    neg \T0, \T0
    slli \B, \B, 1
    add \T3, \T1, \B
    sub \T1, \T1, \B
    .endm

// A weight of two outputs.
    .macro halyard_winograd_tap V, TAP
    lb \V, (2 * \TAP)(a0)
    lb a7, (2 * \TAP + 1)(a0)
    slli a7, a7, 16
    add \V, \V, a7
    .endm

    .macro halyard_winograd_weights_column J, A, C, T0, T1, T2, T3
    halyard_winograd_tap \A, \J
    halyard_winograd_tap a4, (\J + 3)
    halyard_winograd_tap \C, (\J + 6)
    halyard_winograd_weights \A, a4, \C, \T0, \T1, \T2, \T3
    .endm

    .macro halyard_winograd_weights_row I, A, B, C
    halyard_winograd_weights \A, \B, \C, a4, a5, a6, a7
    halyard_winograd_store \A, (192 * \I)
    halyard_winograd_store a4, (192 * \I + 32)
    halyard_winograd_store a6, (192 * \I + 64)
    halyard_winograd_store a7, (192 * \I + 96)
    halyard_winograd_store a5, (192 * \I + 128)
    halyard_winograd_store \C, (192 * \I + 160)
    .endm

// The transforms, a1, of the weights of four channels and outputs, a0.
    .section .text.halyard_rv32imac_winograd_weights, "ax", @progbits
    .globl halyard_rv32imac_winograd_weights
    .type halyard_rv32imac_winograd_weights, @function
    .balign 4
halyard_rv32imac_winograd_weights:
    jal t0, halyard_rv32imac_enter
    lui t6, 8
    li ra, 6
    addi a2, a1, 32
1:
    halyard_winograd_weights_column 0, s0, s5, s1, s4, s2, s3
    halyard_winograd_weights_column 1, s6, s11, s7, s10, s8, s9
    halyard_winograd_weights_column 2, t0, t5, t1, t4, t2, t3
    halyard_winograd_weights_row 0, s0, s6, t0
    halyard_winograd_weights_row 1, s1, s7, t1
    halyard_winograd_weights_row 2, s2, s8, t2
    halyard_winograd_weights_row 3, s3, s9, t3
    halyard_winograd_weights_row 4, s4, s10, t4
    halyard_winograd_weights_row 5, s5, s11, t5
    addi a0, a0, 18
    addi a1, a1, 4
    bne a1, a2, 1b
    j halyard_rv32imac_leave
    .size halyard_rv32imac_winograd_weights, . - halyard_rv32imac_winograd_weights

    .macro halyard_winograd_product C, T, FIRST, SUM0, SUM1, SUM2, SUM3
    lh t4, (8 * \T + 2 * \C)(a1)
    .if \FIRST
    mul \SUM0, a4, t4
    mul \SUM1, a5, t4
    mul \SUM2, a6, t4
    mul \SUM3, a7, t4
    .else
    mul t5, a4, t4
    add \SUM0, \SUM0, t5
    mul t5, a5, t4
    add \SUM1, \SUM1, t5
    mul t5, a6, t4
    add \SUM2, \SUM2, t5
    mul t4, a7, t4
    add \SUM3, \SUM3, t4
    .endif
    .endm

    .macro halyard_winograd_channel C, FIRST
    lh a4, (8 * \C)(a0)
    lh a5, (8 * \C + 2)(a0)
    lh a6, (8 * \C + 4)(a0)
    lh a7, (8 * \C + 6)(a0)
    halyard_winograd_product \C, 0, \FIRST, s0, s4, s8, t0
    halyard_winograd_product \C, 1, \FIRST, s1, s5, s9, t1
    halyard_winograd_product \C, 2, \FIRST, s2, s6, s10, t2
    halyard_winograd_product \C, 3, \FIRST, s3, s7, s11, t3
    .endm

// Products of four outputs × four tiles, a position after the other; of a position's first channel they are moved, not added.
//   s0–s11, t0–t3   sums [output][tile]
//   a4–a7           weights of a channel;  t4  value of a tile;  t5  product
//   a0, a1          weights, tiles;  a3  weights of the last quad
//   a2, ra          products and their end;  t6  bytes from the last quad to the first one's next position
    .section .text.halyard_rv32imac_winograd_multiply, "ax", @progbits
    .globl halyard_rv32imac_winograd_multiply
    .type halyard_rv32imac_winograd_multiply, @function
    .balign 4
halyard_rv32imac_winograd_multiply:
    jal t0, halyard_rv32imac_enter
    sub t6, a3, a0
    addi t6, t6, -32
    li ra, 64 * 36
    add ra, ra, a2
1:
    halyard_winograd_channel 0, 1
    j 3f
2:
    addi a0, a0, 32 * 36
    addi a1, a1, 32 * 36
    halyard_winograd_channel 0, 0
3:
    halyard_winograd_channel 1, 0
    halyard_winograd_channel 2, 0
    halyard_winograd_channel 3, 0
    bltu a0, a3, 2b

    sw s0, 0(a2)
    sw s1, 4(a2)
    sw s2, 8(a2)
    sw s3, 12(a2)
    sw s4, 16(a2)
    sw s5, 20(a2)
    sw s6, 24(a2)
    sw s7, 28(a2)
    sw s8, 32(a2)
    sw s9, 36(a2)
    sw s10, 40(a2)
    sw s11, 44(a2)
    sw t0, 48(a2)
    sw t1, 52(a2)
    sw t2, 56(a2)
    sw t3, 60(a2)
    addi a2, a2, 64
    sub a0, a0, t6
    sub a1, a1, t6
    addi a3, a3, 32
    bne a2, ra, 1b
    j halyard_rv32imac_leave
    .size halyard_rv32imac_winograd_multiply, . - halyard_rv32imac_winograd_multiply

// Rows of Aᵀ times t0–t5: to t0–t3; a1–a4 are lost.
    .macro halyard_winograd_output
    add a1, t1, t2
    sub a2, t1, t2
    add a3, t3, t4
    sub a4, t3, t4
    add t2, a1, a3
    slli a1, a1, 2
    add a1, a1, a3
    add t0, t0, a1
    slli a1, a2, 1
    add t1, a1, a4
    slli a4, a4, 1
    add a4, a4, a2
    add t3, t5, a4
    .endm

// The output of a sum that is 9·2^(SHIFT + 1) times too large; then the next pixel.
    .macro halyard_winograd_finish V, SHIFT
    mul \V, \V, t6
    sra \V, \V, \SHIFT
    bge \V, s1, 1f
    sb s4, 0(a0)
    j 4f
1:
    mulhsu \V, \V, s0
    bgez \V, 2f
    addi \V, \V, -2
2:
    add \V, \V, s3
    sra \V, \V, s2
    ble \V, s5, 3f
    mv \V, s5
3:
    sb \V, 0(a0)
4:
    add a0, a0, s7
    .endm

// Outputs of a tile, channel by channel: a0 leads to what it is to do.
//   s11  that;  s10  products;  s9  record;  s8  channel;  s7  elements of a pixel
//   s0 multiplier, s1 twice the threshold, s2 shift, s3 addend, s4 and s5 range
//   s6  power of two of the row, less one;  t6  1/9 modulo 2^32
    .section .text.halyard_rv32imac_winograd_finish, "ax", @progbits
    .globl halyard_rv32imac_winograd_finish
    .type halyard_rv32imac_winograd_finish, @function
    .balign 4
halyard_rv32imac_winograd_finish:
    jal t0, halyard_rv32imac_enter
    mv s11, a0
    lw s10, 0(s11)
    lw s9, 4(s11)
    lw s7, 24(s11)
    lw s4, 36(s11)
    lw s5, 40(s11)
    li s8, 0
    li t6, 0x38e38e39
5:
    lw a1, 0(s9)
    slli a2, a1, 5
    slli a1, a1, 2
    add a1, a1, a2
    lw a2, (64 * 7)(s10)
    add a1, a1, a2
    sw a1, (64 * 7)(s10)
    mv a6, s10
    addi a7, s10, 64 * 6
6:
    lw t0, 0(a6)
    lw t1, (64 * 6)(a6)
    lw t2, (64 * 12)(a6)
    lw t3, (64 * 18)(a6)
    lw t4, (64 * 24)(a6)
    lw t5, (64 * 30)(a6)
    halyard_winograd_output
    sw t0, 0(a6)
    sw t1, (64 * 6)(a6)
    sw t2, (64 * 12)(a6)
    sw t3, (64 * 18)(a6)
    addi a6, a6, 64
    bne a6, a7, 6b

    lw s0, 4(s9)
    lw s1, 8(s9)
    lw s2, 12(s9)
    lw s3, 44(s11)
    slli s1, s1, 1
    sll s3, s3, s2
    addi s3, s3, 1
    addi s2, s2, 1
    lw ra, 28(s11)
    mv a6, s10
    addi a7, s11, 8
    add ra, ra, a7
    li s6, 3
7:
    lw t0, 0(a6)
    lw t1, (64 * 1)(a6)
    lw t2, (64 * 2)(a6)
    lw t3, (64 * 3)(a6)
    lw t4, (64 * 4)(a6)
    lw t5, (64 * 5)(a6)
    halyard_winograd_output
    lw a0, 0(a7)
    add a0, a0, s8
    addi a1, s6, 2
    addi a2, s6, 1
    halyard_winograd_finish t0, a1
    halyard_winograd_finish t1, a2
    halyard_winograd_finish t2, s6
    halyard_winograd_finish t3, s6
    slti a1, s6, 2
    addi s6, s6, -1
    add s6, s6, a1
    addi a6, a6, 64 * 6
    addi a7, a7, 4
    bne a7, ra, 7b

    addi s10, s10, 16
    addi s9, s9, 16
    addi s8, s8, 1
    lw a1, 32(s11)
    bne s8, a1, 5b
    j halyard_rv32imac_leave
    .size halyard_rv32imac_winograd_finish, . - halyard_rv32imac_winograd_finish
    .option pop
    .text
