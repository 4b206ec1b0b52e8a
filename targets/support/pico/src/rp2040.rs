//! What an RP2040 has of its own: SysTick counts cycles. It has 24 bits; the timer, which the same crystal drives, tells how often it
//! went round.

use cortex_m::Peripherals;
use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;
use rp2040_hal::Timer;
use rp2040_hal::clocks::ClocksManager;
use rp2040_hal::pac::{RESETS, TIMER};

use crate::registers;

pub(crate) use halyard_cortex_m::guard_stack;
pub(crate) use rp2040_hal as hal;

pub(crate) type TimerPeripheral = TIMER;

const MASK: u32 = 0x00FF_FFFF;

/// Cycles of the core in a tick of the timer.
const MEGAHERTZ: u32 = 125;

/// Lets the timer count microseconds.
pub(crate) fn start_timer(resets: &mut RESETS, clocks: &ClocksManager) {
    // Only this function owns it.
    let timer = registers::steal().TIMER;
    let _ = Timer::new(timer, resets, clocks);
}

/// Starts counting the core's clock. The timer must have been started just before.
pub(crate) fn start_cycle_counter(core: &mut Peripherals) {
    core.SYST.set_clock_source(SystClkSource::Core);
    core.SYST.set_reload(MASK);
    core.SYST.clear_current();
    core.SYST.enable_counter();
}

/// Cycles since `Board::start`, modulo 2³².
pub(crate) fn cycles() -> u32 {
    let microseconds = registers::microseconds();
    let low = MASK - SYST::get_current();
    exact(microseconds.wrapping_mul(MEGAHERTZ), low)
}

/// The count whose lowest 24 bits are `low` that is nearest to `roughly`.
fn exact(roughly: u32, low: u32) -> u32 {
    let ahead = (low.wrapping_sub(roughly) << 8).cast_signed() >> 8;
    roughly.wrapping_add_signed(ahead)
}
