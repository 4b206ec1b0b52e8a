# What start-up does on QEMU's kc705 with a DE233 core, and how the emulator is stopped.

  .section .text.board_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lram, 0x20000000
  .literal .Lread_write, 0x00000002
  .global board_start
  .type board_start, @function
board_start:
  # Without this, S32C1I, and with it every atomic exchange, is an exception: do it in the cache, or in RAM.
  movi a2, 0x15
  wsr a2, atomctl

  # Way 6 of the TLB maps 512 MB with each of its eight entries, at reset to themselves and all allowed. An entry is
  # physical address | attribute (1: execute, 2: write), its place is virtual address | way.
  movi a2, 0 # data: 0x00000000 is read-only
  movi a3, 6
  wdtlb a2, a3
  l32r a2, .Lread_write # data: 0x20000000 is physical address 0
  l32r a3, .Lram
  addi a3, a3, 6
  wdtlb a2, a3
  dsync
  ret
  .size board_start, . - board_start

# halyard_exit(status): ends QEMU by its semihosting (SYS_exit).
  .section .text.halyard_exit, "ax"
  .p2align 2
  .global halyard_exit
  .type halyard_exit, @function
halyard_exit:
  mov a3, a2
  movi a2, 1
  .byte 0x00, 0x51, 0x00 # simcall, which LLVM's assembler does not know
  ret
  .size halyard_exit, . - halyard_exit

# halyard_core_number(): 0 is the core that starts first.
  .section .text.halyard_core_number, "ax"
  .p2align 2
  .global halyard_core_number
  .type halyard_core_number, @function
halyard_core_number:
  rsr a2, prid
  ret
  .size halyard_core_number, . - halyard_core_number

# halyard_read_external(register), halyard_write_external(register, value): registers of what joins the cores, by RER and
# WER, which LLVM's assembler does not know.
  .section .text.halyard_external, "ax"
  .p2align 2
  .global halyard_read_external
  .type halyard_read_external, @function
halyard_read_external:
  .byte 0x20, 0x62, 0x40 # rer a2, a2
  ret
  .size halyard_read_external, . - halyard_read_external

  .p2align 2
  .global halyard_write_external
  .type halyard_write_external, @function
halyard_write_external:
  .byte 0x30, 0x72, 0x40 # wer a3, a2
  ret
  .size halyard_write_external, . - halyard_write_external

# weighted_sum(a, b, c, d) = a + 2 b + 4 c + 8 d, compiled for register windows as a ROM's functions are; for
# checks/windowed.rs, the only program that has it.
  .section .text.weighted_sum, "ax"
  .p2align 2
  .global weighted_sum
  .type weighted_sum, @function
weighted_sum:
  entry a1, 32
  addx2 a2, a3, a2
  mov a10, a4
  mov a11, a5
  call8 weighted_pair
  addx4 a2, a10, a2
  retw
  .size weighted_sum, . - weighted_sum

  .p2align 2
weighted_pair: # (a, b) = a + 2 b
  entry a1, 32
  addx2 a2, a3, a2
  retw
