//! The system timer: 16 MHz, whatever the cores' clock is.

use esp32s3::SYSTIMER;

const TICKS_PER_MICROSECOND: u64 = 16;

/// Starts counting, if it does not count yet.
pub(crate) fn start() {
    timer().conf().modify(|_, w| {
        w.clk_en().set_bit();
        w.timer_unit0_work_en().set_bit()
    });
}

/// Microseconds since the chip started.
pub(crate) fn microseconds() -> u32 {
    let timer = timer();
    timer.unit0_op().write(|w| w.update().set_bit());
    while timer.unit0_op().read().value_valid().bit_is_clear() {}
    let value = timer.unit0_value();
    let ticks = u64::from(value.hi().read().bits()) << 32 | u64::from(value.lo().read().bits());
    (ticks / TICKS_PER_MICROSECOND) as u32
}

fn timer() -> SYSTIMER {
    // SAFETY: this module is the only one that touches the timer.
    unsafe { SYSTIMER::steal() }
}
