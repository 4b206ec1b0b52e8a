//! GPIO 4 is high while an inference is measured, for whoever looks from outside.

use esp32s3::{GPIO, IO_MUX};

const PIN: usize = 4;

/// The pin's function that is plain input and output.
const PLAIN: u8 = 1;

/// The output that software writes, among the signals that a pin may show.
const SOFTWARE: u16 = 256;

fn gpio() -> GPIO {
    // SAFETY: this module is the only one that touches this pin, and the registers it writes change no other.
    unsafe { GPIO::steal() }
}

/// Makes the pin an output, low.
pub(crate) fn start() {
    // SAFETY: only this pin's register is changed.
    let pads = unsafe { IO_MUX::steal() };
    // SAFETY: values that the manual lists.
    pads.gpio(PIN)
        .modify(|_, w| unsafe { w.mcu_sel().bits(PLAIN) });
    // SAFETY: as above.
    gpio()
        .func_out_sel_cfg(PIN)
        .modify(|_, w| unsafe { w.out_sel().bits(SOFTWARE) });
    clear();
    // SAFETY: a bit of this pin.
    gpio().enable_w1ts().write(|w| unsafe { w.bits(1 << PIN) });
}

/// Raises the pin.
pub(crate) fn set() {
    // SAFETY: a bit of this pin.
    gpio().out_w1ts().write(|w| unsafe { w.bits(1 << PIN) });
}

/// Lowers the pin.
pub(crate) fn clear() {
    // SAFETY: a bit of this pin.
    gpio().out_w1tc().write(|w| unsafe { w.bits(1 << PIN) });
}
