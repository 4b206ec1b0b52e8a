//! The core's own counter of cycles.

use cortex_m::peripheral::{DCB, DWT};

/// Starts counting the core's clock.
pub(crate) fn start(debug: &mut DCB, watch: &mut DWT) {
    debug.enable_trace();
    watch.enable_cycle_counter();
}

/// Cycles since `Board::start`, modulo 2³².
pub fn cycles() -> u32 {
    DWT::cycle_count()
}
