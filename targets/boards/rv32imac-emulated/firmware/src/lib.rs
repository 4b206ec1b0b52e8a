//! Board support: an RV32IMAC hart of QEMU's `virt`.
//!
//! Start-up (read-only flash, a stack of its own for faults), serial line, clock and stop, behind [`Board`]. Traps are
//! faults, never interrupts: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

mod board;
mod clock;
mod exit;
#[allow(unsafe_code)] // the trap handler
mod fault;
#[allow(unsafe_code)] // control registers of the hart; knows the linker's symbols
mod guard;
#[allow(unsafe_code)] // memory-mapped registers
mod register;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;
#[allow(unsafe_code)] // control registers of the hart
mod uart;

pub use board::Board;
pub use riscv_rt::entry;
