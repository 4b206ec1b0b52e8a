//! What happens when the program cannot go on: it says why, and waits for a reset.

use core::ops::Range;
use core::panic::PanicInfo;
use core::ptr;

use cortex_m::peripheral::SCB;
use cortex_m::register::psp;
use cortex_m_rt::exception;
use halyard_agent::report;

use crate::board::Board;

/// Addresses of the memory that the stacks lie in.
const DATA_TCM: Range<u32> = 0x2000_0000..0x2002_0000;

/// Where an exception puts the program counter, relative to the stack pointer.
const STACKED_PC: u32 = 24;

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop()
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
        ("pc", stacked_pc()),
    ];
    report::fault(Board::again(), &registers);
    stop()
}

#[exception]
unsafe fn DefaultHandler(number: i16) {
    report::fault(Board::again(), &[("exception", number as u32)]);
    stop()
}

/// Program counter of the fault; 0 when the stack overflowed and nothing could be stacked.
fn stacked_pc() -> u32 {
    let address = psp::read().saturating_add(STACKED_PC);
    if !DATA_TCM.contains(&address) {
        return 0;
    }
    // SAFETY: the word lies in RAM.
    unsafe { ptr::with_exposed_provenance::<u32>(address as usize).read_volatile() }
}

fn stop() -> ! {
    loop {
        cortex_m::asm::wfi();
    }
}
