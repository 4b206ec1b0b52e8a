//! SysTick as a counter of cycles.

use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;

/// The counter has 24 bits.
const MASK: u32 = 0x00FF_FFFF;

/// Starts counting the core's clock.
pub(crate) fn start(systick: &mut SYST) {
    systick.set_clock_source(SystClkSource::Core);
    systick.set_reload(MASK);
    systick.clear_current();
    systick.enable_counter();
}

/// Cycles since `Board::start`, modulo 2²⁴: 134 ms at 125 MHz.
pub fn cycles() -> u32 {
    MASK - SYST::get_current()
}
