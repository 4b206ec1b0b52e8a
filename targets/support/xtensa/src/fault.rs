//! What happens when the program cannot go on: it says why and stops.

use core::panic::PanicInfo;

use halyard_agent::report::{self, FAULTED, PANICKED};
use halyard_runtime::Platform;

use crate::assembly;

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

            // The vectors of start.s end here, on a stack that is not the program's.
            // SAFETY: the name is this project's own; nothing else defines it.
            #[unsafe(no_mangle)]
            extern "C" fn halyard_fault(cause: u32, program_counter: u32, address: u32) -> ! {
                $crate::faulted($board, [cause, program_counter, address])
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
pub fn faulted<P: Platform>(board: fn() -> P, [cause, program_counter, address]: [u32; 3]) -> ! {
    let registers = [
        ("exccause", cause),
        ("pc", program_counter),
        ("excvaddr", address),
    ];
    report::fault(board(), &registers);
    stop(board(), FAULTED)
}

fn stop<P: Platform>(mut board: P, code: u8) -> ! {
    board.exit(code);
    loop {
        assembly::wait(0);
    }
}
