//! UART 0, a CMSDK APB UART.

use cortex_m::asm::wfi;
use cortex_m::interrupt::{self, InterruptNumber};
use cortex_m::peripheral::NVIC;

use crate::registers::{
    UART_BAUD_DIVIDER, UART_CONTROL, UART_DATA, UART_INTERRUPT_STATUS, UART_STATE,
};

const CLOCK_HZ: u32 = 25_000_000;
const BAUD_RATE: u32 = 115_200;
const TRANSMITTER_FULL: u32 = 1;
const RECEIVER_FULL: u32 = 2;
const RECEIVED: u32 = 2;
const TRANSMIT_RECEIVE_INTERRUPT: u32 = 0b1011;

/// Interrupt of the receiver. Interrupts stay masked: when it becomes pending, it ends `wfi`, and no handler runs.
#[derive(Clone, Copy)]
struct Receiver;

// SAFETY: number 0 is UART 0's receiver.
unsafe impl InterruptNumber for Receiver {
    fn number(self) -> u16 {
        0
    }
}

/// Switches the UART on.
pub(crate) fn start() {
    interrupt::disable();
    UART_BAUD_DIVIDER.write(CLOCK_HZ / BAUD_RATE);
    UART_CONTROL.write(TRANSMIT_RECEIVE_INTERRUPT);
    // SAFETY: no critical section relies on it being masked.
    unsafe { NVIC::unmask(Receiver) };
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    while UART_STATE.read() & TRANSMITTER_FULL != 0 {}
    UART_DATA.write(u32::from(byte));
}

/// Sleeps until a byte comes.
pub(crate) fn read() -> u8 {
    loop {
        UART_INTERRUPT_STATUS.write(RECEIVED);
        NVIC::unpend(Receiver);
        if UART_STATE.read() & RECEIVER_FULL != 0 {
            return UART_DATA.read() as u8;
        }
        wfi();
    }
}
