//! Board support: Raspberry Pi Pico, at 125 MHz.
//!
//! The boot loader is this board's own; `halyard-pico` has the rest. No interrupt handler ever runs.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // the boot loader's place
mod boot;

pub use halyard_pico::{Board, core_count, core_number, start_core};

halyard_cortex_m::handlers!(Board::steal);
