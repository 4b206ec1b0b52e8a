//! What boards of STM32H7 parts share: caches, cycle counter, timer, a serial line and a pin that marks inferences, behind [`Board`].
//! Power, clocks and which pins they are is each board's [`Wiring`].
#![no_std]
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // registers of peripherals that are always there
mod registers;

pub use board::{BAUD_RATE, Board, Wiring, start_timer};
pub use registers::Registers;
pub use stm32h7xx_hal as hal;
