//! The Cortex-M4. It waits from reset until it is started, and has a stack that the caller gives it.
//!
//! Sources: RM0399, chapters "Boot modes" (option byte `BCM4`; the Cortex-M4 boots from 0x08100000 as delivered), "Reset and
//! clock control" (`RCC_GCR.BOOT_C2`; each core has clock enables of its own at one address, and by those of `RCC_AHB3ENR` the
//! Cortex-M4 says that it uses flash and AXI SRAM of the Cortex-M7's domain) and "Hardware semaphore": reading `HSEM_RLR0` locks semaphore 0, reading `HSEM_R0` changes nothing, and a reset unlocks it.

use core::arch::global_asm;
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};

use cortex_m::asm::dsb;
use cortex_m::peripheral::CPUID;
use stm32h7xx_hal::pac::{HSEM, RCC};

/// A line of the data cache.
const LINE_BYTES: usize = 32;

/// Part number of a Cortex-M4, in its `CPUID`.
const CORTEX_M4: u32 = 0xC24;

const LEAST_STACK_BYTES: usize = 1024;

/// Where the Cortex-M4's program begins, and the end of its stack. It has lines of the cache to itself.
#[repr(C, align(32))]
struct Program([AtomicU32; 2]);

static PROGRAM: Program = Program([const { AtomicU32::new(0) }; 2]);

// The Cortex-M4 needs no stack until it has one. It looks whether semaphore 0 is locked, but not all the time, so that it
// leaves the bus to the Cortex-M7; then it switches its floating point on and goes where it is told.
global_asm!(
    ".section .second_core.vectors, \"a\"",
    ".global second_core_vectors",
    "second_core_vectors:",
    ".word 0x10000400", // SRAM1 as this core sees it; not used before `entry` has a stack
    ".word second_core_reset",
    ".rept 14",
    ".word second_core_fault",
    ".endr",
    ".section .second_core.text, \"ax\"",
    ".type second_core_reset, %function",
    ".thumb_func",
    "second_core_reset:",
    "cpsid i",
    "ldr r0, =0x580244D4", // RCC_AHB3ENR
    "ldr r1, [r0]",
    "ldr r2, =0x80000100", // AXISRAMEN, FLASHEN
    "orr r1, r1, r2",
    "str r1, [r0]",
    "ldr r0, =0x580244E0", // RCC_AHB4ENR
    "ldr r1, [r0]",
    "orr r1, r1, #0x02000000", // HSEMEN
    "str r1, [r0]",
    "ldr r1, [r0]",
    "ldr r0, =0x58026400", // HSEM_R0
    "1:",
    "ldr r1, [r0]",
    "cmp r1, #0", // LOCK is the sign
    "blt 3f",
    "movs r2, #128",
    "2:",
    "subs r2, #1",
    "bne 2b",
    "b 1b",
    "3:",
    "dmb",
    "ldr r0, =0xE000ED88", // CPACR
    "ldr r1, [r0]",
    "orr r1, r1, #0x00F00000",
    "str r1, [r0]",
    "dsb",
    "isb",
    "ldr r0, ={program}",
    "ldr r1, [r0, #4]",
    "mov sp, r1",
    "ldr r0, [r0]",
    "bx r0",
    ".type second_core_fault, %function",
    ".thumb_func",
    "second_core_fault:",
    "wfi",
    "b second_core_fault",
    ".ltorg",
    program = sym PROGRAM,
);

/// Number of the core that this runs on: 0 is the Cortex-M7, 1 the Cortex-M4.
pub fn core_number() -> u32 {
    // SAFETY: the register is always there, and reading it changes nothing.
    let part = unsafe { &*CPUID::PTR }.base.read() >> 4 & 0xFFF;
    u32::from(part == CORTEX_M4)
}

/// Number of cores of the chip.
pub fn core_count() -> u32 {
    2
}

/// Starts core `number`, the Cortex-M4 being 1, at `entry`, on the whole lines of the cache in this stack; its interrupts stay
/// disabled. Only the Cortex-M7 may call this. Returns false if there is no such core, or it runs already.
///
/// The Cortex-M4 does not see the Cortex-M7's cache: see [`hand_over`].
///
/// # Panics
///
/// If the stack has not even 1 KB.
pub fn start_core(number: u32, stack: &'static mut [u64], entry: extern "C" fn() -> !) -> bool {
    assert!(size_of_val(stack) >= LEAST_STACK_BYTES);
    if core_number() != 0 || number != 1 {
        return false;
    }
    // SAFETY: the registers are always there, and the Cortex-M4 does not write them.
    let (clocks, semaphores) = unsafe { (&*RCC::ptr(), &*HSEM::ptr()) };
    clocks.ahb4enr.modify(|_, w| w.hsemen().set_bit());
    if semaphores.r[0].read().lock().bit_is_set() {
        return false;
    }
    hand_over(stack);
    // A line that is not all stack would be written back by the Cortex-M7.
    let end = stack.as_mut_ptr_range().end.expose_provenance() & !(LINE_BYTES - 1);
    let begin = (entry as *const ()).expose_provenance();
    PROGRAM.0[0].store(begin as u32, Ordering::Relaxed);
    PROGRAM.0[1].store(end as u32, Ordering::Relaxed);
    hand_over(&PROGRAM);
    clocks.gcr.modify(|_, w| w.boot_c2().set_bit());
    semaphores.rlr[0].read().lock().bit_is_set()
}

/// Makes the Cortex-M7 write what it caches of this memory, and forget it: then the Cortex-M4 sees what the Cortex-M7 wrote, and
/// the Cortex-M7 what the Cortex-M4 did. What one core writes must not share a line of 32 bytes with what the other one writes.
pub fn hand_over<T: ?Sized>(memory: &T) {
    // SAFETY: one thread of execution uses the cache's registers.
    let mut core = unsafe { cortex_m::Peripherals::steal() };
    let address = ptr::from_ref(memory).addr();
    core.SCB
        .clean_invalidate_dcache_by_address(address, size_of_val(memory));
    dsb();
}
