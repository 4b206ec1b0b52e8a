//! Board support: ESP32-S3-DevKitC-1.
//!
//! The ROM's loader puts the program into RAM and starts it (start.s and board.s, beside `memory.x`). It stops the
//! watchdogs, runs both cores' clock at 240 MHz, and speaks over UART 0, which the DevKitC-1 leads to its USB bridge; all of
//! it behind [`Board`]. GPIO 4 is high while an inference is measured. [`start_core`] starts the other core.
//! The one interrupt handler ends the wait for the host and does nothing else.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // functions of the ROM
mod analog;
mod board;
#[allow(unsafe_code)] // registers
mod clocks;
#[allow(unsafe_code)] // registers
mod mark;
#[allow(unsafe_code)] // calls functions by their addresses
mod rom;
#[allow(unsafe_code)] // registers
mod second_core;
#[allow(unsafe_code)] // registers
mod timer;
#[allow(unsafe_code)] // registers
mod uart;
#[allow(unsafe_code)] // registers
mod watchdogs;

pub use board::Board;
pub use halyard_xtensa::core_number;
pub use second_core::{core_count, start_core};

halyard_xtensa::handlers!(Board::steal);
