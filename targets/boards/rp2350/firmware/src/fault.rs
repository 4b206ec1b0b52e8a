//! What happens when the program cannot go on: it says why and stops.

use core::panic::PanicInfo;
use core::ptr;
use core::sync::atomic::{AtomicBool, Ordering};

use cortex_m::asm::{semihosting_syscall, wfi};
use cortex_m::peripheral::SCB;
use cortex_m::register::psp;
use cortex_m_rt::exception;
use halyard_agent::report;

use crate::board::Board;

/// Exit status after a panic, as of a Rust process.
const PANICKED: u32 = 101;

/// Exit status after a fault.
const FAULTED: u32 = 102;

const SYS_EXIT_EXTENDED: u32 = 0x20;
const APPLICATION_EXIT: u32 = 0x20026;

/// Where an exception puts the program counter, relative to the stack pointer.
const STACKED_PC: u32 = 24;

/// Bit of the fault status that says that a stack pointer went below its limit.
const STACK_OVERFLOW: u32 = 1 << 20;

/// The last words are said: what faults now is the request to a debugger that is not there.
static STOPPED: AtomicBool = AtomicBool::new(false);

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop(PANICKED)
}

#[exception(trampoline = false)]
unsafe fn HardFault() -> ! {
    if STOPPED.load(Ordering::Acquire) {
        sleep();
    }
    // SAFETY: system control registers are always there, and reading these changes nothing.
    let scb = unsafe { &*SCB::PTR };
    let status = scb.cfsr.read();
    let registers = [
        ("cfsr", status),
        ("mmfar", scb.mmfar.read()),
        ("bfar", scb.bfar.read()),
        ("psp", psp::read()),
        ("pc", stacked_pc(status)),
    ];
    report::fault(Board::again(), &registers);
    stop(FAULTED)
}

#[exception]
unsafe fn DefaultHandler(number: i16) {
    report::fault(Board::again(), &[("exception", number as u32)]);
    stop(FAULTED)
}

/// Program counter of the fault; 0 when the stack overflowed and nothing could be stacked.
fn stacked_pc(status: u32) -> u32 {
    let address = psp::read().saturating_add(STACKED_PC);
    if status & STACK_OVERFLOW != 0 || !(0x2000_0000..0x2008_2000).contains(&address) {
        return 0;
    }
    // SAFETY: the word lies in RAM.
    unsafe { ptr::with_exposed_provenance::<u32>(address as usize).read_volatile() }
}

/// Tells a debugger or an emulator the status, by semihosting; without one the core sleeps until it is reset.
fn stop(code: u32) -> ! {
    STOPPED.store(true, Ordering::Release);
    let reason = [APPLICATION_EXIT, code];
    // SAFETY: the call takes the address of two words, and is answered without touching memory.
    unsafe {
        semihosting_syscall(
            SYS_EXIT_EXTENDED,
            reason.as_ptr().expose_provenance() as u32,
        )
    };
    sleep()
}

fn sleep() -> ! {
    loop {
        wfi();
    }
}
