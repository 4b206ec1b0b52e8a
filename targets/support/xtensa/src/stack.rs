//! The stack that the program runs on.

use core::ptr;

use halyard_runtime::Stack;

unsafe extern "C" {
    static _stack_start: u32;
    static _stack_end: u32;
}

/// The program's stack.
pub fn stack() -> Stack {
    let lowest = ptr::addr_of!(_stack_end).expose_provenance();
    let end = ptr::addr_of!(_stack_start).expose_provenance();
    // SAFETY: memory.x gives this range to the stack that start-up begins the program on.
    unsafe { Stack::new(lowest, end) }
}
