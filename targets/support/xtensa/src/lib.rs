//! What boards of Xtensa cores share: the program's stack, what is told of panics and faults, what start-up needs to know of a
//! further core, and the assembly that Rust calls.
//!
//! Start-up is assembly beside the target (start.s, second.s, windowed.s); a board's own, board.s, has `board_start` and
//! `halyard_core_number`. `memory.x` of a board names the stacks: `_stack_end` (lowest address) to `_stack_start` is the
//! program's, `_fault_stack_start` the top of that of faults.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // calls assembly
mod assembly;
#[allow(unsafe_code)] // a name that assembly knows
mod beginning;
mod fault;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;

pub use assembly::{call_windowed, core_number, cycles, wait};
pub use beginning::{has_begun, set_beginning};
pub use fault::{faulted, panicked};
pub use stack::stack;
