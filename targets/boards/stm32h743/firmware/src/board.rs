//! The board as the agent sees it.

use cortex_m::peripheral::DWT;
use halyard_runtime::{Platform, Stack};

use crate::{parts, registers};

/// A NUCLEO-H743ZI.
pub struct Board(());

impl Board {
    /// Starts stack guard, clocks, caches, counters, serial line and the pin that marks inferences.
    ///
    /// # Panics
    ///
    /// If it was called before.
    pub fn start() -> Self {
        halyard_cortex_m::guard_stack();
        parts::start();
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
        bytes.iter().copied().for_each(registers::send);
    }

    fn read(&mut self) -> Option<u8> {
        Some(registers::receive())
    }

    fn microseconds(&mut self) -> u32 {
        registers::microseconds()
    }

    fn cycles(&mut self) -> Option<u32> {
        Some(DWT::cycle_count())
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn inference_starts(&mut self) {
        registers::flush();
        registers::set_mark();
    }

    fn inference_ends(&mut self) {
        registers::clear_mark();
    }

    fn exit(&mut self, _code: u8) {}
}
