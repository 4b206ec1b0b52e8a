//! The board as the agent sees it.

use halyard_runtime::{Platform, Stack};

use crate::{clocks, mark, timer, uart, watchdogs};

/// The first core of an ESP32-S3 on a DevKitC-1.
pub struct Board(());

impl Board {
    /// Stops the watchdogs; starts clocks, timer, serial line and mark.
    pub fn start() -> Self {
        watchdogs::stop();
        clocks::start();
        timer::start();
        mark::start();
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
        Some(halyard_xtensa::cycles())
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_xtensa::stack())
    }

    fn exit(&mut self, _code: u8) {}

    fn inference_starts(&mut self) {
        uart::flush();
        mark::set();
    }

    fn inference_ends(&mut self) {
        mark::clear();
    }
}
