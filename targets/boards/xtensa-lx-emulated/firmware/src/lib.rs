//! Board support: Xtensa LX7 cores of QEMU's `kc705`.
//!
//! Start-up (read-only flash, a stack of its own for faults; in assembly, beside `memory.x`), serial line, clock and stop,
//! behind [`Board`]; the other cores are held until [`start_core`]. The one interrupt handler ends the wait for the host and does nothing else: instruction counts are
//! the same on every run.
#![no_std]
#![deny(missing_docs)]

#[allow(unsafe_code)] // calls assembly
mod assembly;
mod board;
#[allow(unsafe_code)] // a name that assembly knows
mod cores;
#[allow(unsafe_code)] // the exported fault handler
mod fault;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;
mod timer;
mod uart;

pub use assembly::{core_number, windowed_sum};
pub use board::Board;
pub use cores::{core_count, start_core};

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
