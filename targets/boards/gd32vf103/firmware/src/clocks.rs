//! 108 MHz for the core and APB2, 54 MHz for APB1, from the crystal of 8 MHz.
//!
//! Source: GD32VF103 User Manual, chapter "Reset and clock unit (RCU)": PREDV0 divides the crystal, PLLMF multiplies;
//! above a factor of 15, PLLMF holds the factor less one.

use crate::registers::peripherals;

/// Of the core and APB2.
pub(crate) const CORE_HZ: u32 = 108_000_000;

const CRYSTAL_HZ: u32 = 8_000_000;
const DIVIDER: u32 = 2;
const FACTOR: u32 = CORE_HZ / (CRYSTAL_HZ / DIVIDER);
const PLLMF: u32 = FACTOR - 1;
const _: () = assert!(FACTOR > 15 && FACTOR <= 32 && CRYSTAL_HZ / DIVIDER * FACTOR == CORE_HZ);

const FROM_INTERNAL_OSCILLATOR: u8 = 0b00;
const FROM_PLL: u8 = 0b10;
const APB1_HALF: u8 = 0b100;
const UNDIVIDED: u8 = 0;

/// Starts crystal and PLL and runs from them. Waits for ever if there is no crystal.
pub(crate) fn start() {
    let clock = peripherals().RCU;
    clock
        .cfg0
        .modify(|_, w| w.scs().variant(FROM_INTERNAL_OSCILLATOR));
    clock.ctl.modify(|_, w| w.pllen().clear_bit());

    clock.ctl.modify(|_, w| w.hxtalen().set_bit());
    while clock.ctl.read().hxtalstb().bit_is_clear() {}
    clock.cfg1.modify(|_, w| {
        w.predv0sel()
            .clear_bit()
            .predv0()
            .variant(DIVIDER as u8 - 1)
    });
    clock.cfg0.modify(|_, w| {
        w.ahbpsc().variant(UNDIVIDED);
        w.apb1psc().variant(APB1_HALF);
        w.apb2psc().variant(UNDIVIDED);
        w.pllsel().set_bit();
        w.pllmf_4().bit(PLLMF & 0x10 != 0);
        w.pllmf_3_0().variant(PLLMF as u8 & 0xF)
    });

    clock.ctl.modify(|_, w| w.pllen().set_bit());
    while clock.ctl.read().pllstb().bit_is_clear() {}
    clock.cfg0.modify(|_, w| w.scs().variant(FROM_PLL));
    while clock.cfg0.read().scss().bits() != FROM_PLL {}
}
