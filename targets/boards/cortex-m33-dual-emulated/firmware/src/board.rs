//! The board as the agent sees it.

use halyard_runtime::{Platform, Stack};

use crate::{timer, uart};

/// The first Cortex-M33 of QEMU's `mps2-an521`.
pub struct Board(());

impl Board {
    /// Starts serial line and clock.
    pub fn start() -> Self {
        uart::start();
        timer::start();
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub(crate) fn again() -> Self {
        uart::start();
        Self(())
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = true;

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().copied().for_each(uart::write);
    }

    fn read(&mut self) -> Option<u8> {
        Some(uart::read())
    }

    fn microseconds(&mut self) -> u32 {
        timer::microseconds()
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn exit(&mut self, code: u8) {
        halyard_cortex_m::exit(code);
    }
}
