# Start-up and vectors of a bare Xtensa LX7 core, call0 ABI. The board's own assembly has `board_start`, called before any Rust
# runs and on each core, which may find no stack yet.
#
# Interrupts stay masked but within `halyard_wait`, and the only handler is the one that ends that wait. PS.INTLEVEL is 5, as
# high as lets watchpoints work: they are exceptions of level 6.

.macro literal name, value
  .literal_position
  .literal \name, \value
.endm

# ---- Vectors: their offsets are the same on DE233 and ESP32-S3 (XCHAL_*_VECOFS of their core-isa.h). ----

  .section .vectors, "ax"
  .p2align 10
  .global vectors
vectors:

# A vector that only tells a fault. a0 is lost; nothing returns from here. \cause: what tells faults without EXCCAUSE apart.
.macro fault offset, program_counter, cause
  .org vectors + \offset
vector_\offset: # a symbol, from which disassembly begins anew
  rsr a3, \program_counter
  movi a2, \cause
  j tell_fault
.endm

# EXCCAUSE says which fault it is, but for an interrupt (cause 4), which ends a wait.
.macro exception offset
  .org vectors + \offset
vector_\offset:
  wsr a0, excsave1
  rsr a0, exccause
  beqi a0, 4, 1f
  mov a2, a0
  rsr a3, epc1
  j tell_fault
1:
  movi a0, 0
  wsr a0, intenable
  rsr a0, excsave1
  rfe
.endm

  fault 0x180, epc2, 0x102
  fault 0x1C0, epc3, 0x103
  fault 0x200, epc4, 0x104
  fault 0x240, epc5, 0x105
  fault 0x280, epc6, 0x106 # debug: a watchpoint or a break instruction
  fault 0x2C0, epc7, 0x107
  exception 0x300 # kernel
  exception 0x340 # user
  fault 0x3C0, depc, 0x1FF # an exception within an exception
  .org vectors + 0x400

# ---- Start ----

  .section .text._start, "ax"
  .p2align 2
  literal .Lvectors, vectors
  literal .Lstack, _stack_start
  literal .Lbss, _bss_start
  literal .Lbss_end, _bss_end
  literal .Ldata, _data_start
  literal .Ldata_end, _data_end
  literal .Ldata_load, _data_load
  literal .Lfault_stack, _fault_stack_start

  .global _start
  .type _start, @function
_start:
  movi a2, 0x25 # PS: INTLEVEL 5, UM, not EXCM (with which zero-overhead loops do not loop)
  wsr a2, ps
  rsync
  movi a2, 0
  wsr a2, intenable
  wsr a2, lcount
  l32r a2, .Lvectors
  wsr a2, vecbase
  rsync
  l32r a1, .Lstack
  call0 board_start

  l32r a2, .Lbss
  l32r a3, .Lbss_end
  movi a4, 0
1:
  bgeu a2, a3, 2f
  s32i a4, a2, 0
  addi a2, a2, 4
  j 1b
2:
  l32r a2, .Ldata
  l32r a3, .Ldata_end
  l32r a4, .Ldata_load
  beq a2, a4, 4f
3:
  bgeu a2, a3, 4f
  l32i a5, a4, 0
  s32i a5, a2, 0
  addi a2, a2, 4
  addi a4, a4, 4
  j 3b
4:
  call0 main
  .size _start, . - _start

# Continues in `halyard_fault(cause, program counter, address)` on a stack of its own: the program's may be used up.
  .type tell_fault, @function
tell_fault:
  rsr a4, excvaddr
  movi a5, 0
  wsr a5, intenable
  wsr a5, lcount
  movi a5, 0x2F # and no watchpoint any more
  wsr a5, ps
  rsync
  l32r a1, .Lfault_stack
  call0 halyard_fault
  .size tell_fault, . - tell_fault

# ---- What Rust cannot say for this target, which has no inline assembly ----

  .text
  .p2align 2

# halyard_wait(mask): sleeps until one of these interrupts, of level 1, is pending. No time passes between unmasking and
# sleeping in which one could be missed.
  .section .text.halyard_wait, "ax"
  .global halyard_wait
  .type halyard_wait, @function
  .p2align 2
halyard_wait:
  wsr a2, intenable
  rsync
  waiti 0
  rsil a2, 5
  movi a2, 0
  wsr a2, intenable
  rsync
  ret
  .size halyard_wait, . - halyard_wait

# halyard_cycles(): the cycle counter.
  .section .text.halyard_cycles, "ax"
  .global halyard_cycles
  .type halyard_cycles, @function
  .p2align 2
halyard_cycles:
  rsr a2, ccount
  ret
  .size halyard_cycles, . - halyard_cycles
