//! The board as the agent sees it.

use halyard_runtime::{Platform, Stack};

use crate::{clocks, mark, timer, uart};

/// A Longan Nano.
pub struct Board(());

impl Board {
    /// Starts clocks, timer, serial line and the pin that marks inferences.
    pub fn start() -> Self {
        clocks::start();
        timer::start();
        uart::start();
        mark::start();
        Self(())
    }

    /// The board for handlers, which may find it started or not.
    pub(crate) fn steal() -> Self {
        Self(())
    }
}

impl Platform for Board {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const CAN_EXIT: bool = false;

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().copied().for_each(uart::write);
    }

    fn read(&mut self) -> Option<u8> {
        Some(uart::read())
    }

    fn microseconds(&mut self) -> u32 {
        timer::microseconds()
    }

    fn cycles(&mut self) -> Option<u32> {
        Some(timer::cycles())
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_riscv::stack())
    }

    fn inference_starts(&mut self) {
        uart::flush();
        mark::set();
    }

    fn inference_ends(&mut self) {
        mark::clear();
    }

    fn exit(&mut self, _code: u8) {}
}
