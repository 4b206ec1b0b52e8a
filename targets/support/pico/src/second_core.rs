//! The second core.

use crate::chip::hal::Sio;
use crate::chip::hal::multicore::{Multicore, StackAllocation};

use crate::registers;

/// A stack for the second core, of so many words. 32 bytes at its end are forbidden to that core, so an overflow faults.
pub use crate::chip::hal::multicore::Stack as CoreStack;

/// Number of the core that this runs on: 0 or 1.
pub fn core_number() -> u32 {
    registers::sio().cpuid().read().bits()
}

/// Starts the second core at `entry`, anew if it runs; when that returns, the core sleeps. Returns whether it answered.
pub fn start_second_core(stack: StackAllocation, entry: impl FnOnce() + Send + 'static) -> bool {
    // Only this function uses power states, core registers and the mailbox between the cores.
    let mut own = registers::steal();
    let mut sio = Sio::new(own.SIO);
    let mut cores = Multicore::new(&mut own.PSM, &mut own.PPB, &mut sio.fifo);
    cores.cores()[1].spawn(stack, entry).is_ok()
}
