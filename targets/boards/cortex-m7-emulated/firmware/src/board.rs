//! What the board has of its own.

use halyard_mps2::{Machine, Wiring};

/// Cortex-M7 of QEMU's `mps2-an500`.
pub type Board = halyard_mps2::Board<An500>;

/// The machine.
pub enum An500 {}

impl Wiring for An500 {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const MACHINE: Machine = Machine::AN500;

    fn guard_stack() {
        halyard_cortex_m::guard_stack();
    }
}
