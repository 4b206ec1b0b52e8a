//! Board support: STM32H743 of a NUCLEO-H743ZI.
//!
//! Start-up (a stack of its own for faults), full clock, caches, serial line, counters and the pin that marks inferences,
//! behind [`Board`]. No interrupt handler ever runs.
//!
//! Sources: RM0433 (reference manual), UM1974 and UM2407 (the boards), PM0253 (the core).
#![no_std]
#![deny(missing_docs)]

mod board;

pub use board::Board;

halyard_cortex_m::handlers!(Board::steal);
