//! Board support: ESP32-S3-DevKitC-1.
//!
//! The ROM's loader puts the program into RAM and starts it (start.s and board.s, beside `memory.x`). It stops the
//! watchdogs, runs both cores' clock at 240 MHz, and speaks over UART 0, which the DevKitC-1 leads to its USB bridge; all of
//! it behind [`Board`]. GPIO 4 is high while an inference is measured. [`start_second_core`] starts the other core.
//! The one interrupt handler ends the wait for the host and does nothing else.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // functions of the ROM
mod analog;
#[allow(unsafe_code)] // calls assembly
mod assembly;
mod board;
#[allow(unsafe_code)] // registers
mod clocks;
#[allow(unsafe_code)] // the exported fault handler
mod fault;
#[allow(unsafe_code)] // registers
mod mark;
#[allow(unsafe_code)] // registers; a name that assembly knows
mod second_core;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;
#[allow(unsafe_code)] // registers
mod timer;
#[allow(unsafe_code)] // registers
mod uart;
#[allow(unsafe_code)] // registers
mod watchdogs;

pub use assembly::{core_number, cycles};
pub use board::Board;
pub use second_core::start_second_core;

/// Makes a function the program's `main`, which start-up calls.
#[macro_export]
macro_rules! entry {
    ($function:path) => {
        // SAFETY: start-up calls it, once; nothing else defines it.
        #[unsafe(export_name = "main")]
        extern "C" fn start() -> ! {
            let function: fn() -> ! = $function;
            function()
        }
    };
}
