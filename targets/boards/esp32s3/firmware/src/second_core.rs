//! The second core. It is stopped from reset until it is started, and has a stack that the caller gives it.
//!
//! Sources: Technical Reference Manual, "System Registers" (`SYSTEM_CORE_1_CONTROL_0`: clock gate, RUNSTALL, reset) and
//! "Low-power Management" (`RTC_CNTL_SW_CPU_STALL`, `RTC_CNTL_OPTIONS0`: a core that software stalls); ESP-IDF's start of the
//! application core (`cpu_start.c`) for the order, and for where the ROM, in which the core begins, is told to continue.

use esp32s3::{RTC_CNTL, SYSTEM};
use halyard_xtensa::{core_number, set_beginning};

use crate::rom::SET_SECOND_CORE_ENTRY;

/// Number of cores of the chip.
pub fn core_count() -> u32 {
    2
}

/// Starts core `number` at `entry`, on this stack, of which it watches the lowest 64 bytes, with interrupts masked. Only the
/// first core may call this. Returns false if there is no such core, or it runs already.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    if core_number() != 0 || number != 1 {
        return false;
    }
    // SAFETY: this module is the only one that touches the second core's registers.
    let (system, power) = unsafe { (SYSTEM::steal(), RTC_CNTL::steal()) };
    let control = system.core_1_control_0();
    let before = control.read();
    if before.control_core_1_clkgate_en().bit_is_set()
        && before.control_core_1_runstall().bit_is_clear()
    {
        return false;
    }
    SET_SECOND_CORE_ENTRY.call([set_beginning(stack, entry), 0, 0, 0]);
    // SAFETY: values that stall neither core; the first one's bits stay.
    power
        .sw_cpu_stall()
        .modify(|_, w| unsafe { w.sw_stall_appcpu_c1().bits(0) });
    // SAFETY: as above.
    power
        .options0()
        .modify(|_, w| unsafe { w.sw_stall_appcpu_c0().bits(0) });
    control.modify(|_, w| w.control_core_1_clkgate_en().set_bit());
    control.modify(|_, w| w.control_core_1_runstall().clear_bit());
    control.modify(|_, w| w.control_core_1_reseting().set_bit());
    control.modify(|_, w| w.control_core_1_reseting().clear_bit());
    true
}
