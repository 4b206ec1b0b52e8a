//! The machine timer as a clock. QEMU advances it with the host's time, so its figures mean nothing.

use crate::registers::{TIME_HIGH, TIME_LOW};

const TICKS_PER_MICROSECOND: u64 = 10;

/// Microseconds since the machine started.
pub(crate) fn microseconds() -> u32 {
    loop {
        let high = TIME_HIGH.read();
        let low = TIME_LOW.read();
        if high == TIME_HIGH.read() {
            let ticks = u64::from(high) << 32 | u64::from(low);
            return (ticks / TICKS_PER_MICROSECOND) as u32;
        }
    }
}
