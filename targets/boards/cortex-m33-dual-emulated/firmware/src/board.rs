//! What the board has of its own.

use halyard_mps2::{Machine, Wiring};

/// The first Cortex-M33 of QEMU's `mps2-an521`.
pub type Board = halyard_mps2::Board<An521>;

/// The machine.
pub enum An521 {}

impl Wiring for An521 {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const MACHINE: Machine = Machine::AN521;
}
