//! What happens when the program cannot go on: it says why and stops the emulator.

use core::panic::PanicInfo;
use core::ptr;

use cortex_m::peripheral::SCB;
use cortex_m::register::psp;
use cortex_m_rt::exception;
use halyard_agent::report;
use halyard_runtime::Platform;

use crate::board::Board;

/// Exit status after a panic, as of a Rust process.
const PANICKED: u8 = 101;

/// Exit status after a fault.
const FAULTED: u8 = 102;

/// Where an exception puts the program counter, relative to the stack pointer.
const STACKED_PC: u32 = 24;

/// Bit of the fault status that says that a stack pointer went below its limit.
const STACK_OVERFLOW: u32 = 1 << 20;

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop(PANICKED)
}

#[exception(trampoline = false)]
unsafe fn HardFault() -> ! {
    // SAFETY: system control registers are always there, and reading these changes nothing.
    let scb = unsafe { &*SCB::PTR };
    let registers = [
        ("cfsr", scb.cfsr.read()),
        ("mmfar", scb.mmfar.read()),
        ("bfar", scb.bfar.read()),
        ("psp", psp::read()),
        ("pc", stacked_pc(scb.cfsr.read())),
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
    if status & STACK_OVERFLOW != 0 || !(0x3800_0000..0x3808_2000).contains(&address) {
        return 0;
    }
    // SAFETY: the word lies in RAM.
    unsafe { ptr::with_exposed_provenance::<u32>(address as usize).read_volatile() }
}

fn stop(code: u8) -> ! {
    Board::again().exit(code);
    loop {
        cortex_m::asm::wfi();
    }
}
