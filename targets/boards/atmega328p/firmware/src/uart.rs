//! The serial line: USART0, which the board's USB socket leads to.

use avr_device::asm::delay_cycles;
use avr_device::atmega328p::USART0;

/// Divisor for 115200 baud at double speed and 16 MHz: 117647 in truth, as of the chip at the other end.
const DIVISOR: u16 = 16;

/// Cycles that a byte takes on the line: ten bits of eight samples.
const FRAME: u32 = 10 * 8 * (DIVISOR as u32 + 1);

/// Bytes that may come while an answer goes: the hardware keeps two.
const CAPACITY: u8 = 32;

/// The line, with what has come while it was sending.
pub(crate) struct Uart {
    usart: USART0,
    kept: [u8; CAPACITY as usize],
    first: u8,
    count: u8,
}

impl Uart {
    /// Starts receiver and transmitter: 8 bits, no parity, as they are after reset.
    pub(crate) fn start(usart: USART0) -> Self {
        usart.ucsr0a().write(|w| w.u2x0().set_bit());
        usart.ubrr0().write(|w| w.set(DIVISOR));
        usart
            .ucsr0b()
            .write(|w| w.rxen0().set_bit().txen0().set_bit());
        Self::started(usart)
    }

    /// The line, which was started before.
    pub(crate) fn started(usart: USART0) -> Self {
        Self {
            usart,
            kept: [0; CAPACITY as usize],
            first: 0,
            count: 0,
        }
    }

    /// Sends a byte, waiting for room.
    pub(crate) fn write(&mut self, byte: u8) {
        loop {
            let state = self.usart.ucsr0a().read();
            if state.rxc0().bit_is_set() {
                self.keep();
            }
            if state.udre0().bit_is_set() {
                self.usart.udr0().write(|w| w.set(byte));
                return;
            }
        }
    }

    /// Waits until the last byte has left: at most one is on its way when another could be given.
    pub(crate) fn flush(&mut self) {
        while self.usart.ucsr0a().read().udre0().bit_is_clear() {}
        delay_cycles(FRAME);
    }

    /// Waits for a byte.
    pub(crate) fn read(&mut self) -> u8 {
        if self.count > 0 {
            let byte = self.kept[usize::from(self.first % CAPACITY)];
            self.first = self.first.wrapping_add(1);
            self.count -= 1;
            return byte;
        }
        while self.usart.ucsr0a().read().rxc0().bit_is_clear() {}
        self.usart.udr0().read().bits()
    }

    /// Keeps a received byte; one for which there is no room is lost.
    fn keep(&mut self) {
        let byte = self.usart.udr0().read().bits();
        if self.count < CAPACITY {
            let place = self.first.wrapping_add(self.count) % CAPACITY;
            self.kept[usize::from(place)] = byte;
            self.count += 1;
        }
    }
}
