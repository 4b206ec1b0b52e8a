//! Board support: RV32IMAC harts of QEMU's `virt`.
//!
//! Start-up (read-only flash, a stack of its own for faults), serial line, clock and stop, behind [`Board`]; the other
//! harts wait for [`start_core`]. Traps are faults, never interrupts: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // what the other harts do after reset
mod cores;
mod exit;
#[allow(unsafe_code)] // control registers of the hart; knows the linker's symbols
mod guard;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
mod timer;
#[allow(unsafe_code)] // control registers of the hart
mod uart;

pub use board::Board;
pub use cores::{core_count, core_number, start_core};

halyard_riscv::handlers!(Board::steal);
