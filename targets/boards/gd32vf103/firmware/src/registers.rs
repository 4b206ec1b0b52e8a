//! The registers of the part.

use gd32vf103_pac::Peripherals;

/// The part's peripherals. Each module uses those that it starts, on one core and without interrupts.
pub(crate) fn peripherals() -> Peripherals {
    // SAFETY: nothing here relies on a peripheral being its own alone; there is one thread of execution.
    unsafe { Peripherals::steal() }
}
