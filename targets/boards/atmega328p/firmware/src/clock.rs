//! Time, from two timers that share a prescaler and so go in step: timer 0 counts half microseconds, timer 1 whole turns of
//! 64 µs of it. Together they tell 4.19 s apart.

use avr_device::atmega328p::Peripherals;

/// Microseconds of one tick of timer 1.
const TURN: u32 = 64;

/// Ticks of timer 0 in one of timer 1.
const TICKS: u8 = 128;

/// Starts both timers from zero at once.
pub(crate) fn start(peripherals: &Peripherals) {
    let (prescaler, fine, coarse) = (&peripherals.TC0, &peripherals.TC0, &peripherals.TC1);
    prescaler
        .gtccr()
        .write(|w| w.tsm().set_bit().psrsync().set_bit());
    fine.tccr0b().write(|w| w.cs0().prescale_8());
    coarse.tccr1b().write(|w| w.cs1().prescale_1024());
    prescaler.gtccr().reset();
}

/// Microseconds since start, modulo 2²².
pub(crate) fn microseconds(peripherals: &Peripherals) -> u32 {
    loop {
        let turns = peripherals.TC1.tcnt1().read().bits();
        let ticks = peripherals.TC0.tcnt0().read().bits() % TICKS;
        if peripherals.TC1.tcnt1().read().bits() == turns {
            return u32::from(turns) * TURN + u32::from(ticks / 2);
        }
    }
}
