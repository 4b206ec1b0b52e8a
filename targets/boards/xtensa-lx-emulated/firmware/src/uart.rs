//! The 16550 UART and its interrupt, which only ends the wait for a byte.

use halyard_xtensa::wait;

use crate::registers::{UART_DATA, UART_INTERRUPT_ENABLE, UART_LINE_STATUS};

const RECEIVED: u32 = 1;
const DATA_READY: u32 = 1;
const TRANSMITTER_EMPTY: u32 = 0x20;

/// The core's interrupt that the UART raises: the first where the machine has one core, else the fourth.
const INTERRUPT: u32 = 1 << 0 | 1 << 3;

/// Switches the receiver's interrupt on. QEMU's UART needs no baud rate.
pub(crate) fn start() {
    UART_INTERRUPT_ENABLE.write(RECEIVED);
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    while UART_LINE_STATUS.read() & TRANSMITTER_EMPTY == 0 {}
    UART_DATA.write(byte.into());
}

/// Sleeps until a byte comes.
pub(crate) fn read() -> u8 {
    while UART_LINE_STATUS.read() & DATA_READY == 0 {
        wait(INTERRUPT);
    }
    UART_DATA.read() as u8
}
