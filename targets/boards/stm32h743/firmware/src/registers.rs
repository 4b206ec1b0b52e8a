//! What is read and written after start-up: serial line, timer and mark.

use stm32h7xx_hal::pac::{GPIOB, TIM2, USART3};

/// Bit of PB0 in `GPIOB_BSRR` that sets it.
const SET_MARK: u32 = 1;
const CLEAR_MARK: u32 = SET_MARK << 16;

/// Sends a byte, waiting for room.
pub(crate) fn send(byte: u8) {
    // SAFETY: the registers are always there; one thread of execution uses them.
    let uart = unsafe { &*USART3::ptr() };
    while uart.isr.read().txe().bit_is_clear() {}
    uart.tdr.write(|w| w.tdr().bits(byte.into()));
}

/// Waits until all bytes have left the line.
pub(crate) fn flush() {
    // SAFETY: as in `send`.
    while unsafe { &*USART3::ptr() }.isr.read().tc().bit_is_clear() {}
}

/// Waits for a byte.
pub(crate) fn receive() -> u8 {
    // SAFETY: as in `send`.
    let uart = unsafe { &*USART3::ptr() };
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
    // SAFETY: as in `send`.
    unsafe { &*TIM2::ptr() }.cnt.read().bits()
}

pub(crate) fn set_mark() {
    mark(SET_MARK);
}

pub(crate) fn clear_mark() {
    mark(CLEAR_MARK);
}

fn mark(bits: u32) {
    // SAFETY: as in `send`.
    let port = unsafe { &*GPIOB::ptr() };
    // SAFETY: each bit sets or clears one pin, and PB0 is the mark.
    port.bsrr.write(|w| unsafe { w.bits(bits) });
}
