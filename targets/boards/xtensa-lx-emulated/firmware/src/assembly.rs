//! Assembly of board.s that Rust calls: this target has no inline assembly.

mod functions {
    unsafe extern "C" {
        pub(super) safe fn halyard_exit(status: u32);
        pub(super) fn halyard_read_external(register: u32) -> u32;
        pub(super) fn halyard_write_external(register: u32, value: u32);
        pub(super) fn weighted_sum();
    }
}

/// Ends QEMU with this exit status.
pub(crate) fn exit(status: u8) {
    functions::halyard_exit(status.into());
}

/// A register of the part of the machine that joins the cores, which each of them reaches by instructions of its own.
#[derive(Clone, Copy)]
pub(crate) struct ExternalRegister(u32);

/// From bit 18, the number of the last core.
pub(crate) const LAST_CORE: ExternalRegister = ExternalRegister(0x1A0);
/// A bit for each core that is held.
pub(crate) const HELD_CORES: ExternalRegister = ExternalRegister(0x200);

impl ExternalRegister {
    /// Reads it; 0 where the machine has one core.
    pub(crate) fn read(self) -> u32 {
        // SAFETY: reading the constants above changes nothing.
        unsafe { functions::halyard_read_external(self.0) }
    }

    /// Writes it.
    pub(crate) fn write(self, value: u32) {
        // SAFETY: a core that is let go begins where `cores` says, and touches what it is given.
        unsafe { functions::halyard_write_external(self.0, value) }
    }
}

/// `a + 2 b + 4 c + 8 d` by a function that is compiled for register windows, as those of Espressif's ROMs are.
pub fn windowed_sum(words: [u32; 4]) -> u32 {
    let function = (functions::weighted_sum as *const ()).expose_provenance();
    // SAFETY: the function takes four words and touches no memory but its stack; interrupts are masked.
    unsafe { halyard_xtensa::call_windowed(function, words) }
}
