//! What happens when the program cannot go on: it says why and stops.

use core::panic::PanicInfo;

use halyard_agent::report;

use crate::assembly;
use crate::board::Board;

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
    stop()
}

#[panic_handler]
fn panicked(info: &PanicInfo) -> ! {
    report::panic(Board::again(), info);
    stop()
}

fn stop() -> ! {
    loop {
        assembly::wait(0);
    }
}
