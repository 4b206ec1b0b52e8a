//! The 16550 UART and its interrupt, which stays masked: when it becomes pending it ends `wfi`, and no handler runs.

use riscv::asm::wfi;
use riscv::register::mie;

use crate::registers::{
    INTERRUPT_CLAIM, INTERRUPT_ENABLE, INTERRUPT_THRESHOLD, UART_DATA, UART_INTERRUPT_ENABLE,
    UART_LINE_STATUS, UART_PRIORITY,
};

const RECEIVED: u8 = 1;
const DATA_READY: u8 = 1;
const TRANSMITTER_EMPTY: u8 = 0x20;

/// Number of the UART's interrupt at the interrupt controller.
const INTERRUPT: u32 = 10;

/// Switches the receiver's interrupt on. QEMU's UART needs no baud rate.
pub(crate) fn start() {
    UART_INTERRUPT_ENABLE.write(RECEIVED);
    UART_PRIORITY.write(1);
    INTERRUPT_ENABLE.write(1 << INTERRUPT);
    INTERRUPT_THRESHOLD.write(0);
    // SAFETY: interrupts stay disabled in `mstatus`, so this only lets a pending one end `wfi`.
    unsafe { mie::set_mext() };
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    while UART_LINE_STATUS.read() & TRANSMITTER_EMPTY == 0 {}
    UART_DATA.write(byte);
}

/// Sleeps until a byte comes.
pub(crate) fn read() -> u8 {
    while UART_LINE_STATUS.read() & DATA_READY == 0 {
        wfi();
        INTERRUPT_CLAIM.write(INTERRUPT_CLAIM.read());
    }
    UART_DATA.read()
}
