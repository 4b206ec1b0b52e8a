//! What happens when the program cannot go on: it says where, and stops.
//!
//! Messages and places of panics would be constants in RAM. So the compiler makes each panic a call of `abort`
//! (cargo-config.toml), and the address after that call is what is told: `avr-addr2line -e ELF ADDRESS` gives file and line.

use core::arch::asm;

use avr_device::atmega328p::Peripherals;
use halyard_agent::report;

use crate::board::Board;

// SAFETY: compiled code calls it by this name; nothing else defines it but libc, whose one is then not linked.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn abort() -> ! {
    let (high, low): (u8, u8);
    // SAFETY: a function that never returns saves no registers, so its return address lies on top of the stack; and as it
    // never returns, nothing misses it.
    unsafe { asm!("pop {}", "pop {}", out(reg) high, out(reg) low) };
    stop(u16::from_be_bytes([high, low]))
}

#[inline(never)]
fn stop(word_address: u16) -> ! {
    // SAFETY: nothing else uses the peripherals again.
    let peripherals = unsafe { Peripherals::steal() };
    report::panic_at(Board::steal(peripherals), 2 * u32::from(word_address));
    loop {
        avr_device::asm::nop();
    }
}
