//! Board support: Cortex-M7 of QEMU's `mps2-an500`.
//!
//! Start-up (a stack of its own for faults), serial line, clock and stop, behind [`Board`]. No interrupt handler ever
//! runs: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

mod board;

pub use board::Board;

halyard_cortex_m::handlers!(Board::steal);
