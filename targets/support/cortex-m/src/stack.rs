//! The stack that the program runs on.

use core::arch::global_asm;
use core::ops::Range;
use core::ptr;

use halyard_runtime::Stack;

// cortex-m-rt calls this before anything else.
#[cfg(not(armv8m))]
global_asm!(
    ".section .text.__pre_init, \"ax\"",
    ".global __pre_init",
    ".type __pre_init, %function",
    ".thumb_func",
    "__pre_init:",
    "ldr r0, =_main_stack_start",
    "msr psp, r0",
    "movs r0, #2",
    "msr control, r0",
    "isb",
    "bx lr",
    ".ltorg",
);

// The same, with a limit below which the core faults.
#[cfg(armv8m)]
global_asm!(
    ".section .text.__pre_init, \"ax\"",
    ".global __pre_init",
    ".type __pre_init, %function",
    ".thumb_func",
    "__pre_init:",
    "ldr r0, =_main_stack_start",
    "msr psp, r0",
    "ldr r0, =_main_stack_end",
    "msr psplim, r0",
    "movs r0, #2",
    "msr control, r0",
    "isb",
    "bx lr",
    ".ltorg",
);

unsafe extern "C" {
    static _main_stack_start: u32;
    static _main_stack_end: u32;
}

/// The addresses of the program's stack.
pub(crate) fn addresses() -> Range<usize> {
    let lowest = ptr::addr_of!(_main_stack_end).expose_provenance();
    lowest..ptr::addr_of!(_main_stack_start).expose_provenance()
}

/// The program's stack.
pub fn stack() -> Stack {
    let Range { start, end } = addresses();
    // SAFETY: memory.x gives this range to the stack that `__pre_init` switched to.
    unsafe { Stack::new(start, end) }
}
