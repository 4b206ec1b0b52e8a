//! Board support: Xtensa LX7 cores of QEMU's `kc705`.
//!
//! Start-up (read-only flash, a stack of its own for faults; in assembly, beside `memory.x`), serial line, clock and stop,
//! behind [`Board`]; the other cores are held until [`start_core`]. The one interrupt handler ends the wait for the host and does
//! nothing else: instruction counts are the same on every run.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // calls assembly
mod assembly;
mod board;
mod cores;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
mod timer;
mod uart;

pub use assembly::windowed_sum;
pub use board::Board;
pub use cores::{core_count, start_core};
pub use halyard_xtensa::core_number;

halyard_xtensa::handlers!(Board::steal);
