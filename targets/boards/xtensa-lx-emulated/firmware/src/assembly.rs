//! Assembly that Rust calls (start.s, windowed.s, board.s): this target has no inline assembly.

mod functions {
    unsafe extern "C" {
        pub(super) safe fn halyard_wait(interrupts: u32);
        pub(super) safe fn halyard_cycles() -> u32;
        pub(super) safe fn halyard_exit(status: u32);
        pub(super) fn halyard_call_windowed(function: usize, a: u32, b: u32, c: u32, d: u32)
        -> u32;
        pub(super) fn weighted_sum();
    }
}

/// Sleeps until one of these interrupts, a bit each, is pending; they must be of level 1.
pub(crate) fn wait(interrupts: u32) {
    functions::halyard_wait(interrupts);
}

/// The core's cycle counter.
pub(crate) fn cycles() -> u32 {
    functions::halyard_cycles()
}

/// Ends QEMU with this exit status.
pub(crate) fn exit(status: u8) {
    functions::halyard_exit(status.into());
}

/// `a + 2 b + 4 c + 8 d` by a function that is compiled for register windows, as those of Espressif's ROMs are.
pub fn windowed_sum([a, b, c, d]: [u32; 4]) -> u32 {
    let function = (functions::weighted_sum as *const ()).expose_provenance();
    // SAFETY: the function takes four words and touches no memory but its stack; interrupts are masked.
    unsafe { functions::halyard_call_windowed(function, a, b, c, d) }
}
