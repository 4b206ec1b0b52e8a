//! Where the machines have what they share.

use crate::registers::{Timer, Uart};

/// A machine.
pub struct Machine {
    pub(crate) uart: Uart,
    pub(crate) timer: Timer,
    /// Clock of both.
    pub(crate) megahertz: u32,
    /// Number of the interrupt of the UART's receiver.
    pub(crate) receiver: u16,
}

impl Machine {
    /// QEMU's `mps2-an500`.
    pub const AN500: Self = Self {
        uart: Uart::AN500,
        timer: Timer::AN500,
        megahertz: 25,
        receiver: 0,
    };

    /// QEMU's `mps2-an521`, in its secure view.
    pub const AN521: Self = Self {
        uart: Uart::AN521,
        timer: Timer::AN521,
        megahertz: 20,
        receiver: 32,
    };
}
