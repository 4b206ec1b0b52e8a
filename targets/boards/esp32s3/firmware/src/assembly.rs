//! Assembly that Rust calls (start.s, second.s, windowed.s, board.s): this target has no inline assembly.

mod functions {
    unsafe extern "C" {
        pub(super) safe fn halyard_wait(interrupts: u32);
        pub(super) safe fn halyard_cycles() -> u32;
        pub(super) safe fn halyard_core_number() -> u32;
        pub(super) fn halyard_core_start() -> !;
        pub(super) fn halyard_call_windowed(function: usize, a: u32, b: u32, c: u32, d: u32)
        -> u32;
    }
}

/// Sleeps until one of these interrupts, a bit each, is pending; they must be of level 1.
pub(crate) fn wait(interrupts: u32) {
    functions::halyard_wait(interrupts);
}

/// The cycle counter of the core that this runs on.
pub fn cycles() -> u32 {
    functions::halyard_cycles()
}

/// Number of the core that this runs on: 0 or 1.
pub fn core_number() -> u32 {
    functions::halyard_core_number()
}

/// Where the ROM leaves a core that is started.
pub(crate) fn core_start() -> u32 {
    (functions::halyard_core_start as *const ()).expose_provenance() as u32
}

/// A function of the ROM, at the address that Espressif's linker scripts (`esp32s3.rom.ld`) give it.
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
    pub(crate) fn call(self, [a, b, c, d]: [u32; 4]) -> u32 {
        // SAFETY: the constants above are functions of the ROM that take at most four words and touch peripherals only.
        unsafe { functions::halyard_call_windowed(self.0, a, b, c, d) }
    }
}
