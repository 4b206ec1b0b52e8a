//! Functions of the chip's ROM, at the addresses that Espressif's linker scripts (`esp32s3.rom.ld`) give them.

/// A function of the ROM.
#[derive(Clone, Copy)]
pub(crate) struct RomFunction(usize);

/// `uint8_t rom_i2c_readReg(block, host, register)`
pub(crate) const READ_ANALOG: RomFunction = RomFunction(0x4000_5D48);
/// `void rom_i2c_writeReg(block, host, register, data)`
pub(crate) const WRITE_ANALOG: RomFunction = RomFunction(0x4000_5D60);
/// `void ets_set_appcpu_boot_addr(address)`
pub(crate) const SET_SECOND_CORE_ENTRY: RomFunction = RomFunction(0x4000_0720);

impl RomFunction {
    /// Calls it.
    pub(crate) fn call(self, words: [u32; 4]) -> u32 {
        // SAFETY: the constants above are functions of the ROM that take at most four words and touch peripherals only.
        unsafe { halyard_xtensa::call_windowed(self.0, words) }
    }
}
