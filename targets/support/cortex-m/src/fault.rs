//! What happens when the program cannot go on: it says why and stops.

use core::panic::PanicInfo;
use core::ptr;
use core::sync::atomic::{AtomicBool, Ordering};

use cortex_m::asm::wfi;
#[cfg(not(armv6m))]
use cortex_m::peripheral::SCB;
use cortex_m::register::psp;
use halyard_agent::report::{self, FAULTED, PANICKED};
use halyard_runtime::Platform;

use crate::stack::addresses;

/// Where an exception puts the program counter, relative to the stack pointer.
const STACKED_PC: u32 = 24;

/// The last words are said: what faults now is the request to an emulator or a debugger that is not there.
static STOPPED: AtomicBool = AtomicBool::new(false);

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

            #[$crate::exception(trampoline = false)]
            unsafe fn HardFault() -> ! {
                $crate::faulted($board)
            }

            #[$crate::exception]
            unsafe fn DefaultHandler(number: i16) {
                $crate::interrupted($board, number)
            }
        };
    };
}

/// Tells a panic.
pub fn panicked<P: Platform>(board: fn() -> P, info: &PanicInfo) -> ! {
    report::panic(board(), info);
    stop(board(), PANICKED)
}

/// Tells the fault that the core handles.
pub fn faulted<P: Platform>(board: fn() -> P) -> ! {
    if STOPPED.load(Ordering::Acquire) {
        sleep();
    }
    tell_fault(board());
    stop(board(), FAULTED)
}

/// Tells an exception that nobody handles.
pub fn interrupted<P: Platform>(board: fn() -> P, number: i16) -> ! {
    report::fault(board(), &[("exception", number as u32)]);
    stop(board(), FAULTED)
}

/// Armv6-M has no registers that say more.
#[cfg(armv6m)]
fn tell_fault<P: Platform>(board: P) {
    report::fault(board, &[("psp", psp::read()), ("pc", stacked_pc())]);
}

#[cfg(not(armv6m))]
fn tell_fault<P: Platform>(board: P) {
    // SAFETY: system control registers are always there, and reading these changes nothing.
    let control = unsafe { &*SCB::PTR };
    let status = control.cfsr.read();
    let registers = [
        ("cfsr", status),
        ("mmfar", control.mmfar.read()),
        ("bfar", control.bfar.read()),
        ("psp", psp::read()),
        ("pc", if overflowed(status) { 0 } else { stacked_pc() }),
    ];
    report::fault(board, &registers);
}

/// Whether the stack pointer went below its limit, and nothing was stacked. Before Armv8-M the bit is never set.
#[cfg(not(armv6m))]
fn overflowed(status: u32) -> bool {
    status & 1 << 20 != 0
}

/// Program counter of the fault; 0 when the stack overflowed and nothing could be stacked.
fn stacked_pc() -> u32 {
    let address = psp::read().saturating_add(STACKED_PC) as usize;
    if !addresses().contains(&address) {
        return 0;
    }
    // SAFETY: the word lies in RAM.
    unsafe { ptr::with_exposed_provenance::<u32>(address).read_volatile() }
}

fn stop<P: Platform>(mut board: P, code: u8) -> ! {
    STOPPED.store(true, Ordering::Release);
    board.exit(code);
    sleep()
}

fn sleep() -> ! {
    loop {
        wfi();
    }
}
