//! Makes a stack overflow a fault.
//!
//! The stack is the lowest thing in the data TCM (memory.x). Below lie reserved addresses, where a buffered write would fault
//! long after; the memory protection unit forbids them, so that it faults at once.

use cortex_m::asm::{dsb, isb};
use cortex_m::peripheral::MPU;

const BELOW_STACK: u32 = 0x1FFF_0000;

/// No access, never executed, 2^16 bytes, enabled.
const FORBIDDEN_64_KB: u32 = 1 << 28 | 15 << 1 | 1;

/// Enabled; everything else stays as it is without the unit.
const ENABLE_OVER_DEFAULT_MAP: u32 = 0b101;

/// Forbids the memory below the stack.
pub(crate) fn start() {
    // SAFETY: the unit's registers are always there; one thread of execution uses them.
    let mpu = unsafe { &*MPU::PTR };
    // SAFETY: region 0 is not used by anything else.
    unsafe { mpu.rnr.write(0) };
    // SAFETY: nothing lies in the 64 KB below the data TCM.
    unsafe { mpu.rbar.write(BELOW_STACK) };
    // SAFETY: as above.
    unsafe { mpu.rasr.write(FORBIDDEN_64_KB) };
    // SAFETY: all other memory keeps its default attributes.
    unsafe { mpu.ctrl.write(ENABLE_OVER_DEFAULT_MAP) };
    dsb();
    isb();
}
