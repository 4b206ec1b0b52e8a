//! Board support: the ATmega328P of an Arduino Uno, at 16 MHz.
//!
//! Serial line (its USB socket), clock, the pin that marks inferences, and the stop after a panic, behind [`Board`]. No
//! interrupt is enabled: instruction and cycle counts are the same on every run.
#![no_std]
#![feature(asm_experimental_arch)] // assembly for AVR is not stable yet
#![deny(missing_docs)]

mod board;
mod clock;
#[allow(unsafe_code)] // takes the address from which it was called, and the peripherals
mod panic;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;
mod uart;

pub use avr_device::entry;
pub use board::Board;
