//! The peripherals that are used after start-up, where the HAL's owners of them would have to be handed to fault handlers.

use crate::chip::TimerPeripheral;
use crate::chip::hal::pac::{Peripherals, RESETS, SIO, UART0, resets, sio, uart0};

/// What says which peripherals are out of reset.
pub(crate) fn resets() -> &'static resets::RegisterBlock {
    // SAFETY: these registers are always there; this package only reads them.
    unsafe { &*RESETS::PTR }
}

/// Pins, core number.
pub(crate) fn sio() -> &'static sio::RegisterBlock {
    // SAFETY: these registers are always there.
    unsafe { &*SIO::PTR }
}

/// Makes outputs high, one bit for each pin.
pub(crate) fn raise_pins(pins: u32) {
    // SAFETY: every value is valid; other pins stay as they are.
    sio()
        .gpio_out_set()
        .write(|word| unsafe { word.bits(pins) });
}

/// Makes outputs low, one bit for each pin.
pub(crate) fn lower_pins(pins: u32) {
    // SAFETY: as for `raise_pins`.
    sio()
        .gpio_out_clr()
        .write(|word| unsafe { word.bits(pins) });
}

/// Microseconds since the timer was started, modulo 2³².
pub(crate) fn microseconds() -> u32 {
    // SAFETY: out of reset since `Board::start`; this package only reads it.
    unsafe { &*TimerPeripheral::PTR }.timerawl().read().bits()
}

/// The serial line.
pub(crate) fn uart() -> &'static uart0::RegisterBlock {
    // SAFETY: out of reset, see `uart::is_on`; only the first core uses it.
    unsafe { &*UART0::PTR }
}

/// Puts a byte into the serial line's queue, which must have room.
pub(crate) fn send(byte: u8) {
    // SAFETY: every byte is valid data.
    uart()
        .uartdr()
        .write(|word| unsafe { word.data().bits(byte) });
}

/// All of them once more, for what only one function uses.
pub(crate) fn steal() -> Peripherals {
    // SAFETY: callers take no peripheral out of it that others use.
    unsafe { Peripherals::steal() }
}
