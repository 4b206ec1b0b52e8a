//! The UART.

use cortex_m::asm::wfi;
use cortex_m::interrupt::{self, InterruptNumber};
use cortex_m::peripheral::NVIC;

use crate::Machine;

const BAUD_RATE: u32 = 115_200;
const TRANSMITTER_FULL: u32 = 1;
const RECEIVER_FULL: u32 = 2;
const RECEIVED: u32 = 2;
const TRANSMIT_RECEIVE_INTERRUPT: u32 = 0b1011;

/// Interrupt of the receiver. Interrupts stay masked: when it becomes pending, it ends `wfi`, and no handler runs.
#[derive(Clone, Copy)]
struct Receiver(u16);

// SAFETY: a machine gives the number of its UART's receiver, always the same.
unsafe impl InterruptNumber for Receiver {
    fn number(self) -> u16 {
        self.0
    }
}

impl Machine {
    /// Switches the UART on.
    pub(crate) fn start_uart(&self) {
        interrupt::disable();
        let divider = self.megahertz * 1_000_000 / BAUD_RATE;
        self.uart.baud_divider().write(divider);
        self.uart.control().write(TRANSMIT_RECEIVE_INTERRUPT);
        // SAFETY: no critical section relies on it being masked.
        unsafe { NVIC::unmask(Receiver(self.receiver)) };
    }

    /// Sends a byte, waiting for room.
    pub(crate) fn send(&self, byte: u8) {
        while self.uart.state().read() & TRANSMITTER_FULL != 0 {}
        self.uart.data().write(u32::from(byte));
    }

    /// Sleeps until a byte comes.
    pub(crate) fn receive(&self) -> u8 {
        loop {
            self.uart.interrupt_status().write(RECEIVED);
            NVIC::unpend(Receiver(self.receiver));
            if self.uart.state().read() & RECEIVER_FULL != 0 {
                return self.uart.data().read() as u8;
            }
            wfi();
        }
    }
}
