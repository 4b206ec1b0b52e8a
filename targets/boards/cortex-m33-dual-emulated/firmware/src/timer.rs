//! Timer 1 of the CMSDK dual timer as a clock. QEMU advances it with the host's time, so its figures mean nothing.

use crate::registers::{TIMER_CONTROL, TIMER_LOAD, TIMER_VALUE};

/// Enabled, free-running, 32 bits wide, 20 MHz divided by 256: 12.8 us a tick, and 15 hours until it wraps.
const RUN: u32 = 0b1000_1010;

/// Starts counting down.
pub(crate) fn start() {
    TIMER_LOAD.write(u32::MAX);
    TIMER_CONTROL.write(RUN);
}

/// Microseconds since `start`.
pub(crate) fn microseconds() -> u32 {
    let ticks = u32::MAX - TIMER_VALUE.read();
    (ticks / 5).wrapping_mul(64) + (ticks % 5) * 64 / 5
}
