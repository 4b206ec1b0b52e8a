//! What boards of Cortex-M cores share: the program's own stack and its guard, what is told of panics and faults, and the stop of
//! an emulator.
//!
//! Start-up is cortex-m-rt's. Before it does anything else, the program moves to a stack of its own (PSP), and exceptions keep
//! the one that the vector table names (MSP): so a fault is told even when the program's stack is used up. `memory.x` of a board
//! names both: `_main_stack_end` (lowest address) to `_main_stack_start` is the program's, `_stack_start` is the top of the other.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // reads the stacked program counter
mod fault;
#[cfg(not(armv8m))]
#[allow(unsafe_code)] // registers of the memory protection unit
mod guard;
#[allow(unsafe_code)] // asks the emulator to stop
mod semihosting;
#[allow(unsafe_code)] // switches stacks; knows the linker's symbols
mod stack;

pub use cortex_m_rt::exception;
pub use fault::{faulted, interrupted, panicked};
#[cfg(not(armv8m))]
pub use guard::guard_stack;
pub use semihosting::exit;
pub use stack::stack;
