//! What happens when the program cannot go on: it says why and stops.

use core::arch::global_asm;
use core::panic::PanicInfo;

use halyard_agent::report::{self, FAULTED, PANICKED};
use halyard_runtime::Platform;

// riscv-rt makes `_start_trap` the hart's trap handler, and `_pre_init_trap` the one before memory is initialized.
// Interrupts are disabled, so each trap is a fault, and nothing returns from it: no registers are saved, and the stack, which
// may be used up, is left for another.
//
// Aligned to 64 bytes, where RISC-V asks for 4: the lower six bits of the Bumblebee core's `mtvec` are its mode (Bumblebee Core
// Architecture Manual).
global_asm!(
    ".section .trap.start, \"ax\"",
    ".global _start_trap",
    ".balign 64",
    "_start_trap:",
    "la sp, _fault_stack_start",
    "csrr a0, mcause",
    "csrr a1, mepc",
    "csrr a2, mtval",
    "tail halyard_fault",
    ".global _pre_init_trap",
    ".balign 64",
    "_pre_init_trap:",
    "j _pre_init_trap",
);

/// Defines the handlers of panics and faults. They tell what happened by the board that the given function returns, which may be
/// started or not; then the board is asked to exit, and sleeps if it cannot.
#[macro_export]
macro_rules! handlers {
    ($board:path) => {
        #[allow(unsafe_code)]
        const _: () = {
            #[panic_handler]
            fn panicked(info: &core::panic::PanicInfo) -> ! {
                $crate::panicked($board, info)
            }

            // SAFETY: the name is this project's own; nothing else defines it.
            #[unsafe(no_mangle)]
            extern "C" fn halyard_fault(cause: u32, program_counter: u32, value: u32) -> ! {
                $crate::faulted($board, [cause, program_counter, value])
            }
        };
    };
}

/// Tells a panic.
pub fn panicked<P: Platform>(board: fn() -> P, info: &PanicInfo) -> ! {
    report::panic(board(), info);
    stop(board(), PANICKED)
}

/// Tells a fault.
pub fn faulted<P: Platform>(board: fn() -> P, [cause, program_counter, value]: [u32; 3]) -> ! {
    let registers = [("mcause", cause), ("pc", program_counter), ("mtval", value)];
    report::fault(board(), &registers);
    stop(board(), FAULTED)
}

fn stop<P: Platform>(mut board: P, code: u8) -> ! {
    board.exit(code);
    loop {
        riscv::asm::wfi();
    }
}
