//! The cycle counter as a clock. QEMU advances it with the host's time, so its figures mean nothing.

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use halyard_xtensa::cycles;

const CYCLES_PER_MICROSECOND: u32 = 10;

static SEEN: AtomicU32 = AtomicU32::new(0);
static MICROSECONDS: AtomicU32 = AtomicU32::new(0);

/// Microseconds since the machine started. The counter wraps within minutes: what passes between two calls may be no longer.
pub(crate) fn microseconds() -> u32 {
    let seen = SEEN.load(Relaxed);
    let passed = cycles().wrapping_sub(seen) / CYCLES_PER_MICROSECOND;
    let microseconds = MICROSECONDS.load(Relaxed).wrapping_add(passed);
    SEEN.store(seen.wrapping_add(passed * CYCLES_PER_MICROSECOND), Relaxed);
    MICROSECONDS.store(microseconds, Relaxed);
    microseconds
}
