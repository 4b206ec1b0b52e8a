//! Assembly that Rust calls: this target has no inline assembly.

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
pub fn wait(interrupts: u32) {
    functions::halyard_wait(interrupts);
}

/// The cycle counter of the core that this runs on.
pub fn cycles() -> u32 {
    functions::halyard_cycles()
}

/// Number of the core that this runs on.
pub fn core_number() -> u32 {
    functions::halyard_core_number()
}

/// Where a core begins that is not the first.
pub(crate) fn core_start() -> u32 {
    (functions::halyard_core_start as *const ()).expose_provenance() as u32
}

/// Calls a function that is compiled for register windows, as those of Espressif's ROMs are.
///
/// # Safety
///
/// `function` is the address of one that takes at most four words, nests no deeper than seven calls and touches only memory that
/// is its own. Interrupts are masked.
pub unsafe fn call_windowed(function: usize, [a, b, c, d]: [u32; 4]) -> u32 {
    // SAFETY: as the caller knows.
    unsafe { functions::halyard_call_windowed(function, a, b, c, d) }
}
