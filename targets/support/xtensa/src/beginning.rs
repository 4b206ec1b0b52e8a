//! What a core begins with that is not the first.

use core::sync::atomic::{AtomicU32, Ordering};

use crate::assembly::core_start;

const LEAST_STACK_BYTES: usize = 2048;

/// What a core can watch is a multiple of so many bytes.
const GUARD_BYTES: usize = 64;

/// The program of the core that starts, 0 once it has taken it; its stack's lowest address and end. second.s reads them.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
static HALYARD_BEGINNING: [AtomicU32; 3] = [const { AtomicU32::new(0) }; 3];

/// Sets what the next core begins with: a program, and a stack of which it watches the lowest 64 bytes. Returns the address where
/// the core has to be started.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn set_beginning(stack: &'static mut [u64], entry: extern "C" fn() -> !) -> u32 {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    let range = stack.as_mut_ptr_range();
    let lowest = range
        .start
        .expose_provenance()
        .next_multiple_of(GUARD_BYTES) as u32;
    let end = range.end.expose_provenance() as u32 & !15;
    let program = (entry as *const ()).expose_provenance() as u32;
    for (cell, word) in HALYARD_BEGINNING.iter().zip([program, lowest, end]) {
        cell.store(word, Ordering::Release);
    }
    core_start()
}

/// Whether a core has taken what was set last.
pub fn has_begun() -> bool {
    HALYARD_BEGINNING[0].load(Ordering::Acquire) == 0
}
