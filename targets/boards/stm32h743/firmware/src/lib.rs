//! Board support: STM32H743 of a NUCLEO-H743ZI.
//!
//! Start-up (a stack of its own for faults), full clock, caches, serial line, counters and the pin that marks inferences,
//! behind [`Board`]. No interrupt handler ever runs.
//!
//! Sources: RM0433 (reference manual), UM1974 and UM2407 (the boards), PM0253 (the core).
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // exception handlers; reads the stacked program counter
mod fault;
#[allow(unsafe_code)] // registers of the memory protection unit
mod guard;
mod parts;
#[allow(unsafe_code)] // registers of peripherals that are started
mod registers;
#[allow(unsafe_code)] // switches stacks; knows the linker's symbols
mod start;

pub use board::Board;
