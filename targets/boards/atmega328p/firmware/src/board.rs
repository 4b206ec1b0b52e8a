//! The board as the agent sees it.

use avr_device::atmega328p::Peripherals;
use halyard_runtime::{Platform, Stack};

use crate::{clock, stack, uart};

/// An Arduino Uno.
pub struct Board {
    peripherals: Peripherals,
}

impl Board {
    /// Starts serial line, clock and pin.
    ///
    /// # Panics
    ///
    /// If it is called twice.
    pub fn start() -> Self {
        let peripherals = Peripherals::take().expect("started once");
        uart::start(&peripherals.USART0);
        clock::start(&peripherals);
        peripherals.PORTB.ddrb().write(|w| w.pb5().set_bit());
        Self { peripherals }
    }

    /// The board for the last words of a panic, whether it was started or not.
    pub(crate) fn again(peripherals: Peripherals) -> Self {
        uart::start(&peripherals.USART0);
        Self { peripherals }
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = false;
    const TAKES_FEATURES: bool = false;

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            uart::write(&self.peripherals.USART0, byte);
        }
    }

    fn read(&mut self) -> Option<u8> {
        Some(uart::read(&self.peripherals.USART0))
    }

    fn microseconds(&mut self) -> u32 {
        clock::microseconds(&self.peripherals)
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(stack::stack())
    }

    fn exit(&mut self, _code: u8) {}
}
