// Frames of functions. One begins with `jal t0, halyard_rv32imac_enter` and ends with `j halyard_rv32imac_leave`;
// three words from sp on are its own.
    .option push
    .option arch, +m, +c
    .section .text.halyard_rv32imac_frame, "ax", @progbits
    .globl halyard_rv32imac_enter
    .type halyard_rv32imac_enter, @function
    .balign 4
halyard_rv32imac_enter:
    addi sp, sp, -64
    sw ra, 60(sp)
    sw s0, 56(sp)
    sw s1, 52(sp)
    sw s2, 48(sp)
    sw s3, 44(sp)
    sw s4, 40(sp)
    sw s5, 36(sp)
    sw s6, 32(sp)
    sw s7, 28(sp)
    sw s8, 24(sp)
    sw s9, 20(sp)
    sw s10, 16(sp)
    sw s11, 12(sp)
    jr t0
    .size halyard_rv32imac_enter, . - halyard_rv32imac_enter

    .globl halyard_rv32imac_leave
    .type halyard_rv32imac_leave, @function
halyard_rv32imac_leave:
    lw ra, 60(sp)
    lw s0, 56(sp)
    lw s1, 52(sp)
    lw s2, 48(sp)
    lw s3, 44(sp)
    lw s4, 40(sp)
    lw s5, 36(sp)
    lw s6, 32(sp)
    lw s7, 28(sp)
    lw s8, 24(sp)
    lw s9, 20(sp)
    lw s10, 16(sp)
    lw s11, 12(sp)
    addi sp, sp, 64
    ret
    .size halyard_rv32imac_leave, . - halyard_rv32imac_leave
    .option pop
    .text
