//! The board as the agent sees it.

use halyard_runtime::{Platform, Stack};

use crate::{assembly, timer, uart};

/// A core of QEMU's `kc705`.
pub struct Board(());

impl Board {
    /// Starts the serial line.
    pub fn start() -> Self {
        uart::start();
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub(crate) fn steal() -> Self {
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
        Some(halyard_xtensa::stack())
    }

    fn exit(&mut self, code: u8) {
        assembly::exit(code);
    }
}
