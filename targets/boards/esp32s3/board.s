# What start-up does on an ESP32-S3, calls into its ROM, and the start of its second core.

  .section .text.board_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lguard, _stack_end
  .literal .Lguard_control, 0x80000020 # stores, to any of 32 bytes
  .global board_start
  .type board_start, @function
# Makes a stack overflow a debug exception: the core watches the lowest words of the program's stack. A frame of more than
# 32 bytes that is not written there may step over them.
board_start:
  l32r a2, .Lguard
  wsr a2, dbreaka0
  l32r a2, .Lguard_control
  wsr a2, dbreakc0
  isync
  ret
  .size board_start, . - board_start

# halyard_call_rom(function, a, b, c, d): calls a function of the ROM, which is compiled for register windows, and returns
# what it returns. Interrupts must be masked, and the function may not nest deeper than the 64 registers hold (seven calls):
# nothing here saves windows.
  .section .text.halyard_call_rom, "ax"
  .p2align 2
  .literal_position
  .literal .Lwindows, 0x00040000 # PS.WOE
  .global halyard_call_rom
  .type halyard_call_rom, @function
halyard_call_rom:
  addi a1, a1, -32
  s32i a0, a1, 0
  s32i a12, a1, 4
  s32i a13, a1, 8
  s32i a14, a1, 12
  s32i a15, a1, 16
  rsr a15, ps
  s32i a15, a1, 20
  mov a8, a2
  mov a10, a3
  mov a11, a4
  mov a12, a5
  mov a13, a6
  rsr a2, windowbase # only this window is in use
  ssl a2
  movi a2, 1
  sll a2, a2
  wsr a2, windowstart
  l32r a2, .Lwindows
  or a15, a15, a2
  wsr a15, ps
  rsync
  callx8 a8
  l32i a15, a1, 20
  wsr a15, ps
  rsync
  mov a2, a10
  l32i a0, a1, 0
  l32i a12, a1, 4
  l32i a13, a1, 8
  l32i a14, a1, 12
  l32i a15, a1, 16
  addi a1, a1, 32
  ret
  .size halyard_call_rom, . - halyard_call_rom

# The second core begins here, with the function and the stack that HALYARD_SECOND_CORE names.
  .section .text.halyard_second_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lsecond, HALYARD_SECOND_CORE
  .literal .Lsecond_vectors, vectors
  .global halyard_second_start
  .type halyard_second_start, @function
halyard_second_start:
  movi a2, 0x2F # as the first core's
  wsr a2, ps
  rsync
  movi a2, 0
  wsr a2, intenable
  wsr a2, lcount
  l32r a2, .Lsecond_vectors
  wsr a2, vecbase
  rsync
  l32r a2, .Lsecond
  l32i a3, a2, 0
  l32i a1, a2, 4
  callx0 a3
  .size halyard_second_start, . - halyard_second_start
