//! The core's timer as a clock, and its cycle counter.
//!
//! Source: Bumblebee Core Architecture Manual, chapters on TIMER (`mtime`, counted at a quarter of the core's clock on this
//! part) and on the registers `mcycle` and `mcountinhibit`.

use core::ptr;

use riscv::register::{mcountinhibit, mcycle};

use crate::clocks::CORE_HZ;

const TIME_LOW: usize = 0xD100_0000;
const TIME_HIGH: usize = 0xD100_0004;
const TICKS_PER_MICROSECOND: u64 = CORE_HZ as u64 / 4 / 1_000_000;

/// Lets the cycle counter run.
pub(crate) fn start() {
    // SAFETY: the counter is used by `cycles` alone.
    unsafe { mcountinhibit::clear_cy() };
}

/// Cycles of the core, modulo 2³².
pub(crate) fn cycles() -> u32 {
    mcycle::read() as u32
}

/// Microseconds since reset, modulo 2³².
pub(crate) fn microseconds() -> u32 {
    loop {
        let high = read(TIME_HIGH);
        let low = read(TIME_LOW);
        if high == read(TIME_HIGH) {
            let ticks = u64::from(high) << 32 | u64::from(low);
            return (ticks / TICKS_PER_MICROSECOND) as u32;
        }
    }
}

fn read(address: usize) -> u32 {
    // SAFETY: callers give a register of the core's timer; reading it changes nothing.
    unsafe { ptr::with_exposed_provenance::<u32>(address).read_volatile() }
}
