//! The board as the agent sees it.

use core::marker::PhantomData;

use cortex_m::peripheral::DWT;
use halyard_runtime::{Platform, Stack};
use stm32h7xx_hal::pac::TIM2;
use stm32h7xx_hal::pac::{gpioa, usart1};
use stm32h7xx_hal::prelude::*;
use stm32h7xx_hal::rcc::{CoreClocks, rec};

use crate::registers::{self, Registers};

/// Of the serial line.
pub const BAUD_RATE: u32 = 115_200;

/// What a board has of its own.
pub trait Wiring {
    /// Name of the board.
    const NAME: &'static str;

    /// Number of the pin that is high while inferences are measured, below 16.
    const MARK_PIN: u32;

    /// The pin's port.
    type MarkPort: Registers<Block = gpioa::RegisterBlock>;

    /// The serial line.
    type Uart: Registers<Block = usart1::RegisterBlock>;

    /// Starts clocks, serial line, timer and mark.
    fn start();
}

/// The first core of a board.
pub struct Board<W>(PhantomData<W>);

impl<W: Wiring> Board<W> {
    /// Starts stack guard, clocks, caches, counters, serial line and the pin that marks inferences.
    ///
    /// # Panics
    ///
    /// If it was called before.
    pub fn start() -> Self {
        halyard_cortex_m::guard_stack();
        let mut core = cortex_m::Peripherals::take().expect("the board is started once");
        W::start();
        core.SCB.enable_icache();
        core.SCB.enable_dcache(&mut core.CPUID);
        core.DCB.enable_trace();
        DWT::unlock();
        core.DWT.enable_cycle_counter();
        Self(PhantomData)
    }

    /// The board for handlers, which may find it started or not.
    pub fn steal() -> Self {
        Self(PhantomData)
    }
}

/// Lets the timer count microseconds.
pub fn start_timer(timer: TIM2, part: rec::Tim2, clocks: &CoreClocks) {
    timer.tick_timer(1.MHz(), part, clocks);
}

impl<W: Wiring> Platform for Board<W> {
    const NAME: &'static str = W::NAME;
    const CAN_EXIT: bool = false;

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().copied().for_each(registers::send::<W::Uart>);
    }

    fn read(&mut self) -> Option<u8> {
        Some(registers::receive::<W::Uart>())
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
        registers::flush::<W::Uart>();
        registers::raise_pin::<W::MarkPort>(W::MARK_PIN);
    }

    fn inference_ends(&mut self) {
        registers::lower_pin::<W::MarkPort>(W::MARK_PIN);
    }

    fn exit(&mut self, _code: u8) {}
}
