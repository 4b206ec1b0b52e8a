//! What boards of RISC-V cores share: the program's stack, and what is told of panics and faults.
//!
//! Start-up is riscv-rt's. `memory.x` of a board, or a linker script of its package, names the stacks: `_stack_end` (lowest address)
//! to `_stack_start` is the program's, `_fault_stack_start` the top of that of faults.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // the trap handler
mod fault;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;

use riscv_rt as _; // start-up is linked

pub use fault::{faulted, panicked};
pub use stack::stack;
