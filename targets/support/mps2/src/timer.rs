//! The timer. QEMU advances it with the host's time, so its figures mean nothing.

use crate::Machine;

/// Enabled, free-running, 32 bits wide, its clock divided by 256: hours until it wraps.
const RUN: u32 = 0b1000_1010;
const DIVIDER: u32 = 256;

impl Machine {
    /// Starts the timer.
    pub(crate) fn start_timer(&self) {
        self.timer.load().write(u32::MAX);
        self.timer.control().write(RUN);
    }

    /// Microseconds since `start_timer`.
    pub(crate) fn microseconds(&self) -> u32 {
        let ticks = u32::MAX - self.timer.value().read(); // it counts down
        let (turns, rest) = (ticks / self.megahertz, ticks % self.megahertz);
        turns.wrapping_mul(DIVIDER) + rest * DIVIDER / self.megahertz
    }
}
