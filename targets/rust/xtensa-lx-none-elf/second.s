# The start of a core that is not the first: it begins here, with what HALYARD_BEGINNING names: its program, its stack's
# lowest address and end. It says that it has taken them by writing 0 for the program.

  .section .text.halyard_core_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lbeginning, HALYARD_BEGINNING
  .literal .Lcore_vectors, vectors
  .literal .Lguard_stores, 0x80000000 # stores, to any of 64 bytes
  .global halyard_core_start
  .type halyard_core_start, @function
halyard_core_start:
  movi a2, 0x25 # as the first core's
  wsr a2, ps
  rsync
  movi a2, 0
  wsr a2, intenable
  wsr a2, lcount
  l32r a2, .Lcore_vectors
  wsr a2, vecbase
  rsync
  call0 board_start
  l32r a12, .Lbeginning
  l32i a1, a12, 8

  # The core watches the lowest 64 bytes of its stack.
  l32i a2, a12, 4
  wsr a2, dbreaka0
  l32r a2, .Lguard_stores
  wsr a2, dbreakc0
  isync

  l32i a3, a12, 0
  movi a2, 0
  memw
  s32i a2, a12, 0
  callx0 a3
  .size halyard_core_start, . - halyard_core_start
