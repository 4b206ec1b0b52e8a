//! Makes a stack overflow a fault.
//!
//! The stack is the lowest thing in RAM (memory.x), but where hardware has nothing QEMU lets a program read zeros. So the
//! memory protection unit forbids the megabyte below.

use cortex_m::asm::{dsb, isb};

use crate::registers::{MPU_CONTROL, MPU_REGION_ATTRIBUTES, MPU_REGION_BASE, MPU_REGION_NUMBER};

const BELOW_RAM: u32 = 0x1FF0_0000;

/// No access, never executed, 2^20 bytes, enabled.
const FORBIDDEN_MEGABYTE: u32 = 1 << 28 | 19 << 1 | 1;

/// Enabled; everything else stays as it is without the unit.
const ENABLE_OVER_DEFAULT_MAP: u32 = 0b101;

/// Forbids the memory below the stack.
pub(crate) fn start() {
    MPU_REGION_NUMBER.write(0);
    MPU_REGION_BASE.write(BELOW_RAM);
    MPU_REGION_ATTRIBUTES.write(FORBIDDEN_MEGABYTE);
    MPU_CONTROL.write(ENABLE_OVER_DEFAULT_MAP);
    dsb();
    isb();
}
