//! Board support: GD32VF103 of a Longan Nano.
//!
//! Start-up (108 MHz, a stack of its own for faults), serial line, clock and counter, behind [`Board`]. Interrupts stay
//! disabled: what is measured is the inference alone.
//!
//! Sources: GD32VF103 User Manual (chapters named in each module); Bumblebee Core Architecture Manual for the core.
#![no_std]
#![deny(missing_docs)]

mod board;
mod clocks;
mod mark;
#[allow(unsafe_code)] // takes the part's registers
mod registers;
#[allow(unsafe_code)] // reads the core's timer and counter
mod timer;
#[allow(unsafe_code)] // writes a baud rate
mod uart;

pub use board::Board;

halyard_riscv::handlers!(Board::steal);
