//! Makes the flash read-only, as real flash is. A stack that overflows ends there (regions.x), and so faults.

use core::ptr;

use riscv::register::{Permission, Range, pmpaddr0, pmpaddr1, pmpaddr2, pmpaddr3, pmpcfg0};

unsafe extern "C" {
    static _flash_start: u32;
    static _flash_end: u32;
}

/// Forbids writing to the flash, until reset.
pub(crate) fn start() {
    let flash_start = ptr::addr_of!(_flash_start).expose_provenance();
    let flash_end = ptr::addr_of!(_flash_end).expose_provenance();
    // SAFETY: entry 0 is off: it is where the range of entry 1 begins.
    unsafe { pmpaddr0::write(flash_start >> 2) };
    // SAFETY: entry 1 is off, so its address means nothing yet.
    unsafe { pmpaddr1::write(flash_end >> 2) };
    // SAFETY: code and constants stay readable, and nothing is ever written there.
    unsafe { pmpcfg0::set_pmp(1, Range::TOR, Permission::RX, true) };
}

/// Forbids this hart, until reset, the bytes from `start` to `end`, both multiples of 4.
pub(crate) fn forbid(start: usize, end: usize) {
    // SAFETY: entry 2 is off: it is where the range of entry 3 begins.
    unsafe { pmpaddr2::write(start >> 2) };
    // SAFETY: entry 3 is off, so its address means nothing yet.
    unsafe { pmpaddr3::write(end >> 2) };
    // SAFETY: the caller's stack lies above, and nothing else is in this range.
    unsafe { pmpcfg0::set_pmp(3, Range::TOR, Permission::NONE, true) };
}
