//! What differs by the route that builds this package: here stock Rust, without esp-hal. `chip_by_esp_hal.rs` is its twin.

use core::ptr;

pub use crate::assembly::cycles;
pub(crate) use crate::assembly::wait;
use crate::{clocks, watchdogs};

unsafe extern "C" {
    static _stack_end: u32;
}

/// Stops the watchdogs and starts the clocks.
pub(crate) fn start() {
    watchdogs::stop();
    clocks::start();
}

/// Lowest address of the program's stack; the guard lies below (memory.x).
pub(crate) fn stack_lowest() -> usize {
    ptr::addr_of!(_stack_end).expose_provenance()
}
