//! The stack that the program runs on: from the end of the variables to the end of RAM.

use core::ptr;

use halyard_runtime::Stack;

unsafe extern "C" {
    static _end: u8;
    static __stack: u8;
}

/// The program's stack. Nothing guards its end: one that overflows has overwritten variables, and all of it was in use.
pub(crate) fn stack() -> Stack {
    let lowest = ptr::addr_of!(_end).expose_provenance();
    let last = ptr::addr_of!(__stack).expose_provenance();
    // SAFETY: the linker puts variables below `_end`; start-up code lets the stack grow down from `__stack`.
    unsafe { Stack::new(lowest, last + 1) }
}
