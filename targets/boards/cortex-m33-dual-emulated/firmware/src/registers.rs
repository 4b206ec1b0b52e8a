//! The registers that this board support uses. No others can be made outside this module.

use core::ptr;

/// A 32-bit register of a peripheral.
#[derive(Clone, Copy)]
pub(crate) struct Register(usize);

pub(crate) const CORE_NUMBER: Register = Register(0x5001_F000);
pub(crate) const SECOND_CORE_VECTORS: Register = Register(0x5002_1114);
pub(crate) const CORES_WAIT: Register = Register(0x5002_1118);

impl Register {
    /// Reads it.
    pub(crate) fn read(self) -> u32 {
        // SAFETY: the constants above are registers of the MPS2 board's AN521 image, in its secure view.
        unsafe { ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u32) {
        // SAFETY: as for `read`; writing these registers never touches memory.
        unsafe { ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }
}
