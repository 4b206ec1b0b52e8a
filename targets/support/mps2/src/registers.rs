//! The registers that are used. No others can be made outside this module.

use core::ptr;

/// A 32-bit register of a peripheral.
#[derive(Clone, Copy)]
pub(crate) struct Register(usize);

/// UART 0, a CMSDK APB UART.
#[derive(Clone, Copy)]
pub(crate) struct Uart(usize);

/// Timer 1 of a CMSDK dual timer.
#[derive(Clone, Copy)]
pub(crate) struct Timer(usize);

impl Uart {
    pub(crate) const AN500: Self = Self(0x4000_4000);
    pub(crate) const AN521: Self = Self(0x5020_0000);

    pub(crate) const fn data(self) -> Register {
        Register(self.0)
    }

    pub(crate) const fn state(self) -> Register {
        Register(self.0 + 0x4)
    }

    pub(crate) const fn control(self) -> Register {
        Register(self.0 + 0x8)
    }

    pub(crate) const fn interrupt_status(self) -> Register {
        Register(self.0 + 0xC)
    }

    pub(crate) const fn baud_divider(self) -> Register {
        Register(self.0 + 0x10)
    }
}

impl Timer {
    pub(crate) const AN500: Self = Self(0x4000_2000);
    pub(crate) const AN521: Self = Self(0x5000_2000);

    pub(crate) const fn load(self) -> Register {
        Register(self.0)
    }

    pub(crate) const fn value(self) -> Register {
        Register(self.0 + 0x4)
    }

    pub(crate) const fn control(self) -> Register {
        Register(self.0 + 0x8)
    }
}

impl Register {
    /// Reads it.
    pub(crate) fn read(self) -> u32 {
        // SAFETY: the types above make registers of the MPS2 machines only.
        unsafe { ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u32) {
        // SAFETY: as for `read`; writing these registers never touches memory.
        unsafe { ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }
}
