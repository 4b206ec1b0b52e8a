//! The second core. It is stopped from reset until it is started, and has a stack that the caller gives it.
//!
//! Sources: Technical Reference Manual, "System Registers" (`SYSTEM_CORE_1_CONTROL_0`: clock gate, RUNSTALL, reset) and
//! "Low-power Management" (`RTC_CNTL_SW_CPU_STALL`, `RTC_CNTL_OPTIONS0`: a core that software stalls); ESP-IDF's start of the
//! application core (`cpu_start.c`) for the order, and for where the ROM, in which the core begins, is told to continue.

use core::sync::atomic::{AtomicU32, Ordering};

use esp32s3::{RTC_CNTL, SYSTEM};

use crate::assembly::{SET_SECOND_CORE_ENTRY, core_start};

const LEAST_STACK_BYTES: usize = 2048;

/// The second core's program, 0 once it has taken it; its stack's lowest address and end. second.s reads them.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
static HALYARD_BEGINNING: [AtomicU32; 3] = [const { AtomicU32::new(0) }; 3];

/// Starts the second core at `entry`, on this stack, of which it watches the lowest 64 bytes, with interrupts masked. Returns
/// false if it runs already.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_second_core(stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    // SAFETY: this module is the only one that touches the second core's registers.
    let (system, power) = unsafe { (SYSTEM::steal(), RTC_CNTL::steal()) };
    let control = system.core_1_control_0();
    let before = control.read();
    if before.control_core_1_clkgate_en().bit_is_set()
        && before.control_core_1_runstall().bit_is_clear()
    {
        return false;
    }
    let range = stack.as_mut_ptr_range();
    // A multiple of 64 is what a core can watch.
    let lowest = range.start.expose_provenance().next_multiple_of(64) as u32;
    let end = range.end.expose_provenance() as u32 & !15;
    let begin = (entry as *const ()).expose_provenance() as u32;
    for (cell, word) in HALYARD_BEGINNING.iter().zip([begin, lowest, end]) {
        cell.store(word, Ordering::Release);
    }
    SET_SECOND_CORE_ENTRY.call([core_start(), 0, 0, 0]);
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
