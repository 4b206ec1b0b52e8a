# halyard_call_windowed(function, a, b, c, d): calls a function that is compiled for register windows, as those of Espressif's
# ROMs are, and returns what it returns. Interrupts must be masked, and the function may not nest deeper than the 64
# registers hold (seven calls): nothing here saves windows.

  .section .text.halyard_call_windowed, "ax"
  .p2align 2
  .literal_position
  .literal .Lwindows, 0x00040000 # PS.WOE
  .global halyard_call_windowed
  .type halyard_call_windowed, @function
halyard_call_windowed:
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
  .size halyard_call_windowed, . - halyard_call_windowed
