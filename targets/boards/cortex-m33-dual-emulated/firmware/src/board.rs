//! The board as the agent sees it.

use halyard_mps2::Machine;
use halyard_runtime::{Platform, Stack};

const MACHINE: Machine = Machine::AN521;

/// The first Cortex-M33 of QEMU's `mps2-an521`.
pub struct Board(());

impl Board {
    /// Starts serial line and timer.
    pub fn start() -> Self {
        MACHINE.start_uart();
        MACHINE.start_timer();
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub(crate) fn steal() -> Self {
        MACHINE.start_uart();
        Self(())
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = true;

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| MACHINE.send(*byte));
    }

    fn read(&mut self) -> Option<u8> {
        Some(MACHINE.receive())
    }

    fn microseconds(&mut self) -> u32 {
        MACHINE.microseconds()
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn exit(&mut self, code: u8) {
        halyard_cortex_m::exit(code);
    }
}
