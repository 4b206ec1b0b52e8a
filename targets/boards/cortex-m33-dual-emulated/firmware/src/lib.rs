//! Board support: two Cortex-M33 of QEMU's `mps2-an521`.
//!
//! Start-up (a stack of its own for faults), serial line, clock and stop, behind [`Board`]; [`start_core`]. No
//! interrupt handler ever runs: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
#[allow(unsafe_code)] // its vector table; where it begins
mod second_core;

pub use board::Board;
pub use second_core::{core_count, core_number, start_core};

halyard_cortex_m::handlers!(Board::steal);
