//! The other harts. They wait from reset until they are started, each on a stack that the caller gives it.

use core::arch::global_asm;
use core::sync::atomic::{AtomicU32, Ordering};

use riscv::register::mhartid;

use crate::guard;
use crate::registers::{software_interrupt, timer_compare_high};
use crate::timer::microseconds;

/// Most harts that are looked for.
const MOST: u32 = 8;

/// The lowest bytes of a stack are forbidden to its hart, so that an overflow faults.
const GUARD_BYTES: usize = 256;

const LEAST_STACK_BYTES: usize = 2048;

/// The longest that a hart may take to answer, even on a loaded computer.
const PATIENCE_MICROSECONDS: u32 = 5_000_000;

/// What a hart begins with: its program, 0 once it has taken it; its stack's lowest address and end.
static BEGINNING: [AtomicU32; 3] = [const { AtomicU32::new(0) }; 3];

/// A bit for each hart that was started.
static STARTED: AtomicU32 = AtomicU32::new(1);

// riscv-rt sends the harts here that its linker script does not tell it of (`_max_hart_id` is 0), before they touch memory.
// A software interrupt wakes them; it is not taken, because interrupts are disabled.
global_asm!(
    ".section .text.abort, \"ax\"",
    ".global abort",
    ".type abort, @function",
    "abort:",
    "csrwi mie, 8",
    "1:",
    "wfi",
    "csrr t0, mip",
    "andi t0, t0, 8",
    "beqz t0, 1b",
    "csrwi mie, 0",
    ".option push",
    ".option norelax",
    "la gp, __global_pointer$",
    ".option pop",
    "la t0, _start_trap",
    "csrw mtvec, t0",
    "la t0, {beginning}",
    "lw s0, 0(t0)",
    "lw a0, 4(t0)",
    "lw sp, 8(t0)",
    "call {begin}",
    "jr s0",
    beginning = sym BEGINNING,
    begin = sym begin,
);

/// Protects a hart's memory as the first one's is, and says that the hart has what it needs.
extern "C" fn begin(lowest: usize) {
    guard::start();
    guard::forbid(lowest, lowest + GUARD_BYTES);
    software_interrupt(core_number()).write(0);
    BEGINNING[0].store(0, Ordering::Release);
}

/// Number of the hart that this runs on.
pub fn core_number() -> u32 {
    mhartid::read() as u32
}

/// Number of harts that the machine has: those whose timer keeps what is written to it.
pub fn core_count() -> u32 {
    let there = |hart: &u32| {
        let compare = timer_compare_high(*hart);
        compare.write(u32::MAX);
        compare.read() == u32::MAX
    };
    (0..MOST).take_while(there).count() as u32
}

/// Starts hart `number` at `entry`, on this stack, of which the lowest 256 bytes are forbidden; its interrupts stay disabled.
/// Only the first hart may call this. Returns false if there is no such hart, it runs already, or it does not answer.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    if core_number() != 0 || number >= core_count() {
        return false;
    }
    if STARTED.fetch_or(1 << number, Ordering::AcqRel) & 1 << number != 0 {
        return false;
    }
    let range = stack.as_mut_ptr_range();
    let lowest = range.start.expose_provenance() as u32;
    let end = range.end.expose_provenance() as u32 & !15;
    let begin = (entry as *const ()).expose_provenance() as u32;
    for (cell, word) in BEGINNING.iter().zip([begin, lowest, end]) {
        cell.store(word, Ordering::Release);
    }
    software_interrupt(number).write(1);
    let start = microseconds();
    while BEGINNING[0].load(Ordering::Acquire) != 0 {
        if microseconds().wrapping_sub(start) > PATIENCE_MICROSECONDS {
            return false;
        }
    }
    true
}
