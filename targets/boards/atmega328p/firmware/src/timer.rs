//! Time, from two timers that share a prescaler and so go in step: timer 0 counts eight cycles, timer 1 a thousand and
//! twenty-four. Its overflows, each 4.19 s, are counted by the board's only interrupt.

use core::cell::Cell;

use avr_device::atmega328p::{TC0, TC1};
use avr_device::interrupt::{self, Mutex};

/// Ticks of timer 0 in one of timer 1.
const TICKS: u8 = 128;

/// Cycles of one tick of timer 0.
const TICK: u32 = 8;

/// Cycles in a microsecond.
const MEGAHERTZ: u32 = 16;

/// Overflows of timer 1.
static OVERFLOWS: Mutex<Cell<u16>> = Mutex::new(Cell::new(0));

#[avr_device::interrupt(atmega328p)]
fn TIMER1_OVF() {
    interrupt::free(|section| {
        let overflows = OVERFLOWS.borrow(section);
        overflows.set(overflows.get().wrapping_add(1));
    });
}

/// The two timers.
pub(crate) struct Timer {
    fine: TC0,
    coarse: TC1,
}

impl Timer {
    /// Starts both timers from zero at once.
    pub(crate) fn start(fine: TC0, coarse: TC1) -> Self {
        fine.gtccr()
            .write(|w| w.tsm().set_bit().psrsync().set_bit());
        fine.tccr0b().write(|w| w.cs0().prescale_8());
        coarse.tccr1b().write(|w| w.cs1().prescale_1024());
        fine.gtccr().reset();
        Self::started(fine, coarse)
    }

    /// The timers, which were started before.
    pub(crate) fn started(fine: TC0, coarse: TC1) -> Self {
        Self { fine, coarse }
    }

    /// Whether timer 0 counts. QEMU has none, and there an interrupt would spoil counts of instructions.
    pub(crate) fn counts_cycles(&self) -> bool {
        (0..=u8::MAX).any(|_| self.fine.tcnt0().read().bits() != 0)
    }

    /// Counts overflows of timer 1 from now on. Without that, time starts anew at each.
    pub(crate) fn count_overflows(&self) {
        self.coarse.timsk1().write(|w| w.toie1().set_bit());
        // SAFETY: no critical section is open, and the handler shares nothing without one.
        unsafe { interrupt::enable() };
    }

    /// Cycles since start, in steps of eight, modulo 2³².
    pub(crate) fn cycles(&self) -> u32 {
        let (turns, ticks) = self.read();
        let ticks = turns.wrapping_mul(u32::from(TICKS)) + u32::from(ticks);
        ticks.wrapping_mul(TICK)
    }

    /// Microseconds since start, modulo 2³².
    pub(crate) fn microseconds(&self) -> u32 {
        const TURN: u32 = TICKS as u32 * TICK / MEGAHERTZ;
        let (turns, ticks) = self.read();
        turns.wrapping_mul(TURN) + u32::from(ticks / 2)
    }

    /// Ticks of timer 1, overflows included, and of timer 0 since the last of them.
    #[inline(never)]
    fn read(&self) -> (u32, u8) {
        interrupt::free(|section| {
            loop {
                let turns = self.coarse.tcnt1().read().bits();
                let ticks = self.fine.tcnt0().read().bits() % TICKS;
                if self.coarse.tcnt1().read().bits() == turns {
                    // An overflow that waits for its interrupt has already set the timer back.
                    let waiting = self.coarse.tifr1().read().tov1().bit_is_set() && turns < 0x8000;
                    let overflows = OVERFLOWS.borrow(section).get();
                    let overflows = overflows.wrapping_add(u16::from(waiting));
                    return (u32::from(overflows) << 16 | u32::from(turns), ticks);
                }
            }
        })
    }
}
