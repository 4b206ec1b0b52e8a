//! The board as the agent sees it.

use core::marker::PhantomData;

use halyard_runtime::{Platform, Stack};

use crate::Machine;

/// What a board has of its own.
pub trait Wiring {
    /// Name of the board.
    const NAME: &'static str;

    /// Its machine.
    const MACHINE: Machine;

    /// Guards the stack, where the core has no limit for it since start-up.
    fn guard_stack() {}
}

/// The first core of a machine.
pub struct Board<W>(PhantomData<W>);

impl<W: Wiring> Board<W> {
    /// Starts stack guard, serial line and timer.
    pub fn start() -> Self {
        W::guard_stack();
        W::MACHINE.start_uart();
        W::MACHINE.start_timer();
        Self(PhantomData)
    }

    /// The board for handlers, which may find it started or not.
    pub fn steal() -> Self {
        W::MACHINE.start_uart();
        Self(PhantomData)
    }
}

impl<W: Wiring> Platform for Board<W> {
    const NAME: &'static str = W::NAME;
    const CAN_EXIT: bool = true;

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| W::MACHINE.send(*byte));
    }

    fn read(&mut self) -> Option<u8> {
        Some(W::MACHINE.receive())
    }

    fn microseconds(&mut self) -> u32 {
        W::MACHINE.microseconds()
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(halyard_cortex_m::stack())
    }

    fn exit(&mut self, code: u8) {
        halyard_cortex_m::exit(code);
    }
}
