//! Board support: STM32H747 of a STM32H747I-DISCO.
//!
//! Start-up (a stack of its own for faults), full clock, caches, serial line, counters and the pin that marks inferences,
//! behind [`Board`]; the second core waits for [`start_core`]. No interrupt handler ever runs.
//!
//! Sources: RM0399 (reference manual), UM2411 (the board), PM0253 and PM0214 (the cores).
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // what the second core does after reset; cleans the cache for it
mod second_core;

pub use board::Board;
pub use second_core::{core_count, core_number, hand_over, start_core};

halyard_cortex_m::handlers!(Board::steal);
