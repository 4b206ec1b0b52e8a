//! The board as the agent sees it.

use cortex_m::interrupt;
use halyard_runtime::{Platform, Stack};
use rp2040_hal::clocks::init_clocks_and_plls;
use rp2040_hal::gpio::{PinState, Pins};
use rp2040_hal::pac::{CorePeripherals, Peripherals};
use rp2040_hal::{Sio, Timer, Watchdog};

use crate::{cycle_counter, peripheral, spinlocks, uart};

const CRYSTAL_HZ: u32 = 12_000_000;

/// The pin that is high while inferences are measured.
const MARK: u32 = 1 << 2;

/// The first core of a Raspberry Pi Pico.
pub struct Board(());

impl Board {
    /// Starts stack guard, clocks (125 MHz), serial line, timer, cycle counter and mark.
    ///
    /// # Panics
    ///
    /// If it was called before.
    pub fn start() -> Self {
        interrupt::disable();
        spinlocks::release();
        let mut core = CorePeripherals::take().expect("started once");
        let chip = Peripherals::take().expect("started once");
        halyard_cortex_m::guard_stack();
        let mut resets = chip.RESETS;
        let mut watchdog = Watchdog::new(chip.WATCHDOG);
        let Ok(clocks) = init_clocks_and_plls(
            CRYSTAL_HZ,
            chip.XOSC,
            chip.CLOCKS,
            chip.PLL_SYS,
            chip.PLL_USB,
            &mut resets,
            &mut watchdog,
        ) else {
            panic!("the crystal does not start");
        };
        let pins = Pins::new(
            chip.IO_BANK0,
            chip.PADS_BANK0,
            Sio::new(chip.SIO).gpio_bank0,
            &mut resets,
        );
        uart::start(chip.UART0, pins.gpio0, pins.gpio1, &mut resets, &clocks);
        let _ = pins.gpio2.into_push_pull_output_in_state(PinState::Low);
        let _ = Timer::new(chip.TIMER, &mut resets, &clocks);
        cycle_counter::start(&mut core.SYST);
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub(crate) fn again() -> Self {
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
        peripheral::timer().timerawl().read().bits()
    }

    fn cycles(&mut self) -> Option<u32> {
        Some(cycle_counter::cycles())
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn inference_starts(&mut self) {
        peripheral::raise_pins(MARK);
    }

    fn inference_ends(&mut self) {
        peripheral::lower_pins(MARK);
    }

    /// Tells a debugger or an emulator, which may be there, for handlers of panics and faults.
    fn exit(&mut self, code: u8) {
        halyard_cortex_m::exit(code);
    }
}
