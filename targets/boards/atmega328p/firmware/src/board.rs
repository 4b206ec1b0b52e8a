//! The board as the agent sees it.

use avr_device::atmega328p::{PORTB, Peripherals};
use halyard_runtime::{Platform, Stack};

use crate::stack;
use crate::timer::Timer;
use crate::uart::Uart;

/// An Arduino Uno.
pub struct Board {
    uart: Uart,
    timer: Timer,
    counts_cycles: bool,
    port: PORTB,
}

impl Board {
    /// Starts serial line, timers and pin.
    ///
    /// # Panics
    ///
    /// If it is called twice.
    pub fn start() -> Self {
        let peripherals = Peripherals::take().expect("started once");
        let timer = Timer::start(peripherals.TC0, peripherals.TC1);
        let counts_cycles = timer.counts_cycles();
        if counts_cycles {
            timer.count_overflows();
        }
        peripherals.PORTB.ddrb().write(|w| w.pb5().set_bit());
        Self {
            uart: Uart::start(peripherals.USART0),
            timer,
            counts_cycles,
            port: peripherals.PORTB,
        }
    }

    /// The board, which was started before, for the last words of a panic.
    pub(crate) fn steal(peripherals: Peripherals) -> Self {
        Self {
            uart: Uart::started(peripherals.USART0),
            timer: Timer::started(peripherals.TC0, peripherals.TC1),
            counts_cycles: false,
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
        self.timer.microseconds()
    }

    fn cycles(&mut self) -> Option<u32> {
        self.counts_cycles.then(|| self.timer.cycles())
    }

    /// Pin 13, which the board's own diode shows, is high while inferences run.
    fn inference_starts(&mut self) {
        self.uart.flush();
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
