//! Makes a stack overflow a fault.
//!
//! The stack is the lowest thing in RAM (memory.x), but registers of the flash interface may answer below. So the memory
//! protection unit forbids the megabyte there.

use cortex_m::asm::{dsb, isb};
use cortex_m::peripheral::MPU;

/// The base, with the number of the region: 0.
const BELOW_RAM: u32 = 0x1FF0_0000 | 1 << 4;

/// No access, never executed, 2^20 bytes, enabled.
const FORBIDDEN_MEGABYTE: u32 = 1 << 28 | 19 << 1 | 1;

/// Enabled; everything else stays as it is without the unit.
const ENABLE_OVER_DEFAULT_MAP: u32 = 0b101;

/// Forbids the memory below the stack to this core.
pub(crate) fn start(protection: &mut MPU) {
    // SAFETY: nothing lives there that the program accesses.
    unsafe {
        protection.rbar.write(BELOW_RAM);
        protection.rasr.write(FORBIDDEN_MEGABYTE);
        protection.ctrl.write(ENABLE_OVER_DEFAULT_MAP);
    }
    dsb();
    isb();
}
