//! What is read and written after start-up: serial line, timer and mark.

use stm32h7xx_hal::pac::{GPIOB, GPIOJ, TIM2, USART1, USART3};
use stm32h7xx_hal::pac::{gpioa, tim2, usart1};

/// A peripheral whose registers are always there.
pub trait Registers {
    /// What it has; peripherals of a kind have the same.
    type Block: 'static;

    /// Its registers. One thread of execution uses them.
    fn registers() -> &'static Self::Block;
}

macro_rules! registers {
    ($($peripheral:ident: $block:ty,)+) => {$(
        impl Registers for $peripheral {
            type Block = $block;

            fn registers() -> &'static $block {
                // SAFETY: this is where the part has them, always.
                unsafe { &*Self::ptr() }
            }
        }
    )+};
}

registers! {
    GPIOB: gpioa::RegisterBlock,
    GPIOJ: gpioa::RegisterBlock,
    TIM2: tim2::RegisterBlock,
    USART1: usart1::RegisterBlock,
    USART3: usart1::RegisterBlock,
}

/// Sends a byte, waiting for room.
pub(crate) fn send<U: Registers<Block = usart1::RegisterBlock>>(byte: u8) {
    let uart = U::registers();
    while uart.isr.read().txe().bit_is_clear() {}
    uart.tdr.write(|w| w.tdr().bits(byte.into()));
}

/// Waits until all bytes have left the line.
pub(crate) fn flush<U: Registers<Block = usart1::RegisterBlock>>() {
    while U::registers().isr.read().tc().bit_is_clear() {}
}

/// Waits for a byte.
pub(crate) fn receive<U: Registers<Block = usart1::RegisterBlock>>() -> u8 {
    let uart = U::registers();
    while uart.isr.read().rxne().bit_is_clear() {
        // A byte was lost; its flag must not stay.
        if uart.isr.read().ore().bit_is_set() {
            uart.icr.write(|w| w.orecf().set_bit());
        }
    }
    uart.rdr.read().rdr().bits() as u8
}

/// Microseconds since start, modulo 2³².
pub(crate) fn microseconds() -> u32 {
    TIM2::registers().cnt.read().bits()
}

/// Sets a pin.
pub(crate) fn raise_pin<P: Registers<Block = gpioa::RegisterBlock>>(number: u32) {
    // SAFETY: each bit of the lower half sets one pin, and no other code sets it.
    P::registers()
        .bsrr
        .write(|w| unsafe { w.bits(1 << number) });
}

/// Clears a pin.
pub(crate) fn lower_pin<P: Registers<Block = gpioa::RegisterBlock>>(number: u32) {
    // SAFETY: each bit of the upper half clears one pin, and no other code clears it.
    P::registers()
        .bsrr
        .write(|w| unsafe { w.bits(1 << (16 + number)) });
}
