//! What boards of QEMU's MPS2 machines share: a UART and a timer of the Cortex-M System Design Kit (CMSDK), behind [`Board`].
#![no_std]
#![deny(missing_docs)]

mod board;
mod machine;
#[allow(unsafe_code)] // memory-mapped registers
mod registers;
mod timer;
#[allow(unsafe_code)] // unmasks an interrupt that only wakes the core
mod uart;

pub use board::{Board, Wiring};
pub use machine::Machine;
