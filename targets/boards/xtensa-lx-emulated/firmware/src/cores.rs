//! The other cores. The machine holds them until they are started, each on a stack that the caller gives it.

use core::hint::black_box;

use halyard_xtensa::{core_number, has_begun, set_beginning};

use crate::assembly::{HELD_CORES, LAST_CORE};
use crate::registers::OTHER_RESET;
use crate::timer::microseconds;

/// The longest that a core may take to begin, even on a loaded computer.
const PATIENCE_MICROSECONDS: u32 = 5_000_000;

/// `l32r a0`, of the word before the reset address; `jx a0`.
const JUMP: [u32; 2] = [0xA0FF_FF01, 0x0000_0000];

/// Number of cores that the machine has.
pub fn core_count() -> u32 {
    (LAST_CORE.read() >> 18) + 1
}

/// Starts core `number` at `entry`, on this stack, of which it watches the lowest 64 bytes, with interrupts masked. Only the
/// first core may call this. Returns false if there is no such core, it runs already, or it does not answer.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    if core_number() != 0 || number >= core_count() || HELD_CORES.read() & 1 << number == 0 {
        return false;
    }
    let start = set_beginning(stack, entry);
    let before = OTHER_RESET.map(|word| word.read());
    write_reset([start, JUMP[0], JUMP[1]]);
    HELD_CORES.write(HELD_CORES.read() & !(1 << number));
    let start = microseconds();
    while !has_begun() && microseconds().wrapping_sub(start) < PATIENCE_MICROSECONDS {}
    write_reset(before);
    has_begun()
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
