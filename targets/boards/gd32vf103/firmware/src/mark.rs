//! PB8 is high while inferences are measured.
//!
//! Source: GD32VF103 User Manual, chapter "GPIO": CTL 00 with a speed is a push-pull output.

use crate::registers::peripherals;

const PUSH_PULL: u8 = 0b00;
const MHZ_50: u8 = 0b11;

/// Makes the pin an output, low.
pub(crate) fn start() {
    let parts = peripherals();
    parts.RCU.apb2en.modify(|_, w| w.pben().set_bit());
    parts
        .GPIOB
        .ctl1
        .modify(|_, w| w.ctl8().variant(PUSH_PULL).md8().variant(MHZ_50));
    clear();
}

pub(crate) fn set() {
    peripherals().GPIOB.bop.write(|w| w.bop8().set_bit());
}

pub(crate) fn clear() {
    peripherals().GPIOB.bop.write(|w| w.cr8().set_bit());
}
