//! The stack that the program runs on.

use core::ptr;

use halyard_runtime::Stack;

use crate::chip;

unsafe extern "C" {
    static _stack_start: u32;
}

/// The program's stack.
pub(crate) fn stack() -> Stack {
    let end = ptr::addr_of!(_stack_start).expose_provenance();
    // SAFETY: the linker script gives this range to the stack that start-up begins the program on.
    unsafe { Stack::new(chip::stack_lowest(), end) }
}
