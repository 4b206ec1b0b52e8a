//! What happens when the program cannot go on: it says why and stops the emulator.

use core::arch::global_asm;
use core::panic::PanicInfo;

use halyard_agent::report;
use halyard_runtime::Platform;

use crate::board::Board;

/// Exit status after a panic, as of a Rust process.
const PANICKED: u8 = 101;

/// Exit status after a fault.
const FAULTED: u8 = 102;

// riscv-rt makes this the hart's trap handler. Interrupts are disabled, so each trap is a fault, and nothing returns from
// it: no registers are saved, and the stack, which may be used up, is left for another.
global_asm!(
    ".section .trap.start, \"ax\"",
    ".global _start_trap",
    ".balign 4",
    "_start_trap:",
    "la sp, _fault_stack_start",
    "csrr a0, mcause",
    "csrr a1, mepc",
    "csrr a2, mtval",
    "tail {faulted}",
    faulted = sym faulted,
);

extern "C" fn faulted(cause: u32, program_counter: u32, value: u32) -> ! {
    let registers = [("mcause", cause), ("pc", program_counter), ("mtval", value)];
    report::fault(Board::again(), &registers);
    stop(FAULTED)
}

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop(PANICKED)
}

fn stop(code: u8) -> ! {
    Board::again().exit(code);
    loop {
        riscv::asm::wfi();
    }
}
