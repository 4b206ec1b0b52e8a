//! The registers that this board support uses. No others can be made outside this module.

use core::ptr;

/// A 32-bit register of a peripheral.
#[derive(Clone, Copy)]
pub(crate) struct Register(usize);

pub(crate) const UART_DATA: Register = Register(0xFD05_0020);
pub(crate) const UART_INTERRUPT_ENABLE: Register = Register(0xFD05_0024);
pub(crate) const UART_LINE_STATUS: Register = Register(0xFD05_0034);

/// Where the cores but the first begin when they are let go, and the word before, which code there can reach. They lie
/// within the first core's stack.
pub(crate) const OTHER_RESET: [Register; 3] = [
    Register(0x2000_0FFC),
    Register(0x2000_1000),
    Register(0x2000_1004),
];

impl Register {
    /// Where it lies.
    pub(crate) const fn address(self) -> usize {
        self.0
    }

    /// Reads it.
    pub(crate) fn read(self) -> u32 {
        // SAFETY: the constants above are registers of QEMU's kc705 machine, or memory that is always there.
        unsafe { ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u32) {
        // SAFETY: as for `read`; writing these registers never touches memory but `OTHER_RESET`, which `cores` knows unused.
        unsafe { ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }
}
