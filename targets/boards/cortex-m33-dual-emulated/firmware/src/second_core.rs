//! The second core. It waits from reset until it is started, and has a stack that the caller gives it.

use core::arch::global_asm;
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};

use cortex_m::asm::dsb;

use crate::registers::{CORE_NUMBER, CORES_WAIT, SECOND_CORE_VECTORS};

const SYSTEM_VECTORS: usize = 16;

/// As for the first core: faults have a stack of their own.
const FAULT_STACK_BYTES: usize = 1024;

/// Bit of [`CORES_WAIT`].
const SECOND: u32 = 2;

#[repr(C, align(256))]
struct Vectors([AtomicU32; SYSTEM_VECTORS]);

static VECTORS: Vectors = Vectors([const { AtomicU32::new(0) }; SYSTEM_VECTORS]);

/// Where the second core's program begins, and the range of its stack; read by `second_core_reset`.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
static SECOND_CORE: [AtomicU32; 3] = [const { AtomicU32::new(0) }; 3];

// Moves the core to its own stack with its limit, as the first core's start does.
global_asm!(
    ".section .text.second_core_reset, \"ax\"",
    ".global second_core_reset",
    ".type second_core_reset, %function",
    ".thumb_func",
    "second_core_reset:",
    "ldr r0, =SECOND_CORE",
    "ldr r1, [r0, #4]",
    "msr psplim, r1",
    "ldr r1, [r0, #8]",
    "msr psp, r1",
    "movs r1, #2",
    "msr control, r1",
    "isb",
    "ldr r0, [r0]",
    "bx r0",
    ".ltorg",
);

unsafe extern "C" {
    fn second_core_reset() -> !;
    static __vector_table: [u32; SYSTEM_VECTORS];
}

/// Number of the core that this runs on: 0 or 1.
pub fn core_number() -> u32 {
    CORE_NUMBER.read()
}

/// Number of cores of the machine.
pub fn core_count() -> u32 {
    2
}

/// Starts core `number` at `entry`, on a stack of which 1 KB is for its faults; its interrupts stay disabled. Only the first core
/// may call this. Returns false if there is no such core, or it runs already.
///
/// # Panics
///
/// If the stack has not even 2 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= 2 * FAULT_STACK_BYTES);
    if core_number() != 0 || number != 1 || CORES_WAIT.read() & SECOND == 0 {
        return false;
    }
    let range = stack.as_mut_ptr_range();
    let (lowest, end) = (
        range.start.expose_provenance(),
        range.end.expose_provenance(),
    );
    let begin = (entry as *const ()).expose_provenance();
    let program = [begin, lowest, end - FAULT_STACK_BYTES];
    store(&SECOND_CORE, program.map(|word| word as u32));
    // SAFETY: cortex-m-rt's table begins with the vectors of the system.
    let mut vectors = unsafe { __vector_table };
    vectors[0] = end as u32;
    vectors[1] = (second_core_reset as *const ()).expose_provenance() as u32;
    store(&VECTORS.0, vectors);
    SECOND_CORE_VECTORS.write(ptr::addr_of!(VECTORS).expose_provenance() as u32);
    dsb();
    CORES_WAIT.write(0);
    true
}

fn store<const N: usize>(to: &[AtomicU32; N], words: [u32; N]) {
    for (cell, word) in to.iter().zip(words) {
        cell.store(word, Ordering::Release);
    }
}
