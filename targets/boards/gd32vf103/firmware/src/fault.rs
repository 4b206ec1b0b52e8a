//! What happens when the program cannot go on: it says why, and waits for a reset.
//!
//! Source: Bumblebee Core Architecture Manual, register `mtvec`: bits 5 to 0 are the mode, and 0 sends every trap to the
//! address in bits 31 to 6. So the handler is aligned to 64 bytes, where RISC-V asks for 4.

use core::arch::global_asm;
use core::panic::PanicInfo;

use halyard_agent::report;

use crate::board::Board;

// riscv-rt makes `_start_trap` the hart's trap handler, and `_pre_init_trap` the one before memory is initialized.
// Interrupts are disabled, so each trap is a fault, and nothing returns from it: no registers are saved, and the stack, which
// may be used up, is left for another.
global_asm!(
    ".section .trap.start, \"ax\"",
    ".global _start_trap",
    ".balign 64",
    "_start_trap:",
    "la sp, _fault_stack_start",
    "csrr a0, mcause",
    "csrr a1, mepc",
    "csrr a2, mtval",
    "tail {faulted}",
    ".global _pre_init_trap",
    ".balign 64",
    "_pre_init_trap:",
    "j _pre_init_trap",
    faulted = sym faulted,
);

extern "C" fn faulted(cause: u32, program_counter: u32, value: u32) -> ! {
    let registers = [("mcause", cause), ("pc", program_counter), ("mtval", value)];
    report::fault(Board::again(), &registers);
    stop()
}

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop()
}

fn stop() -> ! {
    loop {
        riscv::asm::wfi();
    }
}
