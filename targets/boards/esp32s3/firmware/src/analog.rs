//! Registers of the analog part, on the chip's internal I2C bus, which the ROM's functions speak.

use crate::rom::{READ_ANALOG, WRITE_ANALOG};

const HOST: u32 = 1;

/// A register of a block on the bus.
#[derive(Clone, Copy)]
pub(crate) struct Analog {
    block: u32,
    register: u32,
}

impl Analog {
    /// Register `register` of the PLL.
    pub(crate) const fn pll(register: u32) -> Self {
        Self {
            block: 0x66,
            register,
        }
    }

    /// Register `register` of the voltage regulators.
    pub(crate) const fn regulator(register: u32) -> Self {
        Self {
            block: 0x6D,
            register,
        }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u8) {
        WRITE_ANALOG.call([self.block, HOST, self.register, value.into()]);
    }

    /// Replaces the bits of `mask`.
    pub(crate) fn write_bits(self, mask: u8, value: u8) {
        let before = READ_ANALOG.call([self.block, HOST, self.register, 0]) as u8;
        self.write(before & !mask | value & mask);
    }
}
