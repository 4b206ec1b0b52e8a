# What start-up does on an ESP32-S3, and the start of its second core.

  .section .text.board_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lguard, _stack_guard
  .literal .Lguard_control, 0x80000000 # stores, to any of 64 bytes
  .global board_start
  .type board_start, @function
# Makes a stack overflow a debug exception: the core watches the 64 bytes below the program's stack. A larger frame that is not
# written there may step over them.
board_start:
  l32r a2, .Lguard
  wsr a2, dbreaka0
  l32r a2, .Lguard_control
  wsr a2, dbreakc0
  isync
  ret
  .size board_start, . - board_start

# The second core begins here, with the function and the stack that HALYARD_SECOND_CORE names.
  .section .text.halyard_second_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lsecond, HALYARD_SECOND_CORE
  .literal .Lsecond_vectors, vectors
  .global halyard_second_start
  .type halyard_second_start, @function
halyard_second_start:
  movi a2, 0x25 # as the first core's
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
