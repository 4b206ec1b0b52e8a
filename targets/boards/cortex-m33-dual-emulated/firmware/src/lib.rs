//! Board support: two Cortex-M33 of QEMU's `mps2-an521`.
//!
//! Start-up (a stack of its own for faults), serial line, clock and stop, behind [`Board`]; [`start_second_core`]. No
//! interrupt handler ever runs: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // asks the emulator to stop
mod exit;
#[allow(unsafe_code)] // exception handlers; reads the stacked program counter
mod fault;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
#[allow(unsafe_code)] // its vector table; where it begins
mod second_core;
#[allow(unsafe_code)] // switches stacks; knows the linker's symbols
mod start;
mod timer;
#[allow(unsafe_code)] // unmasks an interrupt that only wakes the core
mod uart;

pub use board::Board;
pub use cortex_m_rt::entry;
pub use second_core::{core_number, start_second_core};
