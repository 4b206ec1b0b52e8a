//! USART0 on PA9 (out) and PA10 (in).
//!
//! Source: GD32VF103 User Manual, chapters "USART" (BAUD is the peripheral's clock by the baud rate, with four fractional
//! bits) and "GPIO".

use crate::clocks::CORE_HZ;
use crate::registers::peripherals;

const BAUD_RATE: u32 = 115_200;

/// Rounded to the nearest: 0.05 % slow.
const BAUD: u32 = (CORE_HZ + BAUD_RATE / 2) / BAUD_RATE;

const ALTERNATE_PUSH_PULL: u8 = 0b10;
const MHZ_50: u8 = 0b11;
const INPUT: u8 = 0b00;
const PULLED: u8 = 0b10;

/// Switches the USART on.
pub(crate) fn start() {
    let parts = peripherals();
    parts
        .RCU
        .apb2en
        .modify(|_, w| w.paen().set_bit().usart0en().set_bit());
    parts.GPIOA.ctl1.modify(|_, w| {
        w.ctl9().variant(ALTERNATE_PUSH_PULL).md9().variant(MHZ_50);
        w.ctl10().variant(PULLED).md10().variant(INPUT)
    });
    // A line that nobody drives is idle, not a break.
    parts.GPIOA.bop.write(|w| w.bop10().set_bit());
    // SAFETY: any value is a divider.
    parts.USART0.baud.write(|w| unsafe { w.bits(BAUD) });
    parts
        .USART0
        .ctl0
        .write(|w| w.uen().set_bit().ten().set_bit().ren().set_bit());
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    let uart = peripherals().USART0;
    while uart.stat.read().tbe().bit_is_clear() {}
    uart.data.write(|w| w.data().variant(u16::from(byte)));
}

/// Waits until the last byte has left.
pub(crate) fn flush() {
    while peripherals().USART0.stat.read().tc().bit_is_clear() {}
}

/// Waits for a byte.
pub(crate) fn read() -> u8 {
    let uart = peripherals().USART0;
    while uart.stat.read().rbne().bit_is_clear() {}
    uart.data.read().data().bits() as u8
}
