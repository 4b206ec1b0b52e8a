# What start-up does on each core of an ESP32-S3.

  .section .text.board_start, "ax"
  .p2align 2
  .literal_position
  .literal .Lsram_usage, 0x600C1014 # INTERNAL_SRAM_USAGE_1 of Permission Control
  .literal .Lnot_cached, 0xFFFFFFF3 # but its bits 2 and 3: blocks of SRAM 2 that the data cache has
  .literal .Lguard, _stack_guard
  .literal .Lguard_control, 0x80000000 # stores, to any of 64 bytes
  .global board_start
  .type board_start, @function
# Takes SRAM 2, where the stacks lie, from the data cache, which nothing here uses. Makes a stack overflow a debug exception:
# the core watches the 64 bytes below the program's stack. A larger frame that is not written there may step over them.
board_start:
  l32r a2, .Lsram_usage
  l32r a3, .Lnot_cached
  l32i a4, a2, 0
  and a4, a4, a3
  s32i a4, a2, 0
  memw
  l32r a2, .Lguard
  wsr a2, dbreaka0
  l32r a2, .Lguard_control
  wsr a2, dbreakc0
  isync
  ret
  .size board_start, . - board_start

# halyard_core_number(): 0 is the core that starts first. Its PRID is 0xCDCD, the other's 0xABAB.
  .section .text.halyard_core_number, "ax"
  .p2align 2
  .global halyard_core_number
  .type halyard_core_number, @function
halyard_core_number:
  rsr a2, prid
  extui a2, a2, 13, 1
  ret
  .size halyard_core_number, . - halyard_core_number
