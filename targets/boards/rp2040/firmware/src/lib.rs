//! Board support: Raspberry Pi Pico.
//!
//! Start-up (boot loader, a stack of its own for faults, 125 MHz), serial line on GPIO 0 and 1, clock, a mark on GPIO 2
//! while inferences are measured, behind [`Board`]; [`cycles`]; [`start_second_core`]. No interrupt handler ever runs.
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // the boot loader's place
mod boot;
mod cycle_counter;
#[allow(unsafe_code)] // peripherals that only this package uses
mod peripheral;
mod second_core;
#[allow(unsafe_code)] // their registers
mod spinlocks;
mod uart;

pub use board::Board;
pub use cycle_counter::cycles;
pub use halyard_cortex_m::entry;
pub use second_core::{CoreStack, core_number, start_second_core};

halyard_cortex_m::handlers!(Board::again);
