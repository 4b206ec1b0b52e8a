//! Board support: the ATmega328P of an Arduino Uno, at 16 MHz.
//!
//! Serial line (its USB socket), clock, the pin that marks inferences, and the stop after a panic, behind [`Board`].
#![no_std]
#![feature(abi_avr_interrupt, asm_experimental_arch)] // not stable yet
#![deny(missing_docs)]

mod board;
#[allow(unsafe_code)] // takes the address from which it was called, and the peripherals
mod panic;
#[allow(unsafe_code)] // knows the linker's symbols
mod stack;
#[allow(unsafe_code)] // handles an interrupt
mod timer;
mod uart;

pub use board::Board;
