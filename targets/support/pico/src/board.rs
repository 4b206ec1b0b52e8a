//! The board as the agent sees it.

use crate::chip::hal::clocks::init_clocks_and_plls;
use crate::chip::hal::gpio::{PinState, Pins};
use crate::chip::hal::pac::Peripherals;
use crate::chip::hal::{Sio, Watchdog};
use cortex_m::interrupt;
use halyard_runtime::{Platform, Stack};

use crate::{chip, registers, spinlocks, uart};

const CRYSTAL_HZ: u32 = 12_000_000;

/// The pin that is high while inferences are measured.
const MARK: u32 = 1 << 2;

/// The first core of a Raspberry Pi Pico or Pico 2.
pub struct Board(());

impl Board {
    /// Starts stack guard, clocks, serial line, timer, cycle counter and mark.
    ///
    /// # Panics
    ///
    /// If it was called before.
    pub fn start() -> Self {
        interrupt::disable();
        spinlocks::release();
        let mut core = cortex_m::Peripherals::take().expect("started once");
        let device = Peripherals::take().expect("started once");
        chip::guard_stack();
        let mut resets = device.RESETS;
        let mut watchdog = Watchdog::new(device.WATCHDOG);
        let Ok(clocks) = init_clocks_and_plls(
            CRYSTAL_HZ,
            device.XOSC,
            device.CLOCKS,
            device.PLL_SYS,
            device.PLL_USB,
            &mut resets,
            &mut watchdog,
        ) else {
            panic!("the crystal does not start");
        };
        let pins = Pins::new(
            device.IO_BANK0,
            device.PADS_BANK0,
            Sio::new(device.SIO).gpio_bank0,
            &mut resets,
        );
        uart::start(device.UART0, pins.gpio0, pins.gpio1, &mut resets, &clocks);
        let _ = pins.gpio2.into_push_pull_output_in_state(PinState::Low);
        chip::start_timer(&mut resets, &clocks);
        chip::start_cycle_counter(&mut core);
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub fn steal() -> Self {
        Self(())
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = false;

    fn write(&mut self, bytes: &[u8]) {
        if uart::is_on() {
            bytes.iter().copied().for_each(uart::write);
            uart::flush();
        }
    }

    fn read(&mut self) -> Option<u8> {
        Some(uart::read())
    }

    fn microseconds(&mut self) -> u32 {
        registers::microseconds()
    }

    fn cycles(&mut self) -> Option<u32> {
        Some(chip::cycles())
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn inference_starts(&mut self) {
        registers::raise_pins(MARK);
    }

    fn inference_ends(&mut self) {
        registers::lower_pins(MARK);
    }

    /// Tells a debugger or an emulator, which may be there, for handlers of panics and faults.
    fn exit(&mut self, code: u8) {
        halyard_cortex_m::exit(code);
    }
}
