//! The serial line: USART0, which the board's USB socket leads to.

use avr_device::atmega328p::USART0;

/// Divisor for 115200 baud at double speed and 16 MHz: 117647 in truth, as of the chip at the other end.
const DIVISOR: u16 = 16;

/// Starts receiver and transmitter: 8 bits, no parity, as they are after reset.
pub(crate) fn start(usart: &USART0) {
    usart.ucsr0a().write(|w| w.u2x0().set_bit());
    usart.ubrr0().write(|w| w.set(DIVISOR));
    usart
        .ucsr0b()
        .write(|w| w.rxen0().set_bit().txen0().set_bit());
}

/// Sends a byte, waiting for room.
pub(crate) fn write(usart: &USART0, byte: u8) {
    while usart.ucsr0a().read().udre0().bit_is_clear() {}
    usart.udr0().write(|w| w.set(byte));
}

/// Waits for a byte.
pub(crate) fn read(usart: &USART0) -> u8 {
    while usart.ucsr0a().read().rxc0().bit_is_clear() {}
    usart.udr0().read().bits()
}
