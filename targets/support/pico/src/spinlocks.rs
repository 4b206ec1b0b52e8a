//! The spinlocks, which the cores share.

use core::ptr;

/// Releases all spinlocks: they keep their state when only the cores are reset, as by a debugger.
pub(crate) fn release() {
    const SPINLOCK_0: usize = 0xD000_0100;
    for number in 0..32 {
        let lock = ptr::with_exposed_provenance_mut::<u32>(SPINLOCK_0 + 4 * number);
        // SAFETY: these registers are always there, and the second core does not run yet.
        unsafe { lock.write_volatile(1) };
    }
}
