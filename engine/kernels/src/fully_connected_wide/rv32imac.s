// The blocks of `fully_connected_wide` for RV32IMAC: see rv32imac.rs, which says what a context holds.
    .option push
    .option arch, +m, +c

// A block of outputs. Eight k go at a time, the last ones by one.
//   s0–s11, t0–t3   sums, which begin with biases
//   a0  input;  a1  where its eights end;  a5  its end;  a2  weights;  a3  an element;  a4  a weight

    .macro halyard_wide_each_16 MACRO, ARGUMENT
    \MACRO s0, 0, \ARGUMENT
    \MACRO s1, 1, \ARGUMENT
    \MACRO s2, 2, \ARGUMENT
    \MACRO s3, 3, \ARGUMENT
    \MACRO s4, 4, \ARGUMENT
    \MACRO s5, 5, \ARGUMENT
    \MACRO s6, 6, \ARGUMENT
    \MACRO s7, 7, \ARGUMENT
    \MACRO s8, 8, \ARGUMENT
    \MACRO s9, 9, \ARGUMENT
    \MACRO s10, 10, \ARGUMENT
    \MACRO s11, 11, \ARGUMENT
    \MACRO t0, 12, \ARGUMENT
    \MACRO t1, 13, \ARGUMENT
    \MACRO t2, 14, \ARGUMENT
    \MACRO t3, 15, \ARGUMENT
    .endm

    .macro halyard_wide_each_4 MACRO, ARGUMENT
    \MACRO s0, 0, \ARGUMENT
    \MACRO s1, 1, \ARGUMENT
    \MACRO s2, 2, \ARGUMENT
    \MACRO s3, 3, \ARGUMENT
    .endm

    .macro halyard_wide_begin SUM, O, RECORDS
    lw \SUM, 16 * \O(\RECORDS)
    .endm

    .macro halyard_wide_add SUM, O, FIRST
    lb a4, (\FIRST+\O)(a2)
    mul a4, a4, a3
    add \SUM, \SUM, a4
    .endm

    .macro halyard_wide_keep SUM, O, UNUSED
    sw \SUM, 4*\O(sp)
    .endm

    .macro halyard_wide WIDTH
    .section .text.halyard_rv32imac_fully_connected_\WIDTH, "ax", @progbits
    .globl halyard_rv32imac_fully_connected_\WIDTH
    .type halyard_rv32imac_fully_connected_\WIDTH, @function
    .balign 4
halyard_rv32imac_fully_connected_\WIDTH:
    jal t0, halyard_rv32imac_enter
    addi sp, sp, -64
    sw a0, 72(sp)
    lw a2, 12(a0)

.Lhalyard_wide_\WIDTH\()_block:
    lw a3, 16(a0)
    lw a1, 4(a0)
    lw a5, 8(a0)
    lw a0, 0(a0)
    halyard_wide_each_\WIDTH halyard_wide_begin, a3
    beq a0, a1, .Lhalyard_wide_\WIDTH\()_rest

.Lhalyard_wide_\WIDTH\()_eights:
    .irp k, 0, 1, 2, 3, 4, 5, 6, 7
    lb a3, \k(a0)
    halyard_wide_each_\WIDTH halyard_wide_add, \k*\WIDTH
    .endr
    addi a0, a0, 8
    addi a2, a2, 8 * \WIDTH
    bne a0, a1, .Lhalyard_wide_\WIDTH\()_eights

.Lhalyard_wide_\WIDTH\()_rest:
    beq a0, a5, .Lhalyard_wide_\WIDTH\()_finish
    lb a3, 0(a0)
    halyard_wide_each_\WIDTH halyard_wide_add, 0
    addi a0, a0, 1
    addi a2, a2, \WIDTH
    j .Lhalyard_wide_\WIDTH\()_rest

.Lhalyard_wide_\WIDTH\()_finish:
    halyard_wide_each_\WIDTH halyard_wide_keep, 0
    lw a0, 72(sp)
    addi a5, sp, 4 * \WIDTH
    jal t0, halyard_rv32imac_fully_connected_finish
    bnez a1, .Lhalyard_wide_\WIDTH\()_block
    addi sp, sp, 64
    j halyard_rv32imac_leave
    .size halyard_rv32imac_fully_connected_\WIDTH, . - halyard_rv32imac_fully_connected_\WIDTH
    .endm

    halyard_wide 16
    halyard_wide 4

// The outputs of a block, whose sums lie from sp to a5, of the context a0; back to t0, with the blocks that are left in a1.
//   s0  sum, output;  s1, s2  sums and their end;  a1  threshold, multiplier;  a3  records;  a4  outputs;  a5  shift
//   t4, t5  minimum, maximum;  t6  2·zp + 1
    .macro halyard_wide_finish O
    lw s0, 4*\O(s1)
    lw a1, (16 * \O + 8)(a3)
    bge s0, a1, 1f
    sb t4, \O(a4)
    j 4f
1:
    lw a1, (16 * \O + 4)(a3)
    lw a5, (16 * \O + 12)(a3)
    slli s0, s0, 1
    mulhsu s0, s0, a1
    bgez s0, 2f
    addi s0, s0, -2
2:
    addi s0, s0, 1
    sra s0, s0, a5
    add s0, s0, t6
    srai s0, s0, 1
    ble s0, t5, 3f
    mv s0, t5
3:
    sb s0, \O(a4)
4:
    .endm

    .section .text.halyard_rv32imac_fully_connected_finish, "ax", @progbits
    .globl halyard_rv32imac_fully_connected_finish
    .type halyard_rv32imac_fully_connected_finish, @function
    .balign 4
halyard_rv32imac_fully_connected_finish:
    mv s1, sp
    mv s2, a5
    lw a3, 16(a0)
    lw a4, 20(a0)
    lw t4, 28(a0)
    lw t5, 32(a0)
    lw t6, 36(a0)
5:
    halyard_wide_finish 0
    halyard_wide_finish 1
    halyard_wide_finish 2
    halyard_wide_finish 3
    addi s1, s1, 16
    addi a3, a3, 64
    addi a4, a4, 4
    bne s1, s2, 5b
    sw a3, 16(a0)
    sw a4, 20(a0)
    lw a1, 24(a0)
    addi a1, a1, -1
    sw a1, 24(a0)
    jr t0
    .size halyard_rv32imac_fully_connected_finish, . - halyard_rv32imac_fully_connected_finish
    .option pop
    .text
