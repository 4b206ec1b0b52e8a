//! The registers that this board support uses. No others can be made outside this module.

use core::ptr;

/// A register of a peripheral, of the width of `T`.
#[derive(Clone, Copy)]
pub(crate) struct Register<T>(usize, core::marker::PhantomData<T>);

pub(crate) const UART_DATA: Register<u8> = Register::at(0x1000_0000);
pub(crate) const UART_INTERRUPT_ENABLE: Register<u8> = Register::at(0x1000_0001);
pub(crate) const UART_LINE_STATUS: Register<u8> = Register::at(0x1000_0005);
pub(crate) const UART_PRIORITY: Register<u32> = Register::at(0x0C00_0028);
pub(crate) const INTERRUPT_ENABLE: Register<u32> = Register::at(0x0C00_2000);
pub(crate) const INTERRUPT_THRESHOLD: Register<u32> = Register::at(0x0C20_0000);
pub(crate) const INTERRUPT_CLAIM: Register<u32> = Register::at(0x0C20_0004);
pub(crate) const TIME_LOW: Register<u32> = Register::at(0x0200_BFF8);
pub(crate) const TIME_HIGH: Register<u32> = Register::at(0x0200_BFFC);
pub(crate) const TEST_FINISHER: Register<u32> = Register::at(0x0010_0000);

/// Raises the software interrupt of a hart, by 1, until 0 is written.
pub(crate) const fn software_interrupt(hart: u32) -> Register<u32> {
    Register::at(0x0200_0000 + 4 * hart as usize)
}

/// Upper half of the time at which a hart's timer interrupt becomes pending.
pub(crate) const fn timer_compare_high(hart: u32) -> Register<u32> {
    Register::at(0x0200_4004 + 8 * hart as usize)
}

impl<T: Copy> Register<T> {
    const fn at(address: usize) -> Self {
        Self(address, core::marker::PhantomData)
    }

    /// Reads it.
    pub(crate) fn read(self) -> T {
        // SAFETY: the constants above are registers of QEMU's virt machine.
        unsafe { ptr::with_exposed_provenance::<T>(self.0).read_volatile() }
    }

    /// Writes it.
    pub(crate) fn write(self, value: T) {
        // SAFETY: as for `read`; writing these registers never touches memory.
        unsafe { ptr::with_exposed_provenance_mut::<T>(self.0).write_volatile(value) }
    }
}
