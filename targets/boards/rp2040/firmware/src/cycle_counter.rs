//! SysTick as a counter of cycles. It has 24 bits; the timer, which the same crystal drives, tells how often it went round.

use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;

use crate::peripheral;

const MASK: u32 = 0x00FF_FFFF;

/// Cycles of the core in a tick of the timer.
const MEGAHERTZ: u32 = 125;

/// Starts counting the core's clock. The timer must have been started just before.
pub(crate) fn start(systick: &mut SYST) {
    systick.set_clock_source(SystClkSource::Core);
    systick.set_reload(MASK);
    systick.clear_current();
    systick.enable_counter();
}

/// Cycles since `Board::start`, modulo 2³².
pub fn cycles() -> u32 {
    let microseconds = peripheral::timer().timerawl().read().bits();
    let low = MASK - SYST::get_current();
    exact(microseconds.wrapping_mul(MEGAHERTZ), low)
}

/// The count whose lowest 24 bits are `low` that is nearest to `roughly`.
fn exact(roughly: u32, low: u32) -> u32 {
    let ahead = (low.wrapping_sub(roughly) << 8).cast_signed() >> 8;
    roughly.wrapping_add_signed(ahead)
}
