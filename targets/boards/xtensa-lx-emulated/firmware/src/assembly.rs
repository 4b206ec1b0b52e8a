//! Assembly that Rust calls (start.s, board.s): this target has no inline assembly.

mod functions {
    unsafe extern "C" {
        pub(super) safe fn halyard_wait(interrupts: u32);
        pub(super) safe fn halyard_cycles() -> u32;
        pub(super) safe fn halyard_exit(status: u32);
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
