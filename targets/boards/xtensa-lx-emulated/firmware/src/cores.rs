//! The other cores. The machine holds them until they are started, each on a stack that the caller gives it.

use core::hint::{black_box, spin_loop};
use core::sync::atomic::{AtomicU32, Ordering};

use crate::assembly::{HELD_CORES, LAST_CORE, core_number, core_start};
use crate::registers::OTHER_RESET;

const LEAST_STACK_BYTES: usize = 2048;

/// `l32r a0`, of the word before the reset address; `jx a0`.
const JUMP: [u32; 2] = [0xA0FF_FF01, 0x0000_0000];

/// The program of the core that starts, 0 once it has taken it; its stack's lowest address and end. second.s reads them.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
static HALYARD_BEGINNING: [AtomicU32; 3] = [const { AtomicU32::new(0) }; 3];

/// Number of cores that the machine has.
pub fn core_count() -> u32 {
    (LAST_CORE.read() >> 18) + 1
}

/// Starts core `number` at `entry`, on this stack, of which it watches the lowest 64 bytes, with interrupts masked. Only the
/// first core may call this. Returns false if there is no such core, or it runs already.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    if core_number() != 0 || number >= core_count() || HELD_CORES.read() & 1 << number == 0 {
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
    let before = OTHER_RESET.map(|word| word.read());
    write_reset([core_start(), JUMP[0], JUMP[1]]);
    HELD_CORES.write(HELD_CORES.read() & !(1 << number));
    while HALYARD_BEGINNING[0].load(Ordering::Acquire) != 0 {
        spin_loop();
    }
    write_reset(before);
    true
}

/// Writes what the other cores begin with.
///
/// # Panics
///
/// If this core's stack has come down to there.
fn write_reset(words: [u32; 3]) {
    let local = black_box(0u32);
    assert!((&raw const local).addr() > OTHER_RESET[2].address());
    for (register, word) in OTHER_RESET.iter().zip(words) {
        register.write(word);
    }
}
