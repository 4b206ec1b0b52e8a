//! Makes a stack overflow a fault, where the core has no stack limit.
//!
//! Below the stack (`memory.x`) there may be something that answers, or nothing, where a buffered write faults long after. So the
//! memory protection unit forbids what lies there.

use cortex_m::asm::{dsb, isb};
use cortex_m::peripheral::MPU;

use crate::stack::addresses;

/// A region lies at a multiple of its size.
const BYTES: usize = 1 << 16;

/// In the base register: the number of the region, 0, is in there, too.
const WITH_REGION: u32 = 1 << 4;

/// No access, never executed, 2^16 bytes, enabled.
const FORBIDDEN: u32 = 1 << 28 | 15 << 1 | 1;

/// Enabled; everything else stays as it is without the unit.
const ENABLE_OVER_DEFAULT_MAP: u32 = 0b101;

/// Forbids the 64 KB below the program's stack to this core.
///
/// # Panics
///
/// If the stack does not begin at a multiple of 64 KB.
pub fn guard_stack() {
    let stack = addresses().start;
    assert!(stack.is_multiple_of(BYTES));
    // SAFETY: the unit's registers are always there; one thread of execution uses them.
    let unit = unsafe { &*MPU::PTR };
    // SAFETY: region 0 is not used by anything else.
    unsafe { unit.rbar.write((stack - BYTES) as u32 | WITH_REGION) };
    // SAFETY: nothing lies there that the program accesses.
    unsafe { unit.rasr.write(FORBIDDEN) };
    // SAFETY: all other memory keeps its default attributes.
    unsafe { unit.ctrl.write(ENABLE_OVER_DEFAULT_MAP) };
    dsb();
    isb();
}
