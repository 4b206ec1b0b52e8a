//! The second core.

use core::sync::atomic::{AtomicBool, Ordering};

use crate::chip::hal::Sio;
use crate::chip::hal::multicore::{Multicore, StackAllocation};

use crate::registers;

const LEAST_STACK_BYTES: usize = 1024;

static STARTED: AtomicBool = AtomicBool::new(false);

/// Number of the core that this runs on: 0 or 1.
pub fn core_number() -> u32 {
    registers::sio().cpuid().read().bits()
}

/// Number of cores of the chip.
pub fn core_count() -> u32 {
    2
}

/// Starts core `number` at `entry`, on this stack, of which the lowest bytes are forbidden to it. Only the first core may call
/// this. Returns false if there is no such core, it runs already, or it does not answer.
///
/// # Panics
///
/// If the stack has not even 1 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    if core_number() != 0 || number != 1 || STARTED.load(Ordering::Acquire) {
        return false;
    }
    let range = stack.as_mut_ptr_range();
    // SAFETY: the memory is the stack's for ever, and aligned as a stack is.
    let stack = unsafe { StackAllocation::from_raw_parts(range.start.cast(), range.end.cast()) };
    // Only this function uses power states, core registers and the mailbox between the cores.
    let mut own = registers::steal();
    let mut sio = Sio::new(own.SIO);
    let mut cores = Multicore::new(&mut own.PSM, &mut own.PPB, &mut sio.fifo);
    let answers = cores.cores()[1].spawn(stack, move || entry()).is_ok();
    STARTED.store(answers, Ordering::Release);
    answers
}
