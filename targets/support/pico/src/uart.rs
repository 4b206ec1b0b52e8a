//! UART 0 on GPIO 0 (out) and 1 (in).

use crate::chip::hal::Clock;
use crate::chip::hal::clocks::ClocksManager;
use crate::chip::hal::fugit::RateExtU32;
use crate::chip::hal::gpio::bank0::{Gpio0, Gpio1};
use crate::chip::hal::gpio::{FunctionNull, FunctionUart, Pin, PullDown, PullNone, PullUp};
use crate::chip::hal::pac::{RESETS, UART0};
use crate::chip::hal::uart::{DataBits, StopBits, UartConfig, UartPeripheral};

use crate::registers;

const BAUD_RATE: u32 = 115_200;

/// Switches the UART on: 8 data bits, no parity, one stop bit.
pub(crate) fn start(
    uart: UART0,
    out: Pin<Gpio0, FunctionNull, PullDown>,
    input: Pin<Gpio1, FunctionNull, PullDown>,
    resets: &mut RESETS,
    clocks: &ClocksManager,
) {
    let out: Pin<_, FunctionUart, PullNone> = out.reconfigure();
    let input: Pin<_, FunctionUart, PullUp> = input.reconfigure();
    let config = UartConfig::new(BAUD_RATE.Hz(), DataBits::Eight, None, StopBits::One);
    UartPeripheral::new(uart, (out, input), resets)
        .enable(config, clocks.peripheral_clock.freq())
        .expect("the rate can be made of the clock");
}

/// Whether it is out of reset.
pub(crate) fn is_on() -> bool {
    registers::resets().reset_done().read().uart0().bit_is_set()
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    while registers::uart().uartfr().read().txff().bit_is_set() {}
    registers::send(byte);
}

/// Waits until the last byte has left.
pub(crate) fn flush() {
    while registers::uart().uartfr().read().busy().bit_is_set() {}
}

/// Waits for a byte. Polls: a handler-less wake-up would need `SEVONPEND`, which saves little beside a running UART.
pub(crate) fn read() -> u8 {
    while registers::uart().uartfr().read().rxfe().bit_is_set() {}
    registers::uart().uartdr().read().data().bits()
}
