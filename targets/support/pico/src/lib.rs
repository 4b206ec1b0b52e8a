//! What Raspberry Pi's Pico boards share: clocks at full speed, serial line on GPIO 0 and 1, timer, a mark on GPIO 2 while inferences
//! are measured, behind [`Board`]; [`start_core`]. The features `rp2040` and `rp2350` choose the chip.
#![no_std]
#![deny(missing_docs)]

mod board;
#[cfg_attr(feature = "rp2040", path = "rp2040.rs")]
#[cfg_attr(feature = "rp2350", path = "rp2350.rs")]
mod chip;
#[allow(unsafe_code)] // peripherals that only this package uses
mod registers;
#[allow(unsafe_code)] // makes of memory a stack
mod second_core;
#[allow(unsafe_code)] // their registers
mod spinlocks;
mod uart;

pub use board::Board;
pub use second_core::{core_count, core_number, start_core};
