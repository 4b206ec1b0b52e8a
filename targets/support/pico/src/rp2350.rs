//! What an RP2350 has of its own: two timers, and cores that count their cycles.

use cortex_m::Peripherals;
use cortex_m::peripheral::DWT;
use rp235x_hal::Timer;
use rp235x_hal::clocks::ClocksManager;
use rp235x_hal::pac::{RESETS, TIMER0};

use crate::registers;

pub(crate) use rp235x_hal as hal;

pub(crate) type TimerPeripheral = TIMER0;

/// The core has a limit of its stack since start-up.
pub(crate) fn guard_stack() {}

/// Lets the timer count microseconds.
pub(crate) fn start_timer(resets: &mut RESETS, clocks: &ClocksManager) {
    // Only this function owns it.
    let timer = registers::steal().TIMER0;
    let _ = Timer::new_timer0(timer, resets, clocks);
}

/// Starts counting the core's clock.
pub(crate) fn start_cycle_counter(core: &mut Peripherals) {
    core.DCB.enable_trace();
    core.DWT.enable_cycle_counter();
}

/// Cycles since `Board::start`, modulo 2³².
pub(crate) fn cycles() -> u32 {
    DWT::cycle_count()
}
