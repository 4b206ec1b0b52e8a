//! Makes the flash read-only, as real flash is. A stack that overflows ends there (memory.x), and so faults.

use riscv::register::{Permission, Range, pmpaddr0, pmpcfg0};

const FLASH_START: usize = 0x8000_0000;
const FLASH_BYTES: usize = 4 << 20;

/// Forbids writing to the flash, until reset.
pub(crate) fn start() {
    // A naturally aligned range of a power of two: address and size in one number.
    let flash = (FLASH_START + FLASH_BYTES / 2 - 1) >> 2;
    // SAFETY: entry 0 is off, so its address means nothing yet.
    unsafe { pmpaddr0::write(flash) };
    // SAFETY: code and constants stay readable, and nothing is ever written there.
    unsafe { pmpcfg0::set_pmp(0, Range::NAPOT, Permission::RX, true) };
}
