//! What happens when the program cannot go on: it says why and stops the emulator.

use core::panic::PanicInfo;

use halyard_agent::report;
use halyard_runtime::Platform;

use crate::assembly;
use crate::board::Board;

/// Exit status after a panic, as of a Rust process.
const PANICKED: u8 = 101;

/// Exit status after a fault.
const FAULTED: u8 = 102;

/// The vectors of start.s end here, on a stack that is not the program's.
// SAFETY: the name is this project's own; nothing else defines it.
#[unsafe(no_mangle)]
extern "C" fn halyard_fault(cause: u32, program_counter: u32, address: u32) -> ! {
    let registers = [
        ("exccause", cause),
        ("pc", program_counter),
        ("excvaddr", address),
    ];
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
        assembly::wait(0);
    }
}
