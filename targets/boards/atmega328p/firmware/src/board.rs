//! The board as the agent sees it.

use avr_device::atmega328p::Peripherals;
use halyard_runtime::{Platform, Stack};

use crate::{clock, stack, uart};

/// QEMU has no timer 0, and an interrupt would spoil its counts of instructions.
const HAS_CLOCK: bool = !matches!(env!("HALYARD_BOARD").as_bytes(), b"atmega328p-emulated");

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
        if HAS_CLOCK {
            clock::count_overflows(&peripherals);
        }
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

    fn cycles(&mut self) -> Option<u32> {
        HAS_CLOCK.then(|| clock::cycles(&self.peripherals))
    }

    /// Pin 13, which the board's own diode shows, is high while inferences run.
    fn inference_starts(&mut self) {
        self.peripherals.PORTB.portb().write(|w| w.pb5().set_bit());
    }

    fn inference_ends(&mut self) {
        self.peripherals.PORTB.portb().reset();
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(stack::stack())
    }

    fn exit(&mut self, _code: u8) {}
}
