//! The second core. It is stopped from reset until it is started, and has a stack that the caller gives it.

use core::sync::atomic::{AtomicU32, Ordering};

use esp32s3::SYSTEM;

use crate::assembly::SET_SECOND_CORE_ENTRY;

/// The second core's function and the end of its stack; `halyard_second_start` of board.s reads them.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
static HALYARD_SECOND_CORE: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];

mod functions {
    unsafe extern "C" {
        pub(super) fn halyard_second_start() -> !;
    }
}

/// Starts the second core at `entry`, with interrupts masked. Returns false if it runs already.
pub fn start_second_core(stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    // SAFETY: this module is the only one that touches the second core's registers.
    let system = unsafe { SYSTEM::steal() };
    let control = system.core_1_control_0();
    let before = control.read();
    if before.control_core_1_clkgate_en().bit_is_set()
        && before.control_core_1_runstall().bit_is_clear()
    {
        return false;
    }
    let end = stack.as_mut_ptr_range().end.expose_provenance() as u32 & !15;
    HALYARD_SECOND_CORE[1].store(end, Ordering::Release);
    let begin = (entry as *const ()).expose_provenance() as u32;
    HALYARD_SECOND_CORE[0].store(begin, Ordering::Release);
    let start = functions::halyard_second_start as *const ();
    SET_SECOND_CORE_ENTRY.call([start.expose_provenance() as u32, 0, 0, 0]);
    control.modify(|_, w| w.control_core_1_clkgate_en().set_bit());
    control.modify(|_, w| w.control_core_1_runstall().clear_bit());
    control.modify(|_, w| w.control_core_1_reseting().set_bit());
    control.modify(|_, w| w.control_core_1_reseting().clear_bit());
    true
}
