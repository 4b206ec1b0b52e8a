//! The registers that this board support uses. No others can be made outside this module.

use core::ptr;

/// A 32-bit register of a peripheral.
#[derive(Clone, Copy)]
pub(crate) struct Register(usize);

pub(crate) const UART_DATA: Register = Register(0x4000_4000);
pub(crate) const UART_STATE: Register = Register(0x4000_4004);
pub(crate) const UART_CONTROL: Register = Register(0x4000_4008);
pub(crate) const UART_INTERRUPT_STATUS: Register = Register(0x4000_400C);
pub(crate) const UART_BAUD_DIVIDER: Register = Register(0x4000_4010);
pub(crate) const TIMER_LOAD: Register = Register(0x4000_2000);
pub(crate) const TIMER_VALUE: Register = Register(0x4000_2004);
pub(crate) const TIMER_CONTROL: Register = Register(0x4000_2008);
pub(crate) const MPU_CONTROL: Register = Register(0xE000_ED94);
pub(crate) const MPU_REGION_NUMBER: Register = Register(0xE000_ED98);
pub(crate) const MPU_REGION_BASE: Register = Register(0xE000_ED9C);
pub(crate) const MPU_REGION_ATTRIBUTES: Register = Register(0xE000_EDA0);

impl Register {
    /// Reads it.
    pub(crate) fn read(self) -> u32 {
        // SAFETY: the constants above are registers of the MPS2 boards and of their core.
        unsafe { ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u32) {
        // SAFETY: as for `read`; writing these registers never touches memory.
        unsafe { ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }
}
