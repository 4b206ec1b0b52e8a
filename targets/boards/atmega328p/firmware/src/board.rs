//! The board as the agent sees it.

use avr_device::atmega328p::{PORTB, Peripherals};
use halyard_runtime::{Platform, Stack};

use crate::clock::Time;
use crate::stack;
use crate::uart::Uart;

/// QEMU has no timer 0, and an interrupt would spoil its counts of instructions.
const HAS_CLOCK: bool = !matches!(env!("HALYARD_BOARD").as_bytes(), b"atmega328p-emulated");

/// An Arduino Uno.
pub struct Board {
    uart: Uart,
    time: Time,
    port: PORTB,
}

impl Board {
    /// Starts serial line, clock and pin.
    ///
    /// # Panics
    ///
    /// If it is called twice.
    pub fn start() -> Self {
        let peripherals = Peripherals::take().expect("started once");
        let time = Time::start(peripherals.TC0, peripherals.TC1);
        if HAS_CLOCK {
            time.count_overflows();
        }
        peripherals.PORTB.ddrb().write(|w| w.pb5().set_bit());
        Self {
            uart: Uart::start(peripherals.USART0),
            time,
            port: peripherals.PORTB,
        }
    }

    /// The board, which was started before, for the last words of a panic.
    pub(crate) fn again(peripherals: Peripherals) -> Self {
        Self {
            uart: Uart::again(peripherals.USART0),
            time: Time::again(peripherals.TC0, peripherals.TC1),
            port: peripherals.PORTB,
        }
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = false;
    const TAKES_FEATURES: bool = false;

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.uart.write(byte);
        }
    }

    fn read(&mut self) -> Option<u8> {
        Some(self.uart.read())
    }

    fn microseconds(&mut self) -> u32 {
        self.time.microseconds()
    }

    fn cycles(&mut self) -> Option<u32> {
        HAS_CLOCK.then(|| self.time.cycles())
    }

    /// Pin 13, which the board's own diode shows, is high while inferences run.
    fn inference_starts(&mut self) {
        self.port.portb().write(|w| w.pb5().set_bit());
    }

    fn inference_ends(&mut self) {
        self.port.portb().reset();
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(stack::stack())
    }

    fn exit(&mut self, _code: u8) {}
}
