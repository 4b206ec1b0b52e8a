//! The stack that the program runs on.

use core::arch::global_asm;
use core::ptr;

use halyard_runtime::Stack;

// cortex-m-rt calls this before anything else. It moves the program to its own stack (PSP), with a limit below which the
// core faults; exceptions keep the one that the vector table names (MSP), so a fault is told even when the program's stack
// is used up.
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

/// The program's stack.
pub(crate) fn stack() -> Stack {
    let lowest = ptr::addr_of!(_main_stack_end).expose_provenance();
    let end = ptr::addr_of!(_main_stack_start).expose_provenance();
    // SAFETY: memory.x gives this range to the stack that `__pre_init` switched to.
    unsafe { Stack::new(lowest, end) }
}

/// Releases all spinlocks: they keep their state when only the cores are reset, as by a debugger.
pub(crate) fn release_locks() {
    const SPINLOCK_0: usize = 0xD000_0100;
    for number in 0..32 {
        let lock = ptr::with_exposed_provenance_mut::<u32>(SPINLOCK_0 + 4 * number);
        // SAFETY: these registers are always there, and the second core does not run yet.
        unsafe { lock.write_volatile(1) };
    }
}
